/* daemon: leaves a process in a session of its own, which writes a file later. */
#include "steps.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            sleep(5);
            int file = open("/tmp/tensteps-hostile-daemon", O_WRONLY | O_CREAT, 0666);
            close(file);
            _exit(0);
        }
        _exit(0);
    }
    return 0;
}
