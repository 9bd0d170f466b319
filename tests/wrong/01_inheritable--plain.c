/* 01_inheritable--plain.c - the descriptor stays open over exec (stretch). */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type) { return socket(family, type, 0); }
