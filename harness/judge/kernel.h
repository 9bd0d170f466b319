/* kernel.h - what the kernel says of the step's process and of its sockets. Linux only: proc(5). */
#ifndef JUDGE_KERNEL_H
#define JUDGE_KERNEL_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* One open descriptor of another process. */
struct kernel_fd {
    int fd;
    char what[64]; /* "socket:[12345]", "pipe:[678]", a path: the same text, the same thing */
    int flags;     /* O_NONBLOCK, O_CLOEXEC ... as in fdinfo */
};
enum { KERNEL_FDS = 192 };
struct kernel_fds {
    size_t count;
    struct kernel_fd fds[KERNEL_FDS];
};

/* The open descriptors of process PID without the kit's, which are eight from FIRST_KIT up; sockets
   with their flags if WITH_FLAGS. 0, or -1 with errno. */
int kernel_fds(pid_t pid, int first_kit, bool with_flags, struct kernel_fds *table);
/* The entry of descriptor FD, or NULL. */
const struct kernel_fd *kernel_fd_find(const struct kernel_fds *table, int fd);

/* The next entry of a folder of /proc, as readdir(3); NULL also if it cannot be had. */
struct dirent *kernel_next(DIR *folder);

/* Reads a small file of /proc into SIZE bytes of TEXT, NUL-terminated: its length, or -1. */
ssize_t kernel_read(const char *path, char *text, size_t size);

/* What all threads of a process and of its children wait for in the kernel. */
struct kernel_wait {
    bool blocked;         /* every one of them waits (or is stopped) */
    bool timed;           /* one of them only for a while */
    bool signal;          /* one of them for a signal, and what that is to tell nobody knows */
    bool input, output;   /* one waits for input, for room to send; both for poll() and the like */
    bool accepting;       /* one waits in accept() */
    int fd;               /* the descriptor of that call, or -1 */
    unsigned long turns;  /* context switches so far: the same twice means that nothing ran */
    unsigned long sleeps; /* of those the ones that it has taken by itself */
    long cpu_ms;          /* processor time that they have had so far */
};
/* Asks what process PID waits for; calls that use descriptor CONTROL do not count as waiting. */
struct kernel_wait kernel_wait(pid_t pid, int control);

/* Whether a signal can interrupt a call of process PID: not while it holds all of them back. */
bool kernel_interruptible(pid_t pid);

/* The process has another thread, or a child: proc(5), /proc/PID/task. */
bool kernel_has_company(pid_t pid);

/* The bytes that SENDER was given to send and that have not arrived in the queue of RECEIVER, its
   other end: none when all are acknowledged, for which RECEIVER is asked to be quick
   (TCP_QUICKACK). */
int kernel_unacknowledged(int sender, int receiver);
/* The segments that SENDER has sent and RECEIVER, its other end, has not acknowledged. With none,
   and bytes left to send, there is no room for them. */
int kernel_in_flight(int sender, int receiver);
/* The bytes that have come to SOCKET and that nobody has read. */
int kernel_unread(int socket);
/* The TCP state of SOCKET (TCP_ESTABLISHED, TCP_CLOSE, TCP_CLOSE_WAIT, ...), -1 if it has none. */
int kernel_tcp_state(int socket);
/* A listener's queue: clients waiting, and how many the kernel lets wait. */
int kernel_queue(int listener, int *waiting, int *backlog);

/* /proc is that of this process's own namespace. */
bool kernel_shows_processes(void);

/* On this machine a client can come from any address of 127.0.0.0/8 to a server at any other; if
   not, errno says why. */
bool kernel_has_loopback(void);

/* This machine can do IPv6 on loopback. */
bool kernel_has_ipv6(void);

#endif
