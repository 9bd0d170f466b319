/* 02_lookups.h - the checks of lesson 2's look-ups: host_address() and service_port(). */
#ifndef CHECKS_02_LOOKUPS_H
#define CHECKS_02_LOOKUPS_H

#include "checks/names.h"

#include <stdio.h>
#include <string.h>

/* --- host_address ----------------------------------------------------------------------------- */

/* The text in the step's buffer, as far as it is text. */
static const char *text_found(size_t size)
{
    static char text[256];
    size_t length = strnlen((const char *)step_buffer(), size);
    snprintf(text, sizeof text, "%.*s", (int)length, (const char *)step_buffer());
    return text;
}

/* Whether that text is the address that a struct sockaddr would be: its family, and no port. */
static bool is_of_a_sockaddr(const char *text, int family)
{
    const struct sockaddr start = {.sa_family = (sa_family_t)family};
    unsigned char found[sizeof(struct in6_addr)] = {0};
    return inet_pton(family, text, found) == 1 && memcmp(found, &start, 4) == 0;
}

static void buffer_is_text(const char *expected, size_t size)
{
    char wanted[128];
    seen()->seen = (struct bytes){(unsigned char *)step_buffer(), size};
    snprintf(wanted, sizeof wanted, "returns 0 and writes \"%s\"", expected);
    step_returned(0);
    expect(strncmp((const char *)step_buffer(), expected, size) == 0, SYMPTOM_RECEIVED, wanted,
           "wrote \"%s\"%s", text_found(size),
           is_of_a_sockaddr(text_found(size), (int)seen()->asked.args[0])
               ? ", which are the first bytes of a struct sockaddr: its family and port, not the "
                 "address in it"
               : "");
}

static void buffer_is_untouched(size_t size)
{
    seen()->seen = (struct bytes){(unsigned char *)step_buffer(), size};
    for (size_t i = 0; i < size; i++)
        expect(step_buffer()[i] == 0xA5, SYMPTOM_RECEIVED, "ip is left as it was",
               "byte %zu of ip has changed; it holds \"%s\"", i + 1, text_found(size));
}

/* Names and answers change from run to run: who knows the answer has asked for it. */
static void it_was_looked_up(void)
{
    expect(seen()->looked_up > 0, SYMPTOM_RESULT, "looks the name up",
           "the right answer, for which nobody was asked");
}

CHECK(finds_a_host, CORE, HOST_ADDRESS, "finds the address of a name")
{
    some_hosts();
    call_host_address(some.other, AF_INET, INET6_ADDRSTRLEN);
    buffer_is_text(some.ip4_too, INET6_ADDRSTRLEN);
    it_was_looked_up();
}

CHECK(takes_one_of_several, CORE, HOST_ADDRESS,
      "gives one of the addresses of a name that has several", &finds_a_host)
{
    some_hosts();
    call_host_address(some.other, AF_INET, INET6_ADDRSTRLEN); /* what was asked before is past */
    call_host_address(some.host, AF_INET, INET6_ADDRSTRLEN);
    step_returned(0);
    if (strncmp((const char *)step_buffer(), some.ip6, sizeof some.ip6) == 0)
        seen()->fact = FACT_IPV6;
    seen()->seen = (struct bytes){(unsigned char *)step_buffer(), INET6_ADDRSTRLEN};
    expect(strcmp((const char *)step_buffer(), some.ip4) == 0 ||
               strcmp((const char *)step_buffer(), some.ip4_too) == 0,
           SYMPTOM_RECEIVED, "one of the two IPv4 addresses of that name", "\"%s\"",
           text_found(INET6_ADDRSTRLEN));
}

CHECK(takes_any_length, CORE, HOST_ADDRESS, "takes a name as long as names can be", &finds_a_host)
{
    some_hosts();
    call_host_address(some.longest, AF_INET, INET6_ADDRSTRLEN);
    buffer_is_text(some.ip4, INET6_ADDRSTRLEN);
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
    fail_a_lookup();
    for (int i = 0; i < 2; i++) {
        seen()->fact = FACT_UNKNOWN_NAME;
        call_host_address("no-such-host.example", AF_INET, INET6_ADDRSTRLEN);
        step_failed();
        buffer_is_untouched(INET6_ADDRSTRLEN);
    }
}

/* An address stays itself, whichever family is asked for: that may come back too. */
static void literal_of_the_other_family(const char *ip)
{
    call_host_address(ip, AF_INET, INET6_ADDRSTRLEN);
    if (seen()->result == 0)
        buffer_is_text(ip, INET6_ADDRSTRLEN);
    else
        step_failed();
}

