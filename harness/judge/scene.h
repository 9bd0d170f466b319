/* scene.h - the state of one check, which lives in a process of its own: hence one of each. */
#ifndef JUDGE_SCENE_H
#define JUDGE_SCENE_H

#include "judge/launch.h"
#include "judge/script.h"

enum { MAX_ENTRIES = 32, MAX_FAULTS = 8, MAX_CLIENTS = 32, NOTES = 7 };

/* What the peer has of one connection. */
struct tape {
    struct bytes bytes;
    size_t room; /* for them */
    bool ended, failed;
    int error;
};

enum action {
    ACTION_SEND,
    ACTION_END,
    ACTION_RESET,
    ACTION_STOP_READING,
    ACTION_READ,
    ACTION_CLIENT,
    ACTION_HAS,
    ACTION_OTHER
};

struct entry {
    bool waits;     /* for the step to block in a call of `way` */
    bool follows;   /* at once after the entry before it */
    bool after_end; /* and for the step's end to have reached the peer */
    bool late;      /* and for a second to have gone by */
    enum wire_way way;
    enum action action;
    struct bytes bytes;
    int listener;
    void (*what)(void *);
    void *context;
    const char *story;
};

/* What a step waits for. */
struct waiting {
    bool input, output, client;
};

struct fault {
    enum wire_way way;
    int waits; /* that fitted so far */
    int n;     /* which call of that way; 0: by its index in the record */
    size_t index;
    bool waiting; /* strikes while the call waits */
    bool struck;
    enum wire_op op;
    long value;
};

struct scene {
    struct stage stage;
    bool running;
    struct peers *peers;
    struct peer_conn *peer; /* the peer's end of the connection under test */
    struct tape *tape;
    int ours;              /* the judge's copy of the step's end, or -1 */
    int given;             /* the step's number of it */
    size_t sent, consumed; /* bytes to the step; taken by it, as far as was told */
    bool peer_stopped;     /* reading */
    bool connecting;       /* in the background, after EINTR or EINPROGRESS */
    struct waiting waits;  /* what the last call that waits said */
    int came, accepted;    /* clients that connected; that the step has accepted */
    size_t in_place;       /* calls since a byte was moved */

    struct entry entries[MAX_ENTRIES];
    size_t entry_count, next_entry;
    bool pending, pending_follows; /* when_blocked_in(), and_then() wait for their action */
    bool pending_after_end;        /* when_its_end_came() */
    bool pending_late;             /* after_a_second() */
    enum wire_way pending_way;

    struct fault faults[MAX_FAULTS];
    size_t fault_count;

    struct peer_conn *clients[MAX_CLIENTS];

    struct observation seen;
    int swept; /* the errno of a fault after which a failure is as good */
};

extern struct scene scene;

/* What a check tells the judge, in memory that both share. */
enum outcome {
    OUTCOME_NONE,
    OUTCOME_PASSED,
    OUTCOME_FAILED,
    OUTCOME_CRASHED,
    OUTCOME_STUCK,
    OUTCOME_TODO,
    OUTCOME_SKIPPED,
    OUTCOME_BROKEN,
    OUTCOME_FAULT
};
enum note {
    NOTE_OUTPUT,
    NOTE_LEAK,
    NOTE_STOLEN,
    NOTE_NONBLOCKING,
    NOTE_PROCESS,
    NOTE_MEMORY,
    NOTE_KEPT
};
struct slip {
    enum outcome outcome;
    bool computed;    /* the step used up its processor time */
    bool alone;       /* who looks after the step ended while its file was loaded */
    bool timeline;    /* there is one */
    char mistake[80]; /* ids, of more than one with a "+" between them */
    char message[8192];
    struct {
        bool set;
        bool forgiven; /* it was set, as what follows from the mistake that the check tells */
        char mistake[40];
        char message[4096];
    } notes[NOTES];
};

/* What a check has to work with: a run that has been begun for it, the name of the file that the
   learner knows, a slip to fill in. Set before it is run. */
struct assignment {
    struct stage *stage;
    const char *source;
    struct slip *slip;
    const char *library; /* built of it, with the lines of the source in it */
    struct timelines *timelines;
    bool always; /* a timeline also of a check that passes */
    bool again;  /* the second try, after one that left the step alone */
};
extern struct assignment assignment;

/* script.c */
void script_perform(const struct entry *entry);
/* What the peer does then, in words; "" if that is not the peer's doing. */
const char *script_words(enum action action);
/* Adds to the story that a message tells of what happened, and to the timeline. */
void script_tell(const char *what);

/* answers.c: what the step says of a call, taken down and answered. */
void answers_about(const struct wire_event *event);
void answers_wait(const struct wire_event *event);
void answers_note(const struct wire_event *event);
/* After a call: a step that looks in vain, again and again, waits too. */
void answers_busy(void);
/* Performs the next entry of the script, if this wait is what it waits for. */
bool answers_go_on(const struct waiting *waits);
/* The step waits, and what it waits for never comes. */
_Noreturn void loop_stuck(const struct waiting *waits);

/* ending.c: whether the end of the step's stream is with the peer; what is to happen then, when the
   step lets time pass. */
bool ending_has_come(void);
void ending_time_passes(void);

/* loop.c */
void loop_until_returned(void);
/* One order that is no call, and its answer. */
struct wire_event loop_order(const struct wire_order *order, int descriptor, int *shown);
/* Turns the peers until CONDITION holds; false when a very long time went by without it. */
bool loop_until(bool (*condition)(void));

/* call.c */
void call_take_notes(void);
void call_note_output(void);

/* expect.c: ends the check. */
_Noreturn void fail_check(enum symptom symptom, const char *expected, const char *seen_text);
_Noreturn void end_check(enum outcome outcome, const char *mistake, const char *message);
/* The machine's fault, not the student's. */
_Noreturn void machine_fault(const char *what);
/* Ends the check so if this machine has been short of something (judge/trouble.h): what cannot be
   had need not be waited for. */
void no_trouble(void);
void add_note(enum note note, const char *mistake, const char *message);

/* site.c: the line of the learner's file in which the call stands, 0 if that cannot be told. */
int site_line(const struct observation *seen, const struct call_record *record);

/* call_words.c: one call, and all of the last step: one after a space, more on lines of their own;
   what is repeated is told once. */
const char *say_call(const struct call_record *record);
const char *say_calls(const struct observation *seen);

/* message.c: words. All return text that lives as long as the process. */
const char *say(const char *format, ...) __attribute__((format(printf, 1, 2)));
const char *say_bytes(const void *data, size_t size);
/* A few of them in quotes, with dots behind if there are more. */
const char *say_quoted(const void *data, size_t size);
/* What a descriptor stands for, as the kernel has it: "socket:[12]" is "a socket". */
const char *say_what(const char *what);
const char *say_family(long family);
const char *say_type(long type);
const char *say_step(const struct observation *seen);
/* The same with what happened meanwhile, and what came back if it has. */
const char *say_situation(const struct observation *seen);
/* Where to look, for a mistake that has no name. */
const char *say_direction(const struct observation *seen);
const char *say_end(const struct observation *seen);
/* The first place in the student's file that REPORT names, "file:line", or NULL. */
const char *say_place(const char *report);
const char *say_report(const char *report);

#endif
