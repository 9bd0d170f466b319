/* other_signature.c - has no steps.h, and another step. Verdict: broken, client_recv() is not. */
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    return send(sock, data, size, MSG_NOSIGNAL);
}

char *client_recv(int sock)
{
    static char buffer[100];
    return recv(sock, buffer, sizeof buffer, 0) > 0 ? buffer : 0;
}
