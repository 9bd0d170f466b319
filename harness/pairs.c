/* pairs.c - a client and a server talk to each other: real programs, real transfers. */
#include "pairs.h"

#include "job.h"
#include "judge/kernel.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    TICK_MS = 5,
    IDLE_LOOKS = 300, /* in which both sleep, and nothing wakes them */
    CPU_SECONDS = 4,
    MEGABYTE = 1 << 20
};

static const struct transfer {
    const char *what;
    const char *bytes; /* again and again, up to size */
    size_t length, size;
} transfers[] = {
    {"one byte", "x", 1, 1},
    {"bytes with NUL among them", "a\0b\0\0c", 6, 6},
    {"a megabyte, a half-close, and the rest of the reply", "one\0to 10\n", 10, MEGABYTE},
    {"nothing but a half-close", "", 1, 0},
    {"another client after those", "and one more\n", 13, 13},
};

/* --- the server ------------------------------------------------------------------------------- */

struct pair {
    struct job server, client;
    unsigned long turns; /* of both, at the last look */
    int idle;
};

/* Both are asleep, and have been since the last look. */
static void look(struct pair *pair)
{
    unsigned long turns = 0;
    bool asleep = true;
    const struct job *jobs[] = {&pair->server, &pair->client};
    for (int i = 0; i < 2; i++) {
        if (jobs[i]->pid == 0)
            continue;
        struct kernel_wait wait = kernel_wait(jobs[i]->pid, -1);
        asleep = asleep && wait.blocked;
        turns += wait.turns;
    }
    pair->idle = asleep && turns == pair->turns ? pair->idle + 1 : 0;
    pair->turns = turns;
}

/* Waits for something from either. False: they are stuck. */
static bool wait_for_them(struct pair *pair)
{
    struct pollfd fds[2] = {{.fd = pair->server.output, .events = POLLIN},
                            {.fd = pair->client.output, .events = POLLIN}};
    if (poll(fds, 2, TICK_MS) == 0)
        look(pair);
    else
        pair->idle = 0;
    return pair->idle < IDLE_LOOKS;
}

static const char *say_end(const struct job *job, char *words, size_t size)
{
    if (job->status >= 128)
        snprintf(words, size, "it was killed by signal %d (%s)", job->status - 128,
                 strsignal(job->status - 128));
    else
        snprintf(words, size, "it ended with exit status %d", job->status);
    return words;
}

/* The port that the server says it listens on; 0, with the difference. */
static int port_of_server(struct pair *pair, struct difference *difference)
{
    char words[128];
    int port = 0;
    for (bool ended = false, stuck = false; port == 0 && !ended && !stuck;) {
        stuck = !wait_for_them(pair);
        ended = job_read(&pair->server);
        if (pair->server.text && strchr(pair->server.text, '\n'))
            sscanf(pair->server.text, "listening on %*s port %d", &port);
        if (ended && port == 0)
            snprintf(difference->seen, sizeof difference->seen, "%s",
                     say_end(&pair->server, words, sizeof words));
        else if (stuck)
            snprintf(difference->seen, sizeof difference->seen,
                     "it waits, and has not said that it listens");
    }
    if (port == 0) {
        snprintf(difference->what, sizeof difference->what, "the start of the server");
        snprintf(difference->expected, sizeof difference->expected, "it listens, and says where");
    }
    return port;
}

/* --- a transfer ------------------------------------------------------------------------------- */

/* A file with the bytes, at its beginning; -1. */
static int file_of(const struct transfer *transfer)
{
    int file = memfd_create("sent", MFD_CLOEXEC);
    FILE *out = file == -1 ? NULL : fdopen(dup(file), "w");
    for (size_t i = 0; out && i < transfer->size; i++)
        fputc(transfer->bytes[i % transfer->length], out);
    if (out)
        fclose(out);
    lseek(file, 0, SEEK_SET);
    return file;
}

