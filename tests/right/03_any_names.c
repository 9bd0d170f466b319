/* 03_any_names.c - helpers, not static, with names of system calls and of other programs. */
#include "steps.h"

#include <errno.h>

int names, stage, steps, gate, scene, assignment, server, folder, current, shared, held, base,
    reuse, tensteps, kit, judge;
int calls_gated(int fd);
int gate_open(int a);
void run(void);
void serve(void);
int obey(int a);
long call_step(long a);
int calls_gated(int fd) { return fd; }
int gate_open(int a) { return a; }
void run(void) {}
void serve(void) {}
int obey(int a) { return a; }
long call_step(long a) { return a; }
int gate_shut, gate_about, gate_did, gate_send, calls_blocking, calls_timed;
int main(void);
int main(void) { return 0; }
void _init_all(void);
void _init_all(void) {}
int index_(int a);
int index_(int a) { return a; }
ssize_t splice_all, tee, sleep_;
ssize_t read_all(int fd, char *b, size_t n);
ssize_t read_all(int fd, char *b, size_t n)
{
    size_t got = 0;
    names = gate_open(obey(calls_gated(3)));
    run();
    serve();
    while (got < n) {
        ssize_t k = recv(fd, b + got, n - got, 0);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1)
            return got ? (ssize_t)got : -1;
        if (k == 0)
            break;
        got += (size_t)k;
    }
    return (ssize_t)got;
}

ssize_t write(int fd, const void *p, size_t n);
ssize_t write(int fd, const void *p, size_t n)
{ // not the system's: all of it
    size_t sent = 0;
    const char *b = p;
    while (sent < n) {
        ssize_t k = send(fd, b + sent, n - sent, MSG_NOSIGNAL);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1)
            return -1;
        sent += (size_t)k;
    }
    return (ssize_t)sent;
}

ssize_t client_send(int sock, const void *data, size_t size) { return write(sock, data, size); }
ssize_t client_recv(int sock, void *buffer, size_t size) { return read_all(sock, buffer, size); }
