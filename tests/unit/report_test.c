/* report_test.c - the sanitizers' reports in one sentence, and the line of the learner's in them.
 */
#include "judge/scene.h"
#include "words.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define ASAN "==12==ERROR: AddressSanitizer: "
#define READS "\nREAD of size 4 at 0x6020 thread T0\n"
#define WRITES "\nWRITE of size 1 at 0x6020 thread T0\n"

static const struct row {
    const char *report, *words;
} rows[] = {
    {ASAN "heap-buffer-overflow on address 0x60" WRITES
          "0x60 is located 0 bytes to the right of 23-byte region [0x60,0x70)\n",
     "it writes 1 byte, past the end of a block of memory of 23 bytes"},
    {ASAN "heap-buffer-overflow on address 0x60" WRITES
          "0x60 is located 0 bytes after 1-byte region [0x60,0x70)\n",
     "it writes 1 byte, past the end of a block of memory of 1 byte"},
    {ASAN "heap-buffer-overflow on address 0x60" READS
          "0x60 is located 4 bytes to the left of 40-byte region [0x60,0x70)\n",
     "it reads 4 bytes, before the beginning of a block of memory of 40 bytes"},
    {ASAN "heap-buffer-overflow on address 0x60" READS
          "0x60 is located 4 bytes before 40-byte region [0x60,0x70)\n",
     "it reads 4 bytes, before the beginning of a block of memory of 40 bytes"},
    {ASAN "stack-buffer-overflow on address 0x7f" READS
          "  This frame has 2 object(s):\n    [32, 36) 'n' (line 3)\n    [48, 64) 'text' (line 4) "
          "<== Memory access at offset 64 overflows this variable\n",
     "it reads 4 bytes, past the end of the local variable text"},
    {ASAN "stack-buffer-overflow on address 0x7f" WRITES
          "Address 0x7f is located in stack of thread T0 at offset 48 in frame\n"
          "    [32, 48) 'text' (line 3)\n    [64, 99) 'from' (line 4) "
          "<== Memory access at offset 48 partially underflows this variable\n",
     "it writes 1 byte, past the end of the local variable text"},
    {ASAN "stack-buffer-underflow on address 0x7f" READS
          "    [32, 48) 'text' (line 4) <== Memory access at offset 28 underflows this variable\n",
     "it reads 4 bytes, before the beginning of the local variable text"},
    {ASAN "stack-buffer-underflow on address 0x7f" READS,
     "it reads 4 bytes, before the beginning of an array"},
    {ASAN "dynamic-stack-buffer-overflow on address 0x7f" WRITES,
     "it writes 1 byte, past the end of an array"},
    {ASAN "global-buffer-overflow on address 0x60" WRITES
          "0x60 is located 0 bytes to the right of global variable 'table' defined in 'a.c:3:5' "
          "(0x60) of size 12\n",
     "it writes 1 byte, past the end of the global variable table"},
    {ASAN "global-buffer-overflow on address 0x60" WRITES
          "0x60 is located 4 bytes before global variable 'table' defined in 'a.c:3:5'\n",
     "it writes 1 byte, before the beginning of the global variable table"},
    {ASAN "heap-use-after-free on address 0x60" READS,
     "it reads 4 bytes of memory that was freed already"},
    {ASAN "stack-use-after-return on address 0x7f" READS,
     "it reads 4 bytes of a local variable of a function that has returned"},
    {ASAN "stack-use-after-scope on address 0x7f" WRITES,
     "it writes 1 byte of a local variable whose block has ended"},
    {ASAN "attempting double-free on 0x60 in thread T0:\n", "it frees the same memory twice"},
    {ASAN "attempting free on address which was not malloc()-ed: 0x7f\n",
     "it frees what was never allocated"},
    {ASAN "alloc-dealloc-mismatch (malloc vs operator delete) on 0x60\n",
     "it frees memory with the wrong function"},
    {ASAN "negative-size-param: (size=-1)\n", "it passes a negative size"},
    {ASAN "stack-overflow on address 0x7f (pc 0x55 bp 0x7f)\n",
     "it uses up the stack: by calling itself again and again, or by an array that is too large "
     "for it"},
    {ASAN "memcpy-param-overlap: memory ranges overlap\n", "it copies between ranges that overlap"},
    {ASAN "SEGV on unknown address 0x000000000000 (pc 0x55)\n",
     "it uses a null pointer: killed by SIGSEGV (Segmentation fault)"},
    {ASAN
     "SEGV on unknown address 0x000000000000 (pc 0x55)\nThe signal is caused by a WRITE memory "
     "access.\n",
     "it writes through a null pointer: killed by SIGSEGV (Segmentation fault)"},
    {ASAN "SEGV on unknown address 0x00000000 (pc 0x55)\nHint: this fault was caused by a "
          "dereference of a high value address\n",
     "it uses a pointer that leads nowhere: killed by SIGSEGV (Segmentation fault)"},
    {ASAN "SEGV on unknown address 0x7ffeabcdef00 (pc 0x55)\nThe signal is caused by a READ memory "
          "access.\n",
     "it reads through a pointer that leads nowhere: killed by SIGSEGV (Segmentation fault)"},
    {ASAN "requested allocation size 0xffff exceeds maximum\nmore\n",
     "the sanitizer says: ERROR: AddressSanitizer: requested allocation size 0xffff exceeds "
     "maximum"},
    {"/x/small.c:3:5: runtime error: division by zero\nmore\n", "it divides by zero"},
    {"/x/small.c:3:5: runtime error: store to null pointer of type 'int'\n",
     "it writes through a null pointer"},
    {"/x/small.c:3:5: runtime error: load of null pointer of type 'char'\n",
     "it reads through a null pointer"},
    {"/x/small.c:3:5: runtime error: member access within null pointer of type 'struct servent'\n",
     "it uses a member of struct servent through a null pointer"},
    {"/x/small.c:3:5: runtime error: null pointer passed as argument 2, which is declared to never "
     "be null\n",
     "it passes a null pointer as argument 2 of a function that needs an object there"},
    {"/x/small.c:3:5: runtime error: index 5 out of bounds for type 'char [4]'\n",
     "it uses index 5 of an array that is declared as char [4]"},
    {"/x/small.c:3:5: runtime error: signed integer overflow: 2147483647 + 1 cannot be represented "
     "in type 'int'\nmore: null pointer\n",
     "it does what C leaves undefined: signed integer overflow: 2147483647 + 1 cannot be "
     "represented in type 'int'"},
    {"tensteps: processes\n", "the step starts process after process; the kit stopped it at 32"},
    {"tensteps: overflow\n", "a call was given more room than the array has"},
    {"tensteps: descriptors\n", "the step has closed or used descriptors that are the kit's"},
};

