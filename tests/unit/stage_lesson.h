/* stage_lesson.h - what the lesson in stage_lesson.c does when it is called by such a number. */
#ifndef STAGE_LESSON_H
#define STAGE_LESSON_H

enum {
    RETURNS,    /* its argument */
    FAILS_WITH, /* -1 with its argument as errno */
    PRINTS,     /* its argument */
    PAUSES,     /* for ever */
    EXITS,      /* with its argument */
    RAISES,     /* its argument */
    COMPUTES,   /* for ever */
    WRITES_PAST_THE_END,
    OVERFLOWS,       /* an int */
    LEAVES_A_DAEMON, /* and returns its number */
    LEAVES_A_ZOMBIE,
    LEAVES_A_THREAD,
    RETURNS_TWICE,          /* in a child, too */
    FORKS_UNTIL_IT_FAILS,   /* and returns how often that went well */
    FORKS_ON,               /* whatever comes of it */
    OPENS_UNTIL_IT_FAILS,   /* and returns how many descriptors there were */
    ALLOCATES,              /* as many MiB as its argument says: 1 if it got them */
    WRITES_A_FILE,          /* as many KiB as its argument says: how many bytes that made */
    READS_STANDARD_INPUT,   /* and returns what read() did */
    CLOSES_ALL,             /* from 3 on */
    TAKES_THE_KITS_NUMBERS, /* by dup2() and close(): 1 if both failed */
    CLOSES_THE_KITS_SOCKET, /* in a way that the stage does not see */
    SEES_ITS_STACK,         /* and returns how many of 256 bytes are 0xA5 */
    IGNORES_SIGPIPE,        /* 1 if it was ignored already */
    CORE_LIMIT,             /* and returns it */
};

#endif
