/* 09_state-table.c - a machine of three states, each a function that names the next. */
#include "steps.h"

#include <errno.h>

struct echo {
    int conn;
    char bytes[500];
    size_t used, sent;
    ssize_t total;
};

enum state { RECEIVE, SEND, DONE, FAILED };

static enum state receive(struct echo *echo)
{
    ssize_t n = recv(echo->conn, echo->bytes, sizeof echo->bytes, 0);

    if (n == -1)
        return errno == EINTR ? RECEIVE : FAILED;
    echo->used = n;
    echo->sent = 0;
    echo->total += n;
    return n == 0 ? DONE : SEND;
}

static enum state transmit(struct echo *echo)
{
    size_t left = echo->used - echo->sent;
    ssize_t n = send(echo->conn, echo->bytes + echo->sent, left, MSG_NOSIGNAL);

    if (n == -1)
        return errno == EINTR ? SEND : FAILED;
    echo->sent += n;
    return echo->sent < echo->used ? SEND : RECEIVE;
}

ssize_t server_process(int conn)
{
    enum state (*const step[])(struct echo *) = {[RECEIVE] = receive, [SEND] = transmit};
    struct echo echo = {.conn = conn};
    enum state state = RECEIVE;

    while (state != DONE && state != FAILED)
        state = step[state](&echo);
    return state == DONE ? echo.total : -1;
}
