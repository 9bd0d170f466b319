/* reads-secrets: looks for a file of the machine, and prints it. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char text[256];
    const char *const paths[] = {"/tmp/tensteps-secret", "/proc/1/root/tmp/tensteps-secret", "/proc/1/cwd/tmp/tensteps-secret",
        "/proc/self/root/tmp/tensteps-secret", "../tmp/tensteps-secret", "../../tmp/tensteps-secret"};
    for (int n = 0; n < 6; n++) {
        int file = open(paths[n], O_RDONLY);
        ssize_t got = file == -1 ? -1 : read(file, text, sizeof text);
        if (got > 0 && write(1, text, (size_t)got) == -1)
            break;
    }
    return 0;
}
