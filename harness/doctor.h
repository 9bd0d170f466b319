/* doctor.h - what this machine has, lacks, and does less well. */
#ifndef DOCTOR_H
#define DOCTOR_H

#include <stdio.h>

/* Tries what the kit needs, and writes a line for each to OUT, "ok", "missing" or "limited", with
 * what it means and what to do where it is not ok. BUILD is the kit's folder of that name. Returns
 * 0 if the kit can work here, else -1. */
int doctor_report(FILE *out, const char *build);

#endif
