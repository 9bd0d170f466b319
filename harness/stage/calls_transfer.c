/* calls_transfer.c - every way to send and to receive, gated piece by piece. */
#include "stage/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

/* One transfer, whatever the call: all of them are cases of sendmsg() and recvmsg(). */
struct transfer {
    enum wire_call call;
    bool sends;
    int fd, flags;
    struct msghdr *message;
    const void *site;
};

static size_t length_of(const struct msghdr *message)
{
    size_t length = 0;
    for (size_t i = 0; i < message->msg_iovlen; i++)
        length += message->msg_iov[i].iov_len;
    return length;
}

/* Fills PART with at most LIMIT bytes of WHOLE from byte SKIP on. */
static void cut(struct msghdr *part, struct iovec *room, const struct msghdr *whole, size_t skip,
                size_t limit)
{
    size_t n = 0;
    *part = *whole;
    for (size_t i = 0; i < whole->msg_iovlen && n < IOV_MAX; i++) {
        struct iovec piece = whole->msg_iov[i];
        size_t over = skip < piece.iov_len ? skip : piece.iov_len;
        piece.iov_base = (char *)piece.iov_base + over;
        piece.iov_len -= over;
        skip -= over;
        if (piece.iov_len > limit)
            piece.iov_len = limit;
        limit -= piece.iov_len;
        if (piece.iov_len > 0)
            room[n++] = piece;
    }
    part->msg_iov = room;
    part->msg_iovlen = n;
}

static ssize_t attempt(const struct transfer *t, size_t done, size_t limit)
{
    struct iovec room[IOV_MAX];
    struct msghdr part;
    cut(&part, room, t->message, done, limit - done);
    if (t->sends)
        return sendmsg(t->fd, &part, t->flags | MSG_DONTWAIT);
    ssize_t got = recvmsg(t->fd, &part, t->flags | MSG_DONTWAIT);
    t->message->msg_namelen = part.msg_namelen;
    t->message->msg_controllen = part.msg_controllen;
    t->message->msg_flags = part.msg_flags;
    return got;
}

/* At most LIMIT milliseconds, -1: for ever; false: they are over. A call that has taken some bytes
   already waits for any more, whatever SO_RCVLOWAT says. */
static bool wait_until_ready(int fd, bool output, bool some, int limit)
{
    int came;
    int mark = 1, one = 1;
    socklen_t length = sizeof mark;
    bool lowered =
        some && !output && getsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &mark, &length) == 0 && mark > 1;
    if (lowered)
        setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &one, sizeof one);
    struct pollfd ready = {.fd = fd, .events = output ? POLLOUT : POLLIN};
    while ((came = poll(&ready, 1, limit)) == -1 && errno == EINTR)
        ;
    if (lowered)
        setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &mark, sizeof mark);
    return came != 0;
}

/* A call that has moved some bytes hands back their number, and leaves the error that then comes,
   unseen, to the next. */
static bool leaves_an_error(const struct transfer *t)
{
    struct pollfd socket = {.fd = t->fd};
    int there = 0;
    return poll(&socket, 1, 0) == 1 && (socket.revents & POLLERR) &&
           (t->sends || ioctl(t->fd, FIONREAD, &there) == -1 || there == 0);
}

/* read() and readv() of no bytes do not wait for any, unlike recv(). */
static bool asks_for_nothing(const struct transfer *t, size_t size)
{
    return size == 0 && (t->call == CALL_READ || t->call == CALL_READV || t->call == CALL_PREADV2);
}

/* A blocking call in pieces that do not block; what would block is said to the judge first. */
static ssize_t in_pieces(const struct transfer *t, struct wire_event *event, size_t limit)
{
    size_t done = 0;
    bool all = t->sends || ((t->flags & MSG_WAITALL) && !(t->flags & MSG_PEEK));
    for (;;) {
        if (done > 0 && leaves_an_error(t))
            return (ssize_t)done;
        ssize_t n = attempt(t, done, limit);
        if (n > 0)
            done += (size_t)n;
        if (n >= 0 && (n == 0 || done >= limit || !all))
            return (ssize_t)done;
        if (n > 0)
            continue;
        if (errno != EAGAIN || (t->flags & MSG_DONTWAIT) || !calls_blocking(t->fd))
            return done > 0 ? (ssize_t)done : -1;
        event->result = (long)done;
        event->args[2] = calls_timed(t->fd, t->sends);
        event->timed = event->args[2] != 0;
        struct gate_answer answer = gate_waits(event, !t->sends, t->sends);
        int longest = event->timed && answer.value == 1 ? (int)event->args[2] : -1;
        if (answer.op == ANSWER_GO && wait_until_ready(t->fd, t->sends, done > 0, longest))
            continue;
        errno = answer.op == ANSWER_FAIL ? (int)answer.value : EAGAIN;
        return done > 0 ? (ssize_t)done : -1;
    }
}

static ssize_t transfer(const struct transfer *t)
{
    int error = errno; /* what a wait inside leaves there is not the step's */
    size_t size = length_of(t->message);
    struct wire_event event = gate_event(t->call, t->fd, t->site);
    event.args[0] = (long)size;
    event.args[1] = t->flags;
    event.listener = calls_listener(t->fd);
    if (t->message->msg_iovlen > 0)
        event.offset = gate_offset(t->message->msg_iov[0].iov_base);
    struct gate_answer answer = gate_about(&event);
    if (answer.op == ANSWER_FAIL) {
        errno = (int)answer.value;
        return gate_did(&event, -1);
    }
    if (answer.op == ANSWER_LIMIT && (size_t)answer.value < size)
        size = (size_t)answer.value;
    ssize_t n = asks_for_nothing(t, length_of(t->message)) ? read(t->fd, NULL, 0)
                                                           : in_pieces(t, &event, size);
    if (n >= 0)
        errno = error;
    return gate_did(&event, n);
}

