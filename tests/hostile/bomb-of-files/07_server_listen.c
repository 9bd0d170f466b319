/* bomb-of-files: fills the folders for temporary files. */
#include "steps.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    static char block[1 << 20];
    const char *const folders[] = {"/tmp", "/dev/shm", "/var/tmp", "."};
    for (int n = 0; n < 100; n++) {
        char path[64];
        snprintf(path, sizeof path, "%s/tensteps-hostile-%d", folders[n % 4], n);
        int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        for (int m = 0; file != -1 && m < 4; m++)
            if (write(file, block, sizeof block) == -1)
                break;
        if (file != -1)
            close(file);
    }
    return 0;
}
