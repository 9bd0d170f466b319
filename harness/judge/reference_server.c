/* reference_server.c - the echo server that `make serve` runs: it holds a classroom of clients. */
#include "judge/reference_server.h"

#include "judge/peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { INPUT = 32 * 1024 }; /* bytes: more than that is hardly faster, and a slow client holds it */

struct place {
    char ip[INET6_ADDRSTRLEN];
    unsigned port;
};

static struct place place_of(const struct sockaddr_storage *address)
{
    struct place place = {.ip = "?"};
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
        inet_ntop(AF_INET, &v4->sin_addr, place.ip, sizeof place.ip);
        place.port = ntohs(v4->sin_port);
    } else if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
        inet_ntop(AF_INET6, &v6->sin6_addr, place.ip, sizeof place.ip);
        place.port = ntohs(v6->sin6_port);
    }
    return place;
}

/* The size of the address, or 0 for text that is none. */
static socklen_t address_from(const char *ip, int port, struct sockaddr_storage *address)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;
    if (!ip)
        ip = "127.0.0.1";
    if (*ip == '\0')
        ip = "0.0.0.0";
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, ip, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)port);
        return sizeof *v4;
    }
    if (inet_pton(AF_INET6, ip, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons((uint16_t)port);
        return sizeof *v6;
    }
    return 0;
}

static void write_line(struct peer_conn *conn, const char *how, const char *words)
{
    FILE *out = peers_context(peer_owner(conn));
    struct place client = place_of(peer_address(conn));
    fprintf(out, "%s port %u: %llu bytes in, %llu bytes out, %s%s\n", client.ip, client.port,
            (unsigned long long)peer_bytes_in(conn), (unsigned long long)peer_bytes_out(conn), how,
            words);
    fflush(out);
}

/* Nothing is queued: while there was, nothing was read, so its end was not seen. The kernel
 * delivers the rest, then the end of our stream. */
static void ended(struct peer_conn *conn)
{
    write_line(conn, "ended by the client", "");
    peer_close(conn);
}

/* EPIPE: it ended its stream, then refused what was still to come. */
static void failed(struct peer_conn *conn, int error)
{
    if (error == ECONNRESET || error == EPIPE)
        write_line(conn, "reset by the client", "");
    else
        write_line(conn, "failed: ", strerror(error));
    peer_reset(conn);
}

static void received(struct peer_conn *conn, const void *data, size_t size)
{
    if (peer_send(conn, data, size) == -1) {
        failed(conn, errno);
        return;
    }
    if (peer_queued(conn) > 0)
        peer_reading(conn, false); /* the kernel holds all it can: no use in taking more */
}

static void drained(struct peer_conn *conn) { peer_reading(conn, true); }

static void stopped(struct peer_conn *conn)
{
    write_line(conn, "open when the server stopped", "");
    peer_close(conn);
}

static void announce(int listener, FILE *out)
{
    struct sockaddr_storage address = {.ss_family = AF_UNSPEC};
    getsockname(listener, (struct sockaddr *)&address, &(socklen_t){sizeof address});
    struct place server = place_of(&address);
    fprintf(out, "listening on %s port %u\n", server.ip, server.port);
    fflush(out);
}

/* A limit that cannot be raised holds fewer clients: the others wait in the queue. */
static void allow_many_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* Whether there was one. What is taken is not delivered when it is no longer blocked. */
static bool take_signals(int signals)
{
    struct signalfd_siginfo signal;
    bool taken = false;
    while (read(signals, &signal, sizeof signal) == sizeof signal)
        taken = true;
    return taken;
}

static int serve_until_signalled(struct peers *peers, int signals)
{
    struct pollfd ready[] = {{.fd = signals, .events = POLLIN},
                             {.fd = peers_fd(peers), .events = POLLIN}};
    for (;;) {
        if (poll(ready, 2, -1) == -1 && errno != EINTR)
            return -1;
        if (take_signals(signals))
            return 0;
        if (peers_turn(peers, 0) == -1)
            return -1;
    }
}

static int listen_and_serve(const char *ip, int port, int signals, FILE *out)
{
    static const struct peer_handlers handlers = {
        .received = received, .ended = ended, .failed = failed, .drained = drained};
    struct sockaddr_storage address;
    socklen_t size = address_from(ip, port, &address);
    if (size == 0 || port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    struct peers *peers = peers_new(&handlers, out);
    if (!peers)
        return -1;
    peers_input(peers, INPUT); /* where there is no room for that, it is slower and no more */
    int result = -1;
    int listener = peers_listen(peers, (struct sockaddr *)&address, size, SOMAXCONN);
    if (listener != -1) {
        announce(listener, out);
        result = serve_until_signalled(peers, signals);
        peers_each(peers, stopped);
    }
    int kept = errno;
    peers_free(peers);
    errno = kept;
    return result;
}

int reference_server(const char *ip, int port, FILE *out)
{
    sigset_t ends, before;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, &before);
    int result = -1;
    int signals = signalfd(-1, &ends, SFD_NONBLOCK | SFD_CLOEXEC);
    if (signals != -1) {
        allow_many_descriptors();
        result = listen_and_serve(ip, port, signals, out);
    }
    int kept = errno;
    if (signals != -1) {
        take_signals(signals); /* an impatient second one must not end the process */
        close(signals);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = kept;
    return result;
}
