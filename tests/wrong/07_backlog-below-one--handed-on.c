/* 07_backlog-below-one--handed-on.c - hands 0 and negative backlogs on. */
#include "steps.h"

int server_listen(int sock, int backlog) { return listen(sock, backlog); }
