/* 07_server_listen.c - the checks of lesson 7: let clients queue. */
#include "judge/scene.h"

#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

static int sock; /* the judge's copy of the step's socket */

static int bound(void)
{
    new_scene();
    sock = judge_bound(AF_INET, any_loopback(), 0, -1);
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

CHECK(listens_at_all, CORE, SERVER_LISTEN, "makes the socket a listener, and returns 0 at once")
{
    int fd = bound();
    call_listen(fd, 5);
    must_listen();
    step_returned(0);
}

/* How many clients the kernel lets queue after server_listen(fd, BACKLOG). */
static int queue_for(int backlog)
{
    int waiting, kept, fd = bound();
    call_listen(fd, backlog);
    step_returned(0);
    if (kernel_queue(sock, &waiting, &kept) == -1)
        skip("this kernel does not tell how long a queue may be");
    return kept;
}

/* How many clients may queue on a listener of the judge's with that BACKLOG: no more than the
   machine allows, net.core.somaxconn. */
static int longest_queue(int backlog)
{
    int waiting, kept = 0, tried = judge_bound(AF_INET, any_loopback(), 0, backlog);
    if (kernel_queue(tried, &waiting, &kept) == -1 || kept < 1 || kept > backlog)
        skip("this kernel does not tell how long a queue may be");
    close(tried);
    return kept;
}

/* The check needs a machine on which AT_LEAST so many may queue. */
static void need_queue(int at_least)
{
    int most = longest_queue(at_least);
    if (most < at_least)
        skip(say("this machine lets no more than %d client%s queue (net.core.somaxconn)", most,
                 most == 1 ? "" : "s"));
}

CHECK(keeps_the_backlog, CORE, SERVER_LISTEN, "lets as many clients queue as backlog says",
      &listens_at_all)
{
    const int asked[] = {1, any_number(3, 12), any_number(30, 60)};
    int kept[3], due[3];
    need_queue(2);
    for (int i = 0; i < 3; i++) {
        due[i] = longest_queue(asked[i]);
        kept[i] = queue_for(asked[i]);
    }
    enum fact fact = kept[0] == kept[1] && kept[1] == kept[2] ? FACT_OTHER_BACKLOG : FACT_NONE;
    for (int i = 0; i < 3; i++) {
        if (kept[i] == due[i])
            continue;
        kept[i] = queue_for(asked[i]); /* once more: a message tells of the last call */
        seen()->fact = fact;
        expect(kept[i] == due[i], SYMPTOM_BACKLOG, "a queue as long as backlog says",
               "for a backlog of %d the kernel has a queue for %d", asked[i], kept[i]);
    }
}

CHECK(takes_one_at_least, CORE, SERVER_LISTEN, "takes a backlog of less than 1 for 1",
      &keeps_the_backlog)
{
    const int asked[] = {0, -1, -7};
    need_queue(2);
    for (int i = 0; i < 3; i++) {
        int kept = queue_for(asked[i]);
        seen()->fact = FACT_BELOW_ONE;
        expect(kept == 1, SYMPTOM_BACKLOG, "a queue for 1 client",
               "for a backlog of %d the kernel has a queue for %d", asked[i], kept);
    }
}

CHECK(lets_clients_in, CORE, SERVER_LISTEN, "lets clients connect before anybody accepts them",
      &keeps_the_backlog)
{
    need_queue(3); /* with a shorter one a client would wait for ever */
    int fd = bound();
    call_listen(fd, 3);
    step_returned(0);
    for (int i = 0; i < 3; i++)
        client_comes(sock);
    for (int i = 0; i < 3; i++)
        expect(kernel_tcp_state(client_socket_of(i)) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
               "three clients are connected", "client %d is not", i + 1);
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
      &refuses_datagrams)
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
