/* 05_reuseaddr-missing--plain.c - sets no option at all. */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type) { return socket(family, type | SOCK_CLOEXEC, 0); }
