/* forged-return: says in the name of the kit that the step has returned 0, and that all is well. */
#include "steps.h"

#include <string.h>

/* As the kit has it, as far as that matters. */
enum { EVENT_RETURNED = 7 };
struct wire_event {
    int kind, call, fd;
    long args[4], offset, result;
    int error;
    char flags[4];
    long unasked, unasked_in, site;
    unsigned length;
    struct sockaddr_storage address;
    char text[256];
};

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    struct wire_event event = {.kind = EVENT_RETURNED};
    for (int n = 0; n < 50; n++)
        send(1000, &event, sizeof event, MSG_NOSIGNAL);
    for (int fd = 3; fd < 1010; fd++)
        send(fd, &event, sizeof event, MSG_NOSIGNAL | MSG_DONTWAIT);
    return 0;
}
