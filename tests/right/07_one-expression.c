/* 07_one-expression.c - the whole step as one expression. */
#include "steps.h"

int server_listen(int sock, int backlog) { return listen(sock, backlog < 1 ? 1 : backlog); }
