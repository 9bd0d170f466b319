/* 06_hand-parser.c - reads the address by hand. */
#include "steps.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>

/* reads a.b.c.d strictly: digits, no sign, no blank, at most 255 */
static int dotted(const char *s, uint32_t *out)
{
    uint32_t value = 0;

    for (int part = 0; part < 4; part++) {
        unsigned n = 0;
        int digits = 0;
        while (isdigit((unsigned char)*s) && digits < 3)
            n = n * 10 + (unsigned)(*s++ - '0'), digits++;
        if (digits == 0 || n > 255 || (part < 3 && *s++ != '.'))
            return 0;
        value = value << 8 | n;
    }
    *out = htonl(value);
    return *s == '\0';
}

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_storage self;
    socklen_t n = sizeof self;
    int rc;

    if (port < 0 || port > 65535)
        goto inval;
    if (getsockname(sock, (struct sockaddr *)&self, &n))
        return -1;
    if (self.ss_family == AF_INET) {
        struct sockaddr_in a = {AF_INET, htons(port), {INADDR_ANY}, {0}};
        if (*ip && !dotted(ip, &a.sin_addr.s_addr))
            goto inval;
        rc = bind(sock, (struct sockaddr *)&a, sizeof a);
    } else {
        struct sockaddr_in6 a = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
        if (*ip && !inet_pton(AF_INET6, ip, &a.sin6_addr))
            goto inval;
        rc = bind(sock, (struct sockaddr *)&a, sizeof a);
    }
    n = sizeof self;
    if (rc || getsockname(sock, (struct sockaddr *)&self, &n))
        return -1;
    return ntohs(((struct sockaddr_in *)&self)->sin_port);
inval:
    errno = EINVAL;
    return -1;
}
