/* 04_close-unread-input--checked.c - tests close(), and reads nothing before it (stretch). */
#include "steps.h"

#include <unistd.h>

int client_close(int sock)
{
    if (close(sock) == -1) {
        return -1;
    }
    return 0;
}
