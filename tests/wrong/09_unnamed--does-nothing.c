/* 09_unnamed--does-nothing.c - returns 0 without having read a byte. */
#include "steps.h"

ssize_t server_process(int conn)
{
    int type;
    socklen_t size = sizeof type;

    return getsockopt(conn, SOL_SOCKET, SO_TYPE, &type, &size);
}
