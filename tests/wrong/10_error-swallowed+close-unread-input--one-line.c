/* 10_error-swallowed+close-unread-input--one-line.c - closes without reading, and does not look
   how that went. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock)
{
    close(sock);
    return 0;
}
