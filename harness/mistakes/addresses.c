/* addresses.c - mistakes in looking up, connecting and binding: lessons 2 and 6, ports also in 8.
 */
#include "mistakes/mistakes.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
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

static int port_of(const struct call_record *record)
{
    return ntohs(((const struct sockaddr_in *)&record->address)->sin_port);
}

static int swapped(long port) { return (int)((port & 255) << 8 | (port >> 8 & 255)); }

static const struct call_record *last_lookup(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_LOOKUP);
    return calls == 0 ? NULL : observed_call(seen, WAY_LOOKUP, calls - 1);
}

/* gethostbyname() and getservbyname() answer NULL; getaddrinfo() leaves its result alone, which may
   have been set to NULL before. */
static bool lookup_null_deref(const struct observation *seen)
{
    const struct call_record *last = last_lookup(seen);
    if (last == NULL || seen->symptom != SYMPTOM_DIED || !last->did || seen->report == NULL)
        return false;
    return last->call == CALL_GETADDRINFO
               ? last->result != 0 && strstr(seen->report, "null pointer") != NULL
               : last->result == -1;
}

static bool lookup_error_misread(const struct observation *seen)
{
    const struct call_record *last = last_lookup(seen);
    if (last == NULL || last->call != CALL_GETADDRINFO || !last->did || last->result == 0)
        return false;
    bool went_on = last != &seen->calls[seen->count - 1]; /* as if it had found something */
    return (seen->symptom == SYMPTOM_DIED && seen->report != NULL) ||
           (seen->symptom == SYMPTOM_RESULT && seen->result >= 0 && seen->expected_result == -1 &&
            went_on);
}

/* What was on the stack before is in the hints: the stage paints it with 0xA5. */
static bool hints_garbage(const struct observation *seen)
{
    const struct call_record *last = last_lookup(seen);
    const long paint = (int)0xA5A5A5A5;
    return last != NULL && last->call == CALL_GETADDRINFO &&
           (last->args[0] == paint || last->args[2] == paint || last->args[3] == paint);
}

static bool address_truncated(const struct observation *seen)
{
    return seen->asked.step == STEP_HOST_ADDRESS && seen->fact == FACT_SMALL_BUFFER &&
           ((seen->symptom == SYMPTOM_RESULT && seen->result >= 0) ||
            (seen->symptom == SYMPTOM_RECEIVED && seen->seen.size > 4 &&
             memcmp(seen->seen.data, "127.", 4) == 0) ||
            (seen->symptom == SYMPTOM_DIED && seen->report != NULL &&
             strstr(seen->report, "heap-buffer-overflow") != NULL));
}

static bool literal_refused(const struct observation *seen)
{
    return seen->fact == FACT_LITERAL && seen->symptom == SYMPTOM_RESULT && seen->result == -1;
}

static bool lookup_family_ignored(const struct observation *seen)
{
    return seen->asked.step == STEP_HOST_ADDRESS && seen->fact == FACT_IPV6 &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_RECEIVED);
}

/* The look-up was for another protocol than the one that was asked for. */
static bool asks_for_another(const struct observation *seen)
{
    const struct call_record *last = last_lookup(seen);
    const char *comma = strchr(last->text, ',');
    return last->call == CALL_GETSERVBYNAME && !seen->asked.null[1] &&
           (comma == NULL || strcmp(comma + 2, seen->asked.text[1]) != 0);
}

static bool protocol_ignored(const struct observation *seen)
{
    return seen->fact == FACT_PROTOCOL && seen->symptom == SYMPTOM_RESULT &&
           (seen->result > 0 || (last_lookup(seen) != NULL && asks_for_another(seen)));
}

static bool protocol_required(const struct observation *seen)
{
    return seen->fact == FACT_NO_PROTOCOL &&
           ((seen->symptom == SYMPTOM_RESULT && observed_calls(seen, WAY_LOOKUP) == 0) ||
            seen->symptom == SYMPTOM_DIED);
}

