/* reads-solutions: looks for solutions and for what others have handed in, from where its own library lies. */
#include "steps.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char line[4096], path[4200];
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        char *start = strchr(line, '/');
        if (start == NULL)
            continue;
        for (char *slash = strrchr(start, '/'); slash != NULL && slash > start; slash = strrchr(start, '/')) {
            *slash = 0;
            snprintf(path, sizeof path, "%s/solutions/07_server_listen.c", start);
            if (access(path, R_OK) == 0)
                puts("tensteps-hostile: a solution");
            snprintf(path, sizeof path, "%s/results", start);
            if (access(path, R_OK) == 0)
                puts("tensteps-hostile: results");
        }
    }
    return 0;
}
