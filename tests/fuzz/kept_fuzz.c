/* kept_fuzz.c - what may stand in the file of a kept verdict, to all that is made of a verdict.
 *
 * The input is that file: it is kept for exactly the bytes behind its first line. */
#include "kept.h"
#include "report/json.h"
#include "report/page.h"
#include "report/terminal.h"
#include "report/timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static char store[] = "/tmp/kept-fuzz.XXXXXX";
static char path[sizeof store + 64];
static FILE *nowhere;

static void remove_store(void)
{
    unlink(path);
    rmdir(store);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    nowhere = fopen("/dev/null", "we");
    if (mkdtemp(store) == NULL || nowhere == NULL)
        abort();
    snprintf(path, sizeof path, "%s/%s.kept", store, lessons[2].stem);
    atexit(remove_store);
    setenv("COLUMNS", "80", 1);
    return 0;
}

static void put(const void *data, size_t size)
{
    FILE *file = fopen(path, "we");
    if (file == NULL || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static void show(json_t *verdict)
{
    const struct terminal terminal = {.out = nowhere, .directory = "lessons", .solutions = true};
    json_t *all = json_pack("[O]", verdict), *check;
    size_t i;
    terminal_lesson(&terminal, verdict);
    terminal_next(&terminal, verdict);
    terminal_board(&terminal, all);
    json_array_foreach(json_object_get(verdict, "checks"), i, check)
    {
        json_t *timeline = json_object_get(check, "timeline");
        if (timeline == NULL)
            continue;
        timeline_two_sided(nowhere, timeline, "lessons/03_client_exchange.c", false, 80);
        timeline_told(nowhere, timeline, "lessons/03_client_exchange.c", 80);
        page_picture(nowhere, timeline);
        page_moments(nowhere, timeline, "lessons/03_client_exchange.c");
    }
    json_report(nowhere, all);
    json_decref(all);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const unsigned char *end = size == 0 ? NULL : memchr(data, '\n', size);
    if (end == NULL)
        return 0;
    struct source source = {(char *)end + 1, size - (size_t)(end - data) - 1};
    put(data, size);
    json_t *verdict = kept_find(store, &lessons[2], source, "kit", "lessons");
    if (verdict != NULL)
        show(verdict);
    json_decref(verdict);
    return 0;
}
