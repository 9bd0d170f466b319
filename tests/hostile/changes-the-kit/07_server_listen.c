/* changes-the-kit: writes to the files that it is run from. */
#include "steps.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char line[4096];
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        char *start = strchr(line, '/');
        line[strcspn(line, "\n")] = 0;
        if (start != NULL && strncmp(start, "/usr", 4) != 0 && strncmp(start, "/memfd", 6) != 0 && strncmp(start, "/dev", 4) != 0 && access(start, W_OK) == 0)
            puts("tensteps-hostile: can be written");
    }
    return 0;
}
