/* calls_bulk.c - sending and receiving by the less usual calls. */
#include "stage/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/uio.h>

static size_t length_of(const struct msghdr *message)
{
    size_t length = 0;
    for (size_t i = 0; i < message->msg_iovlen; i++)
        length += message->msg_iov[i].iov_len;
    return length;
}

/* As sendmmsg(2): what was sent of the messages before an error counts, and the error is lost. */
int __wrap_sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags)
{
    unsigned n = 0;
    if (!calls_gated(fd))
        return sendmmsg(fd, messages, count, flags);
    for (bool whole = true; n < count && whole; n++) {
        struct msghdr copy = messages[n].msg_hdr;
        ssize_t sent = calls_transfer(CALL_SENDMMSG, fd, &copy, flags, CALLS_SITE);
        if (sent == -1)
            return n == 0 ? -1 : (int)n;
        messages[n].msg_len = (unsigned)sent;
        whole = (size_t)sent == length_of(&copy);
    }
    return (int)n;
}

int __wrap_recvmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags,
                    struct timespec *timeout)
{
    unsigned n = 0;
    if (!calls_gated(fd) || timeout != NULL)
        return recvmmsg(fd, messages, count, flags, timeout);
    for (bool more = true; n < count && more; n++) {
        int how =
            (flags & ~MSG_WAITFORONE) | (n > 0 && (flags & MSG_WAITFORONE) ? MSG_DONTWAIT : 0);
        ssize_t got = calls_transfer(CALL_RECVMMSG, fd, &messages[n].msg_hdr, how, CALLS_SITE);
        if (got == -1)
            return n == 0 ? -1 : (int)n;
        messages[n].msg_len = (unsigned)got;
        more = got > 0;
    }
    return (int)n;
}

/* At an offset nothing can be read from a socket, or written to it: the kernel says so. */
static bool at_no_offset(int fd, int count, off_t offset)
{
    return offset == -1 && count >= 0 && calls_gated(fd);
}

ssize_t __wrap_preadv2(int fd, const struct iovec *pieces, int count, off_t offset, int flags)
{
    if (!at_no_offset(fd, count, offset))
        return preadv2(fd, pieces, count, offset, flags);
    struct msghdr message = {.msg_iov = (void *)pieces, .msg_iovlen = (size_t)count};
    return calls_transfer(CALL_PREADV2, fd, &message, flags & RWF_NOWAIT ? MSG_DONTWAIT : 0,
                          CALLS_SITE);
}

ssize_t __wrap_pwritev2(int fd, const struct iovec *pieces, int count, off_t offset, int flags)
{
    if (!at_no_offset(fd, count, offset))
        return pwritev2(fd, pieces, count, offset, flags);
    struct msghdr message = {.msg_iov = (void *)pieces, .msg_iovlen = (size_t)count};
    return calls_transfer(CALL_PWRITEV2, fd, &message, flags & RWF_NOWAIT ? MSG_DONTWAIT : 0,
                          CALLS_SITE);
}

/* Asks about a transfer within the kernel of at most *SIZE bytes: true if it is to be made. It is
   made as it is, so that it waits in earnest. */
static bool is_to_be_made(struct wire_event *event, size_t *size)
{
    event->args[0] = (long)*size;
    struct gate_answer answer = gate_about(event);
    if (answer.op == ANSWER_LIMIT && (size_t)answer.value < *size)
        *size = (size_t)answer.value;
    if (answer.op != ANSWER_FAIL)
        return true;
    errno = (int)answer.value;
    return false;
}

ssize_t __wrap_sendfile(int to, int from, off_t *offset, size_t size)
{
    if (!calls_gated(to))
        return sendfile(to, from, offset, size);
    struct wire_event event = gate_event(CALL_SENDFILE, to, CALLS_SITE);
    bool made = is_to_be_made(&event, &size);
    return gate_did(&event, made ? sendfile(to, from, offset, size) : -1);
}

ssize_t __wrap_splice(int from, off_t *from_offset, int to, off_t *to_offset, size_t size,
                      unsigned flags)
{
    bool sends = calls_gated(to);
    if (!sends && !calls_gated(from))
        return splice(from, from_offset, to, to_offset, size, flags);
    enum wire_call call = sends ? CALL_SPLICE_TO : CALL_SPLICE_FROM;
    struct wire_event event = gate_event(call, sends ? to : from, CALLS_SITE);
    bool made = is_to_be_made(&event, &size);
    return gate_did(&event, made ? splice(from, from_offset, to, to_offset, size, flags) : -1);
}

CALLS_SAME(__wrap_preadv2, __wrap_preadv64v2);
CALLS_SAME(__wrap_pwritev2, __wrap_pwritev64v2);
CALLS_SAME(__wrap_sendfile, __wrap_sendfile64);
CALLS_SAME(__wrap_sendmmsg, __wrap___sendmmsg);
