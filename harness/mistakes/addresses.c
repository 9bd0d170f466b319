/* addresses.c - mistakes in services, connecting and binding: lessons 2 and 6, ports also in 8. */
#include "mistakes/evidence.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

static bool names_an_address(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_CONNECT || seen->asked.step == STEP_SERVER_BIND;
}

/* The last connect() or bind() of the step, or NULL. */
static const struct call_record *naming_call(const struct observation *seen)
{
    enum wire_way way = seen->asked.step == STEP_CLIENT_CONNECT ? WAY_CONNECT : WAY_BIND;
    size_t calls = names_an_address(seen) ? observed_calls(seen, way) : 0;
    return calls == 0 ? NULL : observed_call(seen, way, calls - 1);
}

/* The record has the address as far as its family and port; of a longer one it has nothing. */
static bool has_port(const struct call_record *record)
{
    return record->length >= 2 * sizeof(in_port_t) && record->length <= sizeof record->address;
}

static int port_of(const struct call_record *record)
{
    return ntohs(((const struct sockaddr_in *)&record->address)->sin_port);
}

static int swapped(long port) { return (int)((port & 255) << 8 | (port >> 8 & 255)); }

/* The look-up was for another protocol than the one that was asked for. */
static bool asks_for_another(const struct observation *seen)
{
    const struct call_record *last = evidence_last_lookup(seen);
    const char *comma = strchr(last->text, ',');
    return last->call == CALL_GETSERVBYNAME && !seen->asked.null[1] &&
           (comma == NULL || strcmp(comma + 2, seen->asked.text[1]) != 0);
}

static bool protocol_ignored(const struct observation *seen)
{
    return seen->fact == FACT_PROTOCOL && seen->symptom == SYMPTOM_RESULT &&
           (seen->result > 0 || (evidence_last_lookup(seen) != NULL && asks_for_another(seen)));
}

static bool protocol_required(const struct observation *seen)
{
    return seen->fact == FACT_NO_PROTOCOL &&
           ((seen->symptom == SYMPTOM_RESULT && observed_calls(seen, WAY_LOOKUP) == 0) ||
            seen->symptom == SYMPTOM_DIED);
}

/* This port, or its bytes swapped, went through htonl() or ntohl(). */
static bool widened(const struct observation *seen, long port)
{
    return port > 0 && (seen->widened == port || seen->widened == swapped(port));
}

/* The port that came back has its bytes swapped, or has lost them. */
static bool returns_other_order(const struct observation *seen)
{
    long port = seen->expected_result;
    return seen->symptom == SYMPTOM_RESULT && port > 0 &&
           (seen->result == swapped(port) || seen->result == (int32_t)((uint32_t)port << 16) ||
            widened(seen, port));
}

static bool has_other_order(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    bool returns_port =
        seen->asked.step == STEP_SERVICE_PORT || seen->asked.step == STEP_SERVER_BIND;
    if (seen->fact == FACT_SWAPPED_PORT || (returns_port && returns_other_order(seen)))
        return true;
    long asked = seen->asked.args[0];
    if (call == NULL || !has_port(call) || asked <= 0 || asked > 65535 ||
        seen->fact == FACT_WRAPPED_PORT || seen->fact == FACT_BAD_ADDRESS_TAKEN)
        return false;
    return port_of(call) != asked && (port_of(call) == swapped(asked) || widened(seen, asked));
}

static bool port_range_unchecked(const struct observation *seen)
{
    return seen->fact == FACT_WRAPPED_PORT && naming_call(seen) != NULL &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS ||
            seen->symptom == SYMPTOM_ERRNO);
}

/* The address in a call, and how many bytes it has. */
static const unsigned char *host_of(const struct call_record *record, size_t *size)
{
    bool six = record->address.ss_family == AF_INET6;
    *size = six ? sizeof(struct in6_addr) : sizeof(struct in_addr);
    return (const unsigned char *)&record->address + (six ? offsetof(struct sockaddr_in6, sin6_addr)
                                                          : offsetof(struct sockaddr_in, sin_addr));
}

