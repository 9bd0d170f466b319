/* 01_socket-wrong-protocol--type.c - the type once more as the protocol. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type) { return socket(family, type | SOCK_CLOEXEC, type); }
