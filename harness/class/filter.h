/* filter.h - the system calls that no submission has a use for. */
#ifndef CLASS_FILTER_H
#define CLASS_FILTER_H

/* A file in memory with the filter, as seccomp(2) takes it: its descriptor, or -1 with errno. */
int filter_file(void);

/* Refuses them to this process and its children; it has no_new_privs set. 0, or -1 with errno. */
int filter_apply(int file);

#endif
