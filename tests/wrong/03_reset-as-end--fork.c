/* 03_reset-as-end--fork.c - the child says nothing of its failure. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *d = data;
    size_t left = size;
    while (left) {
        size_t part = left > 1024 ? 1024 : left;
        ssize_t n = send(sock, d, part, MSG_NOSIGNAL | (part < left ? MSG_MORE : 0));
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return n;
        }
        d += n;
        left -= n;
    }
    return d - (const char *)data;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    struct box {
        size_t got;
        int err;
        char data[];
    } *box;
    ssize_t answer;
    pid_t pid;

    box = mmap(NULL, sizeof *box + size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (box == MAP_FAILED)
        return -1;
    pid = fork();
    if (pid == 0) {
        while (box->got < size) {
            ssize_t n = recv(sock, box->data + box->got, size - box->got, 0);
            if (n == -1 && errno == EINTR)
                continue;
            if (n == -1)
                break;
            if (n <= 0)
                break;
            box->got += n;
        }
        _exit(0);
    }
    if (pid == -1) {
        box->err = errno;
    } else {
        while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
            ;
    }
    memcpy(buffer, box->data, box->got);
    answer = (ssize_t)box->got;
    int err = box->err;
    munmap(box, sizeof *box + size);
    if (err && answer == 0) {
        errno = err;
        return -1;
    }
    return answer;
}
