/* 04_error-swallowed+close-unread-input--void.c - reads nothing, and looks at nothing. */
#include "steps.h"

#include <unistd.h>

int client_close(int sock)
{
    close(sock);
    return 0;
}
