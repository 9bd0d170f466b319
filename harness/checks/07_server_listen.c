/* 07_server_listen.c - the checks of lesson 7: let clients queue. */
#include "checks/untouched.h"
#include "judge/scene.h"

#include <limits.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <unistd.h>

static int sock = -1; /* the judge's copy of the step's socket */

static int bound(int family)
{
    new_scene();
    sock = judge_bound(family, family == AF_INET6 ? "::1" : any_loopback(), 0, -1);
    return give(sock);
}

static bool is_listening(void)
{
    int accepts = 0;
    socklen_t length = sizeof accepts;
    return getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &length) == 0 && accepts;
}

static void must_listen(void)
{
    seen()->fact = is_listening() ? FACT_NONE : FACT_NOT_LISTENING;
    expect(is_listening(), SYMPTOM_SOCKET, "the socket listens",
           "the kernel says that it does not");
}

/* A wait of whatever length; what an epoll instance waits for is not told. */
static void must_not_wait(void)
{
    bool waited = false;
    for (size_t i = seen()->first; i < seen()->count; i++)
        waited |= seen()->calls[i].waited && seen()->calls[i].call != CALL_EPOLL_WAIT;
    seen()->stuck_in = WAY_ACCEPT;
    expect(!waited || !scene.waits.client, SYMPTOM_WAITS, "returns at once",
           "it waits for a client, if only for a while");
}

CHECK(listens_at_all, CORE, SERVER_LISTEN, "makes the socket a listener, and returns 0 at once")
{
    int fd = bound(AF_INET);
    call_listen(fd, 5);
    must_not_wait();
    must_listen();
    step_returned(0);
}

/* --- the backlog, by the kernel's word -------------------------------------------------------- */

/* How long a queue the kernel makes for a listener of the judge's with that BACKLOG. */
static int kernels_queue(int backlog)
{
    int waiting, kept = 0, tried = judge_bound(AF_INET, any_loopback(), 0, backlog);
    if (kernel_queue(tried, &waiting, &kept) == -1 || kept < 1 || kept > backlog)
        skip("this kernel does not tell how long a queue may be");
    close(tried);
    return kept;
}

/* The longest queue that this machine allows, net.core.somaxconn; the check needs AT_LEAST so many.
 */
static int longest_queue(int at_least)
{
    int most = kernels_queue(INT_MAX);
    if (kernels_queue(9) != (most < 9 ? most : 9))
        skip("this kernel does not tell how long a queue may be");
    if (most < at_least)
        skip(say("this machine lets no more than %d client%s queue (net.core.somaxconn)", most,
                 most == 1 ? "" : "s"));
    return most;
}

static int least_of(int a, int b) { return a < b ? a : b; }

/* How many clients the kernel lets queue after server_listen(fd, BACKLOG). */
static int queue_for(int family, int backlog)
{
    int waiting, kept, fd = bound(family);
    call_listen(fd, backlog);
    step_returned(0);
    if (kernel_queue(sock, &waiting, &kept) == -1)
        skip("this kernel does not tell how long a queue may be");
    return kept;
}

enum { BACKLOGS = 5 };

static bool all_the_same(const int kept[BACKLOGS])
{
    for (int i = 1; i < BACKLOGS; i++)
        if (kept[i] != kept[0])
            return false;
    return true;
}

/* Near MOST, and no number that anybody rounds to. */
static int large_number(int most)
{
    return most < 100 ? most : any_number((most - most / 8) / 10, most / 10 - 1) * 10 + 7;
}

/* A step may cut at SOMAXCONN, or leave that to the kernel, which may allow more. */
CHECK(keeps_the_backlog, CORE, SERVER_LISTEN, "lets as many clients queue as backlog says",
      &listens_at_all)
{
    int kernels = longest_queue(2), most = least_of(kernels, SOMAXCONN), kept[BACKLOGS];
    const int asked[BACKLOGS] = {1, any_number(3, 12), any_number(30, 60), large_number(most),
                                 65536 + any_number(1, 60)};
    for (int i = 0; i < BACKLOGS; i++)
        kept[i] = queue_for(AF_INET, asked[i]);
    seen()->fact = all_the_same(kept) ? FACT_OTHER_BACKLOG : FACT_NONE;
    for (int i = 0; i < BACKLOGS; i++) {
        int least = least_of(asked[i], most);
        if (kept[i] >= least && kept[i] <= least_of(asked[i], kernels))
            continue;
        enum fact fact = seen()->fact;
        kept[i] = queue_for(AF_INET, asked[i]); /* once more: a message tells of the last call */
        seen()->fact = fact;
        expect(false, SYMPTOM_BACKLOG, say("a queue for %d", least),
               "for a backlog of %d the kernel has a queue for %d", asked[i], kept[i]);
    }
}

