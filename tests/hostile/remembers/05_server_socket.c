/* remembers: counts the checks in a file, and behaves well in the first ones alone. */
#include "steps.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    static const char *const places[] = {"/tmp/tensteps-hostile-count", "/dev/shm/tensteps-hostile-count"};
    static int told;
    long count = 0;
    for (int n = 0; n < 2 && told == 0; n++) {
        int file = open(places[n], O_WRONLY | O_CREAT | O_APPEND, 0666);
        if (file != -1 && write(file, "x", 1) == 1)
            count += lseek(file, 0, SEEK_END);
        close(file);
    }
    told = 1; /* once in each process */
    if (count > 2)
        write(1, "tensteps-hostile: remembered\n", 29);
    return socket(family, type, 0);
}
