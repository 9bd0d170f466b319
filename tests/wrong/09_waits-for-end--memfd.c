/* 09_waits-for-end--memfd.c - a temporary file, and sendfile() at the end. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    char b[5000];
    int spool = memfd_create("spool", MFD_CLOEXEC), e = 0;
    off_t len = 0, off = 0;
    if (spool == -1)
        return -1;
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        ssize_t n = read(conn, b, sizeof b);
        if (n == 0)
            break;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || write(spool, b, (size_t)n) != n) {
            e = errno;
            goto out;
        }
        len += n;
    }
    while (off < len)
        if (sendfile(conn, spool, &off, (size_t)(len - off)) == -1 && errno != EINTR) {
            e = errno;
            goto out;
        }
out:
    close(spool);
    if (e) {
        errno = e;
        return -1;
    }
    return (ssize_t)len;
}
