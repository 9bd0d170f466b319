/* 04_close-unread-input--plain.c - closes with input unread: the peer gets a reset (stretch). */
#include "steps.h"

#include <unistd.h>

int client_close(int sock) { return close(sock); }
