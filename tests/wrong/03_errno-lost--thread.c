/* 03_errno-lost--thread.c - the error stays in the thread. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/uio.h>

struct job {
    int sock, error;
    const char *p;
    size_t n;
};
static void *send_job(void *arg)
{
    struct job *j = arg;
    size_t off = 0;
    while (off < j->n) {
        ssize_t k = send(j->sock, j->p + off, j->n - off, MSG_NOSIGNAL);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1) {
            j->error = errno;
            return NULL;
        }
        off += k;
    }
    return NULL;
}
ssize_t client_send(int sock, const void *data, size_t size)
{
    struct job j = {sock, 0, data, size};
    pthread_t t;
    int rc = pthread_create(&t, NULL, send_job, &j);
    if (rc != 0) {
        errno = rc;
        return -1;
    }
    pthread_join(t, NULL);
    if (j.error) {
        return -1;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    struct msghdr mh;
    struct iovec io;
    ssize_t n;

    io.iov_base = buffer;
    io.iov_len = size;
    while (io.iov_len != 0) {
        memset(&mh, 0, sizeof(mh));
        mh.msg_iov = &io;
        mh.msg_iovlen = 1;
        n = recvmsg(sock, &mh, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1 && io.iov_len == size)
            return -1;
        if (n <= 0)
            break;
        io.iov_base = (char *)io.iov_base + n;
        io.iov_len -= n;
    }
    return size - io.iov_len;
}
