/* wire.h - what the judge and the stage say to each other. */
#ifndef STAGE_WIRE_H
#define STAGE_WIRE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/socket.h>

/*
 * Three sockets, all AF_UNIX SOCK_SEQPACKET, one struct a message:
 *   requests  lab -> stage server   struct wire_request, with descriptors (SCM_RIGHTS)
 *   control   judge <-> step        struct wire_order one way, struct wire_event the other
 *   status    stage server -> judge struct wire_status; the step never holds this end
 */

/* The ten lessons' functions, in the order of the lessons. */
#define WIRE_STEPS(X)                                                                              \
    X(CLIENT_SOCKET, client_socket)                                                                \
    X(HOST_ADDRESS, host_address)                                                                  \
    X(SERVICE_PORT, service_port)                                                                  \
    X(CLIENT_CONNECT, client_connect)                                                              \
    X(CLIENT_SEND, client_send)                                                                    \
    X(CLIENT_RECV, client_recv)                                                                    \
    X(CLIENT_CLOSE, client_close)                                                                  \
    X(SERVER_SOCKET, server_socket)                                                                \
    X(SERVER_BIND, server_bind)                                                                    \
    X(SERVER_LISTEN, server_listen)                                                                \
    X(SERVER_ACCEPT, server_accept)                                                                \
    X(SERVER_PROCESS, server_process)                                                              \
    X(SERVER_CLOSE, server_close)

#define WIRE_STEP_ID(id, name) STEP_##id,
enum wire_step { WIRE_STEPS(WIRE_STEP_ID) STEPS };

/* The calls that the stage reports: id, the name that a learner reads, what it is a way to. */
#define WIRE_CALLS(X)                                                                              \
    X(SOCKET, "socket", WAY_SOCKET)                                                                \
    X(CONNECT, "connect", WAY_CONNECT)                                                             \
    X(BIND, "bind", WAY_BIND)                                                                      \
    X(LISTEN, "listen", WAY_LISTEN)                                                                \
    X(ACCEPT, "accept", WAY_ACCEPT)                                                                \
    X(ACCEPT4, "accept4", WAY_ACCEPT)                                                              \
    X(SEND, "send", WAY_SEND)                                                                      \
    X(SENDTO, "sendto", WAY_SEND)                                                                  \
    X(SENDMSG, "sendmsg", WAY_SEND)                                                                \
    X(WRITE, "write", WAY_SEND)                                                                    \
    X(WRITEV, "writev", WAY_SEND)                                                                  \
    X(PWRITEV2, "pwritev2", WAY_SEND)                                                              \
    X(SENDMMSG, "sendmmsg", WAY_SEND)                                                              \
    X(SENDFILE, "sendfile", WAY_SEND)                                                              \
    X(SPLICE_TO, "splice", WAY_SEND)                                                               \
    X(RECV, "recv", WAY_RECV)                                                                      \
    X(RECVFROM, "recvfrom", WAY_RECV)                                                              \
    X(RECVMSG, "recvmsg", WAY_RECV)                                                                \
    X(READ, "read", WAY_RECV)                                                                      \
    X(READV, "readv", WAY_RECV)                                                                    \
    X(PREADV2, "preadv2", WAY_RECV)                                                                \
    X(RECVMMSG, "recvmmsg", WAY_RECV)                                                              \
    X(SPLICE_FROM, "splice", WAY_RECV)                                                             \
    X(POLL, "poll", WAY_WAIT)                                                                      \
    X(SELECT, "select", WAY_WAIT)                                                                  \
    X(EPOLL_WAIT, "epoll_wait", WAY_WAIT)                                                          \
    X(SLEEP, "sleep", WAY_SLEEP)                                                                   \
    X(SHUTDOWN, "shutdown", WAY_SHUTDOWN)                                                          \
    X(CLOSE, "close", WAY_CLOSE)                                                                   \
    X(SETSOCKOPT, "setsockopt", WAY_SETSOCKOPT)                                                    \
    X(GETSOCKOPT, "getsockopt", WAY_ASK)                                                           \
    X(GETSOCKNAME, "getsockname", WAY_ASK)                                                         \
    X(GETPEERNAME, "getpeername", WAY_ASK)                                                         \
    X(GETADDRINFO, "getaddrinfo", WAY_LOOKUP)                                                      \
    X(GETHOSTBYNAME, "gethostbyname", WAY_LOOKUP)                                                  \
    X(GETSERVBYNAME, "getservbyname", WAY_LOOKUP)                                                  \
    X(EXIT, "exit", WAY_EXIT)                                                                      \
    X(FORK, "fork", WAY_FORK)

