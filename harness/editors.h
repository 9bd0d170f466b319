/* editors.h - what editors and clangd need to know of the lessons. */
#ifndef EDITORS_H
#define EDITORS_H

/* Writes FILE, a compilation database (clang's JSONCompilationDatabase), with how each lesson of
 * LESSONS and the two given programs are compiled; FOLDER is where the kit lies, absolute. Whole or
 * not at all. 0, or -1 with errno as open(2), write(2) or rename(2). */
int editors_write_database(const char *file, const char *folder);

#endif
