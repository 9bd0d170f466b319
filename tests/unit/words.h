/* words.h - for tests of texts that live as long as the process: no leak, then. */
#ifndef WORDS_H
#define WORDS_H

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:say\nleak:any_bytes\nleak:any_word\nleak:launch_text\n";
}

#endif
