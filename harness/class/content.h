/* content.h - files of a submission, written where nobody else writes. */
#ifndef CLASS_CONTENT_H
#define CLASS_CONTENT_H

#include <stddef.h>

/* Makes the new file PATH of the SIZE bytes at DATA. 0; -1 with errno, EEXIST if it is there. */
int content_write(const char *path, const char *data, size_t size);

#endif
