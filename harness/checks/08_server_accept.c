/* 08_server_accept.c - the checks of lesson 8: accept a client. */
#include "checks/peer_told.h"
#include "checks/untouched.h"
#include "judge/scene.h"

#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int sock = -1; /* the judge's copy of the listener */

static int listener_at(int family, const char *ip)
{
    new_scene();
    sock = judge_bound(family, ip, 0, 8);
    return sock == -1 ? -1 : give(sock);
}

static int listener(int family)
{
    return listener_at(family, family == AF_INET6 ? "::1" : any_loopback());
}

/* --- what comes back -------------------------------------------------------------------------- */

/* It, or a copy of it, which is as little the connection to a client. */
static bool is_the_listener(int fd)
{
    const struct kernel_fd *back = kernel_fd_find(&seen()->after, fd);
    const struct kernel_fd *given = kernel_fd_find(&seen()->before, (int)seen()->asked.fd);
    return back != NULL && given != NULL && strcmp(back->what, given->what) == 0;
}

/* How often the last call looked whether somebody was there, and nobody was. */
static int looks_in_vain(void)
{
    int looks = 0;
    for (size_t i = seen()->first; i < seen()->count; i++) {
        const struct call_record *one = &seen()->calls[i];
        enum wire_way way = observed_way(one);
        looks += (way == WAY_ACCEPT && one->result == -1 && one->error == EAGAIN) ||
                 (way == WAY_WAIT && one->result == 0);
    }
    return looks;
}

static bool interrupted; /* so that a step may well give up before a client comes */

static enum fact what_came_back(int fd)
{
    if (is_the_listener(fd))
        return FACT_LISTENER_BACK;
    return clients_so_far() == 0 && !interrupted && (fd == -1 || looks_in_vain() > 0)
               ? FACT_NO_CLIENT
               : seen()->fact;
}

/* What came back is a connection to client N, and nothing else. */
static void is_client(int n)
{
    int fd = (int)seen()->result, conn = fd == -1 ? -1 : show(fd), client = client_socket_of(n);
    bool right = conn != -1 && client != -1 && remote_port(conn) == local_port(client) &&
                 strcmp(remote_ip(conn), local_ip(client)) == 0;
    seen()->fact = what_came_back(fd);
    if (fd != -1 && !right)
        forgive_leak(); /* the client's descriptor, which nobody has been told */
    expect(client != -1, SYMPTOM_RESULT, "waits until a client comes", "%s", say_result(seen()));
    expect(fd != -1, SYMPTOM_RESULT, "returns a descriptor", "%s", say_result(seen()));
    expect(seen()->fact != FACT_LISTENER_BACK && fd != (int)seen()->asked.fd, SYMPTOM_DESCRIPTOR,
           "a new descriptor", "returned %d, the listener %s", fd,
           fd == (int)seen()->asked.fd ? "itself" : "by another number");
    expect(conn != -1, SYMPTOM_DESCRIPTOR, "a descriptor that is open", "descriptor %d is not open",
           fd);
    expect(right, SYMPTOM_SOCKET, n == 0 ? "the client that came" : "the next client in the queue",
           "descriptor %d is connected to %s port %d", fd, remote_ip(conn), remote_port(conn));
    close(conn);
}

static void takes_one(int fd, bool with_peer)
{
    client_comes(sock);
    call_accept(fd, with_peer);
    is_client(0);
}

CHECK(accepts_a_client, CORE, SERVER_ACCEPT, "waits for a client, and hands its connection back")
{
    for (int patience = 0; patience < 2; patience++) {
        int fd = listener(AF_INET);
        time_passes(WAY_ACCEPT, patience * 3); /* by the judge's clock, not the wall's */
        when_blocked_in(WAY_ACCEPT);
        client_comes(sock);
        call_accept(fd, true);
        is_client(0);
    }
}

