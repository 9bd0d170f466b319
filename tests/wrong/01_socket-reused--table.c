/* 01_socket-reused--table.c - keeps one socket of each kind and hands that out again. */
#include "steps.h"

#include <sys/socket.h>

struct kept {
    int family, type, sock;
};

static struct kept kept[8];
static int count;

int client_socket(int family, int type)
{
    for (int i = 0; i < count; i++)
        if (kept[i].family == family && kept[i].type == type)
            return kept[i].sock;

    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock != -1 && count < 8)
        kept[count++] = (struct kept){family, type, sock};
    return sock;
}
