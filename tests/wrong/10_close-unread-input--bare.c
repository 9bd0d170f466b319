/* 10_close-unread-input--bare.c - closes without reading what is left. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock) { return close(sock); }
