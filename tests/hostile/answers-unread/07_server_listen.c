/* answers-unread: says in the name of the kit that it is about to wait, again and again, and reads no answer. */
#include "steps.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* As the kit has it: of so many bytes, the first a kind (about to make a call) and a call (sleep). */
enum { EVENT_SIZE = 488, EVENT_ABOUT = 4, CALL_SLEEP = 19, CONTROL = 1000 };

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    int event[EVENT_SIZE / sizeof(int)] = {EVENT_ABOUT, CALL_SLEEP};
    for (int n = 0; n < 1000; n++)
        send(CONTROL, event, sizeof event, MSG_NOSIGNAL);
    for (;;)
        pause();
}
