/* 02_client_connect.c - the checks of lesson 2: connect to a server. */
#include "checks/02_lookups.h"
#include "checks/untouched.h"
#include "judge/scene.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int sock, listener, port;
static const char *place;

static void begin_with_listener(int family)
{
    new_scene();
    place = family == AF_INET6 ? "::1" : any_loopback();
    do {
        listener = judge_bound(family, place, 0, 8);
        port = listener == -1 ? -1 : local_port(listener);
    } while (port != -1 && (port >> 8) == (port & 255)); /* the bytes of the port differ */
}

/* A server at an address of its own; the judge keeps a copy of the step's socket. */
static int with_server(int family)
{
    begin_with_listener(family);
    sock = judge_socket(family, SOCK_STREAM);
    return give(sock);
}

/* The server has an IPv4 address, the step an IPv6 socket: RFC 4291 section 2.5.5.2. */
static int with_mapped_server(void)
{
    static char mapped[INET6_ADDRSTRLEN];
    const int off = 0; /* whatever net.ipv6.bindv6only says */
    begin_with_listener(AF_INET);
    snprintf(mapped, sizeof mapped, "::ffff:%s", place);
    place = mapped;
    sock = judge_socket(AF_INET6, SOCK_STREAM);
    setsockopt(sock, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    return give(sock);
}

static void is_connected(void)
{
    step_returned(0);
    seen()->fact = remote_port(sock) == 0 ? FACT_NOT_CONNECTED : FACT_NONE;
    expect(remote_port(sock) != 0, SYMPTOM_SOCKET, "the socket is connected",
           "the kernel says that it is not");
    expect(strcmp(remote_ip(sock), place) == 0 && remote_port(sock) == port, SYMPTOM_ADDRESS,
           "connected to exactly that address and port", "it is connected to %s port %d",
           remote_ip(sock), remote_port(sock));
    expect(kernel_tcp_state(sock) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
           "a connection that is open in both directions",
           "the kernel says that it is half closed");
}

/* The server gets what was sent before the judge ends the stream: nothing. */
static void is_silent(void)
{
    char byte;
    int conn = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    expect(remote_port(conn) == local_port(sock), SYMPTOM_SOCKET, "one connection, and no other",
           "another one was made before");
    shutdown(sock, SHUT_WR);
    expect(recv(conn, &byte, 1, 0) == 0, SYMPTOM_SENT, "the server receives nothing by itself",
           "connecting has sent something");
    close(conn);
}

CHECK(connects, CORE, CLIENT_CONNECT, "connects to exactly that address and port")
{
    int fd = with_server(AF_INET);
    call_connect(fd, place, port);
    is_connected();
    untouched_waits(sock, "the socket");
    is_silent();
}

CHECK(connects_to_any_port, CORE, CLIENT_CONNECT, "reaches the highest ports and the lowest ones",
      &connects)
{
    const int ports[] = {65535, 32768, -1};
    for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++) {
        int fd = with_server(AF_INET), wanted = ports[i] == -1 ? any_low_port(place) : ports[i];
        int other = wanted == -1 ? -1 : judge_bound(AF_INET, place, wanted, 1);
        if (other == -1)
            continue; /* somebody has it */
        port = wanted;
        call_connect(fd, place, port);
        is_connected();
        close(other);
    }
}

static void nobody_there(int family)
{
    int fd = with_server(family);
    int silent = judge_bound(family, place, 0, -1);
    call_connect(fd, place, local_port(silent));
    step_failed_with(ECONNREFUSED);
}

CHECK(reports_nobody_there, CORE, CLIENT_CONNECT,
      "fails with ECONNREFUSED when nobody listens there", &connects)
{
    nobody_there(AF_INET);
}

static void refuses_text(int family, const char *text)
{
    int fd = with_server(family);
    fail_a_lookup();
    for (int i = 0; i < 2; i++) {
        seen()->fact = FACT_BAD_ADDRESS_TAKEN;
        call_connect(fd, text, port);
        step_failed_with(EINVAL);
        expect(observed_calls(seen(), WAY_CONNECT) == 0, SYMPTOM_ADDRESS, "connect() is not called",
               "connect() was called");
    }
}

CHECK(refuses_no_address, CORE, CLIENT_CONNECT,
      "fails with EINVAL for text that is no address, without connect()")
{
    some_hosts();
    refuses_text(AF_INET, "not-an-address");
    refuses_text(AF_INET, "127.0.0.1.1");
    refuses_text(AF_INET, "");
    refuses_text(AF_INET, some.other); /* a name, and a known one */
}

/* WRONG is no port; 0 stands for one that wraps round to the server's. */
static void refuses_port(int family, int wrong)
{
    int fd = with_server(family);
    seen()->fact = FACT_WRAPPED_PORT;
    call_connect(fd, place, wrong == 0 ? 65536 + port : wrong);
    step_failed_with(EINVAL);
    expect(observed_calls(seen(), WAY_CONNECT) == 0, SYMPTOM_ADDRESS, "connect() is not called",
           "connect() was called");
}

