/* 05_server_socket.c - the checks of lesson 5: make the listening socket. */
#define STEP_SOCKET STEP_SERVER_SOCKET
#include "checks/sockets_both.h"

#include "judge/scene.h"
#include "mistakes/evidence.h"

#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* --- two servers of the step's, one after the other ------------------------------------------- */

/* Copies of two sockets that the step has made, and the loopback address that both are to have. */
struct servers {
    int first, second;
    int number; /* the first one's, in the step's process */
    struct sockaddr_storage at;
    socklen_t length;
};

static void set_loopback(struct servers *two, int family)
{
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    two->length = family == AF_INET6 ? sizeof v6 : sizeof v4;
    memcpy(&two->at, family == AF_INET6 ? (void *)&v6 : (void *)&v4, two->length);
}

/* The option's value in the last call, if it is one that nobody has set. */
static bool is_unset(void)
{
    const struct call_record *record;
    for (size_t n = 0; (record = observed_call(seen(), WAY_SETSOCKOPT, n)) != NULL; n++)
        if (record->args[1] == SO_REUSEADDR && record->args[3] == EVIDENCE_UNSET)
            return true;
    return false;
}

/* Memory that was never written may hold a zero the next time. */
static void expect_a_value(void)
{
    bool unset = is_unset();
    if (unset)
        seen()->fact = FACT_NO_REUSEADDR;
    expect(!unset, SYMPTOM_SOCKET, "the option's value is one that the step has set",
           "it is what the variable's memory happened to hold");
}

/* Both are made first: a step that closes its earlier sockets is the matter of another check. */
static struct servers two_servers(int family)
{
    struct servers two = {.first = sockets_make(STEP_SOCKET, family, SOCK_STREAM)};
    two.number = (int)seen()->result;
    two.second = sockets_make(STEP_SOCKET, family, SOCK_STREAM);
    expect_a_value();
    set_loopback(&two, family);
    expect(bind(two.first, (struct sockaddr *)&two.at, two.length) == 0, SYMPTOM_ADDRESS,
           "bind() gives the socket an address", "it fails with %s", say_errno(errno));
    expect(listen(two.first, 1) == 0, SYMPTOM_SOCKET, "listen() makes a listener of the socket",
           "it fails with %s", say_errno(errno));
    getsockname(two.first, (struct sockaddr *)&two.at, &two.length);
    return two;
}

/* The end of the stream at FD. */
static void read_to_the_end(int fd)
{
    char byte;
    ssize_t got;
    do {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        poll(&ready, 1, -1);
        got = recv(fd, &byte, 1, MSG_DONTWAIT);
    } while (got > 0 || (got == -1 && (errno == EINTR || errno == EAGAIN)));
    if (got == -1)
        machine_fault("a connection over loopback breaks off");
}

/* The first server has a client and closes first, so that its side of the connection is what stays
   behind, in TIME_WAIT (RFC 9293 section 3.6.1), from the moment when it has read the end. */
static void serve_and_end(const struct servers *two)
{
    int client = judge_socket(two->at.ss_family, SOCK_STREAM);
    struct pollfd comes = {.fd = two->first, .events = POLLIN};
    if (connect(client, (const struct sockaddr *)&two->at, two->length) == -1)
        machine_fault("cannot connect over loopback");
    while (poll(&comes, 1, -1) == -1 && errno == EINTR)
        ;
    int conn = accept4(two->first, NULL, NULL, SOCK_CLOEXEC);
    if (conn == -1)
        machine_fault("cannot accept a client");
    shutdown(conn, SHUT_WR);
    read_to_the_end(client);
    close(client);
    read_to_the_end(conn);
    close(conn);
    shutdown(two->first, SHUT_RDWR); /* it listens no more, however many descriptors it has */
    close(two->first);
    take_away(two->number);
}

static bool may_reuse(int sock)
{
    return sockets_option(sock, SO_REUSEADDR) > 0 || sockets_option(sock, SO_REUSEPORT) > 0;
}

/* The port cannot be had without an option: what is left of the connection keeps it. */
static bool is_kept(const struct servers *two)
{
    int plain = judge_socket(two->at.ss_family, SOCK_STREAM);
    bool kept = bind(plain, (const struct sockaddr *)&two->at, two->length) == -1;
    kept = kept && errno == EADDRINUSE;
    close(plain);
    return kept;
}

static void restart(int family)
{
    struct servers two = two_servers(family);
    bool both = may_reuse(two.first) && may_reuse(two.second);
    serve_and_end(&two);
    bool kept = is_kept(&two); /* else the kernel forgets too fast, and the options decide */
    int error = bind(two.second, (struct sockaddr *)&two.at, two.length) == -1 ? errno : 0;
    if (error == 0 && !kept && !both)
        error = EADDRINUSE;
    if (!both)
        seen()->fact = FACT_NO_REUSEADDR;
    expect(error == 0, SYMPTOM_ADDRESS, "the restarted server can bind the port that it had",
           "bind() fails with %s: a connection of the first run is still in TIME_WAIT",
           say_errno(error));
}