/* Waiting is one call that sleeps in the kernel, not many that look. */
CHECK(waits_asleep, CORE, SERVER_ACCEPT, "sleeps while it waits, and does not look again and again",
      &accepts_a_client)
{
    int fd = listener(AF_INET);
    when_blocked_in(WAY_ACCEPT);
    client_comes(sock);
    call_accept(fd, true);
    int looks = looks_in_vain() + (int)observed_calls(seen(), WAY_SLEEP);
    seen()->fact = FACT_NO_CLIENT;
    expect(looks < 8, SYMPTOM_WAITS, "one call that waits",
           "%d looks in vain before the client came", looks);
}

CHECK(goes_on_listening, CORE, SERVER_ACCEPT, "leaves the listener listening", &accepts_a_client)
{
    int accepting = 0, fd = listener(AF_INET);
    socklen_t length = sizeof accepting;
    takes_one(fd, true);
    step_leaves(fd);
    getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &accepting, &length);
    expect(accepting, SYMPTOM_SOCKET, "the listener goes on listening",
           "it does not listen any more");
    untouched_options(sock, "the listener");
}

CHECK(takes_them_in_turn, CORE, SERVER_ACCEPT, "takes clients in the order in which they came",
      &goes_on_listening)
{
    int fd = listener(AF_INET);
    for (int n = 0; n < 3; n++)
        client_comes(sock);
    for (int n = 0; n < 3; n++) {
        call_accept(fd, true);
        is_client(n);
    }
}

CHECK(takes_number_zero, CORE, SERVER_ACCEPT, "takes descriptor 0 for one like any other",
      &accepts_a_client)
{
    int fd = listener(AF_INET);
    take_away(0); /* the lowest number that is free is the next, accept(2) */
    takes_one(fd, true);
}

CHECK(leaves_it_alone, CORE, SERVER_ACCEPT,
      "hands the connection back as it is: open, and nothing sent", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    client_sends(0, "hello");
    call_accept(fd, true);
    is_client(0);
    int conn = show((int)seen()->result), there = 0;
    while (kernel_unacknowledged(client_socket_of(0), conn) > 0)
        ; /* it is on its way */
    ioctl(conn, FIONREAD, &there);
    expect(there == 5, SYMPTOM_RECEIVED, "the 5 bytes that the client has sent are there", "%d are",
           there);
    untouched_connection(conn);
    shutdown(conn, SHUT_WR);
    expect(client_received(0) == 0, SYMPTOM_SENT, "the client receives nothing by itself",
           "the client receives %zu bytes", client_received(0));
}

CHECK(tells_who_came, CORE, SERVER_ACCEPT, "tells the client's address and port", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    peer_named(0);
    call_accept(fd, true);
    is_client(0);
    peer_told(0, sock);
}

CHECK(tells_who_came_next, CORE, SERVER_ACCEPT, "tells each client's own address", &tells_who_came,
      &takes_them_in_turn)
{
    int fd = listener(AF_INET);
    for (int n = 0; n < 3; n++) {
        client_comes(sock);
        call_accept(fd, true);
        is_client(n);
        peer_told(n, sock);
    }
}

CHECK(does_without_peer, CORE, SERVER_ACCEPT, "does without peer", &accepts_a_client)
{
    int fd = listener(AF_INET);
    seen()->fact = FACT_NO_PEER;
    takes_one(fd, false);
}

CHECK(needs_a_listener, CORE, SERVER_ACCEPT, "fails with EINVAL for a socket that does not listen",
      &accepts_a_client)
{
    new_scene();
    int fd = give(judge_bound(AF_INET, any_loopback(), 0, -1));
    call_accept(fd, true);
    step_failed_with(EINVAL);
}

/* Who cannot learn the address of one client may take the next. */
static void accept_once(void)
{
    sock = judge_bound(AF_INET, any_loopback(), 0, 8);
    int fd = give(sock);
    client_comes(sock);
    when_blocked_in(WAY_ACCEPT);
    client_comes(sock);
    call_accept(fd, true);
}

static void accepted_once(void)
{
    int n = clients_so_far() - 1;
    is_client(n);
    peer_told(n, sock);
}

