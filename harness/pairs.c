/* pairs.c - a client and a server talk to each other: real programs, real transfers. */
#include "pairs.h"

#include "job.h"
#include "judge/kernel.h"
#include "worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum {
    TICK_MS = 5,
    IDLE_LOOKS = 300,      /* in which both sleep, and nothing wakes them */
    SETTLED_LOOKS = 3,     /* enough where nothing rests on it */
    PATIENCE_SECONDS = 60, /* the last resort against who sleeps for a while, again and again */
    CPU_SECONDS = 4,
    TOO_MUCH = 1 << 16, /* more than was sent by so much: it never ends */
    MEGABYTE = 1 << 20
};

/* The bytes are others in each run: what is missing, twice there or elsewhere shows. */
static const struct transfer {
    const char *what;
    size_t size;
    bool nuls; /* each third byte is one, the first and the last among them */
} transfers[] = {
    {"one byte", 1, false},
    {"bytes with NUL among them", 3 * 1000 + 1, true},
    {"a megabyte, a half-close, and the rest of the reply", MEGABYTE, false},
    {"nothing but a half-close", 0, false},
    {"another client after those", 13, false},
};

/* --- the server ------------------------------------------------------------------------------- */

enum outcome { GOES_ON, WAIT_FOR_EVER, OUT_OF_TIME, INTERRUPTED };

struct pair {
    struct job server, client;
    unsigned long turns; /* of both, at the last look */
    int idle;
    time_t deadline;
};

static time_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static void begin_to_wait(struct pair *pair)
{
    pair->idle = 0;
    pair->deadline = now() + PATIENCE_SECONDS;
}

/* Both are asleep until something comes, and have been since the last look. Who sleeps for a while
 * will go on by himself. */
static void look(struct pair *pair)
{
    unsigned long turns = 0;
    bool asleep = true;
    const struct job *jobs[] = {&pair->server, &pair->client};
    for (int i = 0; i < 2; i++) {
        if (jobs[i]->pid == 0)
            continue;
        struct kernel_wait wait = kernel_wait(jobs[i]->pid, -1);
        asleep = asleep && wait.blocked && !wait.timed;
        turns += wait.turns;
    }
    pair->idle = asleep && turns == pair->turns ? pair->idle + 1 : 0;
    pair->turns = turns;
}

/* Waits for something from either. */
static enum outcome wait_for_them(struct pair *pair)
{
    struct pollfd fds[2] = {{.fd = pair->server.output, .events = POLLIN},
                            {.fd = pair->client.output, .events = POLLIN}};
    if (poll(fds, 2, TICK_MS) == 0)
        look(pair);
    else
        pair->idle = 0;
    return worker_signalled() != 0    ? INTERRUPTED
           : pair->idle >= IDLE_LOOKS ? WAIT_FOR_EVER
           : now() > pair->deadline   ? OUT_OF_TIME
                                      : GOES_ON;
}

static const char *say_end(const struct job *job, char *words, size_t size)
{
    if (job->status == 128 + SIGXCPU)
        snprintf(words, size, "it used up its %d seconds of processor time", CPU_SECONDS);
    else if (job->status >= 128)
        snprintf(words, size, "it was killed by signal %d (%s)", job->status - 128,
                 strsignal(job->status - 128));
    else
        snprintf(words, size, "it ended with exit status %d", job->status);
    return words;
}

/* Lets the server come to rest, or to its end: true if it has ended. */
static bool server_has_ended(struct pair *pair)
{
    struct pollfd said = {.events = POLLIN};
    begin_to_wait(pair);
    for (int asleep = 0; pair->server.pid != 0 && asleep < SETTLED_LOOKS;) {
        said.fd = pair->server.output;
        if (poll(&said, 1, TICK_MS) == 0)
            asleep += kernel_wait(pair->server.pid, -1).blocked;
        job_read(&pair->server);
        if (now() > pair->deadline || worker_signalled() != 0)
            break;
    }
    return pair->server.pid == 0;
}

/* The port that the server says it listens on; 0, with the difference. */
static int port_of_server(struct pair *pair, struct difference *difference)
{
    char words[128];
    int port = 0;
    bool ended = false;
    enum outcome outcome = GOES_ON;
    begin_to_wait(pair);
    while (port == 0 && !ended && outcome == GOES_ON) {
        outcome = wait_for_them(pair);
        ended = job_read(&pair->server);
        if (pair->server.text && strchr(pair->server.text, '\n'))
            sscanf(pair->server.text, "listening on %*s port %d", &port);
    }
    if (port != 0)
        return port;
    snprintf(difference->what, sizeof difference->what, "the start of the server");
    snprintf(difference->expected, sizeof difference->expected, "it listens, and says where");
    snprintf(difference->seen, sizeof difference->seen, "%s",
             ended                      ? say_end(&pair->server, words, sizeof words)
             : outcome == WAIT_FOR_EVER ? "it waits, and has not said that it listens"
                                        : "it has not said that it listens, and was given up");
    return 0;
}

/* --- a transfer ------------------------------------------------------------------------------- */

/* What to send, in a file that is read from its beginning; -1 with errno. */
static int file_of(const struct transfer *transfer, unsigned char *bytes)
{
    size_t had = 0;
    ssize_t count = 1;
    while (had < transfer->size && count > 0)
        if ((count = getrandom(bytes + had, transfer->size - had, 0)) > 0)
            had += (size_t)count;
    for (size_t i = 0; transfer->nuls && i < transfer->size; i += 3)
        bytes[i] = '\0';
    int file = had == transfer->size ? memfd_create("sent", MFD_CLOEXEC) : -1;
    for (had = 0; file != -1 && had < transfer->size; had += (size_t)count) {
        count = pwrite(file, bytes + had, transfer->size - had, (off_t)had);
        if (count > 0)
            continue;
        close(file);
        return -1;
    }
    return file;
}

