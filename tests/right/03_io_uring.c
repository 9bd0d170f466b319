/* 03_io_uring.c - one ring of io_uring for each transfer. */
#include "steps.h"

#include <errno.h>
#include <linux/io_uring.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static ssize_t one(int op, int sock, void *data, size_t size)
{
    struct io_uring_params p;
    memset(&p, 0, sizeof p);
    int ring = (int)syscall(SYS_io_uring_setup, 2, &p);
    if (ring == -1) {
        return op == IORING_OP_SEND ? send(sock, data, size, MSG_NOSIGNAL)
                                    : recv(sock, data, size, 0);
    }
    size_t sn = p.sq_off.array + p.sq_entries * 4,
           cn = p.cq_off.cqes + p.cq_entries * sizeof(struct io_uring_cqe);
    char *sq = mmap(0, sn, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING),
         *cq = mmap(0, cn, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_CQ_RING);
    struct io_uring_sqe *e = mmap(0, p.sq_entries * sizeof *e, PROT_READ | PROT_WRITE, MAP_SHARED,
                                  ring, IORING_OFF_SQES);
    memset(e, 0, sizeof *e);
    e->opcode = (unsigned char)op;
    e->fd = sock;
    e->addr = (unsigned long)data;
    e->len = (unsigned)size;
    e->msg_flags = op == IORING_OP_SEND ? MSG_NOSIGNAL : 0;
    ((unsigned *)(sq + p.sq_off.array))[0] = 0;
    __atomic_store_n((unsigned *)(sq + p.sq_off.tail), 1, __ATOMIC_RELEASE);
    int submit = 1;
    while (syscall(SYS_io_uring_enter, ring, submit, 1, IORING_ENTER_GETEVENTS, NULL, 0) == -1 &&
           errno == EINTR)
        submit = 0;
    int r = ((struct io_uring_cqe *)(cq + p.cq_off.cqes))[0].res;
    munmap(sq, sn);
    munmap(cq, cn);
    munmap(e, p.sq_entries * sizeof *e);
    close(ring);
    if (r < 0) {
        errno = -r;
        return -1;
    }
    return r;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t k = one(IORING_OP_SEND, sock, (char *)data + sent, size - sent);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1)
            return -1;
        sent += (size_t)k;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t k = one(IORING_OP_RECV, sock, (char *)buffer + got, size - got);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1 && !got)
            return -1;
        if (k == -1 || k == 0)
            break;
        got += (size_t)k;
    }
    return (ssize_t)got;
}
