/* 01_plain.c - core only: the one call of the books. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type) { return socket(family, type, 0); }
