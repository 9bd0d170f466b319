/* sees-processes: looks at the command lines and files of all processes. */
#define _GNU_SOURCE
#include "steps.h"

#include <stdio.h>
#include <string.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char path[300], text[4096];
    for (int pid = 1; pid < 40000; pid++) {
        snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
        FILE *file = fopen(path, "r");
        size_t got = file == NULL ? 0 : fread(text, 1, sizeof text - 1, file);
        text[got] = 0;
        if (got > 0 && strstr(text, "lab") != NULL && memmem(text, got, "grade", 5) != NULL)
            puts("tensteps-hostile: the grader");
        if (file != NULL)
            fclose(file);
    }
    return 0;
}