ssize_t calls_transfer(enum wire_call call, int fd, struct msghdr *message, int flags,
                       const void *site)
{
    struct transfer t = {call, gate_sends(call), fd, flags, message, site};
    return transfer(&t);
}

static ssize_t simple(enum wire_call call, bool sends, int fd, void *data, size_t size, int flags,
                      const void *site)
{
    struct iovec piece = {.iov_base = data, .iov_len = size};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    struct transfer t = {call, sends, fd, flags, &message, site};
    return transfer(&t);
}

ssize_t __wrap_send(int fd, const void *data, size_t size, int flags)
{
    if (!calls_gated(fd))
        return send(fd, data, size, flags);
    return simple(CALL_SEND, true, fd, (void *)data, size, flags, CALLS_SITE);
}

ssize_t __wrap_sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to,
                      socklen_t length)
{
    if (!calls_gated(fd))
        return sendto(fd, data, size, flags, to, length);
    struct iovec piece = {.iov_base = (void *)data, .iov_len = size};
    struct msghdr message = {
        .msg_name = (void *)to, .msg_namelen = length, .msg_iov = &piece, .msg_iovlen = 1};
    struct transfer t = {CALL_SENDTO, true, fd, flags, &message, CALLS_SITE};
    return transfer(&t);
}

ssize_t __wrap_sendmsg(int fd, const struct msghdr *message, int flags)
{
    if (!calls_gated(fd))
        return sendmsg(fd, message, flags);
    struct msghdr copy = *message;
    struct transfer t = {CALL_SENDMSG, true, fd, flags, &copy, CALLS_SITE};
    return transfer(&t);
}

ssize_t __wrap_write(int fd, const void *data, size_t size)
{
    if (!calls_gated(fd))
        return write(fd, data, size);
    return simple(CALL_WRITE, true, fd, (void *)data, size, 0, CALLS_SITE);
}

ssize_t __wrap_writev(int fd, const struct iovec *pieces, int count)
{
    if (!calls_gated(fd) || count < 0)
        return writev(fd, pieces, count);
    struct msghdr message = {.msg_iov = (void *)pieces, .msg_iovlen = (size_t)count};
    struct transfer t = {CALL_WRITEV, true, fd, 0, &message, CALLS_SITE};
    return transfer(&t);
}

ssize_t __wrap_recv(int fd, void *buffer, size_t size, int flags)
{
    if (!calls_gated(fd))
        return recv(fd, buffer, size, flags);
    return simple(CALL_RECV, false, fd, buffer, size, flags, CALLS_SITE);
}

ssize_t __wrap_recvfrom(int fd, void *buffer, size_t size, int flags, struct sockaddr *from,
                        socklen_t *length)
{
    if (!calls_gated(fd))
        return recvfrom(fd, buffer, size, flags, from, length);
    struct iovec piece = {.iov_base = buffer, .iov_len = size};
    struct msghdr message = {.msg_name = from,
                             .msg_namelen = length == NULL ? 0 : *length,
                             .msg_iov = &piece,
                             .msg_iovlen = 1};
    struct transfer t = {CALL_RECVFROM, false, fd, flags, &message, CALLS_SITE};
    ssize_t got = transfer(&t);
    if (got >= 0 && length != NULL)
        *length = message.msg_namelen;
    return got;
}

ssize_t __wrap_recvmsg(int fd, struct msghdr *message, int flags)
{
    if (!calls_gated(fd))
        return recvmsg(fd, message, flags);
    struct transfer t = {CALL_RECVMSG, false, fd, flags, message, CALLS_SITE};
    return transfer(&t);
}

ssize_t __wrap_read(int fd, void *buffer, size_t size)
{
    if (!calls_gated(fd))
        return read(fd, buffer, size);
    return simple(CALL_READ, false, fd, buffer, size, 0, CALLS_SITE);
}

ssize_t __wrap_readv(int fd, const struct iovec *pieces, int count)
{
    if (!calls_gated(fd) || count < 0)
        return readv(fd, pieces, count);
    struct msghdr message = {.msg_iov = (void *)pieces, .msg_iovlen = (size_t)count};
    struct transfer t = {CALL_READV, false, fd, 0, &message, CALLS_SITE};
    return transfer(&t);
}

/* The names that _FORTIFY_SOURCE puts in place of recv(), recvfrom() and read(). */
ssize_t __wrap___recv_chk(int fd, void *buffer, size_t size, size_t room, int flags)
{
    calls_check_room(size, room);
    return simple(CALL_RECV, false, fd, buffer, size, flags, CALLS_SITE);
}

ssize_t __wrap___recvfrom_chk(int fd, void *buffer, size_t size, size_t room, int flags,
                              struct sockaddr *from, socklen_t *length)
{
    calls_check_room(size, room);
    return __wrap_recvfrom(fd, buffer, size, flags, from, length);
}

ssize_t __wrap___read_chk(int fd, void *buffer, size_t size, size_t room)
{
    calls_check_room(size, room);
    return __wrap_read(fd, buffer, size);
}

CALLS_SAME(__wrap_send, __wrap___send);
CALLS_SAME(__wrap_recv, __wrap___recv);
CALLS_SAME(__wrap_read, __wrap___read);
CALLS_SAME(__wrap_write, __wrap___write);
