/* record.c - makes seeds for stage_fuzz.c: what the real stage says while the lessons are judged.
 *
 *   record LESSONS DIR     a file a step that is called; the lessons are those of the kit */
/* link: -Wl,--wrap=launch_order,--wrap=launch_event */
#include "judge/judge.h"
#include "judge/launch.h"
#include "lessons.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST = 1 << 14 };

/* Which step is called: the number of a play in stage_fuzz.c. */
static const unsigned char plays[STEPS] = {
    [STEP_CLIENT_SOCKET] = 0,  [STEP_HOST_ADDRESS] = 1,  [STEP_SERVICE_PORT] = 2,
    [STEP_CLIENT_CONNECT] = 3, [STEP_CLIENT_SEND] = 4,   [STEP_CLIENT_RECV] = 5,
    [STEP_CLIENT_CLOSE] = 6,   [STEP_SERVER_SOCKET] = 0, [STEP_SERVER_BIND] = 10,
    [STEP_SERVER_LISTEN] = 7,  [STEP_SERVER_ACCEPT] = 8, [STEP_SERVER_PROCESS] = 9,
    [STEP_SERVER_CLOSE] = 6};

static const char *folder;
static int file = -1;
static size_t written;

static void put(const void *data, size_t size)
{
    if (file != -1 && written < MOST && write(file, data, size) == (ssize_t)size)
        written += size;
}

int __real_launch_order(struct stage *stage, const struct wire_order *order, int descriptor);
int __wrap_launch_order(struct stage *stage, const struct wire_order *order, int descriptor);
int __wrap_launch_order(struct stage *stage, const struct wire_order *order, int descriptor)
{
    static int number;
    char path[4096];
    if (order->op == ORDER_CALL) { /* a check has a process of its own, and asks several times */
        snprintf(path, sizeof path, "%s/%02d-%d-%03d", folder, order->step, getpid(), number++);
        if (file != -1)
            close(file);
        file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        written = 0;
        put((unsigned char[]){plays[order->step], 0, 0, 0}, 4);
    }
    return __real_launch_order(stage, order, descriptor);
}

int __real_launch_event(struct stage *stage, struct wire_event *event, int *descriptor);
int __wrap_launch_event(struct stage *stage, struct wire_event *event, int *descriptor);
int __wrap_launch_event(struct stage *stage, struct wire_event *event, int *descriptor)
{
    int got = __real_launch_event(stage, event, descriptor);
    if (got == 1)
        put(event, sizeof *event);
    return got;
}

int main(int argc, char **argv)
{
    const char *reason = "usage: record LESSONS DIR";
    if (argc != 3 || judge_start(&reason) == -1) {
        fprintf(stderr, "record: %s\n", reason);
        return 2;
    }
    folder = argv[2];
    int failed = 0;
    for (int i = 0; i < LESSON_COUNT; i++) {
        char *why = NULL;
        json_t *verdict =
            judge_lesson(&lessons[i], argv[1], &(struct judge_wish){.hands = 1}, &why);
        failed |= verdict == NULL;
        json_decref(verdict);
        free(why);
    }
    judge_stop();
    return failed ? 2 : 0;
}
