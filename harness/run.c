/* run.c - runs another program, such as the compiler, and waits for it. */
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LIMIT = sizeof((struct command *)0)->words / sizeof(char *) - 1 };

static void take(struct command *command, char *word)
{
    if (word && command->count < LIMIT)
        command->words[command->count] = word;
    else
        free(word);
    command->count++;
}

void command_word(struct command *command, const char *word) { take(command, strdup(word)); }

void command_words(struct command *command, const char *words)
{
    words += strspn(words, " ");
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        take(command, strndup(words, length));
        words += length + strspn(words + length, " ");
    }
}

void command_format(struct command *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *word = NULL;
    take(command, vasprintf(&word, format, arguments) == -1 ? NULL : word);
    va_end(arguments);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    pid_t ended = -1;
    do
        ended = waitpid(pid, &status, 0);
    while (ended == -1 && errno == EINTR);
    if (ended == -1)
        return -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int spawn(struct command *command, bool quiet)
{
    extern char **environ;
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        errno = error;
        return -1;
    }
    if (quiet) {
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    } else {
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    }
    pid_t pid = 0;
    error = posix_spawnp(&pid, command->words[0], &actions, NULL, command->words, environ);
    posix_spawn_file_actions_destroy(&actions);
    errno = error;
    return error == 0 ? wait_for(pid) : -1;
}

int command_run(struct command *command, bool quiet)
{
    int result = -1;
    if (command->count > 0 && command->count <= LIMIT)
        result = spawn(command, quiet);
    else
        errno = E2BIG;
    int error = errno;
    command_free(command);
    errno = error;
    return result;
}

void command_free(struct command *command)
{
    for (size_t i = 0; i < LIMIT; i++)
        free(command->words[i]);
    *command = (struct command){.count = 0};
}
