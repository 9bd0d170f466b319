/* 02_client_connect.c - the checks of lesson 2: look-ups, and connect to a server. */
#include "checks/names.h"

#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- host_address ----------------------------------------------------------------------------- */

/* The text in the step's buffer, as far as it is text. */
static const char *text_found(size_t size)
{
    static char text[256];
    size_t length = strnlen((const char *)step_buffer(), size);
    snprintf(text, sizeof text, "%.*s", (int)length, (const char *)step_buffer());
    return text;
}

static void buffer_is_text(const char *expected, size_t size)
{
    char wanted[128];
    snprintf(wanted, sizeof wanted, "returns 0 and writes \"%s\"", expected);
    step_returned(0);
    expect(strncmp((const char *)step_buffer(), expected, size) == 0, SYMPTOM_RECEIVED, wanted,
           "wrote \"%s\"", text_found(size));
}

static void buffer_is_untouched(size_t size)
{
    seen()->seen = (struct bytes){(unsigned char *)step_buffer(), size};
    for (size_t i = 0; i < size; i++)
        expect(step_buffer()[i] == 0xA5, SYMPTOM_RECEIVED, "ip is left as it was",
               "byte %zu of ip has changed; it holds \"%s\"", i + 1, text_found(size));
}

CHECK(finds_a_host, CORE, HOST_ADDRESS, "finds the address of a name")
{
    some_hosts();
    call_host_address(some.other, AF_INET, INET6_ADDRSTRLEN);
    buffer_is_text(some.ip4_too, INET6_ADDRSTRLEN);
}

CHECK(takes_one_of_several, CORE, HOST_ADDRESS,
      "gives one of the addresses of a name that has several", &finds_a_host)
{
    some_hosts();
    call_host_address(some.other, AF_INET, INET6_ADDRSTRLEN); /* what was asked before is past */
    call_host_address(some.host, AF_INET, INET6_ADDRSTRLEN);
    step_returned(0);
    expect(strcmp((const char *)step_buffer(), some.ip4) == 0 ||
               strcmp((const char *)step_buffer(), some.ip4_too) == 0,
           SYMPTOM_RECEIVED, "one of the two IPv4 addresses of that name", "\"%s\"",
           text_found(INET6_ADDRSTRLEN));
}

CHECK(keeps_an_address, CORE, HOST_ADDRESS, "leaves an address that is one already as it is",
      &finds_a_host)
{
    const char *ip = any_loopback();
    some_hosts();
    seen()->fact = FACT_LITERAL;
    call_host_address(ip, AF_INET, INET6_ADDRSTRLEN);
    buffer_is_text(ip, INET6_ADDRSTRLEN);
}

CHECK(knows_no_such_host, CORE, HOST_ADDRESS, "fails for an unknown name, and leaves ip alone",
      &finds_a_host)
{
    some_hosts();
    seen()->fact = FACT_UNKNOWN_NAME;
    call_host_address("no-such-host.example", AF_INET, INET6_ADDRSTRLEN);
    step_failed();
    buffer_is_untouched(INET6_ADDRSTRLEN);
}

CHECK(fits_exactly, CORE, HOST_ADDRESS, "uses all the room that there is", &finds_a_host)
{
    some_hosts();
    call_host_address(some.other, AF_INET, strlen(some.ip4_too) + 1);
    buffer_is_text(some.ip4_too, strlen(some.ip4_too) + 1);
}

CHECK(needs_room, CORE, HOST_ADDRESS,
      "fails with ENOSPC when the text does not fit, and leaves ip alone", &fits_exactly)
{
    some_hosts();
    seen()->fact = FACT_SMALL_BUFFER;
    call_host_address(some.other, AF_INET, strlen(some.ip4_too));
    step_failed_with(ENOSPC);
    buffer_is_untouched(strlen(some.ip4_too));
}

CHECK(finds_ipv6, STRETCH, HOST_ADDRESS, "finds the IPv6 address of a name", &finds_a_host)
{
    some_hosts();
    seen()->fact = FACT_IPV6;
    call_host_address(some.host, AF_INET6, INET6_ADDRSTRLEN);
    buffer_is_text(some.ip6, sizeof some.ip6);
}

/* --- service_port ----------------------------------------------------------------------------- */

CHECK(finds_a_port, CORE, SERVICE_PORT, "finds the port of a service, in host byte order")
{
    some_services();
    call_service_port(some.tcp_only, "tcp");
    step_returned(some.tcp_only_port);
}

CHECK(minds_the_protocol, CORE, SERVICE_PORT, "tells the protocols of a service apart",
      &finds_a_port)
{
    some_services();
    seen()->fact = FACT_PROTOCOL;
    call_service_port(some.service, "tcp");
    step_returned(some.service_tcp);
    call_service_port(some.service, "udp");
    step_returned(some.service_udp);
}

CHECK(refuses_the_wrong_protocol, CORE, SERVICE_PORT,
      "fails for a service that is known under another protocol", &minds_the_protocol)
{
    some_services();
    seen()->fact = FACT_PROTOCOL;
    call_service_port(some.tcp_only, "udp");
    step_failed();
}

CHECK(takes_any_protocol, CORE, SERVICE_PORT, "takes any protocol when none is named",
      &finds_a_port)
{
    some_services();
    seen()->fact = FACT_NO_PROTOCOL;
    call_service_port(some.udp_only, NULL);
    step_returned(some.udp_only_port);
}