/* Where what came back differs from what was sent; as long as the longer if nowhere. */
static size_t first_difference(const struct transfer *transfer, const struct job *client)
{
    size_t at = 0;
    while (at < transfer->size && at < client->size &&
           client->text[at] == transfer->bytes[at % transfer->length])
        at++;
    return at;
}

/* What the client brought back, and how it ended, against what was sent. */
static void compare(const struct pair *pair, const struct transfer *transfer, bool stuck,
                    struct difference *difference)
{
    size_t same = first_difference(transfer, &pair->client);
    char words[128] = "";
    bool all = same == transfer->size && same == pair->client.size;
    if (all && !stuck && pair->client.status == 0)
        return;
    if (stuck)
        snprintf(words, sizeof words, "; both wait for ever");
    else if (pair->client.status != 0)
        snprintf(words, sizeof words, "; the client: %s",
                 say_end(&pair->client, (char[128]){0}, 128));
    snprintf(difference->what, sizeof difference->what, "%s", transfer->what);
    snprintf(difference->sent, sizeof difference->sent, "%zu byte%s", transfer->size,
             transfer->size == 1 ? "" : "s");
    snprintf(difference->expected, sizeof difference->expected,
             "the same come back, then the end, and the client ends with exit status 0");
    if (!all && same < transfer->size && same < pair->client.size)
        snprintf(difference->seen, sizeof difference->seen,
                 "%zu came back; from byte %zu on they are others%s", pair->client.size, same + 1,
                 words);
    else
        snprintf(difference->seen, sizeof difference->seen, "%zu came back%s", pair->client.size,
                 words);
}

/* 0, also if there is a difference; -1: no process. */
static int carry_out(struct pair *pair, const struct transfer *transfer, const struct party *client,
                     const char *ip, int port, struct difference *difference)
{
    char number[16];
    char *arguments[8] = {NULL};
    size_t count = 0;
    int file = file_of(transfer);
    snprintf(number, sizeof number, "%d", port);
    for (; client->words[count]; count++)
        arguments[count] = (char *)client->words[count];
    arguments[count++] = (char *)ip;
    arguments[count] = number;
    const struct job_command command = {
        .path = client->path, .arguments = arguments, .input = file, .seconds = CPU_SECONDS};
    int result = file == -1 ? -1 : job_start(&pair->client, &command);
    int error = errno;
    if (file != -1)
        close(file);
    bool stuck = false, ended = result == -1;
    for (pair->idle = 0; !ended && !stuck;) {
        stuck = !wait_for_them(pair);
        if (pair->server.pid != 0)
            job_read(&pair->server);
        ended = job_read(&pair->client);
    }
    if (result == 0)
        compare(pair, transfer, stuck, difference);
    job_end(&pair->client);
    errno = error;
    return result;
}

/* --- the whole -------------------------------------------------------------------------------- */

static int start_server(struct pair *pair, const struct party *server, const char *ip)
{
    char *arguments[8] = {NULL};
    size_t count = 0;
    for (; server->words[count]; count++)
        arguments[count] = (char *)server->words[count];
    arguments[count++] = (char *)ip;
    if (server->path)
        arguments[count++] = (char *)"0";
    const struct job_command command = {
        .path = server->path, .arguments = arguments, .input = -1, .seconds = CPU_SECONDS};
    return job_start(&pair->server, &command);
}

int pairs_try(const struct party *client, const struct party *server, const char *ip,
              struct difference *difference)
{
    struct pair pair = {.server = {.output = -1}, .client = {.output = -1}};
    *difference = (struct difference){.what = ""};
    int result = start_server(&pair, server, ip);
    int port = result == 0 ? port_of_server(&pair, difference) : 0;
    for (size_t i = 0; port > 0 && result == 0 && i < sizeof transfers / sizeof *transfers; i++)
        if (*difference->what == '\0')
            result = carry_out(&pair, &transfers[i], client, ip, port, difference);
    int error = errno;
    job_end(&pair.client);
    job_end(&pair.server);
    errno = error;
    return result;
}