/* --- the checks ------------------------------------------------------------------------------- */

CHECK(restarts, CORE, SERVER_SOCKET, "can bind its address again right after a restart",
      &ipv4_stream, &no_address, &a_new_one)
{
    restart(AF_INET);
}

CHECK(restarts_ipv6, CORE, SERVER_SOCKET, "can bind its IPv6 address again right after a restart",
      &restarts, &ipv6_stream)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 address to bind");
    restart(AF_INET6);
}

static void share(int family)
{
    struct servers two = two_servers(family);
    bool shared =
        bind(two.second, (struct sockaddr *)&two.at, two.length) == 0 && listen(two.second, 1) == 0;
    if (sockets_option(two.second, SO_REUSEPORT) > 0)
        seen()->fact = FACT_REUSEPORT;
    expect(!shared, SYMPTOM_ADDRESS, "a second server is refused the port of one that listens",
           "both listen on port %d", local_port(two.second));
    close(two.first);
    close(two.second);
}

CHECK(keeps_its_port, CORE, SERVER_SOCKET, "does not share its port with a second live server",
      &ipv4_stream, &no_address, &a_new_one)
{
    share(AF_INET);
}

CHECK(keeps_its_port_ipv6, CORE, SERVER_SOCKET,
      "does not share its IPv6 port with a second live server", &keeps_its_port, &ipv6_stream)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 address to bind");
    share(AF_INET6);
}

/* Lets each option that the step sets fail, one at a time and for every kind, and has a LOOK at
   what it does. Options that are set out of sight do not fail: then nothing can be said. Whether a
   socket stays open is for one check to judge. */
static void options_fail(void (*look)(bool left_open))
{
    for (size_t i = 0; i < KINDS; i++) {
        struct kind kind = sockets_kinds[i];
        new_scene();
        call_socket(STEP_SOCKET, kind.family, kind.type);
        int count = seen()->result == -1 ? 0 : (int)observed_calls(seen(), WAY_SETSOCKOPT);
        forgive_leak();
        for (int n = 1; n <= count; n++) {
            new_scene();
            refuse(WAY_SETSOCKOPT, n, ENOBUFS);
            call_socket(STEP_SOCKET, kind.family, kind.type);
            if (faults_struck() > 0)
                look(forgive_leak());
        }
    }
}

/* close() says after the release that a signal came: what failed before it is still the reason. */
static void expect_the_reason(void)
{
    new_scene();
    refuse(WAY_SETSOCKOPT, 1, ENOBUFS);
    interrupt_after(WAY_CLOSE, 1, EINTR);
    call_socket(STEP_SOCKET, AF_INET, SOCK_STREAM);
    if (faults_struck() == 2 && seen()->result == -1)
        step_failed_with(ENOBUFS);
    forgive_leak();
}

/* It has found another way, or can do without that option; a datagram server can without any. */
static bool is_served(void)
{
    int copy = sockets_copy();
    bool served = copy != -1 && (seen()->asked.args[1] == SOCK_DGRAM || may_reuse(copy));
    if (copy != -1)
        close(copy);
    return served;
}

static void expect_a_report(bool left_open)
{
    (void)left_open;
    if (!is_served())
        step_failed_with(ENOBUFS);
}

/* Some number was closed when it was closed already. */
static bool closed_in_vain(void)
{
    const struct call_record *call, *before;
    for (size_t n = 0; (call = observed_call(seen(), WAY_CLOSE, n)) != NULL; n++)
        for (size_t i = 0; i < n && call->result == -1 && call->error == EBADF; i++) {
            before = observed_call(seen(), WAY_CLOSE, i);
            if (before->fd == call->fd && before->did && call->did)
                return true;
        }
    return false;
}

static void expect_a_release(bool left_open)
{
    if (left_open)
        seen()->fact = FACT_LEFT_OPEN;
    expect(!left_open, SYMPTOM_DESCRIPTOR, "closes the socket before it returns -1",
           "%s, and the socket is still open", say_result(seen()));
    expect(!closed_in_vain(), SYMPTOM_DESCRIPTOR, "closes the socket once",
           "a second close() finds it closed: what another thread opens meanwhile would go");
}

CHECK(reports_option, STRETCH, SERVER_SOCKET, "reports that the option cannot be set", &restarts,
      &no_descriptor_left)
{
    options_fail(expect_a_report);
    expect_the_reason();
}

CHECK(releases_socket, STRETCH, SERVER_SOCKET, "leaves nothing open if the option cannot be set",
      &reports_option)
{
    options_fail(expect_a_release);
}

const struct check *const checks_05_server_socket[] = {
    SOCKET_CORE,
    &restarts,
    &restarts_ipv6,
    &keeps_its_port,
    &keeps_its_port_ipv6,
    SOCKET_STRETCH,
    &reports_option,
    &releases_socket,
    NULL,
};
