/* names.c - the hosts and services that look-ups find, other ones in each run. */
#include "checks/names.h"

#include <stdio.h>
#include <string.h>

struct some_names some;
static struct wire_names names;

static void add_host(int n, const char *name, int family, const char *ip)
{
    snprintf(names.hosts[n].name, sizeof names.hosts[n].name, "%s", name);
    names.hosts[n].family = family;
    inet_pton(family, ip, names.hosts[n].address);
}

static int add_service(int n, const char *name, const char *protocol, int port)
{
    struct wire_service *service = &names.services[n];
    snprintf(service->name, sizeof service->name, "%s", name);
    snprintf(service->protocol, sizeof service->protocol, "%s", protocol);
    return service->port = port;
}

/* One whose text is long. */
static void any_ip6(void)
{
    size_t length = (size_t)snprintf(some.ip6, sizeof some.ip6, "2001:db8"); /* RFC 3849 */
    for (int i = 0; i < 6; i++)
        length += (size_t)snprintf(some.ip6 + length, sizeof some.ip6 - length, ":%x",
                                   any_number(0x1000, 0xffff));
}

/* Four labels, 253 characters in all: RFC 1035 section 2.3.4 allows no more. */
static void longest_name(void)
{
    snprintf(some.longest, sizeof some.longest, "%s.%s.%s.%s", any_word(63), any_word(63),
             any_word(63), any_word(61));
}

void some_hosts(void)
{
    memset(&names, 0, sizeof names);
    snprintf(some.host, sizeof some.host, "%s.example", any_word(8));
    snprintf(some.only_ip6, sizeof some.only_ip6, "%s.example", any_word(10));
    snprintf(some.other, sizeof some.other, "%s.example", any_word(9));
    snprintf(some.ip4, sizeof some.ip4, "%s", any_loopback());
    snprintf(some.ip4_too, sizeof some.ip4_too, "%s", any_loopback());
    any_ip6();
    longest_name();
    add_host(0, some.host, AF_INET6, some.ip6);
    add_host(1, some.host, AF_INET, some.ip4);
    add_host(2, some.host, AF_INET, some.ip4_too);
    add_host(3, some.other, AF_INET, some.ip4_too);
    add_host(4, "localhost", AF_INET, "127.0.0.1");
    add_host(5, some.longest, AF_INET, some.ip4);
    add_host(6, some.only_ip6, AF_INET6, some.ip6);
    add_service(0, "http", "tcp", 80); /* with these a host may be looked up: getaddrinfo(3) */
    add_service(1, "https", "tcp", 443);
    add_service(2, "echo", "tcp", 7);
    add_service(3, "echo", "udp", 7);
    know_names(&names);
}

static int any_port(int low, int high)
{
    int port = any_number(low, high);
    return port >> 8 == (port & 255) ? port + 1 : port;
}

void some_services(void)
{
    memset(&names, 0, sizeof names);
    snprintf(some.service, sizeof some.service, "%s", any_word(7));
    snprintf(some.tcp_only, sizeof some.tcp_only, "%s", any_word(8));
    snprintf(some.udp_only, sizeof some.udp_only, "%s", any_word(15));
    some.service_udp = add_service(0, some.service, "udp", any_port(2000, 18000));
    some.service_tcp = add_service(1, some.service, "tcp", any_port(20000, 30000));
    some.tcp_only_port = add_service(2, some.tcp_only, "tcp", any_port(33000, 40000));
    some.udp_only_port = add_service(3, some.udp_only, "udp", any_port(40002, 50000));
    know_names(&names);
}

void fail_a_lookup(void) { refuse(WAY_LOOKUP, 1, EINVAL); }
