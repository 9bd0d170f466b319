/* client.c - the client: its four steps in order. Given; the steps are yours. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What the command line says of the port: a number, or the name of a TCP service. */
static int port_of(const char *text)
{
    char *end = NULL;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0')
        return service_port(text, "tcp");
    if (number >= 0 && number <= 65535)
        return (int)number;
    errno = EINVAL;
    return -1;
}

/*
 * Prints what has arrived. client_recv() waits until it has all that it was asked for, so it is
 * asked for no more than is there: a reply shows at once. If the socket is readable and nothing is
 * there, it is the end or an error, which asking for a byte brings out.
 * Returns 1; 0 at the end of the stream; -1 with errno.
 */
static int print_arrived(int sock)
{
    char reply[16384];
    int arrived = 0;
    if (ioctl(sock, FIONREAD, &arrived) == -1)
        return -1;
    size_t wanted = arrived > 0 ? (size_t)arrived : 1;
    ssize_t count = client_recv(sock, reply, wanted < sizeof reply ? wanted : sizeof reply);
    if (count == -1 || count == 0)
        return (int)count;
    if (fwrite(reply, 1, (size_t)count, stdout) != (size_t)count || fflush(stdout) == EOF)
        return -1;
    return 1;
}

/*
 * Reads on in standard input. Its end becomes a half-close: the server sees the end of the stream,
 * and its reply still reaches us.
 * Returns the count, 0 at the end; -1 with errno.
 */
static ssize_t next_piece(int sock, char *piece, size_t size)
{
    ssize_t count = read(STDIN_FILENO, piece, size);
    while (count == -1 && errno == EINTR)
        count = read(STDIN_FILENO, piece, size);
    if (count == 0 && shutdown(sock, SHUT_WR) == -1)
        return -1;
    return count;
}

/*
 * Step 3. Sends standard input and prints the reply, both at the same time. Whoever sends all of a
 * long input first and only then reads can wait for ever: an echo server stops reading when nobody
 * takes its answers. So poll() says what can be done without waiting, and a piece is sent only
 * when there is room, and is small enough to fit then. The server's end is the end of both.
 * Returns 0, or -1 with errno.
 */
static int exchange(int sock)
{
    char piece[1024];
    ssize_t size = 0; /* of the piece that waits for room */
    bool input_ended = false;
    for (;;) {
        bool wants_input = size == 0 && !input_ended;
        struct pollfd server = {.fd = sock, .events = size > 0 ? POLLIN | POLLOUT : POLLIN};
        struct pollfd input = {.fd = wants_input ? STDIN_FILENO : -1, .events = POLLIN};
        struct pollfd ready[] = {server, input};
        if (poll(ready, 2, -1) == -1 && errno != EINTR)
            return -1;

        if (ready[0].revents & (POLLIN | POLLHUP | POLLERR)) {
            int printed = print_arrived(sock);
            if (printed == 0 && !input_ended)
                fputs("client: the server has ended; input after that was not sent\n", stderr);
            if (printed != 1)
                return printed;
        }
        if (ready[0].revents & POLLOUT && size > 0) {
            if (client_send(sock, piece, (size_t)size) == -1)
                return -1;
            size = 0;
        }
        if (ready[1].revents != 0) {
            size = next_piece(sock, piece, sizeof piece);
            if (size == -1)
                return -1;
            input_ended = size == 0;
        }
    }
}

static int failed(const char *what)
{
    const char *why = errno == 0 ? "-1, and errno not set" : strerror(errno);
    fprintf(stderr, "client: %s: %s\n", what, why);
    return EXIT_FAILURE;
}

static int unknown(const char *what, const char *name) /* a look-up need not set errno */
{
    fprintf(stderr, "client: unknown %s: %s\n", what, name);
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: client HOST SERVICE-OR-PORT\n", stderr);
        return 2;
    }
    int family = AF_INET;
    char ip[INET6_ADDRSTRLEN] = "";
    if (host_address(argv[1], AF_INET, ip, sizeof ip) == -1) {
        family = AF_INET6;
        if (host_address(argv[1], AF_INET6, ip, sizeof ip) == -1)
            return unknown("host", argv[1]);
    }
    int port = port_of(argv[2]);
    if (port == -1)
        return unknown("service", argv[2]);

    int sock = client_socket(family, SOCK_STREAM); /* step 1 */
    if (sock == -1)
        return failed("client_socket");
    int status = EXIT_SUCCESS;
    if (client_connect(sock, ip, port) == -1) /* step 2 */
        status = failed("client_connect");
    else if (exchange(sock) == -1) /* step 3 */
        status = failed("exchange");
    if (client_close(sock) == -1) /* step 4 */
        status = failed("client_close");
    return status;
}
