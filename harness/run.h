/* run.h - runs another program, such as the compiler, and waits for it. */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stddef.h>

struct command {
    char *words[48]; /* malloced; the last one is NULL */
    size_t count;
};

/* Adds a word, or several that spaces divide ("ccache gcc"). What is too much makes command_run()
 * fail with E2BIG. */
void command_word(struct command *command, const char *word);
void command_words(struct command *command, const char *words);

__attribute__((format(printf, 2, 3))) void command_format(struct command *command,
                                                          const char *format, ...);

/* Runs it, found in PATH; QUIET: its output goes to /dev/null. Returns its exit status, 128 + N
 * after signal N; -1 with errno as posix_spawnp(3). Frees the words in any case. */
int command_run(struct command *command, bool quiet);

/* Frees the words of a command that is not run. */
void command_free(struct command *command);

#endif