static bool port_byte_order(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    if (seen->asked.step == STEP_SERVICE_PORT)
        return seen->symptom == SYMPTOM_RESULT && seen->expected_result > 0 &&
               (seen->result == swapped(seen->expected_result) ||
                seen->result == (int32_t)((uint32_t)seen->expected_result << 16));
    if (seen->fact == FACT_SWAPPED_PORT ||
        (seen->asked.step == STEP_SERVER_BIND && seen->symptom == SYMPTOM_RESULT &&
         seen->expected_result > 0 && seen->result == swapped(seen->expected_result)))
        return true;
    long asked = seen->asked.args[0];
    if (call == NULL || asked <= 0 || asked > 65535 || seen->fact == FACT_WRAPPED_PORT ||
        seen->fact == FACT_BAD_ADDRESS_TAKEN)
        return false;
    int port = port_of(call);
    bool by_32_bits = port == 0 && seen->asked.step == STEP_CLIENT_CONNECT &&
                      htons((uint16_t)htonl((uint32_t)asked)) == 0;
    return port != asked && (port == swapped(asked) || by_32_bits);
}

static bool port_range_unchecked(const struct observation *seen)
{
    return seen->fact == FACT_WRAPPED_PORT && naming_call(seen) != NULL &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS ||
            seen->symptom == SYMPTOM_ERRNO);
}

static bool ip_unchecked(const struct observation *seen)
{
    return seen->fact == FACT_BAD_ADDRESS_TAKEN && naming_call(seen) != NULL &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS ||
            seen->symptom == SYMPTOM_ERRNO);
}

/* The right port at another address than the one in the argument. */
static bool ip_ignored(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    char text[INET6_ADDRSTRLEN] = "";
    if (call == NULL || call->address.ss_family != AF_INET || seen->asked.text[0][0] == '\0' ||
        seen->fact != FACT_NONE ||
        (observed_failure(seen) != NULL && observed_failure(seen) != call))
        return false;
    inet_ntop(AF_INET, &((const struct sockaddr_in *)&call->address)->sin_addr, text, sizeof text);
    return port_of(call) == seen->asked.args[0] && strcmp(text, seen->asked.text[0]) != 0 &&
           strcmp(text, "165.165.165.165") != 0 &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ADDRESS);
}

static bool sockaddr_family_unset(const struct observation *seen)
{
    const struct call_record *call = naming_call(seen);
    return call != NULL && call->length >= sizeof(struct sockaddr_in) &&
           call->address.ss_family != AF_INET && call->address.ss_family != AF_INET6 &&
           seen->fact != FACT_BAD_ADDRESS_TAKEN;
}

static bool sockaddr_length(const struct observation *seen)
{
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
           (second->error == EALREADY || second->error == EISCONN) &&
           seen->symptom == SYMPTOM_RESULT;
}

static bool ipv4_only(const struct observation *seen)
{
    return seen->fact == FACT_IPV6 && seen->asked.step != STEP_HOST_ADDRESS &&
           seen->symptom != SYMPTOM_NONE && seen->symptom != SYMPTOM_DIED;
}

static bool bind_missing(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_BIND && seen->fact == FACT_NOT_BOUND &&
           observed_calls(seen, WAY_BIND) == 0;
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
    {"hints-garbage", false, "the hints for a look-up are not zeroed", hints_garbage},
    {"lookup-null-deref", false, "the answer of a look-up that found nothing is used",
     lookup_null_deref},
    {"lookup-error-misread", false, "the failure of getaddrinfo() is not seen",
     lookup_error_misread},
    {"address-truncated", false, "an address is cut, or written past a buffer that is too small",
     address_truncated},
    {"literal-refused", false, "an address written as one is refused", literal_refused},
    {"lookup-family-ignored", true, "the look-up always asks for IPv4", lookup_family_ignored},
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
