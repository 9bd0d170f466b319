/* 07_memory-error--table-overrun.c - looks the backlog up in a table that is shorter than it. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    static const int places[] = {1, 1, 2};
    int asked = backlog < 0 ? 0 : backlog;

    return listen(sock, asked < 1000 ? places[asked] : asked);
}
