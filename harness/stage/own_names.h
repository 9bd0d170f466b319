/* own_names.h - which names a lesson's library defines, before it is loaded. */
#ifndef STAGE_OWN_NAMES_H
#define STAGE_OWN_NAMES_H

/* The first name that the file LIBRARY defines, also one that it shows nobody, of those that begin
   with BEGINS; NULL: there is none. Until the next call. Source: elf(5). */
const char *own_names_find(const char *library, const char *begins);

#endif
