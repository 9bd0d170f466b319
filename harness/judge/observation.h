/* observation.h - what was seen of a run: the only thing that a name for a mistake may rest on. */
#ifndef JUDGE_OBSERVATION_H
#define JUDGE_OBSERVATION_H

#include "judge/kernel.h"
#include "stage/wire.h"

#include <stdbool.h>
#include <stddef.h>

/* What is wrong, before anybody asks why. */
enum symptom {
    SYMPTOM_NONE,
    SYMPTOM_DIED,       /* the process ended before the step returned */
    SYMPTOM_WAITS,      /* waits for what can no longer come */
    SYMPTOM_COMPUTES,   /* used up its processor time without getting anywhere */
    SYMPTOM_SPINS,      /* repeated a call that gives nothing */
    SYMPTOM_RESULT,     /* returned something other than `expected_result` */
    SYMPTOM_ERRNO,      /* -1 as it should be, with another errno */
    SYMPTOM_SENT,       /* the peer did not get the bytes `expected`, but `seen` */
    SYMPTOM_RECEIVED,   /* the step's buffer does not hold `expected`, but `seen` */
    SYMPTOM_ADDRESS,    /* another address or port than asked for */
    SYMPTOM_SOCKET,     /* a property of a socket: family, type, option, state */
    SYMPTOM_END,        /* the connection did not end as it should */
    SYMPTOM_DESCRIPTOR, /* a descriptor left open, or closed, or handed back wrongly */
    SYMPTOM_BACKLOG,    /* a queue of another length */
};

/* One call that the step made. */
struct call_record {
    enum wire_call call;
    int thread; /* of the step's, that made it */
    int fd;
    long args[4], offset;
    long result;
    int error;
    bool asked, waited, did; /* announced; found that it would block; came to its end */
    enum wire_op injected;   /* ANSWER_GO, or the fault that the judge put in */
    long site;
    unsigned length;
    struct sockaddr_storage address;
    char text[256];
};

struct bytes {
    unsigned char *data;
    size_t size;
};

/* What exactly is wrong with a socket or an address, where the check knows. */
enum fact {
    FACT_NONE,
    FACT_FAMILY,
    FACT_TYPE,        /* not those that were asked for */
    FACT_SAME,        /* a descriptor that was handed out before */
    FACT_ZERO,        /* descriptor 0 was free, so the kernel gave it */
    FACT_INHERITABLE, /* no FD_CLOEXEC */
    FACT_NO_REUSEADDR,
    FACT_REUSEPORT,
    FACT_NOT_CONNECTED,
    FACT_NOT_BOUND,
    FACT_NOT_LISTENING,
    FACT_SWAPPED_PORT,
    FACT_BAD_ADDRESS_TAKEN, /* text that is no address was taken for one */
    FACT_WRAPPED_PORT,      /* 65536 + n was taken for n */
    FACT_ANY_REFUSED,       /* "" is not every address */
    FACT_IPV6,              /* the same with IPv4 works */
    FACT_UNKNOWN_NAME,      /* the look-up found nothing */
    FACT_LITERAL,           /* an address written as one */
    FACT_SMALL_BUFFER,      /* the text does not fit */
    FACT_PROTOCOL,          /* known, but under another protocol */
    FACT_NO_PROTOCOL,       /* protocol NULL */
    FACT_LISTENER_BACK,     /* what came back is the listener */
    FACT_SELF,              /* the server's own address instead of the client's */
    FACT_NO_PEER,           /* peer NULL */
    FACT_UNFILLED,          /* peer as it was before */
    FACT_ABORTED,           /* a client gave up in the queue */
    FACT_UNREAD,            /* input was left unread */
    FACT_UNREAD_BEHIND_END, /* the same, behind an end that had gone out */
    FACT_CLOSED_TWICE,
    FACT_STILL_OPEN, /* nothing was released */
    FACT_NO_CLIENT,  /* nobody had come when it returned */
    FACT_BELOW_ONE,  /* a backlog of 0 or less */
    FACT_OTHER_BACKLOG,
    FACT_EARLY,          /* a second message was to come */
    FACT_NO_LINE,        /* a message that does not end with a newline */
    FACT_LINGER_ZERO,    /* SO_LINGER is on, with no time */
    FACT_NO_DESCRIPTOR,  /* a number at which nothing is open */
    FACT_STILL_WORKS,    /* nothing was released, nor ended in any other way */
    FACT_OTHER_PROTOCOL, /* not the one that goes with the type */
    FACT_LEFT_OPEN,      /* a descriptor that is not handed back */
    FACT_UNANSWERED,     /* a whole message was taken, and there was to be an answer */
    FACT_GIVEN_CLOSED,   /* the descriptor that the step was given and is to leave alone */
    FACT_RESET,          /* the connection was reset before the call, or while it waited */
};

enum { STORY = 1024 };

struct observation {
    enum symptom symptom;

    struct wire_order asked; /* the step and its arguments */
    bool returned;
    long result, expected_result;
    int error, expected_error;
    long widened; /* the last 16-bit number that went through htonl() or ntohl(), 0: none */
    long looked_up; /* how often names were asked for since they were given */
    long lookups_held, threads_left, children_left, blocks_held;
    bool todo; /* an untouched skeleton */

    struct call_record *calls; /* of the whole run, the last step's from `first` on */
    size_t count, first, room;
    long unasked; /* calls that went by without a record of their own */
    long busy;    /* of those recorded: gave nothing, one after the other */

    bool ended; /* the process; `wait_status` as waitpid(2) gives it */
    int wait_status;
    char *report; /* of the sanitizers or of the stage, NULL if there is none */
    char *output; /* what the step printed, NULL if nothing */
    enum wire_way stuck_in;
    bool wall;   /* the last resort: it slept for very long, in what would end by itself */
    bool forged; /* it used the kit's descriptors */

    struct bytes expected, seen;

    struct kernel_fds before, after; /* the step's descriptors around the call */

    char story[STORY]; /* what the peer did, in words */

    enum fact fact;              /* set by a check that knows what exactly does not hold */
    bool peer_reset, peer_ended; /* what the peer saw: a reset, the end of the stream */
};

/* The calls of the last step that are ways to WAY, from the N-th (0 is the first); NULL if none. */
const struct call_record *observed_call(const struct observation *seen, enum wire_way way,
                                        size_t n);
size_t observed_calls(const struct observation *seen, enum wire_way way);
enum wire_way observed_way(const struct call_record *record);
const char *observed_name(const struct call_record *record);
/* What came back was in memory before, or that with what was to come back added to it: a count that
 * was never set. */
bool observed_unset(const struct observation *seen);
/* The first call of the last step that failed (an interruption does not count), or NULL. */
const struct call_record *observed_failure(const struct observation *seen);

#endif
