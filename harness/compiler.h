/* compiler.h - one run of the compiler, bounded. */
#ifndef COMPILER_H
#define COMPILER_H

/* In FOLDER, with the headers of INCLUDE, from the file SOURCE to LIBRARY; what it says goes to the
 * file WORDS. */
struct compiling {
    const char *folder, *include, *library;
    int source, words;
};

enum compiler_end { ENDED, WAITED_FOR_EVER, NOT_BEGUN };

/* Runs KIT_CC with the flags of every lesson. *STATUS is its exit status, 126 or 127 if it cannot
 * be run, 128 + N after signal N. NOT_BEGUN with errno if there is no process for it. */
enum compiler_end compiler_run(const struct compiling *run, int *status);

#endif