#define WIRE_CALL_ID(id, name, way) CALL_##id,
enum wire_call { WIRE_CALLS(WIRE_CALL_ID) CALLS };

enum wire_way {
    WAY_SOCKET,
    WAY_CONNECT,
    WAY_BIND,
    WAY_LISTEN,
    WAY_ACCEPT,
    WAY_SEND,
    WAY_RECV,
    WAY_WAIT,
    WAY_SLEEP,
    WAY_SHUTDOWN,
    WAY_CLOSE,
    WAY_SETSOCKOPT,
    WAY_ASK,
    WAY_LOOKUP,
    WAY_EXIT,
    WAY_FORK,
    WAYS
};

/* Other names of the C library for the same functions. */
#define WIRE_ALIASES(X)                                                                            \
    X(__send) X(__recv) X(__sendmmsg) X(__read) X(__write) X(__connect) X(__poll) X(__select)      \
        X(__close) X(__nanosleep) X(__socket) X(__fork) X(__libc_fork)

/* The symbols of a lesson's object that are linked to the stage's __wrap_ functions. */
#define WIRE_WRAPPED(X)                                                                            \
    X(socket)                                                                                      \
    X(connect)                                                                                     \
    X(bind)                                                                                        \
    X(listen)                                                                                      \
    X(accept)                                                                                      \
    X(accept4)                                                                                     \
    X(send)                                                                                        \
    X(sendto)                                                                                      \
    X(sendmsg)                                                                                     \
    X(write) X(writev) X(recv) X(recvfrom) X(recvmsg) X(read) X(readv) X(__recv_chk)               \
        X(__recvfrom_chk) X(__read_chk) X(poll) X(__poll_chk) X(ppoll) X(__ppoll_chk) X(select)    \
            X(pselect) X(epoll_wait) X(epoll_pwait) X(sleep) X(usleep) X(nanosleep)                \
                X(clock_nanosleep) X(shutdown) X(close) X(closefrom) X(close_range) X(dup2)        \
                    X(dup3) X(setsockopt) X(getsockopt) X(getsockname) X(getpeername)              \
                        X(getaddrinfo) X(freeaddrinfo) X(gethostbyname) X(gethostbyname2)          \
                            X(gethostbyname_r) X(gethostbyname2_r) X(getservbyname)                \
                                X(getservbyname_r) X(fopen) X(htonl) X(ntohl) X(exit) X(_exit)     \
                                    X(_Exit) X(quick_exit) X(fork) X(vfork) X(malloc) X(calloc)    \
                                        X(realloc) X(free) X(strdup) X(strndup)                    \
    X(sendmmsg) X(recvmmsg) X(preadv2) X(preadv64v2) X(pwritev2) X(pwritev64v2) X(sendfile)        \
        X(sendfile64) X(splice) X(syscall) X(dlsym) X(dlvsym) WIRE_ALIASES(X)

/* --- lab -> stage server ------------------------------------------------------------------- */

enum wire_request_op {
    REQUEST_SERVE, /* one descriptor: serve the requests that arrive there, in a new process */
    REQUEST_SWEEP, /* end all other processes of this world, if it is the server's own */
    REQUEST_KEEP,  /* one descriptor: a file with the filter that keeps the runs in */
    REQUEST_RUN,   /* WIRE_RUN_FDS descriptors: a new process that loads `library` */
};
enum { RUN_CONTROL, RUN_STATUS, RUN_OUTPUT, RUN_REPORT, RUN_ARENA, WIRE_RUN_FDS };

struct wire_request {
    enum wire_request_op op;
    char library[4096];
};

enum { ARENA_SIZE = 4 << 20 }; /* shared with the step: data to send, data received */

/* --- stage server -> judge ----------------------------------------------------------------- */