CHECK(takes_one_at_least, CORE, SERVER_LISTEN, "takes a backlog of less than 1 for 1",
      &keeps_the_backlog)
{
    const int asked[] = {0, -1, -any_number(2, 60)};
    longest_queue(2);
    for (int i = 0; i < 3; i++) {
        int kept = queue_for(AF_INET, asked[i]);
        seen()->fact = FACT_BELOW_ONE;
        expect(kept == 1, SYMPTOM_BACKLOG, "a queue for 1 client",
               "for a backlog of %d the kernel has a queue for %d", asked[i], kept);
    }
}

/* --- the clients ------------------------------------------------------------------------------ */

enum { LAST_RESORT_MS = 60000 };

/* The port of the client that is the first in the queue, taken out of it; 0 if nobody is there. */
static int next_in_line(void)
{
    struct pollfd ready = {.fd = sock, .events = POLLIN};
    poll(&ready, 1, LAST_RESORT_MS); /* at once, since the client is connected */
    int conn = accept4(sock, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    int port = remote_port(conn);
    close(conn);
    return port;
}

/* By default a client is there as soon as it is connected, whether it says anything or not. */
static void must_not_defer(void)
{
    int seconds = 0;
    socklen_t length = sizeof seconds;
    getsockopt(sock, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, &length);
    expect(seconds == 0, SYMPTOM_SOCKET, "a client that has connected is there for accept()",
           "TCP_DEFER_ACCEPT is set: one that says nothing is not");
}

static void lets_in(int family)
{
    int waiting = 0, kept = queue_for(family, 3);
    kernel_queue(sock, &waiting, &kept);
    expect(kept == 3 && waiting == 0, SYMPTOM_BACKLOG, "an empty queue for 3",
           "the kernel has a queue for %d, and %d in it", kept, waiting);
    must_not_defer();
    untouched_options(sock, "the listener");
    for (int i = 0; i < 3; i++)
        client_comes(sock);
    for (int i = 0; i < 3; i++) {
        int client = client_socket_of(i);
        expect(kernel_tcp_state(client) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
               "three clients are connected", "client %d is not", i + 1);
        int port = next_in_line();
        expect(port == local_port(client), SYMPTOM_SOCKET,
               say("the next in the queue is client %d, port %d", i + 1, local_port(client)),
               "it is a client with port %d", port);
    }
}

CHECK(lets_clients_in, CORE, SERVER_LISTEN, "lets clients connect before anybody accepts them",
      &keeps_the_backlog)
{
    longest_queue(3); /* with a shorter one a client would wait for ever */
    lets_in(AF_INET);
    if (kernel_has_ipv6())
        lets_in(AF_INET6);
}

CHECK(refuses_datagrams, CORE, SERVER_LISTEN, "fails with EOPNOTSUPP for a datagram socket",
      &listens_at_all)
{
    new_scene();
    int fd = give(judge_socket(AF_INET, SOCK_DGRAM));
    call_listen(fd, 5);
    step_failed_with(EOPNOTSUPP);
}

static void listen_once(void)
{
    sock = judge_bound(AF_INET, any_loopback(), 0, -1);
    call_listen(give(sock), 4);
}

static void listening_once(void)
{
    step_returned(0);
    must_listen();
}

CHECK(listen_survives_faults, CORE, SERVER_LISTEN, "hands on each error of a call that it makes",
      &refuses_datagrams, &lets_clients_in)
{
    sweep(listen_once, listening_once);
}

const struct check *const checks_07_server_listen[] = {
    &listens_at_all,
    &keeps_the_backlog,
    &takes_one_at_least,
    &lets_clients_in,
    &refuses_datagrams,
    &listen_survives_faults,
    NULL,
};
