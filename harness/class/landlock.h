/* landlock.h - the files that a program and its children may use, by landlock(7). */
#ifndef CLASS_LANDLOCK_H
#define CLASS_LANDLOCK_H

struct landlock_wish {
    const char
        *readable[16]; /* and executable; folders with all below; what is not there is none */
    const char *writable[8];
};

/* From now on this process and its children can read and write those alone. Returns 0, also where
 * the kernel knows nothing of it; -1 with errno. */
int landlock_keep_in(const struct landlock_wish *wish);

#endif
