/* 06_server_bind.c - the checks of lesson 6: bind to an address and a port. */
#include "checks/names.h"
#include "judge/scene.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int sock; /* the judge's copy of the step's socket: the kernel says to what it is bound */
static const char *place;

static int unbound(int family)
{
    new_scene();
    sock = judge_socket(family, SOCK_STREAM);
    place = family == AF_INET6 ? "::1" : any_loopback();
    return give(sock);
}

/* A port that nobody has, at that address or at another, so that a step that binds to the wrong one
   can; and whose bytes differ. */
static int free_port(void)
{
    int family = strchr(place, ':') == NULL ? AF_INET : AF_INET6;
    for (;;) {
        int probe = judge_bound(family, family == AF_INET ? "0.0.0.0" : "::", 0, -1);
        int port = local_port(probe);
        close(probe);
        if (port >> 8 != (port & 255))
            return port;
    }
}

static void is_bound_to(const char *ip, int port)
{
    char wanted[128];
    snprintf(wanted, sizeof wanted, "bound to %s port %d", ip, port);
    const int bound = local_port(sock);
    if (bound == 0)
        seen()->fact = FACT_NOT_BOUND;
    else if (bound != port && bound == ((port & 255) << 8 | port >> 8))
        seen()->fact = FACT_SWAPPED_PORT;
    expect(bound != 0, SYMPTOM_SOCKET, wanted, "the socket is not bound");
    expect(bound == port && strcmp(local_ip(sock), ip) == 0, SYMPTOM_ADDRESS, wanted,
           "bound to %s port %d", local_ip(sock), bound);
    expect(remote_port(sock) == 0, SYMPTOM_SOCKET, "bound, and not connected",
           "it is connected to %s port %d", remote_ip(sock), remote_port(sock));
}

CHECK(binds, CORE, SERVER_BIND, "binds to exactly that address and port")
{
    int fd = unbound(AF_INET), port = free_port();
    call_bind(fd, place, port);
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns the port", "%s", say_result(seen()));
    is_bound_to(place, port);
}

CHECK(returns_the_port, CORE, SERVER_BIND, "returns the port", &binds)
{
    int fd = unbound(AF_INET), port = free_port();
    call_bind(fd, place, port);
    step_returned(port);
}

CHECK(binds_any_port, CORE, SERVER_BIND, "binds the highest port and a low one", &returns_the_port)
{
    for (int i = 0; i < 2; i++) {
        int fd = unbound(AF_INET), port = i == 0 ? 65535 : any_low_port(place);
        int probe = port == -1 ? -1 : judge_bound(AF_INET, place, port, -1);
        if (probe == -1)
            continue; /* somebody has it */
        close(probe);
        call_bind(fd, place, port);
        step_returned(port);
        is_bound_to(place, port);
    }
}

CHECK(reports_the_chosen_port, CORE, SERVER_BIND,
      "returns the port that the kernel chose for port 0", &returns_the_port)
{
    int fd = unbound(AF_INET);
    call_bind(fd, place, 0);
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a port", "%s", say_result(seen()));
    seen()->fact = local_port(sock) == 0 ? FACT_NOT_BOUND : FACT_NONE;
    expect(local_port(sock) != 0, SYMPTOM_SOCKET, "bound to a port of the kernel's choice",
           "the socket is not bound");
    step_returned(local_port(sock));
}

CHECK(binds_everywhere, CORE, SERVER_BIND, "takes \"\" for every local address",
      &reports_the_chosen_port)
{
    int before = unbound(AF_INET); /* what was asked before makes no difference */
    call_bind(before, place, 0);
    int fd = unbound(AF_INET);
    seen()->fact = FACT_ANY_REFUSED;
    call_bind(fd, "", 0);
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a port", "%s", say_result(seen()));
    is_bound_to("0.0.0.0", local_port(sock));
    int port = local_port(sock), next = unbound(AF_INET); /* and again, for another socket */
    call_bind(next, "", 0);
    expect(seen()->result != port && seen()->result == local_port(sock), SYMPTOM_RESULT,
           "returns the port of the socket that it was given", "returned %ld", seen()->result);
    is_bound_to("0.0.0.0", local_port(sock));
    call_bind(unbound(AF_INET), "0.0.0.0", 0); /* an address like any other */
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a port", "%s", say_result(seen()));
    is_bound_to("0.0.0.0", local_port(sock));
}

static void finds_it_taken(int family)
{
    int fd = unbound(family);
    int taken = judge_bound(family, place, 0, 4);
    call_bind(fd, place, local_port(taken));
    step_failed_with(EADDRINUSE);
}

/* The one who has it got it from the step: it must not have agreed to share it. */
static void takes_it_once(void)
{
    int fd = unbound(AF_INET), first = sock;
    call_bind(fd, place, 0);
    if (listen(first, 1) == -1)
        skip("this machine cannot listen on loopback");
    sock = judge_socket(AF_INET, SOCK_STREAM);
    call_bind(give(sock), place, local_port(first));
    step_failed_with(EADDRINUSE);
}

CHECK(reports_a_taken_port, CORE, SERVER_BIND, "fails with EADDRINUSE when somebody has that port",
      &returns_the_port)
{
    finds_it_taken(AF_INET);
    takes_it_once();
}

