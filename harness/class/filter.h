/* filter.h - the system calls that no submission has a use for. */
#ifndef CLASS_FILTER_H
#define CLASS_FILTER_H

/* Makes the filter, once: it stays in this process and its children. 0, or -1 with errno. */
int filter_prepare(void);

/* A new file in memory with it, as seccomp(2) takes it: its descriptor, or -1 with errno. */
int filter_file(void);

/* Refuses those calls to this process and its children; it has no_new_privs set. 0, or -1 with
 * errno. */
int filter_apply(void);

#endif
