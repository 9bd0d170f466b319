/* stages.c - the runs of a lesson's checks: while one is at work, the next one is made ready. */
#include "judge/stages.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* One at work, one being made ready, one coming to its end. */
enum { TURNS = 3 };

static struct {
    int server, requests[TURNS];
    struct stage runs[TURNS];
    bool begun[TURNS];
    int *left_behind[TURNS]; /* where that number is wanted; NULL */
    const char *library;
    int turn; /* whose run is taken next */
} stages;

static void end(int turn)
{
    struct stage *run = &stages.runs[turn];
    if (!stages.begun[turn])
        return;
    launch_end(run);
    stages.begun[turn] = false;
    if (stages.left_behind[turn] != NULL)
        *stages.left_behind[turn] = run->left_behind;
    stages.left_behind[turn] = NULL;
}

static bool server_is_gone(int turn)
{
    struct pollfd requests = {.fd = stages.requests[turn], .events = POLLIN};
    return stages.requests[turn] == -1 || poll(&requests, 1, 0) != 0;
}

static void begin(int turn)
{
    end(turn);
    if (server_is_gone(turn)) {
        if (stages.requests[turn] != -1)
            close(stages.requests[turn]);
        stages.requests[turn] = launch_lesson_server(stages.server);
    }
    stages.begun[turn] = true;
    stages.runs[turn].control = -1;
    if (stages.requests[turn] == -1 ||
        launch_run(&stages.runs[turn], stages.requests[turn], stages.library) == -1)
        end(turn);
}

int stages_open(int server, const char *library)
{
    stages.server = server;
    stages.library = library;
    stages.turn = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        stages.begun[turn] = false;
        stages.left_behind[turn] = NULL;
        stages.runs[turn] = (struct stage){.control = -1, .status = -1, .output = -1, .report = -1};
        stages.requests[turn] = launch_lesson_server(server);
    }
    begin(stages.turn);
    return stages.begun[stages.turn] ? 0 : -1;
}

struct stage *stages_take(void)
{
    int taken = stages.turn;
    if (!stages.begun[taken] || server_is_gone(taken))
        begin(taken);
    stages.turn = (taken + 1) % TURNS;
    begin(stages.turn);
    return &stages.runs[taken];
}

void stages_give_back(int *left_behind)
{
    int taken = (stages.turn + TURNS - 1) % TURNS;
    if (!stages.begun[taken])
        return;
    stages.left_behind[taken] = left_behind;
    shutdown(stages.runs[taken].status, SHUT_WR); /* the server ends what is left of it */
}

void stages_close(void)
{
    for (int turn = 0; turn < TURNS; turn++) {
        end(turn);
        if (stages.requests[turn] != -1)
            close(stages.requests[turn]);
        stages.requests[turn] = -1;
    }
}
