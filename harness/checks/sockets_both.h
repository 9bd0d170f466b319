/* sockets_both.h - the checks that lessons 1 and 5 share: each includes them for its own step.
   Before that it says which: #define STEP_SOCKET STEP_CLIENT_SOCKET. */
#ifndef CHECKS_SOCKETS_BOTH_H
#define CHECKS_SOCKETS_BOTH_H

#include "checks/sockets.h"

CHECK(ipv4_stream, CORE, SOCKET, "makes an IPv4 stream socket")
{
    sockets_make(STEP_SOCKET, AF_INET, SOCK_STREAM);
}

CHECK(ipv4_datagram, CORE, SOCKET, "makes an IPv4 datagram socket", &ipv4_stream)
{
    sockets_make(STEP_SOCKET, AF_INET, SOCK_DGRAM);
}

CHECK(ipv6_stream, CORE, SOCKET, "makes an IPv6 stream socket", &ipv4_stream)
{
    sockets_need_ipv6();
    sockets_make(STEP_SOCKET, AF_INET6, SOCK_STREAM);
}

CHECK(ipv6_datagram, CORE, SOCKET, "makes an IPv6 datagram socket", &ipv4_datagram, &ipv6_stream)
{
    sockets_need_ipv6();
    sockets_make(STEP_SOCKET, AF_INET6, SOCK_DGRAM);
}

CHECK(no_address, CORE, SOCKET, "leaves the socket neither bound nor connected", &ipv4_stream)
{
    sockets_of_each_kind(STEP_SOCKET, sockets_has_no_address);
}

CHECK(a_new_one, CORE, SOCKET, "makes a new socket at each call", &ipv4_stream)
{
    sockets_make(STEP_SOCKET, AF_INET, SOCK_STREAM);
    call_socket(STEP_SOCKET, AF_INET, SOCK_STREAM);
    sockets_made_again();
}

CHECK(descriptor_zero, CORE, SOCKET, "takes descriptor 0 for a descriptor like any other",
      &ipv4_stream)
{
    take_away(0);
    call_socket(STEP_SOCKET, AF_INET, SOCK_STREAM);
    seen()->fact = FACT_ZERO;
    sockets_made();
}

CHECK(no_descriptor_left, CORE, SOCKET, "reports that no descriptor is left", &ipv4_stream)
{
    limit_descriptors(0);
    call_socket(STEP_SOCKET, AF_INET, SOCK_STREAM);
    step_failed_with(EMFILE);
}

CHECK(impossible_family, CORE, SOCKET, "reports an impossible family", &ipv6_stream,
      &no_descriptor_left)
{
    sockets_refuses(STEP_SOCKET, any_number(60, 250), SOCK_STREAM);
    sockets_refuses(STEP_SOCKET, AF_UNSPEC, SOCK_STREAM);
}

/* No number here has a bit of SOCK_CLOEXEC or SOCK_NONBLOCK. */
CHECK(impossible_type, CORE, SOCKET, "reports an impossible type", &ipv4_datagram,
      &no_descriptor_left, &impossible_family)
{
    sockets_refuses(STEP_SOCKET, AF_INET, any_number(20, 127));
    sockets_refuses(STEP_SOCKET, AF_INET, SOCK_RDM); /* a type that there is, but not there */
}

CHECK(every_kind, CORE, SOCKET, "treats every family and type alike", &ipv6_datagram, &a_new_one,
      &descriptor_zero, &no_descriptor_left)
{
    sockets_treated_alike(STEP_SOCKET);
}

CHECK(high_number, CORE, SOCKET, "hands back a descriptor above 127 as it is", &ipv4_stream)
{
    sockets_above(STEP_SOCKET, 127);
}

static void make_once(void) { call_socket(STEP_SOCKET, AF_INET, SOCK_STREAM); }

static void made_once(void) { sockets_made(); }

CHECK(survives_faults, CORE, SOCKET, "hands on each error of a call that it makes",
      &no_descriptor_left)
{
    sweep(make_once, made_once);
    new_scene();
    limit_descriptors(1); /* a step that needs a second one fails halfway */
    make_once();
}

CHECK(closed_on_exec, STRETCH, SOCKET, "makes a descriptor that is closed on exec", &ipv4_stream)
{
    sockets_of_each_kind(STEP_SOCKET, sockets_closes_on_exec);
}

#define SOCKET_CORE                                                                                \
    &ipv4_stream, &ipv4_datagram, &ipv6_stream, &ipv6_datagram, &no_address, &a_new_one,           \
        &descriptor_zero, &no_descriptor_left, &impossible_family, &impossible_type, &every_kind,  \
        &high_number, &survives_faults
#define SOCKET_STRETCH &closed_on_exec

#endif