CHECK(refuses_ports_out_of_range, CORE, CLIENT_CONNECT,
      "fails with EINVAL for a port outside 0 to 65535")
{
    refuses_port(AF_INET, 0);
    refuses_port(AF_INET, -1);
    refuses_port(AF_INET, 65536);
    refuses_port(AF_INET, 70000);
}

static void refuses_family(int family, const char *ip)
{
    int fd = with_server(family);
    call_connect(fd, ip, port);
    if (seen()->result == 0 && remote_port(sock) == 0)
        seen()->fact = FACT_NOT_CONNECTED;
    step_failed();
    expect(seen()->error == EINVAL || seen()->error == EAFNOSUPPORT, SYMPTOM_ERRNO,
           "returns -1 with errno EINVAL or EAFNOSUPPORT", "%s", say_result(seen()));
}

CHECK(refuses_the_other_family, CORE, CLIENT_CONNECT, "fails for an address of the other family",
      &refuses_no_address)
{
    refuses_family(AF_INET, "::1");
}

static void refuses_descriptor(int fd, int error)
{
    seen()->fact = FACT_NO_DESCRIPTOR;
    call_connect(fd, place, port);
    step_failed_with(error);
}

/* The number where nothing is open is a high one: what the step opens itself gets another. */
CHECK(refuses_no_socket, CORE, CLIENT_CONNECT, "fails with EBADF or ENOTSOCK for what is no socket",
      &connects, &reports_nobody_there)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) == -1)
        machine_fault("cannot make a pipe");
    begin_with_listener(AF_INET);
    refuses_descriptor(give(ends[1]), ENOTSOCK);
    begin_with_listener(AF_INET);
    refuses_descriptor(any_number(200, 900), EBADF);
}

CHECK(connect_survives_faults, CORE, CLIENT_CONNECT, "hands on each error of a call that it makes",
      &connects, &reports_nobody_there)
{
    const int errors[] = {ETIMEDOUT, ENETUNREACH, EHOSTUNREACH, EPERM};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        int fd = with_server(AF_INET);
        refuse(WAY_CONNECT, 1, errors[i]);
        call_connect(fd, place, port);
        if (faults_struck() > 0)
            step_failed_with(errors[i]);
    }
}

static void need_ipv6(void)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 on its loopback");
}

CHECK(connects_ipv6, STRETCH, CLIENT_CONNECT, "connects an IPv6 socket to an IPv6 address",
      &connects)
{
    need_ipv6();
    int fd = with_server(AF_INET6);
    seen()->fact = FACT_IPV6;
    call_connect(fd, place, port);
    is_connected();
    fd = with_mapped_server();
    call_connect(fd, place, port);
    is_connected();
}

CHECK(refuses_ipv6, STRETCH, CLIENT_CONNECT, "refuses the same on an IPv6 socket", &connects_ipv6,
      &refuses_no_address, &refuses_ports_out_of_range, &refuses_the_other_family)
{
    need_ipv6();
    nobody_there(AF_INET6);
    refuses_text(AF_INET6, "not-an-address");
    refuses_port(AF_INET6, 0);
    refuses_family(AF_INET6, any_loopback());
}

static void interrupted(int second_error)
{
    int fd = with_server(AF_INET);
    interrupt_after(WAY_CONNECT, 1, EINTR);
    if (second_error != 0)
        refuse(WAY_CONNECT, 2, second_error);
    call_connect(fd, place, port);
    is_connected();
}

CHECK(goes_on_after_a_signal, STRETCH, CLIENT_CONNECT,
      "waits for the outcome when a signal interrupts connect()", &connects)
{
    interrupted(EALREADY);
    interrupted(EISCONN);
}

CHECK(waits_on_after_a_signal, STRETCH, CLIENT_CONNECT,
      "waits on when another signal interrupts the wait", &goes_on_after_a_signal)
{
    for (int signals = 1; signals <= 2; signals++) {
        int fd = with_server(AF_INET);
        interrupt_after(WAY_CONNECT, 1, EINTR);
        for (int i = 1; i <= signals; i++)
            interrupt(WAY_WAIT, i);
        call_connect(fd, place, port);
        is_connected();
    }
}

CHECK(reports_the_late_refusal, STRETCH, CLIENT_CONNECT,
      "reports a refusal that comes after the signal, as SO_ERROR tells", &goes_on_after_a_signal,
      &waits_on_after_a_signal, &reports_nobody_there)
{
    int fd = with_server(AF_INET);
    port = local_port(judge_bound(AF_INET, place, 0, -1)); /* nobody listens there */
    interrupt_after(WAY_CONNECT, 1, EINTR);
    call_connect(fd, place, port);
    step_failed_with(ECONNREFUSED);
}

const struct check *const checks_02_client_connect[] = {
    LOOKUP_CORE_LIST,
    &connects,
    &connects_to_any_port,
    &reports_nobody_there,
    &refuses_no_address,
    &refuses_ports_out_of_range,
    &refuses_the_other_family,
    &refuses_no_socket,
    &connect_survives_faults,
    &finds_ipv6,
    &fits_ipv6,
    &connects_ipv6,
    &refuses_ipv6,
    &goes_on_after_a_signal,
    &waits_on_after_a_signal,
    &reports_the_late_refusal,
    NULL,
};