/* With STATUS_STARTED comes a pidfd_open(2) of the step, if the kernel has it: in a sandbox `pid` is
   a number that means nothing outside. */
enum wire_status_kind { STATUS_STARTED, STATUS_ENDED };
struct wire_status {
    enum wire_status_kind kind;
    int pid;
    int wait_status; /* as waitpid() gives it */
    int cpu_seconds; /* that the step and its children have had */
    bool exceeded;   /* it was ended, since it took more memory than a step may */
    int left_behind; /* processes of the step that outlived it, ended by the stage */
};

/* --- judge -> step ------------------------------------------------------------------------- */

enum wire_op {
    ORDER_GIVE,   /* one descriptor comes with it: answer EVENT_GIVEN with its number here */
    ORDER_SHOW,   /* hand a copy of descriptor `fd` to the judge: EVENT_SHOWN */
    ORDER_DROP,   /* close descriptor `fd`: EVENT_GIVEN */
    ORDER_NAMES,  /* the hosts and services of this run are in the arena */
    ORDER_LIMIT,  /* let at most `value` further descriptors be opened; -1: as many as one likes */
    ORDER_CALL,   /* call a step: EVENT_RETURNED */
    ANSWER_GO,    /* the call may go on; `value` further transfers need not ask. To WAITS: wait,
                     until something comes; `value` 1: but no longer than the call would */
    ANSWER_FAIL,  /* do not make the call: -1 with errno `value` */
    ANSWER_LIMIT, /* transfer at most `value` bytes */
    ANSWER_AFTER, /* make the call, then report -1 with errno `value` (an interruption) */
    ANSWER_TIMEOUT, /* the time that the call was ready to wait has passed */
    ORDER_TIDY,     /* nothing is open any more but the standard descriptors: EVENT_GIVEN */
    ORDER_REUSE     /* as soon as the step has closed `fd`, open something else at that number; -1:
                       at none. EVENT_GIVEN: 1 if that has happened with the number ordered before */
};

struct wire_order {
    enum wire_op op;
    enum wire_step step;
    int fd;
    long value;
    long args[3];      /* family and type, port, backlog, size, ... as the step takes them */
    char text[2][256]; /* ip or hostname or service; protocol */
    bool null[2];      /* that text argument (or the out argument) is NULL */
};

/* --- step -> judge ------------------------------------------------------------------------- */

enum wire_event_kind {
    EVENT_READY,  /* loaded */
    EVENT_BROKEN, /* could not be loaded: `text` says why */
    EVENT_GIVEN,
    EVENT_SHOWN,    /* with a descriptor, if result is 0 */
    EVENT_ABOUT,    /* about to make a call: waits for an answer */
    EVENT_WAITS,    /* the call would block: waits for an answer */
    EVENT_DID,      /* the call is over: result, error */
    EVENT_RETURNED, /* the step has returned: result, error */
};

struct wire_event {
    enum wire_event_kind kind;
    enum wire_call call;
    int thread; /* of the step's, that makes the call: 1 is the first to make any */
    int fd;
    long args[4]; /* the call's own arguments, see WIRE_ARGS in calls.h */
    long offset;  /* where in the step's buffer the call's buffer begins; -1: elsewhere.
                     RETURNED: the last 16-bit number that went through htonl() or ntohl() */
    long result;
    int error;
    bool input, output; /* WAITS: what it waits for */
    bool listener;      /* the descriptor is a listening socket */
    bool timed;         /* WAITS: would end by itself after a while */
    long unasked;       /* calls since the last message that used up credit ... */
    long unasked_in;    /* ... and the bytes that they received */
    long looked_up;     /* RETURNED: how often this process has asked for names so far */
    long site;          /* return address, as an offset into the lesson's library */
    uint32_t length;    /* of the address */
    struct sockaddr_storage address;
    char text[256];
};

/* What a step leaves, beside its result, in the arena: RETURNED says how much. */
struct wire_names {
    struct wire_host {
        char name[256];
        int family;
        unsigned char address[16];
    } hosts[8];
    struct wire_service {
        char name[32];
        char protocol[8];
        int port;
    } services[8];
    long asked; /* how often one of them was looked up, or looked for */
};

#endif
