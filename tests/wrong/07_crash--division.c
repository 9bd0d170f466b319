/* 07_crash--division.c - divides by a backlog of zero. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    /* scale to hundreds so that no queue is too short by rounding */
    int places = 100 * backlog / backlog * backlog / 100;

    return listen(sock, places < 1 ? 1 : places);
}
