/* 08_server_accept.c - the checks of lesson 8: accept a client. */
#include "judge/script.h"
#include "steps.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int sock; /* the judge's copy of the listener */

static int listener(int family)
{
    new_scene();
    sock = judge_bound(family, family == AF_INET6 ? "::1" : any_loopback(), 0, 8);
    return give(sock);
}

/* What came back is a connection to client N, and nothing else. */
static void is_client(int n)
{
    int fd = (int)seen()->result;
    if (fd == (int)seen()->asked.fd)
        seen()->fact = FACT_LISTENER_BACK;
    else if (fd == -1 && clients_so_far() == 0 && faults_struck() == 0)
        seen()->fact = FACT_NO_CLIENT;
    if (seen()->fact == FACT_LISTENER_BACK)
        forgive_leak(); /* the client's descriptor, which nobody has been told */
    expect(fd != -1, SYMPTOM_RESULT, "returns a descriptor", "%s", say_result(seen()));
    expect(fd != (int)seen()->asked.fd, SYMPTOM_DESCRIPTOR, "a new descriptor",
           "returned %d, the listener itself", fd);
    int conn = show(fd);
    expect(conn != -1, SYMPTOM_DESCRIPTOR, "a descriptor that is open", "descriptor %d is not open",
           fd);
    int client = client_socket_of(n);
    expect(remote_port(conn) == local_port(client) &&
               strcmp(remote_ip(conn), local_ip(client)) == 0,
           SYMPTOM_SOCKET, n == 0 ? "the client that came" : "the next client in the queue",
           "descriptor %d is connected to %s port %d", fd, remote_ip(conn), remote_port(conn));
    close(conn);
}

CHECK(accepts_a_client, CORE, SERVER_ACCEPT, "waits for a client, and hands its connection back")
{
    int fd = listener(AF_INET);
    when_blocked_in(WAY_ACCEPT);
    client_comes(sock);
    call_accept(fd, true);
    is_client(0);
}

/* Waiting is one call that sleeps in the kernel, not many that look. */
CHECK(waits_asleep, CORE, SERVER_ACCEPT, "sleeps while it waits, and does not look again and again",
      &accepts_a_client)
{
    int fd = listener(AF_INET), looks = 0;
    when_blocked_in(WAY_ACCEPT);
    client_comes(sock);
    call_accept(fd, true);
    for (size_t i = 0; i < observed_calls(seen(), WAY_ACCEPT); i++)
        looks += observed_call(seen(), WAY_ACCEPT, i)->error == EAGAIN &&
                 observed_call(seen(), WAY_ACCEPT, i)->result == -1;
    looks += (int)observed_calls(seen(), WAY_SLEEP);
    for (size_t i = 0; i < observed_calls(seen(), WAY_WAIT); i++)
        looks += observed_call(seen(), WAY_WAIT, i)->result == 0;
    seen()->fact = FACT_NO_CLIENT;
    expect(looks < 8, SYMPTOM_WAITS, "one call that waits",
           "%d looks in vain before the client came", looks);
}

CHECK(takes_them_in_turn, CORE, SERVER_ACCEPT, "takes clients in the order in which they came",
      &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    client_comes(sock);
    call_accept(fd, true);
    is_client(0);
    call_accept(fd, true);
    is_client(1);
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
    struct linger linger = {0};
    socklen_t length = sizeof linger;
    while (kernel_unacknowledged(client_socket_of(0), conn) > 0)
        ; /* it is on its way */
    ioctl(conn, FIONREAD, &there);
    expect(there == 5, SYMPTOM_RECEIVED, "the 5 bytes that the client has sent are there",
           "%d of them are", there);
    getsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, &length);
    expect(!linger.l_onoff, SYMPTOM_SOCKET, "the options of a new connection",
           "SO_LINGER is set: its end would be a reset, or would wait");
    expect(kernel_tcp_state(conn) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
           "a connection that is open in both directions",
           "the kernel says that it is half closed");
    shutdown(conn, SHUT_WR);
    expect(client_received(0) == 0, SYMPTOM_SENT, "the client receives nothing by itself",
           "the client receives %zu bytes", client_received(0));
}

CHECK(goes_on_listening, CORE, SERVER_ACCEPT, "leaves the listener listening", &accepts_a_client)
{
    int accepting = 0, fd = listener(AF_INET);
    socklen_t length = sizeof accepting;
    client_comes(sock);
    call_accept(fd, true);
    getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &accepting, &length);
    expect(accepting, SYMPTOM_SOCKET, "the listener goes on listening",
           "it does not listen any more");
}

/* Not converted, or by the 32-bit call. */
static bool is_swapped(int port, int real)
{
    return port == ntohs((uint16_t)real) || port == (int32_t)((uint32_t)real << 16);
}