CHECK(accept_survives_faults, CORE, SERVER_ACCEPT, "hands on each error of a call that it makes",
      &tells_who_came, &needs_a_listener)
{
    sweep(accept_once, accepted_once);
}

/* --- the stars -------------------------------------------------------------------------------- */

static void interrupted_twice(bool with_peer)
{
    int fd = listener(AF_INET);
    interrupted = true;
    interrupt_wait(WAY_ACCEPT, 1);
    interrupt_wait(WAY_ACCEPT, 1); /* and the wait that follows */
    when_blocked_in(WAY_ACCEPT);
    client_comes(sock);
    call_accept(fd, with_peer);
    is_client(0);
}

CHECK(goes_on_after_a_signal, STRETCH, SERVER_ACCEPT, "goes on when a signal interrupts the wait",
      &accepts_a_client)
{
    interrupted_twice(true);
}

static void two_gave_up(bool with_peer)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    refuse(WAY_ACCEPT, 1, ECONNABORTED);
    refuse(WAY_ACCEPT, 2, ECONNABORTED);
    seen()->fact = FACT_ABORTED;
    call_accept(fd, with_peer);
    is_client(0);
}

CHECK(passes_over_the_lost, STRETCH, SERVER_ACCEPT,
      "passes over a client that gave up in the queue", &accepts_a_client)
{
    two_gave_up(true);
}

CHECK(survives_a_reset, STRETCH, SERVER_ACCEPT,
      "survives a client that reset its connection in the queue", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    client_comes(sock);
    client_resets(0);
    call_accept(fd, true);
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a descriptor", "%s", say_result(seen()));
}

CHECK(accepts_ipv6, STRETCH, SERVER_ACCEPT, "accepts a client over IPv6, and tells its address",
      &tells_who_came)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 on its loopback");
    int fd = listener(AF_INET6);
    seen()->fact = FACT_IPV6;
    takes_one(fd, true);
    peer_told(0, sock);
    fd = listener_at(AF_INET6, say("::ffff:%s", any_loopback()));
    if (fd == -1)
        return; /* this machine keeps IPv4 away from such sockets */
    takes_one(fd, true);
    peer_told(0, sock);
}

static void gets_close_on_exec(bool with_peer)
{
    int fd = listener(AF_INET);
    takes_one(fd, with_peer);
    const struct kernel_fd *entry = kernel_fd_find(&seen()->after, (int)seen()->result);
    seen()->fact = FACT_INHERITABLE;
    expect(entry != NULL && (entry->flags & O_CLOEXEC), SYMPTOM_SOCKET,
           "a descriptor that closes when another program is started",
           "descriptor %ld has no FD_CLOEXEC: that program would hold it open", seen()->result);
}

CHECK(closes_on_exec, STRETCH, SERVER_ACCEPT, "sets close-on-exec", &accepts_a_client)
{
    gets_close_on_exec(true);
}

/* Where nobody asks who it is, many a step takes another way. */
CHECK(the_same_without_peer, STRETCH, SERVER_ACCEPT, "does all that without peer, too",
      &does_without_peer, &goes_on_after_a_signal, &passes_over_the_lost, &closes_on_exec)
{
    gets_close_on_exec(false);
    two_gave_up(false);
    interrupted_twice(false);
}

CHECK(reports_no_descriptors, STRETCH, SERVER_ACCEPT,
      "fails with EMFILE when no descriptor is left", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    limit_descriptors(0);
    call_accept(fd, true);
    step_failed_with(EMFILE);
}

const struct check *const checks_08_server_accept[] = {
    &accepts_a_client,
    &waits_asleep,
    &goes_on_listening,
    &takes_them_in_turn,
    &takes_number_zero,
    &leaves_it_alone,
    &tells_who_came,
    &tells_who_came_next,
    &does_without_peer,
    &needs_a_listener,
    &accept_survives_faults,
    &goes_on_after_a_signal,
    &passes_over_the_lost,
    &survives_a_reset,
    &accepts_ipv6,
    &closes_on_exec,
    &the_same_without_peer,
    &reports_no_descriptors,
    NULL,
};
