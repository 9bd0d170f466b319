/* unpack.h - a bulk download that is one archive, laid out as a folder. */
#ifndef CLASS_UNPACK_H
#define CLASS_UNPACK_H

#include <jansson.h>

/* Unpacks the archive at PATH into FOLDER: sources and archives whole, all else as empty files.
 * NOTES gets what was left out. 0; -1 with *WHY (malloced): also if the archive is damaged, as a
 * class with students missing is none. */
int unpack_download(const char *path, const char *folder, json_t *notes, char **why);

#endif
