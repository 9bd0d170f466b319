/* 01_client_socket.c - the checks of lesson 1: make a socket. */
#define STEP_SOCKET STEP_CLIENT_SOCKET
#include "checks/sockets_both.h"

const struct check *const checks_01_client_socket[] = {SOCKET_CORE, SOCKET_STRETCH, NULL};