CHECK(finds_no_other_family, CORE, HOST_ADDRESS, "gives no address out that is of another family",
      &knows_no_such_host)
{
    some_hosts();
    call_host_address(some.only_ip6, AF_INET, INET6_ADDRSTRLEN);
    step_failed();
    literal_of_the_other_family(some.ip6);
}

CHECK(fits_exactly, CORE, HOST_ADDRESS, "fits into little room, and does with a part of much",
      &finds_a_host)
{
    const size_t much = 200; /* more than any text of an address has */
    some_hosts();
    call_host_address(some.other, AF_INET, much);
    buffer_is_text(some.ip4_too, much);
    call_host_address(some.other, AF_INET, strlen(some.ip4_too) + 1);
    buffer_is_text(some.ip4_too, strlen(some.ip4_too) + 1);
}

static void has_no_room(const char *name, int family, const char *answer)
{
    const size_t size = strlen(answer);
    seen()->fact = FACT_SMALL_BUFFER;
    call_host_address(name, family, size);
    seen()->expected = (struct bytes){(unsigned char *)answer, size};
    seen()->seen = (struct bytes){(unsigned char *)step_buffer(), size};
    step_failed_with(ENOSPC);
    buffer_is_untouched(size);
}

CHECK(needs_room, CORE, HOST_ADDRESS,
      "fails with ENOSPC when the text does not fit, and leaves ip alone", &fits_exactly)
{
    some_hosts();
    has_no_room(some.other, AF_INET, some.ip4_too);
}

CHECK(finds_ipv6, STRETCH, HOST_ADDRESS, "finds the IPv6 address of a name", &finds_a_host)
{
    some_hosts();
    seen()->fact = FACT_IPV6;
    call_host_address(some.host, AF_INET6, INET6_ADDRSTRLEN);
    buffer_is_text(some.ip6, sizeof some.ip6);
}

CHECK(fits_ipv6, STRETCH, HOST_ADDRESS,
      "leaves an IPv6 address as it is, and fails with ENOSPC when it does not fit", &finds_ipv6,
      &keeps_an_address, &needs_room)
{
    some_hosts();
    seen()->fact = FACT_LITERAL;
    call_host_address(some.ip6, AF_INET6, strlen(some.ip6) + 1);
    buffer_is_text(some.ip6, strlen(some.ip6) + 1);
    has_no_room(some.host, AF_INET6, some.ip6);
}

/* --- service_port ----------------------------------------------------------------------------- */

CHECK(finds_a_port, CORE, SERVICE_PORT, "finds the port of a service, in host byte order")
{
    some_services();
    call_service_port(some.tcp_only, "tcp");
    step_returned(some.tcp_only_port);
    it_was_looked_up();
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
    seen()->fact = FACT_PROTOCOL;
    call_service_port(some.tcp_only, "sctp");
    step_failed();
    seen()->fact = FACT_PROTOCOL;
    call_service_port(some.udp_only, "sctp");
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

CHECK(knows_no_such_service, CORE, SERVICE_PORT, "fails for an unknown service",
      &takes_any_protocol)
{
    char longer[sizeof some.tcp_only + 1], shorter[sizeof some.tcp_only];
    some_services();
    snprintf(longer, sizeof longer, "%sx", some.tcp_only);
    snprintf(shorter, strlen(some.tcp_only), "%s", some.tcp_only);
    const char *const unknown[][2] = {
        {"no-such-service", "tcp"}, {longer, "tcp"}, {shorter, "tcp"}, {"no-such-service", NULL}};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        seen()->fact = FACT_UNKNOWN_NAME;
        call_service_port(unknown[i][0], unknown[i][1]);
        step_failed();
    }
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
    snprintf(text, sizeof text, "%dx", number);
    seen()->fact = FACT_UNKNOWN_NAME;
    call_service_port(text, "tcp"); /* neither a number nor a name */
    step_failed();
}

#define LOOKUP_CORE_LIST                                                                           \
    &finds_a_host, &takes_one_of_several, &takes_any_length, &keeps_an_address,                    \
        &knows_no_such_host, &finds_no_other_family, &fits_exactly, &needs_room, &finds_a_port,    \
        &minds_the_protocol, &refuses_the_wrong_protocol, &takes_any_protocol,                     \
        &knows_no_such_service, &copes_with_a_number

#endif
