/* 06_server_bind.c - the checks of lesson 6: bind to an address and a port. */
#include "judge/script.h"

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
    seen()->fact = local_port(sock) == 0 ? FACT_NOT_BOUND : seen()->fact;
    expect(local_port(sock) != 0, SYMPTOM_SOCKET, wanted, "the socket is not bound");
    expect(local_port(sock) == port && strcmp(local_ip(sock), ip) == 0, SYMPTOM_ADDRESS, wanted,
           "bound to %s port %d", local_ip(sock), local_port(sock));
}

CHECK(binds, CORE, SERVER_BIND, "binds to exactly that address and port")
{
    int fd = unbound(AF_INET), port = free_port();
    call_bind(fd, place, port);
    expect(seen()->result >= 0, SYMPTOM_RESULT, "returns the port", "%s", say_result(seen()));
    is_bound_to(place, port);
}

CHECK(binds_any_port, CORE, SERVER_BIND, "binds the highest port and a low one", &binds)
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

CHECK(returns_the_port, CORE, SERVER_BIND, "returns the port", &binds)
{
    int fd = unbound(AF_INET), port = free_port();
    call_bind(fd, place, port);
    step_returned(port);
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
}

CHECK(reports_a_taken_port, CORE, SERVER_BIND, "fails with EADDRINUSE when somebody has that port",
      &binds)
{
    int fd = unbound(AF_INET);
    int taken = judge_bound(AF_INET, place, 0, 4);
    call_bind(fd, place, local_port(taken));
    step_failed_with(EADDRINUSE);
}

static void refuses_text(const char *text)
{
    int fd = unbound(AF_INET);
    seen()->fact = FACT_BAD_ADDRESS_TAKEN;
    call_bind(fd, text, 0);
    step_failed_with(EINVAL);
}

CHECK(refuses_no_address, CORE, SERVER_BIND, "fails with EINVAL for text that is no address")
{
    refuses_text("not-an-address");
    refuses_text("127.0.0.1.1");
}

CHECK(refuses_ports_out_of_range, CORE, SERVER_BIND,
      "fails with EINVAL for a port outside 0 to 65535")
{
    for (int i = 0; i < 4; i++) {
        int fd = unbound(AF_INET), port = free_port();
        const int wrong[] = {65536 + port, -1, 65536, 70000};
        seen()->fact = FACT_WRAPPED_PORT;
        call_bind(fd, place, wrong[i]);
        step_failed_with(EINVAL);
        expect(observed_calls(seen(), WAY_BIND) == 0, SYMPTOM_ADDRESS, "bind() is not called",
               "bind() was called");
    }
}

static void bind_once(void)
{
    sock = judge_socket(AF_INET, SOCK_STREAM);
    call_bind(give(sock), "127.0.0.1", 0);
}

static void bound_once(void) { step_returned(local_port(sock) == 0 ? 1 : local_port(sock)); }

CHECK(bind_survives_faults, CORE, SERVER_BIND, "hands on each error of a call that it makes")
{
    sweep(bind_once, bound_once);
}

CHECK(binds_ipv6, STRETCH, SERVER_BIND, "binds an IPv6 socket", &returns_the_port)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 on its loopback");
    int fd = unbound(AF_INET6), port = free_port();
    seen()->fact = FACT_IPV6;
    call_bind(fd, place, port);
    step_returned(port);
    is_bound_to(place, port);
}

CHECK(binds_everywhere_ipv6, STRETCH, SERVER_BIND, "takes \"\" for :: on an IPv6 socket",
      &binds_ipv6, &binds_everywhere)
{
    if (!kernel_has_ipv6())
        skip("this machine has no IPv6 on its loopback");
    int fd = unbound(AF_INET6);
    seen()->fact = FACT_IPV6;
    call_bind(fd, "", 0);
    expect(seen()->result != -1, SYMPTOM_RESULT, "returns a port", "%s", say_result(seen()));
    is_bound_to("::", local_port(sock));
}

const struct check *const checks_06_server_bind[] = {
    &binds,
    &binds_any_port,
    &refuses_no_address,
    &refuses_ports_out_of_range,
    &returns_the_port,
    &reports_the_chosen_port,
    &binds_everywhere,
    &reports_a_taken_port,
    &bind_survives_faults,
    &binds_ipv6,
    &binds_everywhere_ipv6,
    NULL,
};
