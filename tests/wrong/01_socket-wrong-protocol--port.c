/* 01_socket-wrong-protocol--port.c - a port in network order as the protocol. */
#include "steps.h"

#include <arpa/inet.h>
#include <sys/socket.h>

int client_socket(int family, int type) { return socket(family, type | SOCK_CLOEXEC, htons(80)); }
