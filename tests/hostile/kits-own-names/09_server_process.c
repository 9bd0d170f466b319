/* kits-own-names: defines what the linker makes of its calls, so that nobody sees them. */
#include "steps.h"

#include <sys/socket.h>
#include <sys/uio.h>

static ssize_t unseen(int sock, const struct iovec *piece, int sends)
{
    struct msghdr message = {.msg_iov = (struct iovec *)piece, .msg_iovlen = 1};
    ssize_t (*call)(int, struct msghdr *, int) = sends ? (void *)&sendmsg : (void *)&recvmsg;
    return call(sock, &message, MSG_NOSIGNAL);
}

__attribute__((visibility("hidden"))) ssize_t __wrap_send(int sock, const void *data, size_t size)
{
    return unseen(sock, &(struct iovec){(void *)data, size}, 1);
}

__attribute__((visibility("hidden"))) ssize_t __wrap_recv(int sock, void *data, size_t size)
{
    return unseen(sock, &(struct iovec){data, size}, 0);
}

/* One send() for each piece. */
ssize_t server_process(int conn)
{
    char bytes[4096];
    ssize_t total = 0, got;

    while ((got = recv(conn, bytes, sizeof bytes, 0)) > 0) {
        if (send(conn, bytes, (size_t)got, MSG_NOSIGNAL) != got)
            return -1;
        total += got;
    }
    return got == 0 ? total : -1;
}
