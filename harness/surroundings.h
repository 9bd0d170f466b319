/* surroundings.h - what a program inherits, made the same for everyone. */
#ifndef SURROUNDINGS_H
#define SURROUNDINGS_H

#include <sys/resource.h>

enum { STACK_BYTES = 8 << 20 };

/* At the beginning of main(): descriptors 0 to 2 are open (where one was closed, reading or writing
   it fails), no signal is blocked or, but for those by which a user or a shell ends or stops a
   program, ignored; soft limits are as high as the hard ones let them be; nothing in the
   environment steers libcheck or getopt. */
void surroundings_settle(void);

/* In the child that becomes the compiler: the environment holds nothing that changes what it finds,
   makes or says; it keeps what a compiler may need to work at all. */
void surroundings_of_compiler(void);

/* In the child that becomes the stage: addresses and the stack's limit as everywhere; returns the
   environment to start it with. */
char **surroundings_of_stage(void);

#endif
