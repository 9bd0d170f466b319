/* contract.h - what the compiler reads of a lesson, and what it says, in the learner's terms. */
#ifndef CONTRACT_H
#define CONTRACT_H

#include <stddef.h>

struct lesson;

/* A file in memory that holds the lesson's TEXT (SIZE bytes) under the name FILE, and behind it a
   pointer to each function of LESSON: the compiler says if one is missing or of another type.
   Returns its descriptor, to be read from the beginning, or -1 with errno. */
int contract_source(const struct lesson *lesson, const char *file, const char *text, size_t size);

/* The compiler's WORDS (which are freed) with SHOWN for NAME, under which it read the file, and
   what it says of those pointers said otherwise; malloced, NULL without memory. */
char *contract_words(char *words, const char *name, const char *shown);

#endif
