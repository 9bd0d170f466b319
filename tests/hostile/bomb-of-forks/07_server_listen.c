/* bomb-of-forks: starts 400 processes, each of which starts others. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int n = 0; n < 400; n++) {
        pid_t pid = fork();
        if (pid == 0) {
            alarm(5);
            for (int m = 0; m < 4; m++)
                if (fork() == 0)
                    alarm(5);
            pause();
            _exit(0);
        }
    }
    return 0;
}
