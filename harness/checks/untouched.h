/* untouched.h - what steps leave of a socket as it was made: lessons 1, 2, 5, 7 and 8. */
#ifndef CHECKS_UNTOUCHED_H
#define CHECKS_UNTOUCHED_H

/* Ends the check as failed if calls on SOCK, which a message calls WHAT ("the listener"), give up
   after a time or wait for more than there is, or if its connections end otherwise than those of a
   new socket. */
void untouched_options(int sock, const char *what);

/* Of that only the times and the amount that a call waits for. */
void untouched_waits(int sock, const char *what);

/* The same for CONN, a connection whose peer has not ended; nor has anybody shut a side of it. */
void untouched_connection(int conn);

#endif
