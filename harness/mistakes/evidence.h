/* evidence.h - what the discriminators of several mistakes ask. */
#ifndef MISTAKES_EVIDENCE_H
#define MISTAKES_EVIDENCE_H

#include "mistakes/mistakes.h"

/* An int that nobody has given a value: before each call the stage fills the stack with 0xA5. */
enum { EVIDENCE_UNSET = -0x5A5A5A5B };

/* The step sends (client_send, server_process), receives (client_recv), echoes (server_process). */
bool evidence_sends(const struct observation *seen);
bool evidence_receives(const struct observation *seen);
bool evidence_processes(const struct observation *seen);
/* The call is a way to send or to receive. */
bool evidence_transfers(const struct call_record *record);
/* The transfer after call I of the record, or NULL. */
const struct call_record *evidence_next_transfer(const struct observation *seen, size_t i);
/* The last look-up of the step, or NULL. */
const struct call_record *evidence_last_lookup(const struct observation *seen);
/* All of these SIZE bytes are NULs. */
bool evidence_all_zero(const unsigned char *bytes, size_t size);

/* The -1 of a transfer was added to the place or to the count: the next one begins a byte earlier,
 * or asks for a byte more. */
bool evidence_counts_minus_one(const struct observation *seen);

/* After a failure the step went on as if there were none: it handed the -1 to another call, as a
 * descriptor or as a length; or read the address of a client that nobody has accepted. */
bool evidence_goes_on(const struct observation *seen);

#endif