/* An address that nobody has read: zeros, ones (INADDR_NONE), or what was in that memory before. */
static bool is_uniform(const unsigned char *host, size_t size)
{
    bool uniform = true;
    for (size_t i = 1; i < size; i++)
        uniform &= host[i] == host[0];
    return uniform;
}

static bool ip_unchecked(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    size_t size;
    if (seen->fact != FACT_BAD_ADDRESS_TAKEN || call == NULL)
        return false;
    const unsigned char *host = host_of(call, &size);
    return is_uniform(host, size) &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS ||
            seen->symptom == SYMPTOM_ERRNO);
}

/* Another address than ASKED, and neither its bytes the other way round nor the stage's paint. */
static bool is_another(const unsigned char *host, const unsigned char *asked, size_t size)
{
    bool same = true, reversed = true, painted = true;
    for (size_t i = 0; i < size; i++) {
        same &= host[i] == asked[i];
        reversed &= host[i] == asked[size - 1 - i];
        painted &= host[i] == 0xA5;
    }
    return !same && !reversed && !painted;
}

/* The right port at another address than the one in the argument. */
static bool ip_ignored(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    const struct call_record *failure = observed_failure(seen);
    unsigned char asked[sizeof(struct in6_addr)];
    size_t size;
    if (call == NULL || !has_port(call) || port_of(call) != seen->asked.args[0] ||
        (seen->fact != FACT_NONE && seen->fact != FACT_IPV6) ||
        (failure != NULL && failure != call) ||
        inet_pton(call->address.ss_family, seen->asked.text[0], asked) != 1)
        return false;
    const unsigned char *host = host_of(call, &size);
    return is_another(host, asked, size) &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS);
}

static bool has_no_family(const struct call_record *call)
{
    return has_port(call) && call->length >= sizeof(struct sockaddr_in) &&
           call->address.ss_family != AF_INET && call->address.ss_family != AF_INET6;
}

/* The first call too: a later one may want AF_UNSPEC, which dissolves, connect(2). */
static bool sockaddr_family_unset(const struct observation *seen)
{
    const struct call_record *last = naming_call(seen);
    return last != NULL && seen->fact != FACT_BAD_ADDRESS_TAKEN && has_no_family(last) &&
           has_no_family(observed_call(seen, observed_way(last), 0));
}

/* Without a family the call fails whatever the port is: that comes first. */
static bool port_byte_order(const struct observation *seen)
{
    return has_other_order(seen) && !sockaddr_family_unset(seen);
}

const char *mistakes_also(const struct observation *seen)
{
    return has_other_order(seen) && sockaddr_family_unset(seen) ? "port-byte-order" : NULL;
}

/* The length is an argument, too, where getsockname() is to say how much it has used. */
static bool asks_without_length(const struct observation *seen)
{
    for (size_t i = 0; i < observed_calls(seen, WAY_ASK); i++) {
        const struct call_record *one = observed_call(seen, WAY_ASK, i);
        if (one->call == CALL_GETSOCKNAME && one->result == -1 && one->error == EINVAL &&
            one->args[0] < 0 && one->injected != ANSWER_FAIL)
            return names_an_address(seen);
    }
    return false;
}

static bool sockaddr_length(const struct observation *seen)
{
    if (asks_without_length(seen))
        return true;
    const struct call_record *call = naming_call(seen);
    if (call == NULL || call->result != -1 || call->error != EINVAL ||
        call->injected == ANSWER_FAIL)
        return false;
    size_t needed = call->address.ss_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                        : sizeof(struct sockaddr_in);
    return call->length < needed || call->length > sizeof(struct sockaddr_storage);
}

static bool connect_missing(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++)
        if (observed_way(&seen->calls[i]) == WAY_CONNECT && seen->calls[i].fd == seen->asked.fd)
            return false;
    return seen->asked.step == STEP_CLIENT_CONNECT && seen->fact == FACT_NOT_CONNECTED;
}