/* How many bytes came back as they were sent. */
static size_t same_bytes(const unsigned char *sent, size_t size, const struct job *client)
{
    size_t at = 0;
    while (at < size && at < client->size && (unsigned char)client->text[at] == sent[at])
        at++;
    return at;
}

static void say_bytes(FILE *out, size_t same, size_t size, const struct job *client)
{
    if (same < size && same < client->size)
        fprintf(out, "%zu came back; from byte %zu on they are others", client->size, same + 1);
    else if (client->size > size + TOO_MUCH)
        fprintf(out, "%zu came back, and no end", client->size);
    else
        fprintf(out, "%zu came back", client->size);
}

/* What the client brought back, and how it ended, against what was sent; who has ended says why. */
static void compare(struct pair *pair, const struct transfer *transfer, const unsigned char *sent,
                    enum outcome outcome, struct difference *difference)
{
    size_t same = same_bytes(sent, transfer->size, &pair->client);
    char words[128];
    if (same == transfer->size && same == pair->client.size && outcome == GOES_ON &&
        pair->client.pid == 0 && pair->client.status == 0)
        return;
    bool client_ended = pair->client.pid == 0;
    FILE *seen = fmemopen(difference->seen, sizeof difference->seen, "w");
    if (!seen)
        return;
    say_bytes(seen, same, transfer->size, &pair->client);
    if (server_has_ended(pair))
        fprintf(seen, "; the server: %s", say_end(&pair->server, words, sizeof words));
    if (outcome == WAIT_FOR_EVER)
        fputs(pair->server.pid == 0 ? "; the client waits for ever" : "; both wait for ever", seen);
    else if (outcome == OUT_OF_TIME)
        fprintf(seen, "; no end in %d seconds", PATIENCE_SECONDS);
    else if (client_ended && pair->client.status != 0)
        fprintf(seen, "; the client: %s", say_end(&pair->client, words, sizeof words));
    fclose(seen);
    snprintf(difference->what, sizeof difference->what, "%s", transfer->what);
    snprintf(difference->sent, sizeof difference->sent, "%zu byte%s", transfer->size,
             transfer->size == 1 ? "" : "s");
    snprintf(difference->expected, sizeof difference->expected,
             "the same come back, then the end, and the client ends with exit status 0");
}

static int start_client(struct pair *pair, const struct party *client, const char *ip, int port,
                        int input)
{
    char number[16];
    char *arguments[8] = {NULL};
    size_t count = 0;
    snprintf(number, sizeof number, "%d", port);
    for (; client->words[count]; count++)
        arguments[count] = (char *)client->words[count];
    arguments[count++] = (char *)ip;
    arguments[count] = number;
    const struct job_command command = {
        .path = client->path, .arguments = arguments, .input = input, .seconds = CPU_SECONDS};
    return job_start(&pair->client, &command);
}

/* Until the client has ended, or will not. */
static enum outcome follow(struct pair *pair, size_t size)
{
    begin_to_wait(pair);
    for (;;) {
        enum outcome outcome = wait_for_them(pair);
        job_read(&pair->server);
        bool ended = job_read(&pair->client) || pair->client.size > size + TOO_MUCH;
        if (outcome == INTERRUPTED || (outcome != GOES_ON && !ended))
            return outcome;
        if (ended)
            return GOES_ON;
    }
}

/* 0, also if there is a difference; -1: no process, or EINTR. */
static int carry_out(struct pair *pair, const struct transfer *transfer, const struct party *client,
                     const char *ip, int port, struct difference *difference)
{
    unsigned char *sent = malloc(transfer->size + 1);
    int file = sent ? file_of(transfer, sent) : -1;
    int result = file == -1 ? -1 : start_client(pair, client, ip, port, file);
    int error = errno;
    if (file != -1)
        close(file);
    if (result == 0) {
        enum outcome outcome = follow(pair, transfer->size);
        if (outcome == INTERRUPTED)
            result = -1, error = EINTR;
        else
            compare(pair, transfer, sent, outcome, difference);
    }
    job_end(&pair->client);
    free(sent);
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

/* When all is done, the server waits for the next client. */
static void see_the_server_wait(struct pair *pair, struct difference *difference)
{
    char words[128];
    if (*difference->what != '\0' || !server_has_ended(pair))
        return;
    snprintf(difference->what, sizeof difference->what, "after all that");
    snprintf(difference->expected, sizeof difference->expected,
             "the server waits for the next client");
    snprintf(difference->seen, sizeof difference->seen, "%s",
             say_end(&pair->server, words, sizeof words));
}

int pairs_try(const struct party *client, const struct party *server, const char *ip,
              struct difference *difference)
{
    struct pair pair = {.server = {.output = -1}, .client = {.output = -1}};
    struct worker_scene scene; /* whoever leaves his group is ours to end, too */
    *difference = (struct difference){.what = ""};
    worker_scene_begin(&scene);
    int result = start_server(&pair, server, ip);
    int port = result == 0 ? port_of_server(&pair, difference) : 0;
    for (size_t i = 0; port > 0 && result == 0 && i < sizeof transfers / sizeof *transfers; i++)
        if (*difference->what == '\0')
            result = carry_out(&pair, &transfers[i], client, ip, port, difference);
    int error = errno;
    if (result == 0 && port > 0)
        see_the_server_wait(&pair, difference);
    if (worker_signalled() != 0)
        result = -1, error = EINTR;
    job_end(&pair.client);
    job_end(&pair.server);
    worker_scene_end(&scene);
    errno = error;
    return result;
}
