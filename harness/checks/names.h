/* names.h - the hosts and services that look-ups find, other ones in each run. */
#ifndef CHECKS_NAMES_H
#define CHECKS_NAMES_H

#include "judge/script.h"

#include <arpa/inet.h>

/* What there is to be found. */
struct some_names {
    char host[40];     /* has an IPv6 address and two IPv4 addresses */
    char other[40];    /* has one IPv4 address, ip4_too */
    char longest[254]; /* has one IPv4 address, ip4 */
    char only_ip6[40]; /* has the IPv6 address ip6, and no other */
    char ip4[INET_ADDRSTRLEN], ip4_too[INET_ADDRSTRLEN], ip6[INET6_ADDRSTRLEN];
    char service[24]; /* has a port for each protocol */
    int service_tcp, service_udp;
    char tcp_only[24], udp_only[24];
    int tcp_only_port, udp_only_port; /* no port is the same with its bytes swapped */
};
extern struct some_names some;

/* From now on look-ups in the step's process answer from these, and from nothing else. */
void some_hosts(void);
void some_services(void);

/* The next look-up finds nothing. If it is getaddrinfo(), it says -1 and sets errno, as it does not
   for a name that is unknown: a step that looks for one of these sees this failure and not the
   next, and so can be told from a step that does not look at all. */
void fail_a_lookup(void);

#endif
