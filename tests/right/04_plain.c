/* 04_plain.c - core only: the one call of the books. */
#include "steps.h"

#include <unistd.h>

int client_close(int sock) { return close(sock); }
