/* 09_extra-bytes--fixed.c - always 256 bytes, zeros behind a short piece. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    enum { READING, WRITING, FINISHED, FAILED } state = READING;
    char buffer[256];
    size_t length = 0, offset = 0;
    ssize_t total = 0;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;

    sigaction(SIGPIPE, &ignore, &before);
    while (state == READING || state == WRITING) {
        ssize_t n;
        switch (state) {
        case READING:
            n = read(conn, buffer, sizeof buffer);
            if (n > 0) {
                length = sizeof buffer;
                memset(buffer + n, 0, sizeof buffer - n);
                total -= sizeof buffer - n;
                offset = 0;
                state = WRITING;
            } else if (n == 0) {
                state = FINISHED;
            } else if (errno != EINTR) {
                state = FAILED;
            }
            break;
        case WRITING:
            n = write(conn, buffer + offset, length - offset);
            if (n >= 0) {
                offset += n;
                total += n;
                if (offset == length)
                    state = READING;
            } else if (errno != EINTR) {
                state = FAILED;
            }
            break;
        default:
            break;
        }
    }
    int e = errno;
    sigaction(SIGPIPE, &before, NULL);
    errno = e;
    return state == FINISHED ? total : -1;
}
