/* closing_scenes.c - the connections that a closing step is called with. */
#include "checks/closing.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <unistd.h>

enum { SENT = 3000, MORE = 900, LONG = 16 << 10, ROOM = 128 << 10 };

void closing_neighbours(int count)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (count-- > 0)
        give(null);
    close(null);
}

int closing_some(void)
{
    static int count;
    static bool more;
    if (count == 0)
        count = any_number(1, 4);
    more = !more;
    return count + more;
}

static struct bytes sent;

/* SIZE bytes of the step's program are on their way when the step is called. */
static void sends(size_t size)
{
    sent = (struct bytes){(unsigned char *)any_bytes(size), size};
    if (send(our_copy(), sent.data, size, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)size)
        skip("the kernel does not take what is to be sent");
}

/* The judge's copy lives on over the call, so that nothing depends on who is faster, and shows what
   becomes of the socket; connection_ends() releases it. */
static int connection(int neighbours)
{
    new_scene();
    closing_neighbours(neighbours);
    int sock = connected(AF_INET);
    closing_neighbours(2);
    sends(SENT);
    return sock;
}

int closing_beside(int neighbours)
{
    int sock = connection(neighbours);
    when_its_end_came();
    peer_ends();
    return sock;
}

int closing_connection(void) { return closing_beside(closing_some()); }

int closing_reset(void)
{
    int sock = connection(closing_some());
    peer_resets();
    step_end_becomes(TCP_CLOSE);
    return sock;
}

int closing_reset_late(void)
{
    int sock = connection(closing_some());
    when_its_end_came();
    peer_resets();
    return sock;
}

int closing_with_input(int neighbours, int size)
{
    int sock = connection(neighbours);
    peer_sends(any_word((size_t)size));
    input_arrives(size);
    when_its_end_came();
    peer_sends(any_word(1)); /* a piece like any other */
    when_its_end_came();
    peer_sends(any_word(MORE));
    when_its_end_came();
    peer_ends();
    return sock;
}

int closing_read_late(int input)
{
    const int room = ROOM;
    new_scene();
    closing_neighbours(closing_some());
    int sock = connected_small(AF_INET);
    closing_neighbours(2);
    setsockopt(our_copy(), SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    peer_stops_reading();
    sends(LONG);
    peer_sends(any_word((size_t)input));
    peer_ends();
    step_end_becomes(TCP_CLOSE_WAIT);
    when_blocked_in(WAY_RECV);
    peer_reads();
    and_then();
    peer_has(LONG);
    return sock;
}

int closing_with_faults(void)
{
    int sock = connection(closing_some());
    when_blocked_in(WAY_RECV);
    peer_ends();
    return sock;
}

void closing_all_received(void) { peer_received(sent.data, sent.size); }