/* After the signal a second connect(), and what it says is taken for a failure. */
static bool connect_again(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_CONNECT, 0);
    const struct call_record *second = observed_call(seen, WAY_CONNECT, 1);
    return first != NULL && first->error == EINTR && second != NULL && seen->result == -1 &&
           second->address.ss_family == first->address.ss_family && /* else it dissolves */
           (second->error == EALREADY || second->error == EISCONN) &&
           seen->symptom == SYMPTOM_RESULT;
}

/* An IPv6 address was found, and read as if it were IPv4: where an IPv4 address would lie, a struct
   sockaddr_in6 has its flow information, 0. */
static bool reads_as_ipv4(const struct observation *seen)
{
    static const char flow[] = "0.0.0.0";
    const struct call_record *last = evidence_last_lookup(seen);
    return seen->symptom == SYMPTOM_RECEIVED && seen->asked.args[0] == AF_INET6 && last != NULL &&
           last->did && last->result == 0 && last->args[1] == AF_INET6 &&
           seen->seen.size >= strlen(flow) && memcmp(seen->seen.data, flow, strlen(flow)) == 0;
}

/* No IPv6 address was handed to the kernel. */
static bool ipv4_only(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    if (seen->asked.step == STEP_HOST_ADDRESS)
        return seen->fact == FACT_IPV6 && reads_as_ipv4(seen);
    return seen->fact == FACT_IPV6 && (call == NULL || call->address.ss_family != AF_INET6) &&
           seen->symptom != SYMPTOM_NONE && seen->symptom != SYMPTOM_DIED;
}

/* Not bound; or only as listen() and connect() do it. */
static bool bind_missing(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++)
        if (observed_way(&seen->calls[i]) == WAY_BIND && seen->calls[i].fd == seen->asked.fd)
            return false;
    return seen->asked.step == STEP_SERVER_BIND &&
           (seen->fact == FACT_NOT_BOUND ||
            (seen->symptom == SYMPTOM_ADDRESS &&
             observed_calls(seen, WAY_LISTEN) + observed_calls(seen, WAY_CONNECT) > 0));
}

static bool any_address_refused(const struct observation *seen)
{
    return seen->fact == FACT_ANY_REFUSED &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS);
}

static bool bound_port_unreported(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_BIND && seen->symptom == SYMPTOM_RESULT &&
           seen->fact == FACT_NONE && seen->expected_result > 0 && observed_failure(seen) == NULL &&
           (seen->result == 0 || seen->result == seen->asked.args[0] ||
            seen->result == seen->asked.fd) &&
           observed_calls(seen, WAY_BIND) > 0;
}

const struct mistake mistakes_of_addresses[] = {
    {"port-byte-order", false, "a port is in the wrong byte order", port_byte_order},
    {"protocol-ignored", false, "the protocol of a service is ignored", protocol_ignored},
    {"protocol-required", false, "a service without a protocol is refused", protocol_required},
    {"port-range-unchecked", false, "a port out of range is taken", port_range_unchecked},
    {"ip-unchecked", false, "text that is no address is taken for one", ip_unchecked},
    {"sockaddr-family-unset", false, "the address family is not filled in", sockaddr_family_unset},
    {"sockaddr-length", false, "the length is not that of the address", sockaddr_length},
    {"ipv4-only", true, "IPv6 is not provided for", ipv4_only},
    {"ip-ignored", false, "the address in the argument is ignored", ip_ignored},
    {"connect-missing", false, "it says connected without having connected", connect_missing},
    {"connect-again", true, "a second connect() after a signal is taken for a failure",
     connect_again},
    {"bind-missing", false, "the socket is never bound", bind_missing},
    {"any-address-refused", false, "\"\" is not taken for every address", any_address_refused},
    {"bound-port-unreported", false, "what comes back is not the bound port",
     bound_port_unreported},
    {NULL, false, NULL, NULL},
};
