/* calls_around.c - the ways around the names of the calls: dlsym(), and syscall(). */
#include "stage/calls.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Whatever their types are: only the addresses are needed here. */
#define DECLARE(name) extern char wrap_##name[] __asm__("__wrap_" #name);
WIRE_WRAPPED(DECLARE)

#define ENTRY(name) {#name, wrap_##name},
static const struct {
    const char *name;
    void *function;
} wrapped[] = {WIRE_WRAPPED(ENTRY)};

/* The function that a lesson gets when it calls NAME; NULL: as it is. */
static void *wrapped_as(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof wrapped / sizeof wrapped[0]; i++)
        if (strcmp(wrapped[i].name, name) == 0)
            return wrapped[i].function;
    return NULL;
}

void *__wrap_dlsym(void *library, const char *name)
{
    void *function = wrapped_as(name);
    return function != NULL ? function : dlsym(library, name);
}

void *__wrap_dlvsym(void *library, const char *name, const char *version)
{
    void *function = wrapped_as(name);
    return function != NULL ? function : dlvsym(library, name, version);
}

/* --- by number -------------------------------------------------------------------------------- */

/* The calls that take the same arguments as the function of their name; those that give an int. */
#define BY_NUMBER(X)                                                                               \
    X(sendto, 0)                                                                                   \
    X(sendmsg, 0) X(write, 0) X(writev, 0) X(recvfrom, 0) X(recvmsg, 0) X(read, 0) X(readv, 0)     \
        X(sendfile, 0) X(splice, 0) X(socket, 1) X(connect, 1) X(bind, 1) X(listen, 1)             \
            X(accept4, 1) X(sendmmsg, 1) X(recvmmsg, 1) X(shutdown, 1) X(close, 1)                 \
                X(close_range, 1) X(dup3, 1) X(setsockopt, 1) X(getsockopt, 1) X(getsockname, 1)   \
                    X(getpeername, 1) X(ppoll, 1) X(epoll_pwait, 1) X(nanosleep, 1)
#ifdef SYS_poll /* the older machines have these, too */
#define BY_OLD_NUMBER(X)                                                                           \
    X(accept, 1) X(poll, 1) X(select, 1) X(epoll_wait, 1) X(dup2, 1) X(fork, 1) X(vfork, 1)
#else
#define BY_OLD_NUMBER(X)
#endif

typedef long call_fn(long, long, long, long, long, long);
#define NUMBERED(name, is_int) {SYS_##name, (call_fn *)wrap_##name, is_int},
static const struct {
    long number;
    call_fn *function;
    bool is_int;
} numbered[] = {BY_NUMBER(NUMBERED) BY_OLD_NUMBER(NUMBERED)};

long __wrap_syscall(long number, ...)
{
    long args[6];
    va_list list;
    va_start(list, number);
    for (int i = 0; i < 6; i++)
        args[i] = va_arg(list, long);
    va_end(list);
    for (size_t i = 0; gate_is_open() && i < sizeof numbered / sizeof numbered[0]; i++) {
        if (numbered[i].number != number)
            continue;
        long result = numbered[i].function(args[0], args[1], args[2], args[3], args[4], args[5]);
        return numbered[i].is_int ? (int)result : result;
    }
    return syscall(number, args[0], args[1], args[2], args[3], args[4], args[5]);
}
