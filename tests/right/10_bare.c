/* 10_bare.c - core only: close() alone. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock) { return close(sock); }
