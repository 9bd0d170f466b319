/* faults.c - fails one call of build/lab, as faults.py says: for LD_PRELOAD.
 *
 * A place is a call with those that led to it, by their addresses in their files. FAULTS names a
 * file of struct faults, which all processes of the run share. Without a place to strike, each new
 * one is written down; else the first call there fails, once, with an errno that it may have. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <poll.h>

enum { DEPTH = 8, MODULES = 16, MOST_PLACES = 1 << 14 };

struct faults {
    uint64_t strike; /* a place; 0: none */
    uint32_t struck; /* so many calls have failed */
    uint32_t count;
    struct place {
        uint64_t place;
        uint64_t at[DEPTH - 2]; /* those of the program itself, else 0 */
        char call[16];
    } places[MOST_PLACES];
};

static struct faults *faults;
static __thread bool busy;
static struct {
    uintptr_t from, to, base;
} modules[MODULES];
static int module_count;

/* --- places ----------------------------------------------------------------------------------- */

static int add_module(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size, (void)unused;
    for (int i = 0; i < info->dlpi_phnum && module_count < MODULES; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X)) {
            uintptr_t from = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            modules[module_count].base = info->dlpi_addr;
            modules[module_count].from = from;
            modules[module_count++].to = from + info->dlpi_phdr[i].p_memsz;
        }
    return 0;
}

/* The address in its file; *OWN: the file is the program. */
static uint64_t in_file(const void *address, bool *own)
{
    uintptr_t at = (uintptr_t)address;
    for (int i = 0; i < module_count; i++)
        if (at >= modules[i].from && at < modules[i].to) {
            *own = i == 0;
            return at - modules[i].base + ((uint64_t)i << 48);
        }
    *own = false;
    return 0;
}

static struct place place_of(const char *call)
{
    void *frames[DEPTH];
    struct place place = {.place = 14695981039346656037u};
    int count = backtrace(frames, DEPTH);
    for (int i = 2; i < count; i++) { /* this one and the call itself left out */
        bool own;
        uint64_t at = in_file(frames[i], &own);
        place.place = (place.place ^ at) * 1099511628211u;
        place.at[i - 2] = own ? at : 0;
    }
    for (const char *c = call; *c != '\0'; c++)
        place.place = (place.place ^ (unsigned char)*c) * 1099511628211u;
    strncpy(place.call, call, sizeof place.call - 1);
    return place;
}

static void write_down(const struct place *place)
{
    static uint32_t lock; /* of this process; two that find the same place at a time do no harm */
    while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE) != 0)
        ;
    uint32_t count = __atomic_load_n(&faults->count, __ATOMIC_ACQUIRE);
    bool known = count >= MOST_PLACES;
    for (uint32_t i = 0; i < count && !known; i++)
        known = faults->places[i].place == place->place;
    if (!known) {
        uint32_t at = __atomic_fetch_add(&faults->count, 1, __ATOMIC_ACQ_REL);
        if (at < MOST_PLACES)
            faults->places[at] = *place;
    }
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
}

/* Whether the call fails now, with errno set. */
static __attribute__((noinline)) bool fails(const char *call, int error)
{
    if (faults == NULL || busy)
        return false;
    int before = errno;
    busy = true;
    struct place place = place_of(call);
    busy = false;
    errno = before;
    if (faults->strike == 0)
        write_down(&place);
    if (faults->strike != place.place ||
        __atomic_fetch_add(&faults->struck, 1, __ATOMIC_ACQ_REL) != 0)
        return false;
    errno = error;
    return true;
}

__attribute__((constructor)) static void begin(void)
{
    void *frames[2];
    const char *path = getenv("FAULTS");
    int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
    unsetenv("LD_PRELOAD"); /* for this program alone */
    backtrace(frames, 2);   /* which loads what it needs */
    dl_iterate_phdr(add_module, NULL);
    if (file == -1)
        return;
    void *map = mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    faults = map == MAP_FAILED ? NULL : map;
}

