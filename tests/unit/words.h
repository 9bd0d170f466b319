/* words.h - for tests of what runs in a check: its memory lives as long as its process. */
#ifndef WORDS_H
#define WORDS_H

/* Where the tests are built with AddressSanitizer. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }

#endif
