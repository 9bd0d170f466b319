/* 09_in-a-child.c - a child process does the work and tells how it went; it is waited for. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

struct report {
    ssize_t total;
    int error;
};

static int transmit(int conn, const char *data, size_t size)
{
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(conn, data + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += n;
    }
    return 0;
}

static ssize_t echo(int conn)
{
    char buffer[4096];
    ssize_t total = 0;

    for (;;) {
        ssize_t got = recv(conn, buffer, sizeof(buffer), 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            return -1;
        if (got == 0)
            return total;
        if (transmit(conn, buffer, got) == -1)
            return -1;
        total += got;
    }
}

static void read_report(int from, struct report *report)
{
    size_t got = 0;

    while (got < sizeof(*report)) {
        ssize_t n = read(from, (char *)report + got, sizeof(*report) - got);
        if (n == 0 || (n == -1 && errno != EINTR))
            break;
        got += n > 0 ? n : 0;
    }
    if (got < sizeof(*report))
        *report = (struct report){.total = -1, .error = EIO};
}

static int write_report(int to, const struct report *report)
{
    size_t done = 0;

    while (done < sizeof(*report)) {
        ssize_t n = write(to, (const char *)report + done, sizeof(*report) - done);
        if (n == -1 && errno != EINTR)
            return 1;
        done += n > 0 ? n : 0;
    }
    return 0;
}

ssize_t server_process(int conn)
{
    struct report report = {.total = -1};
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) == -1)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        report.total = echo(conn);
        report.error = errno;
        _exit(write_report(ends[1], &report));
    }
    report.error = errno;
    close(ends[1]);
    if (child > 0) {
        read_report(ends[0], &report);
        while (waitpid(child, NULL, 0) == -1 && errno == EINTR)
            ;
    }
    close(ends[0]);
    errno = report.error;
    return report.total;
}