static void tells(int n, bool mapped_too)
{
    struct peer peer;
    char expected[128];
    int client = client_socket_of(n);
    memcpy(&peer, step_buffer(), sizeof peer);
    bool is_text = memchr(peer.ip, '\0', sizeof peer.ip) != NULL;
    const char *ip = is_text ? peer.ip : "(no text)";
    if (mapped_too && strncmp(ip, "::ffff:", 7) == 0)
        ip += 7;
    snprintf(expected, sizeof expected, "peer holds \"%s\" and port %d", local_ip(client),
             local_port(client));
    bool untouched = !is_text || (unsigned char)peer.ip[0] == 0xA5 || peer.port == (int)0xA5A5A5A5;
    bool own_ip = strcmp(ip, local_ip(sock)) == 0 && strcmp(ip, local_ip(client)) != 0;
    bool own_port = peer.port == local_port(sock) && peer.port != local_port(client);
    seen()->fact = untouched            ? FACT_UNFILLED
                   : own_ip || own_port ? FACT_SELF
                   : strcmp(ip, local_ip(client)) == 0 && is_swapped(peer.port, local_port(client))
                       ? FACT_SWAPPED_PORT
                       : seen()->fact;
    expect(strcmp(ip, local_ip(client)) == 0, SYMPTOM_ADDRESS, expected,
           "peer holds \"%s\" and port %d", ip, peer.port);
    expect(peer.port == local_port(client), SYMPTOM_ADDRESS, expected,
           "peer holds \"%s\" and port %d", ip, peer.port);
}

CHECK(tells_who_came, CORE, SERVER_ACCEPT, "tells the client's address and port", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    call_accept(fd, true);
    is_client(0);
    tells(0, false);
}

CHECK(tells_who_came_next, CORE, SERVER_ACCEPT, "tells each client's own address", &tells_who_came,
      &takes_them_in_turn)
{
    int fd = listener(AF_INET);
    for (int n = 0; n < 3; n++) {
        client_comes(sock);
        call_accept(fd, true);
        is_client(n);
        tells(n, false);
    }
}

CHECK(does_without_peer, CORE, SERVER_ACCEPT, "does without peer", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    seen()->fact = FACT_NO_PEER;
    call_accept(fd, false);
    is_client(0);
}

CHECK(needs_a_listener, CORE, SERVER_ACCEPT, "fails with EINVAL for a socket that does not listen",
      &accepts_a_client)
{
    new_scene();
    int fd = give(judge_bound(AF_INET, any_loopback(), 0, -1));
    call_accept(fd, true);
    step_failed_with(EINVAL);
}

static void accept_once(void)
{
    sock = judge_bound(AF_INET, any_loopback(), 0, 8);
    int fd = give(sock);
    client_comes(sock);
    call_accept(fd, true);
}

static void accepted_once(void)
{
    is_client(0);
    tells(0, false);
}

CHECK(accept_survives_faults, CORE, SERVER_ACCEPT, "hands on each error of a call that it makes",
      &tells_who_came, &needs_a_listener)
{
    sweep(accept_once, accepted_once);
}

CHECK(goes_on_after_a_signal, STRETCH, SERVER_ACCEPT, "goes on when a signal interrupts the wait",
      &accepts_a_client)
{
    int fd = listener(AF_INET);
    interrupt_wait(WAY_ACCEPT, 1);
    when_blocked_in(WAY_ACCEPT);
    client_comes(sock);
    call_accept(fd, true);
    is_client(0);
}

CHECK(passes_over_the_lost, STRETCH, SERVER_ACCEPT,
      "passes over a client that gave up in the queue", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    refuse(WAY_ACCEPT, 1, ECONNABORTED);
    seen()->fact = FACT_ABORTED;
    call_accept(fd, true);
    is_client(0);
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
    client_comes(sock);
    seen()->fact = FACT_IPV6;
    call_accept(fd, true);
    is_client(0);
    tells(0, true);
}

CHECK(closes_on_exec, STRETCH, SERVER_ACCEPT, "sets close-on-exec", &accepts_a_client)
{
    int fd = listener(AF_INET);
    client_comes(sock);
    call_accept(fd, true);
    is_client(0);
    const struct kernel_fd *entry = kernel_fd_find(&seen()->after, (int)seen()->result);
    seen()->fact = FACT_INHERITABLE;
    expect(entry != NULL && (entry->flags & O_CLOEXEC), SYMPTOM_SOCKET,
           "a descriptor that closes when another program is started",
           "descriptor %ld has no FD_CLOEXEC: that program would hold it open", seen()->result);
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
    &takes_them_in_turn,
    &leaves_it_alone,
    &goes_on_listening,
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
    &reports_no_descriptors,
    NULL,
};
