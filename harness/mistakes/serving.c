/* serving.c - mistakes in listening and accepting: lessons 7 and 8. */
#include "mistakes/evidence.h"

#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>

static bool accepts(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_ACCEPT;
}

/* It says that all is well, and no call was to make this socket listen. */
static bool listen_missing(const struct observation *seen)
{
    if (seen->fact != FACT_NOT_LISTENING || seen->result == -1)
        return false;
    for (size_t i = 0; i < observed_calls(seen, WAY_LISTEN); i++) {
        const struct call_record *one = observed_call(seen, WAY_LISTEN, i);
        if (one->fd == seen->asked.fd || one->result == -1)
            return false;
    }
    return true;
}

static bool backlog_ignored(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_BACKLOG && seen->fact == FACT_OTHER_BACKLOG;
}

static bool backlog_below_one(const struct observation *seen)
{
    const struct call_record *listen = observed_call(seen, WAY_LISTEN, 0);
    return seen->symptom == SYMPTOM_BACKLOG && seen->fact == FACT_BELOW_ONE && listen != NULL &&
           listen->args[0] < 1;
}

static bool accept_in_listen(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_LISTEN && seen->symptom == SYMPTOM_WAITS &&
           seen->stuck_in == WAY_ACCEPT;
}

/* The length that accept() reads is no length, or there is none to read. */
static bool accept_address_length(const struct observation *seen)
{
    for (size_t i = 0; accepts(seen) && i < observed_calls(seen, WAY_ACCEPT); i++) {
        const struct call_record *one = observed_call(seen, WAY_ACCEPT, i);
        if (one->args[0] && one->args[1] < (long)sizeof(struct sockaddr_in))
            return seen->symptom == SYMPTOM_ADDRESS ||
                   (one->result == -1 && (one->error == EINVAL || one->error == EFAULT) &&
                    seen->expected_error != EINVAL);
    }
    return false;
}

/* A listener has no peer, and carries no data. */
static bool talks_on_listener(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        enum wire_way way = observed_way(one);
        if (one->fd == seen->asked.fd && one->result == -1 && one->injected != ANSWER_FAIL &&
            (way == WAY_SEND || way == WAY_RECV || one->call == CALL_GETPEERNAME) &&
            (one->error == ENOTCONN || one->error == EPIPE))
            return true;
    }
    return false;
}

static bool accept_listener_returned(const struct observation *seen)
{
    return accepts(seen) && (seen->fact == FACT_LISTENER_BACK || talks_on_listener(seen));
}

static bool looks_in_vain(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_ACCEPT);
    return calls == 0 ? observed_calls(seen, WAY_SLEEP) > 0
                      : observed_call(seen, WAY_ACCEPT, calls - 1)->error == EAGAIN;
}

static bool accept_not_blocking(const struct observation *seen)
{
    return accepts(seen) && (seen->fact == FACT_NO_CLIENT ||
                             (seen->symptom == SYMPTOM_SPINS && looks_in_vain(seen)));
}

static bool peer_is_self(const struct observation *seen)
{
    return accepts(seen) && seen->fact == FACT_SELF;
}

static bool peer_required(const struct observation *seen)
{
    return accepts(seen) && seen->fact == FACT_NO_PEER &&
           (seen->symptom == SYMPTOM_DIED || seen->symptom == SYMPTOM_RESULT);
}

static bool peer_unfilled(const struct observation *seen)
{
    return accepts(seen) && seen->fact == FACT_UNFILLED;
}

static bool aborted_fatal(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_ACCEPT);
    const struct call_record *last = calls == 0 ? NULL : observed_call(seen, WAY_ACCEPT, calls - 1);
    return accepts(seen) && seen->fact == FACT_ABORTED && seen->symptom == SYMPTOM_RESULT &&
           seen->result == -1 && last != NULL && last->result == -1 &&
           last->error == ECONNABORTED && !evidence_goes_on(seen);
}

static bool listener_closed(const struct observation *seen)
{
    return accepts(seen) && seen->symptom == SYMPTOM_DESCRIPTOR && seen->result != -1 &&
           seen->fact == FACT_GIVEN_CLOSED;
}

const struct mistake mistakes_of_serving[] = {
    {"listen-missing", false, "the socket never listens", listen_missing},
    {"backlog-ignored", false, "the backlog is always the same", backlog_ignored},
    {"backlog-below-one", false, "a backlog of 0 or less is handed on", backlog_below_one},
    {"accept-in-listen", false, "listening waits for a client", accept_in_listen},
    {"accept-address-length", false, "accept() is not told the length of the address",
     accept_address_length},
    {"accept-listener-returned", false, "the listener is handed back", accept_listener_returned},
    {"accept-not-blocking", false, "it does not wait for a client as it should",
     accept_not_blocking},
    {"peer-is-self", false, "the server's own address is reported", peer_is_self},
    {"peer-required", false, "it cannot do without peer", peer_required},
    {"peer-unfilled", false, "peer is left as it was", peer_unfilled},
    {"aborted-fatal", true, "one client that gave up ends the server", aborted_fatal},
    {"listener-closed", false, "the listener is closed after a client", listener_closed},
    {NULL, false, NULL, NULL},
};
