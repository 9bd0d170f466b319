/* load.c - clients of an echo server on the loopback, many at once: how long what they do takes.
 *
 *   load PORT AT_ONCE IN_ALL BYTES AHEAD [stay]
 *
 * IN_ALL clients connect, AT_ONCE at a time. Each sends BYTES bytes, at most AHEAD of them before
 * they come back, looks whether they are the same, then ends its stream and waits for the end of
 * the other. Those that "stay" keep their connections instead, all until standard input ends.
 * Written, when all have done so: the seconds. Status: 0; 1 a server that does something else,
 * which is told; 2 this machine. It ends itself. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, PERIOD = 251, EVENTS = 64, LONGEST = 120 /* seconds */ };

struct client {
    int fd;
    uint64_t sent, got;
    bool writes; /* epoll is asked for EPOLLOUT */
};

struct load {
    struct sockaddr_in server;
    long at_once, in_all, begun, done;
    uint64_t bytes, ahead;
    bool stay;
    int epoll;
    struct client *clients; /* by the order in which they began */
};

static char pattern[CHUNK + PERIOD]; /* byte N of every stream is pattern[N % PERIOD] */
static char input[CHUNK];

static _Noreturn void give_up(int status, const char *what)
{
    fprintf(stderr, "load: %s%s%s\n", what, status == 2 ? ": " : "",
            status == 2 ? strerror(errno) : "");
    exit(status);
}

/* How many bytes may be sent now. */
static uint64_t due(const struct load *load, const struct client *client)
{
    uint64_t left = load->bytes - client->sent;
    uint64_t room = load->ahead - (client->sent - client->got);
    return left < room ? left : room;
}

static void watch(const struct load *load, struct client *client, int how)
{
    bool writes = due(load, client) > 0;
    if (how == EPOLL_CTL_MOD && writes == client->writes)
        return;
    client->writes = writes;
    struct epoll_event event = {.events = EPOLLIN | (writes ? EPOLLOUT : 0u), .data.ptr = client};
    if (epoll_ctl(load->epoll, how, client->fd, &event) == -1)
        give_up(2, "epoll_ctl");
}

static void begin(struct load *load)
{
    struct client *client = &load->clients[load->begun++];
    client->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (client->fd == -1)
        give_up(2, "socket");
    if (connect(client->fd, (struct sockaddr *)&load->server, sizeof load->server) == -1 &&
        errno != EINPROGRESS)
        give_up(2, "connect");
    watch(load, client, EPOLL_CTL_ADD);
}

static void finish(struct load *load, struct client *client)
{
    if (!load->stay)
        close(client->fd);
    load->done++;
    if (load->begun < load->in_all)
        begin(load);
}

static void send_some(const struct load *load, struct client *client)
{
    uint64_t most = due(load, client);
    ssize_t sent = send(client->fd, pattern + client->sent % PERIOD, most < CHUNK ? most : CHUNK,
                        MSG_NOSIGNAL);
    if (sent == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent == -1)
        give_up(1, "the server takes no more, or is not there");
    client->sent += (uint64_t)sent;
    watch(load, client, EPOLL_CTL_MOD);
}

static void take_some(struct load *load, struct client *client)
{
    ssize_t got = recv(client->fd, input, sizeof input, 0);
    if (got == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got == -1)
        give_up(1, "the server has reset a connection, or is not there");
    if ((uint64_t)got > client->sent - client->got ||
        memcmp(input, pattern + client->got % PERIOD, (size_t)got) != 0)
        give_up(1, "the server sends back what it was not sent");
    if (got == 0 && client->got < load->bytes)
        give_up(1, "the server ends a connection too early");
    if (got == 0 && load->stay)
        give_up(1, "the server ends a connection that is not over");
    client->got += (uint64_t)got;
    watch(load, client, EPOLL_CTL_MOD);
    if (got > 0 && client->got == load->bytes && !load->stay)
        shutdown(client->fd, SHUT_WR);
    else if (client->got == load->bytes)
        finish(load, client);
}

static void run(struct load *load)
{
    struct epoll_event events[EVENTS];
    while (load->begun < load->in_all && load->begun < load->at_once)
        begin(load);
    while (load->done < load->in_all) {
        int count = epoll_wait(load->epoll, events, EVENTS, -1);
        if (count == -1 && errno != EINTR)
            give_up(2, "epoll_wait");
        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            if (client->writes && (events[i].events & (EPOLLOUT | EPOLLERR)))
                send_some(load, client);
            if (events[i].events & (EPOLLIN | EPOLLHUP))
                take_some(load, client);
        }
    }
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Room for them all, as far as the system lets us. */
static void raise_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static long number(const char *text)
{
    char *end = NULL;
    errno = 0;
    long value = strtol(text, &end, 10);
    return end == text || *end != '\0' || errno != 0 ? -1 : value;
}

static bool understood(struct load *load, int argc, char **argv)
{
    if (argc != 6 && (argc != 7 || strcmp(argv[6], "stay") != 0))
        return false;
    long port = number(argv[1]), bytes = number(argv[4]), ahead = number(argv[5]);
    load->server = (struct sockaddr_in){.sin_family = AF_INET,
                                        .sin_port = htons((uint16_t)port),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    load->at_once = number(argv[2]);
    load->in_all = number(argv[3]);
    load->bytes = (uint64_t)bytes;
    load->ahead = (uint64_t)ahead;
    load->stay = argc == 7;
    return port > 0 && port < 65536 && load->at_once > 0 && load->in_all > 0 && bytes > 0 &&
           ahead > 0;
}

int main(int argc, char **argv)
{
    struct load load = {.begun = 0};
    if (!understood(&load, argc, argv)) {
        fputs("usage: load PORT AT_ONCE IN_ALL BYTES AHEAD [stay]\n", stderr);
        return 2;
    }
    alarm(LONGEST);
    raise_limit();
    for (size_t i = 0; i < sizeof pattern; i++)
        pattern[i] = (char)(i % PERIOD);
    load.epoll = epoll_create1(EPOLL_CLOEXEC);
    load.clients = calloc((size_t)load.in_all, sizeof *load.clients);
    if (load.epoll == -1 || !load.clients)
        give_up(2, "no room for the clients");

    double began = now();
    run(&load);
    printf("%.6f\n", now() - began);
    fflush(stdout);
    while (load.stay && read(STDIN_FILENO, input, sizeof input) > 0)
        continue;
    free(load.clients);
    return 0;
}
