/* surroundings.c - what a program inherits, made the same for everyone. */
#include "surroundings.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- descriptors ------------------------------------------------------------------------------ */

/* Each is opened the wrong way round, so that a use of it fails: output that nobody gets is said
   to be lost. */
static void open_the_first_three(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            _exit(2);
}

/* --- signals ---------------------------------------------------------------------------------- */

/* nohup and shells ignore these for their children, and mean it. */
static const int of_users[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,
                               SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};

/* What was pending while it was blocked was meant for the program before; not a wish to end us. */
static void discard_pending(void)
{
    const struct timespec at_once = {0, 0};
    sigset_t meant;
    sigfillset(&meant);
    for (size_t i = 0; of_users[i] != SIGTSTP; i++)
        sigdelset(&meant, of_users[i]);
    while (sigtimedwait(&meant, NULL, &at_once) != -1)
        ;
}

static void settle_signals(void)
{
    struct sigaction now;
    sigset_t none, users;
    sigemptyset(&none);
    sigemptyset(&users);
    for (size_t i = 0; i < COUNT(of_users); i++)
        sigaddset(&users, of_users[i]);
    for (int number = 1; number <= SIGRTMAX; number++)
        if (sigismember(&users, number) == 0 && sigaction(number, NULL, &now) == 0 &&
            now.sa_handler == SIG_IGN)
            signal(number, SIG_DFL);
    discard_pending();
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* --- limits ----------------------------------------------------------------------------------- */

static void raise_limits(void)
{
    static const int resources[] = {RLIMIT_NOFILE,     RLIMIT_NPROC,   RLIMIT_AS,
                                    RLIMIT_DATA,       RLIMIT_FSIZE,   RLIMIT_MEMLOCK,
                                    RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE};
    struct rlimit limit;
    for (size_t i = 0; i < COUNT(resources); i++)
        if (getrlimit(resources[i], &limit) == 0 && limit.rlim_cur != limit.rlim_max) {
            limit.rlim_cur = limit.rlim_max;
            setrlimit(resources[i], &limit);
        }
}

static void settle_stack(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) == -1)
        return;
    limit.rlim_cur = limit.rlim_max < STACK_BYTES ? limit.rlim_max : STACK_BYTES;
    setrlimit(RLIMIT_STACK, &limit);
}

/* --- the environment -------------------------------------------------------------------------- */

/* Removes the variables whose names begin with one of PREFIXES, which NULL ends. */
static void forget(const char *const *prefixes)
{
    for (; *prefixes != NULL; prefixes++)
        for (size_t i = 0; environ != NULL && environ[i] != NULL;) {
            char name[256];
            size_t length = strcspn(environ[i], "=");
            bool meant = strncmp(environ[i], *prefixes, strlen(*prefixes)) == 0;
            if (!meant ||
                snprintf(name, sizeof name, "%.*s", (int)length, environ[i]) != (int)length ||
                unsetenv(name) == -1)
                i++;
        }
}

static const char usual_path[] = "PATH=/usr/local/bin:/usr/bin:/bin";

void surroundings_settle(void)
{
    static const char *const of_libraries[] = {"CK_", "POSIXLY_CORRECT", NULL};
    open_the_first_three();
    settle_signals();
    raise_limits();
    settle_stack();
    forget(of_libraries);
}

void surroundings_of_compiler(void)
{
    static const char *const prefixes[] = {"CPATH",
                                           "C_INCLUDE_PATH",
                                           "DEPENDENCIES_OUTPUT",
                                           "SUNPRO_DEPENDENCIES",
                                           "GCC_COLOR",
                                           "GCC_EXTRA_",
                                           "GCC_URLS",
                                           "TERM",
                                           "CCC_",
                                           "LANG",
                                           "LC_",
                                           "SOURCE_DATE_EPOCH",
                                           "MALLOC_",
                                           "ASAN_OPTIONS",
                                           "UBSAN_OPTIONS",
                                           "POSIXLY_CORRECT",
                                           NULL};
    settle_stack();
    forget(prefixes);
    setenv("LC_ALL", "C", 1);
    if (getenv("PATH") == NULL)
        putenv((char *)usual_path);
}

char **surroundings_of_stage(void)
{
    static char *environment[4] = {(char *)usual_path, (char *)"LC_ALL=C"};
    settle_stack();
    personality(ADDR_NO_RANDOMIZE); /* the sanitizer's own regions need their places */
    for (size_t i = 0; environ != NULL && environ[i] != NULL; i++)
        if (strncmp(environ[i], "LD_LIBRARY_PATH=", 16) == 0) /* it may lead to the sanitizer */
            environment[2] = environ[i];
    return environment;
}
