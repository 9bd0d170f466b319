/* launch.h - the step's process: started, given orders, listened to, ended. */
#ifndef JUDGE_LAUNCH_H
#define JUDGE_LAUNCH_H

#include "stage/wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* One run of a lesson's library in a process of its own. */
struct stage {
    int control, status;  /* sockets: to the step, and to the server that looks after it */
    int output, report;   /* files in memory: what the step printed, what the sanitizers said */
    unsigned char *arena; /* ARENA_SIZE bytes shared with the step */
    pid_t pid;
    bool forged; /* it has said what no stage says: somebody else has written to the socket */
    bool ended;
    int cpu_seconds; /* that it has had, once it has ended */
    bool exceeded;   /* it was ended, since it took more memory than a step may */
    int wait_status; /* once it has ended, as waitpid(2) */
    int left_behind; /* processes of the step that outlived it */
};

/* Starts the program STAGE as the server of this lab: the socket for requests, or -1 with errno. */
int launch_server(const char *stage);

/* Lets the server at REQUESTS keep its runs in by the filter in that file; 0, or -1 with errno. */
int launch_filter(int requests, int filter);

/* Lets the server at REQUESTS end all that runs in its world, if that is its own. */
int launch_sweep(int requests);

/* Asks the server at REQUESTS for one of its own, which serves one lesson after another's end.
   Returns the socket for its requests, or -1 with errno. Close it to end that server. */
int launch_lesson_server(int requests);

/* A new run that loads LIBRARY. 0, or -1 with errno; the step's first event is still to be read. */
int launch_run(struct stage *stage, int requests, const char *library);

/* One message to the step, with a copy of DESCRIPTOR unless it is -1. -1 with errno: EPIPE when the
   step has gone; EAGAIN when so much lies there unread that no stage has asked for it: forged. */
int launch_order(struct stage *stage, const struct wire_order *order, int descriptor);

/* The next event of the step: 1, or 0 if there is none without waiting, or -1 if it has closed its
   end. *DESCRIPTOR is what came with it, or -1. What arrives is bounded but not to be trusted. */
int launch_event(struct stage *stage, struct wire_event *event, int *descriptor);

/* Takes the server's word on the step's end, if it has come. Returns stage->ended. */
bool launch_status(struct stage *stage);

/* Ends the step, waits until nothing of it is left, and frees what the run held. */
void launch_end(struct stage *stage);

/* The text in one of the stage's files, NUL-terminated: at most LIMIT bytes, malloced, NULL if
   there is none; *SIZE, if not NULL, is its whole length in bytes. */
char *launch_text(int file, size_t limit, size_t *size);

#endif
