/* surroundings_test.c - what a program inherits is made the same for everyone. */
#include "surroundings.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

extern char **environ;

/* Each is tried in a process of its own. */
static bool holds(bool (*fact)(void))
{
    int status = -1;
    pid_t pid = fork();
    if (pid == 0)
        _exit(fact() ? 0 : 1);
    while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
        ;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool closed_descriptors_are_open_and_of_no_use(void)
{
    char byte = 0;
    for (int fd = 0; fd < 3; fd++)
        close(fd);
    surroundings_settle();
    bool useless = read(0, &byte, 1) == -1 && write(1, &byte, 1) == -1 && write(2, &byte, 1) == -1;
    return useless && open("/dev/null", O_RDONLY) > 2;
}

static bool open_descriptors_stay(void)
{
    int ends[2];
    char byte = 'a';
    if (pipe(ends) == -1 || dup2(ends[1], 1) == -1)
        return false;
    surroundings_settle();
    return write(1, &byte, 1) == 1 && read(ends[0], &byte, 1) == 1;
}

static bool is(int number, void (*handler)(int))
{
    struct sigaction now;
    return sigaction(number, NULL, &now) == 0 && now.sa_handler == handler;
}

static bool ignored_signals_are_heard_again(void)
{
    signal(SIGCHLD, SIG_IGN);
    signal(SIGXCPU, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    surroundings_settle();
    return is(SIGCHLD, SIG_DFL) && is(SIGXCPU, SIG_DFL) && is(SIGHUP, SIG_IGN);
}

static bool what_was_pending_ends_nobody(void)
{
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    raise(SIGALRM);
    raise(SIGPIPE);
    raise(SIGUSR1);
    surroundings_settle();
    sigprocmask(SIG_SETMASK, NULL, &set);
    return sigismember(&set, SIGALRM) == 0 && sigismember(&set, SIGXCPU) == 0;
}

static bool a_wish_to_end_is_heard(void)
{
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    raise(SIGTERM);
    surroundings_settle();
    return true;
}

static bool soft_limit_is(int resource, rlim_t wanted)
{
    struct rlimit limit;
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur == wanted;
}

static bool limits_are_raised(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = 64;
    setrlimit(RLIMIT_NOFILE, &limit);
    surroundings_settle();
    return soft_limit_is(RLIMIT_NOFILE, limit.rlim_max);
}

static bool libcheck_is_not_steered(void)
{
    setenv("CK_RUN_CASE", "none", 1);
    setenv("CK_FORK", "no", 1);
    setenv("CHECK", "stays", 1);
    surroundings_settle();
    return getenv("CK_RUN_CASE") == NULL && getenv("CK_FORK") == NULL && getenv("CHECK") != NULL;
}

static bool the_compiler_speaks_english(void)
{
    setenv("LANGUAGE", "de", 1);
    setenv("LC_MESSAGES", "de_DE.UTF-8", 1);
    setenv("CPATH", "/", 1);
    unsetenv("PATH");
    surroundings_of_compiler();
    return strcmp(getenv("LC_ALL"), "C") == 0 && getenv("LANGUAGE") == NULL &&
           getenv("LC_MESSAGES") == NULL && getenv("CPATH") == NULL && getenv("PATH") != NULL;
}

static bool the_stage_gets_what_everyone_gets(void)
{
    int count = 0;
    setenv("ASAN_OPTIONS", "exitcode=0", 1);
    setenv("LD_LIBRARY_PATH", "/far/away", 1);
    setrlimit(RLIMIT_STACK, &(struct rlimit){1 << 20, RLIM_INFINITY});
    char **environment = surroundings_of_stage();
    for (; environment[count] != NULL; count++)
        if (strncmp(environment[count], "ASAN", 4) == 0)
            return false;
    return count == 3 && strcmp(environment[2], "LD_LIBRARY_PATH=/far/away") == 0 &&
           soft_limit_is(RLIMIT_STACK, STACK_BYTES);
}

static bool without_any_environment(void)
{
    environ = NULL;
    surroundings_settle();
    surroundings_of_compiler();
    return getenv("PATH") != NULL;
}

#define FACT(name)                                                                                 \
    static void that_##name(void **state)                                                          \
    {                                                                                              \
        (void)state;                                                                               \
        assert_true(holds(name));                                                                  \
    }
FACT(closed_descriptors_are_open_and_of_no_use)
FACT(open_descriptors_stay)
FACT(ignored_signals_are_heard_again)
FACT(what_was_pending_ends_nobody)
FACT(limits_are_raised)
FACT(libcheck_is_not_steered)
FACT(the_compiler_speaks_english)
FACT(the_stage_gets_what_everyone_gets)
FACT(without_any_environment)

static void that_a_wish_to_end_is_heard(void **state)
{
    (void)state;
    assert_false(holds(a_wish_to_end_is_heard));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(that_closed_descriptors_are_open_and_of_no_use),
        cmocka_unit_test(that_open_descriptors_stay),
        cmocka_unit_test(that_ignored_signals_are_heard_again),
        cmocka_unit_test(that_what_was_pending_ends_nobody),
        cmocka_unit_test(that_a_wish_to_end_is_heard),
        cmocka_unit_test(that_limits_are_raised),
        cmocka_unit_test(that_libcheck_is_not_steered),
        cmocka_unit_test(that_the_compiler_speaks_english),
        cmocka_unit_test(that_the_stage_gets_what_everyone_gets),
        cmocka_unit_test(that_without_any_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