CHECK(knows_no_such_service, CORE, SERVICE_PORT, "fails for an unknown service", &finds_a_port)
{
    some_services();
    seen()->fact = FACT_UNKNOWN_NAME;
    call_service_port("no-such-service", "tcp");
    step_failed();
}

CHECK(copes_with_a_number, CORE, SERVICE_PORT, "survives a number in place of a name",
      &knows_no_such_service)
{
    const int number = any_number(2000, 60000);
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    some_services();
    seen()->fact = FACT_UNKNOWN_NAME;
    call_service_port(text, "tcp");
    expect(seen()->result == -1 || seen()->result == number, SYMPTOM_RESULT,
           "returns -1, or that number", "returned %ld", seen()->result);
}

/* --- client_connect --------------------------------------------------------------------------- */

static int sock, listener, port;
static const char *place;

/* A server at an address of its own; the judge keeps a copy of the step's socket. */
static int with_server(int family)
{
    new_scene();
    place = family == AF_INET6 ? "::1" : any_loopback();
    do {
        listener = judge_bound(family, place, 0, 8);
        port = listener == -1 ? -1 : local_port(listener);
    } while (port != -1 && (port >> 8) == (port & 255)); /* the bytes of the port differ */
    sock = judge_socket(family, SOCK_STREAM);
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

CHECK(reports_nobody_there, CORE, CLIENT_CONNECT,
      "fails with ECONNREFUSED when nobody listens there", &connects)
{
    int fd = with_server(AF_INET);
    int silent = judge_bound(AF_INET, place, 0, -1);
    call_connect(fd, place, local_port(silent));
    step_failed_with(ECONNREFUSED);
}

static void refuses_text(const char *text)
{
    int fd = with_server(AF_INET);
    seen()->fact = FACT_BAD_ADDRESS_TAKEN;
    call_connect(fd, text, port);
    step_failed_with(EINVAL);
    expect(observed_calls(seen(), WAY_CONNECT) == 0, SYMPTOM_ADDRESS, "connect() is not called",
           "connect() was called");
}

CHECK(refuses_no_address, CORE, CLIENT_CONNECT,
      "fails with EINVAL for text that is no address, without connect()")
{
    refuses_text("not-an-address");
    refuses_text("127.0.0.1.1");
    refuses_text("");
}

CHECK(refuses_ports_out_of_range, CORE, CLIENT_CONNECT,
      "fails with EINVAL for a port outside 0 to 65535")
{
    const int wrong[] = {0, -1, 65536, 70000};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int fd = with_server(AF_INET);
        seen()->fact = FACT_WRAPPED_PORT;
        call_connect(fd, place, wrong[i] == 0 ? 65536 + port : wrong[i]);
        step_failed_with(EINVAL);
        expect(observed_calls(seen(), WAY_CONNECT) == 0, SYMPTOM_ADDRESS, "connect() is not called",
               "connect() was called");
    }
}

CHECK(refuses_the_other_family, CORE, CLIENT_CONNECT, "fails for an address of the other family",
      &refuses_no_address)
{
    int fd = with_server(AF_INET);
    call_connect(fd, "::1", port);
    step_failed();
    expect(seen()->error == EINVAL || seen()->error == EAFNOSUPPORT, SYMPTOM_ERRNO,
           "returns -1 with errno EINVAL or EAFNOSUPPORT", "%s", say_result(seen()));
}

CHECK(connect_survives_faults, CORE, CLIENT_CONNECT, "hands on each error of a call that it makes",
      &connects, &reports_nobody_there)
{
    const int errors[] = {ETIMEDOUT, ENETUNREACH, EHOSTUNREACH};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        int fd = with_server(AF_INET);
        refuse(WAY_CONNECT, 1, errors[i]);
        call_connect(fd, place, port);
        if (faults_struck() > 0)
            step_failed_with(errors[i]);
    }
}

CHECK(connects_ipv6, STRETCH, CLIENT_CONNECT, "connects an IPv6 socket to an IPv6 address",
      &connects)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 on its loopback");
    int fd = with_server(AF_INET6);
    seen()->fact = FACT_IPV6;
    call_connect(fd, place, port);
    is_connected();
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
    int fd = with_server(AF_INET);
    interrupt_after(WAY_CONNECT, 1, EINTR);
    interrupt(WAY_WAIT, 1);
    call_connect(fd, place, port);
    is_connected();
}

CHECK(reports_the_late_refusal, STRETCH, CLIENT_CONNECT,
      "reports a refusal that comes after the signal", &goes_on_after_a_signal,
      &waits_on_after_a_signal, &reports_nobody_there)
{
    int fd = with_server(AF_INET);
    int silent = judge_bound(AF_INET, place, 0, -1);
    interrupt_after(WAY_CONNECT, 1, EINTR);
    call_connect(fd, place, local_port(silent));
    step_failed_with(ECONNREFUSED);
}

const struct check *const checks_02_client_connect[] = {
    &finds_a_host,
    &takes_one_of_several,
    &keeps_an_address,
    &knows_no_such_host,
    &fits_exactly,
    &needs_room,
    &finds_a_port,
    &minds_the_protocol,
    &refuses_the_wrong_protocol,
    &takes_any_protocol,
    &knows_no_such_service,
    &copes_with_a_number,
    &connects,
    &connects_to_any_port,
    &reports_nobody_there,
    &refuses_no_address,
    &refuses_ports_out_of_range,
    &refuses_the_other_family,
    &connect_survives_faults,
    &finds_ipv6,
    &connects_ipv6,
    &goes_on_after_a_signal,
    &waits_on_after_a_signal,
    &reports_the_late_refusal,
    NULL,
};
