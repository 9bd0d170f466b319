/* serving.c - mistakes in listening and accepting: lessons 7 and 8. */
#include "mistakes/mistakes.h"

#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>

static bool accepts(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_ACCEPT;
}

static bool listen_missing(const struct observation *seen)
{
    return seen->fact == FACT_NOT_LISTENING && observed_calls(seen, WAY_LISTEN) == 0;
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

static bool accept_listener_returned(const struct observation *seen)
{
    return accepts(seen) && seen->fact == FACT_LISTENER_BACK;
}

static bool looks_in_vain(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_ACCEPT);
    return observed_calls(seen, WAY_SLEEP) > 0 ||
           (calls > 0 && observed_call(seen, WAY_ACCEPT, calls - 1)->error == EAGAIN);
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
    const struct call_record *first = observed_call(seen, WAY_ACCEPT, 0);
    return accepts(seen) && seen->fact == FACT_ABORTED && seen->symptom == SYMPTOM_RESULT &&
           seen->result == -1 && first != NULL && first->error == ECONNABORTED &&
           observed_calls(seen, WAY_ACCEPT) == 1;
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
    {"listener-closed", false, "the listener is closed after a client", NULL},
    {NULL, false, NULL, NULL},
};
