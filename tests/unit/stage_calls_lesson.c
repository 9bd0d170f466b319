/* stage_calls_lesson.c - a lesson for tests of the stage: makes the one call that it is told to. */
#include "steps.h"

#include "stage_calls_lesson.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* What _FORTIFY_SOURCE makes of recv() and the like: the last size is that of the array. */
ssize_t __recv_chk(int sock, void *buffer, size_t size, size_t room, int flags);
ssize_t __recvfrom_chk(int sock, void *buffer, size_t size, size_t room, int flags,
                       struct sockaddr *from, socklen_t *length);
ssize_t __read_chk(int fd, void *buffer, size_t size, size_t room);
int __poll_chk(struct pollfd *fds, nfds_t count, int timeout, size_t room);
int __ppoll_chk(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
                const sigset_t *mask, size_t room);

static char data[] = "abcdefgh";
static char buffer[64];
static struct sockaddr_storage address;
static socklen_t length;
static struct iovec pieces[] = {{data, 3}, {data + 3, 5}};
static struct iovec rooms[] = {{buffer, 3}, {buffer + 3, 5}};

typedef ssize_t send_fn(int sock, const void *data, size_t size, int flags);
send_fn __send;

struct elsewhere {
    int sock, error;
    long sent;
};

static void *send_elsewhere(void *argument)
{
    struct elsewhere *job = argument;
    job->sent = send(job->sock, data, 8, MSG_NOSIGNAL);
    job->error = errno;
    return NULL;
}

static long sends_in_a_thread(int sock)
{
    struct elsewhere job = {.sock = sock};
    pthread_t thread;
    if (pthread_create(&thread, NULL, send_elsewhere, &job) != 0 || pthread_join(thread, NULL) != 0)
        return -2;
    errno = job.error;
    return job.sent;
}

/* Within the kernel, out of a file or a pipe of the step's own. */
static long sends_within_the_kernel(int sock, bool file)
{
    int own[2] = {memfd_create("data", 0), -1};
    off_t start = 0;
    if (file)
        return write(own[0], data, 8) == 8 ? sendfile(sock, own[0], &start, 8) : -1;
    return pipe(own) == 0 && write(own[1], data, 8) == 8 ? splice(own[0], NULL, sock, NULL, 8, 0)
                                                         : -1;
}

static long sends(int sock, int which)
{
    struct msghdr message = {.msg_iov = pieces, .msg_iovlen = 2};
    struct mmsghdr messages = {.msg_hdr = message};
    switch (which) {
    case SENDMMSG_IT:
        return sendmmsg(sock, &messages, 1, MSG_NOSIGNAL) == 1 ? (long)messages.msg_len : -1;
    case PWRITEV2_IT:
        return pwritev2(sock, pieces, 2, -1, 0);
    case SENDFILE_IT:
    case SPLICE_IT:
        return sends_within_the_kernel(sock, which == SENDFILE_IT);
    case SEND_BY_NUMBER:
        return syscall(SYS_sendto, sock, data, 8, MSG_NOSIGNAL, NULL, 0);
    case SEND_LOOKED_UP:
        return ((send_fn *)dlsym(RTLD_DEFAULT, "send"))(sock, data, 8, MSG_NOSIGNAL);
    case SEND_BY_ITS_OTHER_NAME:
        return __send(sock, data, 8, MSG_NOSIGNAL);
    case SEND_IN_A_THREAD:
        return sends_in_a_thread(sock);
    case SEND_IT:
        return send(sock, data, 8, MSG_NOSIGNAL);
    case SENDTO_IT:
        return sendto(sock, data, 8, MSG_NOSIGNAL, NULL, 0);
    case SENDMSG_IT:
        return sendmsg(sock, &message, MSG_NOSIGNAL);
    case WRITE_IT:
        return write(sock, data, 8);
    default:
        return writev(sock, pieces, 2);
    }
}

static long splices_into_a_pipe(int sock)
{
    int own[2];
    return pipe(own) == 0 ? splice(sock, NULL, own[1], NULL, 8, 0) : -1;
}

static long receives(int sock, int which)
{
    struct msghdr message = {.msg_iov = rooms, .msg_iovlen = 2};
    struct mmsghdr messages = {.msg_hdr = message};
    switch (which) {
    case RECVMMSG_IT:
        return recvmmsg(sock, &messages, 1, 0, NULL) == 1 ? (long)messages.msg_len : -1;
    case PREADV2_IT:
        return preadv2(sock, rooms, 2, -1, 0);
    case SPLICE_FROM_IT:
        return splices_into_a_pipe(sock);
    case READ_BY_NUMBER:
        return syscall(SYS_read, sock, buffer, 8);
    case RECV_IT:
        return recv(sock, buffer, 8, 0);
    case RECVFROM_IT:
        return recvfrom(sock, buffer, 8, 0, NULL, NULL);
    case RECVMSG_IT:
        return recvmsg(sock, &message, 0);
    case READ_IT:
        return read(sock, buffer, 8);
    case READV_IT:
        return readv(sock, rooms, 2);
    case RECV_CHK_IT:
        return __recv_chk(sock, buffer, 8, sizeof buffer, 0);
    case RECVFROM_CHK_IT:
        return __recvfrom_chk(sock, buffer, 8, sizeof buffer, 0, NULL, NULL);
    case READ_CHK_IT:
        return __read_chk(sock, buffer, 8, sizeof buffer);
    case READ_NOTHING:
        return read(sock, buffer, 0);
    case RECV_TOO_MUCH:
        return __recv_chk(sock, buffer, sizeof buffer + 1, sizeof buffer, 0);
    default:
        return recv(sock, buffer, 8, MSG_WAITALL);
    }
}

