/* stage_lesson.c - a lesson for tests of the stage: it does as it is told, badly. */
#include "steps.h"

#include "stage_lesson.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void pause_for_ever(void)
{
    for (;;)
        pause();
}

static void *thread(void *unused)
{
    (void)unused;
    pause_for_ever();
    return NULL;
}

static void write_past_the_end(void)
{
    char *memory = malloc(8);
    volatile int at = 8;
    memory[at] = 'x';
    free(memory);
}

static int overflow(void)
{
    volatile int most = INT_MAX;
    return most + 1;
}

/* A process that has left its group and its parent. */
static int leave_a_daemon(void)
{
    int daemon = 0, ends[2];
    if (pipe(ends) == -1 || fork() != 0)
        return read(ends[0], &daemon, sizeof daemon) == sizeof daemon ? daemon : -1;
    setsid();
    if (fork() == 0) {
        daemon = getpid();
        ssize_t written = write(ends[1], &daemon, sizeof daemon);
        (void)written;
        pause_for_ever();
    }
    syscall(SYS_exit_group, 0);
    return -1;
}

static int leave_a_zombie(void)
{
    siginfo_t how;
    pid_t child = fork();
    if (child == 0)
        syscall(SYS_exit_group, 0);
    return syscall(SYS_waitid, 1, child, &how, 4 | 0x01000000, NULL); /* P_PID, WEXITED, WNOWAIT */
}

static int leave_a_thread(void)
{
    pthread_t one;
    return pthread_create(&one, NULL, thread, NULL);
}

static int fork_until_it_fails(int on)
{
    int count = 0;
    for (;;) {
        pid_t child = fork();
        if (child == 0)
            pause_for_ever();
        if (child == -1 && !on)
            return count;
        count += child > 0;
    }
}

static int open_until_it_fails(void)
{
    int count = 0;
    while (open("/dev/null", O_RDONLY) != -1)
        count++;
    return count;
}

static int allocate(size_t size)
{
    void *memory = malloc(size);
    int got = memory != NULL;
    free(memory);
    return got;
}

static int write_a_file(int kib)
{
    static char bytes[1024];
    int written = 0, fd = memfd_create("file", 0);
    for (int i = 0; i < kib; i++) {
        ssize_t n = write(fd, bytes, sizeof bytes);
        if (n == -1)
            break;
        written += (int)n;
    }
    close(fd);
    return written;
}

static int see_the_stack(void)
{
    unsigned char bytes[256];
    const volatile unsigned char *seen;
    int count = 0;
    __asm__("" : "=r"(seen) : "0"(bytes)); /* the compiler need not know what is read */
    for (int i = 0; i < 256; i++)
        count += seen[i] == 0xA5;
    return count;
}

static int core_limit(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_CORE, &limit) == -1 ? -1 : (int)limit.rlim_cur;
}

static int misbehave(int how, int argument)
{
    char byte;
    switch (how) {
    case COMPUTES:
        for (volatile unsigned i = 0;; i++)
            ;
    case OPENS_UNTIL_IT_FAILS:
        return open_until_it_fails();
    case ALLOCATES:
        return allocate((size_t)argument << 20);
    case WRITES_A_FILE:
        return write_a_file(argument);
    case READS_STANDARD_INPUT:
        return (int)read(0, &byte, 1);
    case CLOSES_ALL:
        return close_range(3, ~0U, 0);
    case TAKES_THE_KITS_NUMBERS:
        return dup2(0, 1000) == -1 && close(1000) == -1 && dup3(0, 1001, 0) == -1;
    case CLOSES_THE_KITS_SOCKET:
        return fclose(fdopen(1000, "r"));
    case SEES_ITS_STACK:
        return see_the_stack();
    case IGNORES_SIGPIPE:
        return signal(SIGPIPE, SIG_IGN) == SIG_IGN;
    case CORE_LIMIT:
        return core_limit();
    default:
        return -1;
    }
}

int client_socket(int how, int argument)
{
    switch (how) {
    case RETURNS:
        return argument;
    case FAILS_WITH:
        errno = argument;
        return -1;
    case PRINTS:
        return printf("%d", argument);
    case PAUSES:
        pause_for_ever();
        return -1;
    case EXITS:
        exit(argument);
    case RAISES:
        return raise(argument);
    case WRITES_PAST_THE_END:
        write_past_the_end();
        return 0;
    case OVERFLOWS:
        return overflow();
    case LEAVES_A_DAEMON:
        return leave_a_daemon();
    case LEAVES_A_ZOMBIE:
        return leave_a_zombie();
    case LEAVES_A_THREAD:
        return leave_a_thread();
    case RETURNS_TWICE:
        return fork() == 0 ? 1 : 2;
    case FORKS_UNTIL_IT_FAILS:
    case FORKS_ON:
        return fork_until_it_fails(how == FORKS_ON);
    default:
        return misbehave(how, argument);
    }
}