static void says(void **state)
{
    const struct row *row = *state;
    assert_string_equal(say_report(row->report), row->words);
}

/* --- the place -------------------------------------------------------------------------------- */

static void is_at(const char *source, const char *report, const char *place)
{
    assignment.source = source;
    const char *said = say_place(report);
    if (place == NULL)
        assert_null(said);
    else
        assert_string_equal(said, place);
}

static void the_place_is_the_first_line_in_the_learners_file(void **state)
{
    (void)state;
    is_at("lessons/small.c",
          "#0 in send ../../libsanitizer/net.inc:9\n#1 in f /tmp/k/small.c:12:7\n#2 "
          "/tmp/k/small.c:30",
          "lessons/small.c:12");
}

static void a_file_without_a_folder_has_a_place(void **state)
{
    (void)state;
    is_at("small.c", "small.c:7:1: runtime error", "small.c:7");
}

static void a_name_without_a_line_is_no_place(void **state)
{
    (void)state;
    is_at("lessons/small.c", "(/tmp/small.c.so+0x12)\n/tmp/small.c:", NULL);
    is_at("lessons/small.c", "(/tmp/small.c.so+0x12)\n/tmp/small.c:8", "lessons/small.c:8");
}

static void another_file_is_no_place(void **state)
{
    (void)state;
    is_at("lessons/small.c", "#1 in f /tmp/large.c:12:7", NULL);
}

enum { ROWS = sizeof rows / sizeof *rows };

int main(void)
{
    struct CMUnitTest tests[ROWS + 4] = {
        cmocka_unit_test(the_place_is_the_first_line_in_the_learners_file),
        cmocka_unit_test(a_file_without_a_folder_has_a_place),
        cmocka_unit_test(a_name_without_a_line_is_no_place),
        cmocka_unit_test(another_file_is_no_place),
    };
    for (size_t i = 0; i < ROWS; i++)
        tests[4 + i] = (struct CMUnitTest){
            .name = rows[i].words, .test_func = says, .initial_state = (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
