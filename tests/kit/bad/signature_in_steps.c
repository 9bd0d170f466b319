/* signature_in_steps.c - contradicts steps.h. Verdict: broken, conflicting types. */
#include "steps.h"

ssize_t client_send(int sock, const void *data, size_t size)
{
    return send(sock, data, size, MSG_NOSIGNAL);
}

char *client_recv(int sock)
{
    static char buffer[100];
    return recv(sock, buffer, sizeof buffer, 0) > 0 ? buffer : 0;
}
