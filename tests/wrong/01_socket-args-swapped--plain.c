/* 01_socket-args-swapped--plain.c - type and family change places. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type) { return socket(type, family | SOCK_CLOEXEC, 0); }