/* --- the calls -------------------------------------------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size) { return fails("malloc", ENOMEM) ? NULL : __libc_malloc(size); }

void *calloc(size_t count, size_t size)
{
    return fails("calloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return fails("realloc", ENOMEM) ? NULL : __libc_realloc(block, size);
}

/* A call that is made in earnest unless it fails. */
#define CALL(type, bad, error, name, parameters, arguments)                                       \
    type name parameters                                                                          \
    {                                                                                             \
        static type(*real) parameters;                                                            \
        if (real == NULL)                                                                         \
            real = (type(*) parameters)dlsym(RTLD_NEXT, #name);                                   \
        return fails(#name, error) ? bad : real arguments;                                        \
    }

/* One that has done its work when it says that it failed, as close(2) and fclose(3) do. */
#define LATE(type, bad, error, name, parameters, arguments)                                       \
    type name parameters                                                                          \
    {                                                                                             \
        static type(*real) parameters;                                                            \
        if (real == NULL)                                                                         \
            real = (type(*) parameters)dlsym(RTLD_NEXT, #name);                                   \
        type result = real arguments;                                                             \
        return fails(#name, error) ? bad : result;                                                \
    }

/* clang-format off */
CALL(int, -1, EMFILE, socket, (int d, int t, int p), (d, t, p))
CALL(int, -1, EMFILE, socketpair, (int d, int t, int p, int e[2]), (d, t, p, e))
CALL(int, -1, EMFILE, pipe2, (int e[2], int f), (e, f))
CALL(int, -1, EMFILE, accept4, (int s, struct sockaddr *a, socklen_t *l, int f), (s, a, l, f))
CALL(int, -1, EMFILE, memfd_create, (const char *n, unsigned f), (n, f))
CALL(int, -1, EMFILE, epoll_create1, (int f), (f))
CALL(int, -1, EMFILE, timerfd_create, (int c, int f), (c, f))
CALL(int, -1, EMFILE, pidfd_open, (pid_t p, unsigned f), (p, f))
CALL(int, -1, EMFILE, dup, (int f), (f))
CALL(DIR *, NULL, EMFILE, opendir, (const char *n), (n))
CALL(FILE *, NULL, EMFILE, fopen, (const char *n, const char *m), (n, m))
CALL(FILE *, NULL, ENOMEM, fdopen, (int f, const char *m), (f, m))
CALL(void *, MAP_FAILED, ENOMEM, mmap, (void *a, size_t s, int p, int f, int d, off_t o), (a, s, p, f, d, o))
CALL(pid_t, -1, EAGAIN, fork, (void), ())
CALL(int, -1, ENOMEM, execvpe, (const char *f, char *const a[], char *const e[]), (f, a, e))
CALL(ssize_t, -1, EIO, read, (int f, void *b, size_t s), (f, b, s))
CALL(ssize_t, -1, EIO, pread, (int f, void *b, size_t s, off_t o), (f, b, s, o))
CALL(ssize_t, -1, ENOSPC, write, (int f, const void *b, size_t s), (f, b, s))
CALL(ssize_t, -1, ENOSPC, pwrite, (int f, const void *b, size_t s, off_t o), (f, b, s, o))
CALL(int, -1, ENOSPC, ftruncate, (int f, off_t s), (f, s))
CALL(int, ENOSPC, ENOSPC, posix_fallocate, (int f, off_t o, off_t s), (f, o, s))
CALL(int, -1, ENOSPC, mkdir, (const char *n, mode_t m), (n, m))
CALL(char *, NULL, ENOSPC, mkdtemp, (char *n), (n))
CALL(int, -1, ENOSPC, rename, (const char *o, const char *n), (o, n))
CALL(int, -1, EROFS, unlink, (const char *n), (n))
CALL(ssize_t, -1, ENOMEM, readlink, (const char *n, char *b, size_t s), (n, b, s))
CALL(char *, NULL, ENOMEM, realpath, (const char *n, char *r), (n, r))
CALL(char *, NULL, ENOMEM, getcwd, (char *b, size_t s), (b, s))
CALL(int, -1, ENOMEM, stat, (const char *n, struct stat *s), (n, s))
CALL(int, -1, EIO, fstat, (int f, struct stat *s), (f, s))
CALL(struct dirent *, NULL, EIO, readdir, (DIR *d), (d))
CALL(int, -1, ENOBUFS, bind, (int s, const struct sockaddr *a, socklen_t l), (s, a, l))
CALL(int, -1, ENOBUFS, listen, (int s, int b), (s, b))
CALL(int, -1, EADDRNOTAVAIL, connect, (int s, const struct sockaddr *a, socklen_t l), (s, a, l))
CALL(int, -1, ENOBUFS, getsockname, (int s, struct sockaddr *a, socklen_t *l), (s, a, l))
CALL(int, -1, ENOBUFS, getsockopt, (int s, int l, int o, void *v, socklen_t *z), (s, l, o, v, z))
CALL(int, -1, ENOMEM, setsockopt, (int s, int l, int o, const void *v, socklen_t z), (s, l, o, v, z))
CALL(ssize_t, -1, ENOBUFS, sendmsg, (int s, const struct msghdr *m, int f), (s, m, f))
CALL(ssize_t, -1, ENOMEM, recvmsg, (int s, struct msghdr *m, int f), (s, m, f))
CALL(ssize_t, -1, ENOBUFS, send, (int s, const void *b, size_t z, int f), (s, b, z, f))
CALL(ssize_t, -1, ENOMEM, recv, (int s, void *b, size_t z, int f), (s, b, z, f))
CALL(int, -1, ENOMEM, epoll_ctl, (int e, int o, int f, struct epoll_event *v), (e, o, f, v))
CALL(int, -1, EINTR, epoll_wait, (int e, struct epoll_event *v, int m, int t), (e, v, m, t))
CALL(int, -1, EINTR, poll, (struct pollfd *p, nfds_t n, int t), (p, n, t))
CALL(pid_t, -1, EINTR, waitpid, (pid_t p, int *s, int o), (p, s, o))
LATE(int, -1, EIO, close, (int f), (f))
LATE(int, EOF, ENOSPC, fclose, (FILE *f), (f))
LATE(int, EOF, ENOSPC, fflush, (FILE *f), (f))
/* clang-format on */

int open(const char *name, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (real == NULL)
        real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    return fails("open", EMFILE) ? -1 : real(name, flags, mode);
}
