/* content.c - files of a submission, written where nobody else writes. */
#include "class/content.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int content_write(const char *path, const char *data, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    size_t written = 0;
    if (file == -1)
        return -1;
    while (written < size) {
        ssize_t got = write(file, data + written, size - written);
        if (got == -1 && errno != EINTR)
            break;
        written += got > 0 ? (size_t)got : 0;
    }
    int error = errno;
    if (close(file) == -1 && written == size)
        return -1;
    errno = error;
    return written == size ? 0 : -1;
}
