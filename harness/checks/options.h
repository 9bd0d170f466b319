/* options.h - the options of a socket that change what its calls do, for lessons 7 and 8. */
#ifndef CHECKS_OPTIONS_H
#define CHECKS_OPTIONS_H

/* Ends the check as failed if calls on SOCK, which a message calls WHAT ("the listener"), give up
   after a time, or its connections end otherwise than those of a new socket. */
void options_untouched(int sock, const char *what);

#endif