static void refuses_text(int family, const char *text)
{
    int fd = unbound(family);
    fail_a_lookup();
    for (int i = 0; i < 2; i++) {
        seen()->fact = FACT_BAD_ADDRESS_TAKEN;
        call_bind(fd, text, i == 0 ? 0 : any_number(1024, 65535));
        step_failed_with(EINVAL);
    }
}

CHECK(refuses_no_address, CORE, SERVER_BIND, "fails with EINVAL for text that is no address")
{
    some_hosts();
    refuses_text(AF_INET, "not-an-address");
    refuses_text(AF_INET, "127.0.0.1.1");
    refuses_text(AF_INET, some.other);          /* a name, and a known one */
    refuses_text(AF_INET, "\303\251t\303\251"); /* where char is signed it begins below NUL */
}

static void refuses_port(int family, bool wraps, int wrong)
{
    int fd = unbound(family);
    seen()->fact = FACT_WRAPPED_PORT;
    call_bind(fd, place, wraps ? 65536 + free_port() : wrong);
    step_failed_with(EINVAL);
    expect(observed_calls(seen(), WAY_BIND) == 0, SYMPTOM_ADDRESS, "bind() is not called",
           "bind() was called");
}

CHECK(refuses_ports_out_of_range, CORE, SERVER_BIND,
      "fails with EINVAL for a port outside 0 to 65535")
{
    refuses_port(AF_INET, true, 0);
    refuses_port(AF_INET, false, -1);
    refuses_port(AF_INET, false, 65536);
    refuses_port(AF_INET, false, 70000);
}

static void bind_once(void)
{
    sock = judge_socket(AF_INET, SOCK_STREAM);
    call_bind(give(sock), "127.0.0.1", 0);
}

static void bound_once(void)
{
    if (local_port(sock) == 0)
        step_failed();
    step_returned(local_port(sock));
}

/* An address for documents (RFC 5737) that is not this machine's; NULL if it binds to any. */
static const char *foreign_address(void)
{
    for (int looks = 0; looks < 16; looks++) {
        const char *ip = say("192.0.2.%d", any_number(1, 254));
        int probe = judge_bound(AF_INET, ip, 0, -1);
        if (probe == -1 && errno == EADDRNOTAVAIL)
            return ip;
        if (probe != -1)
            close(probe);
    }
    return NULL;
}

/* A step may ask for IP_FREEBIND, ip(7): then the socket has that address, and no other. */
static void refuses_foreign_address(void)
{
    const char *foreign = foreign_address();
    if (foreign == NULL)
        return;
    call_bind(unbound(AF_INET), foreign, 0);
    if (seen()->result == -1)
        step_failed_with(EADDRNOTAVAIL);
    else
        is_bound_to(foreign, local_port(sock));
}

CHECK(bind_survives_faults, CORE, SERVER_BIND, "hands on each error of a call that it makes")
{
    sweep(bind_once, bound_once);
    refuses_foreign_address();
}

static void need_ipv6(void)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 on its loopback");
}

CHECK(binds_ipv6, STRETCH, SERVER_BIND, "binds an IPv6 socket", &returns_the_port)
{
    need_ipv6();
    int fd = unbound(AF_INET6), port = free_port();
    seen()->fact = FACT_IPV6;
    call_bind(fd, place, port);
    step_returned(port);
    is_bound_to(place, port);
    fd = unbound(AF_INET6);
    call_bind(fd, "0000:0000:0000:0000:0000:0000:0000:0001", 0); /* ::1, as long as can be */
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a port", "%s", say_result(seen()));
    is_bound_to("::1", local_port(sock));
}

CHECK(refuses_ipv6, STRETCH, SERVER_BIND, "refuses the same on an IPv6 socket", &binds_ipv6,
      &refuses_no_address, &refuses_ports_out_of_range)
{
    need_ipv6();
    refuses_text(AF_INET6, "not-an-address");
    refuses_port(AF_INET6, true, 0);
    finds_it_taken(AF_INET6);
}

CHECK(binds_everywhere_ipv6, STRETCH, SERVER_BIND, "takes \"\" for :: on an IPv6 socket",
      &binds_ipv6, &binds_everywhere)
{
    need_ipv6();
    int fd = unbound(AF_INET6);
    seen()->fact = FACT_ANY_REFUSED;
    call_bind(fd, "", 0);
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a port", "%s", say_result(seen()));
    is_bound_to("::", local_port(sock));
    seen()->fact = FACT_NONE;
    step_returned(local_port(sock));
    call_bind(unbound(AF_INET6), "::", 0);
    step_returned(local_port(sock));
    is_bound_to("::", local_port(sock));
}

const struct check *const checks_06_server_bind[] = {
    &binds,
    &refuses_no_address,
    &refuses_ports_out_of_range,
    &returns_the_port,
    &binds_any_port,
    &reports_the_chosen_port,
    &binds_everywhere,
    &reports_a_taken_port,
    &bind_survives_faults,
    &binds_ipv6,
    &refuses_ipv6,
    &binds_everywhere_ipv6,
    NULL,
};
