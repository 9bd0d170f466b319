/* server.c - the server: its six steps in order. Given; the steps are yours. */
#include "steps.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t stopping;
static volatile sig_atomic_t listener = -1;
static volatile sig_atomic_t connection = -1;

/*
 * SIGINT and SIGTERM. The steps go on after an interrupted call, as they should, so a flag alone
 * would never be seen. What they wait for must end: shutdown(), which a handler may call, makes
 * accept() fail and recv() see the end of the stream. A second signal ends the process at once.
 */
static void stop(int signal_number)
{
    (void)signal_number;
    int error = errno;
    stopping = 1;
    if (listener != -1)
        shutdown(listener, SHUT_RDWR);
    if (connection != -1)
        shutdown(connection, SHUT_RDWR);
    errno = error;
}

static bool stop_on_signals(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    return sigaction(SIGINT, &action, NULL) == 0 && sigaction(SIGTERM, &action, NULL) == 0;
}

/* One client after another: the next one waits in the queue until this one is served. */
static int serve_clients(void)
{
    while (!stopping) {
        struct peer peer = {.ip = ""};
        connection = server_accept(listener, &peer); /* step 4 */
        if (connection == -1)
            return stopping ? 0 : -1;
        if (stopping) /* since the client came, but before the handler could know it */
            shutdown(connection, SHUT_RDWR);
        ssize_t echoed = server_process(connection); /* step 5 */
        if (echoed == -1)
            printf("%s port %d: %s\n", peer.ip, peer.port, strerror(errno));
        else
            printf("%s port %d: %zd bytes\n", peer.ip, peer.port, echoed);
        fflush(stdout);
        if (server_close(connection) == -1) /* step 6 */
            perror("server: server_close");
        connection = -1;
    }
    return 0;
}

static int failed(const char *what)
{
    const char *why = errno == 0 ? "-1, and errno not set" : strerror(errno);
    fprintf(stderr, "server: %s: %s\n", what, why);
    return EXIT_FAILURE;
}

static bool is_number(const char *text, int *number)
{
    char *end = NULL;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0 || value < INT_MIN || value > INT_MAX)
        return false;
    *number = (int)value;
    return true;
}

int main(int argc, char **argv)
{
    int port = 0;
    int backlog = 16;
    bool understood = (argc == 3 || argc == 4) && is_number(argv[2], &port);
    if (!understood || (argc == 4 && !is_number(argv[3], &backlog))) {
        fputs("usage: server IP PORT [BACKLOG]\n", stderr);
        return 2;
    }
    const char *ip = argv[1];
    if (!stop_on_signals())
        return failed("sigaction");

    int status = EXIT_SUCCESS;
    int family = strchr(ip, ':') != NULL ? AF_INET6 : AF_INET;
    listener = server_socket(family, SOCK_STREAM); /* step 1 */
    if (listener == -1)
        return failed("server_socket");
    port = server_bind(listener, ip, port); /* step 2 */
    if (port == -1) {
        status = failed("server_bind");
        goto close;
    }
    if (server_listen(listener, backlog) == -1) { /* step 3 */
        status = failed("server_listen");
        goto close;
    }
    printf("listening on %s port %d\n", *ip != '\0' ? ip : "0.0.0.0", port);
    fflush(stdout);
    if (serve_clients() == -1) /* steps 4 to 6 */
        status = failed("server_accept");

close:
    if (server_close(listener) == -1) /* step 6 */
        status = failed("server_close");
    return status;
}