static long waits(int sock, int which)
{
    const struct timespec second = {.tv_sec = 1};
    struct pollfd one = {.fd = sock, .events = POLLIN};
    struct epoll_event event = {.events = EPOLLIN};
    fd_set set;
    FD_ZERO(&set);
    FD_SET(sock, &set);
    int queue = which == EPOLL_WAIT_IT || which == EPOLL_PWAIT_IT ? epoll_create1(0) : -1;
    if (queue != -1)
        epoll_ctl(queue, EPOLL_CTL_ADD, sock, &event);
    switch (which) {
    case POLL_IT:
        return poll(&one, 1, 1000);
    case PPOLL_IT:
        return ppoll(&one, 1, &second, NULL);
    case POLL_CHK_IT:
        return __poll_chk(&one, 1, 1000, sizeof one);
    case PPOLL_CHK_IT:
        return __ppoll_chk(&one, 1, &second, NULL, sizeof one);
    case SELECT_IT:
        return select(sock + 1, &set, NULL, NULL, &(struct timeval){.tv_sec = 1});
    case PSELECT_IT:
        return pselect(sock + 1, &set, NULL, NULL, &second, NULL);
    case EPOLL_WAIT_IT:
        return epoll_wait(queue, &event, 1, 1000);
    default:
        return epoll_pwait(queue, &event, 1, 1000, NULL);
    }
}

static long sleeps(int which)
{
    const struct timespec hour = {.tv_sec = 3600};
    switch (which) {
    case SLEEP_IT:
        return sleep(3600);
    case USLEEP_IT:
        return usleep(3600000);
    case NANOSLEEP_IT:
        return nanosleep(&hour, NULL);
    default:
        return clock_nanosleep(CLOCK_MONOTONIC, 0, &hour, NULL);
    }
}

static long names(int sock, int which)
{
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int value = 1;
    socklen_t size = sizeof value;
    length = sizeof address;
    switch (which) {
    case SOCKET_IT:
        return socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    case BIND_IT:
        return bind(sock, (struct sockaddr *)&any, sizeof any);
    case CONNECT_IT:
        return connect(sock, (struct sockaddr *)&any, sizeof any);
    case LISTEN_IT:
        return listen(sock, 7);
    case ACCEPT_IT:
        return accept(sock, (struct sockaddr *)&address, &length);
    case ACCEPT4_IT:
        return accept4(sock, NULL, NULL, SOCK_CLOEXEC);
    case SHUTDOWN_IT:
        return shutdown(sock, SHUT_WR);
    case CLOSE_IT:
        return close(sock);
    case CLOSE_RANGE_IT:
        return close_range((unsigned)sock, (unsigned)sock, 0);
    case SETSOCKOPT_IT:
        return setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &value, size);
    case SETSOCKOPT_BADLY:
        return setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, (void *)1, size);
    case GETSOCKOPT_IT:
        return getsockopt(sock, SOL_SOCKET, SO_TYPE, &value, &size);
    case GETSOCKNAME_IT:
        return getsockname(sock, (struct sockaddr *)&address, &length);
    default:
        return getpeername(sock, (struct sockaddr *)&address, &length);
    }
}

static long ends(int which)
{
    switch (which) {
    case EXIT_IT:
        exit(3);
    case EXIT_AT_ONCE:
        _exit(3);
    case EXIT_OF_C99:
        _Exit(3);
    default:
        quick_exit(3);
    }
}

/* What the judge need not know. */
static long goes_unseen(void)
{
    int own[2];
    if (pipe(own) == -1 || write(own[1], data, 8) != 8 || read(own[0], buffer, 8) != 8)
        return -1;
    return 8;
}

/* Sends while no signal can come. */
static long sends_undisturbed(int sock)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    long sent = send(sock, data, 8, MSG_NOSIGNAL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return sent;
}

/* Sends its data so many times. */
ssize_t client_send(int sock, const void *bytes, size_t times)
{
    ssize_t sent = 0;
    (void)bytes;
    for (size_t i = 0; i < times; i++)
        sent += send(sock, data, 8, MSG_NOSIGNAL);
    return sent;
}

int server_listen(int sock, int which)
{
    return which == SEND_HELD   ? (int)sends_undisturbed(sock)
           : which >= BY_A_PIPE ? (int)goes_unseen()
           : which >= EXIT_IT   ? (int)ends(which)
           : which >= SOCKET_IT ? (int)names(sock, which)
           : which >= SLEEP_IT  ? (int)sleeps(which)
           : which >= POLL_IT   ? (int)waits(sock, which)
           : which >= RECV_IT   ? (int)receives(sock, which)
                                : (int)sends(sock, which);
}

int client_socket(int family, int type) { return family + type; }
