/* reference_client.c - the client that students' servers talk to, on the peers' event loop. */
#include "judge/reference_client.h"

#include "judge/peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

struct talk {
    FILE *out;
    bool connected, over; /* the server has ended, or the connection is dead */
    int error;
};

static struct talk *talk_of(struct peer_conn *conn) { return peers_context(peer_owner(conn)); }

static void opened(struct peer_conn *conn) { talk_of(conn)->connected = true; }

static void received(struct peer_conn *conn, const void *data, size_t size)
{
    struct talk *talk = talk_of(conn);
    if (fwrite(data, 1, size, talk->out) != size || fflush(talk->out) == EOF)
        talk->over = true, talk->error = EIO;
}

static void ended(struct peer_conn *conn) { talk_of(conn)->over = true; }

static void failed(struct peer_conn *conn, int error)
{
    talk_of(conn)->over = true;
    talk_of(conn)->error = error;
}

static const struct peer_handlers handlers = {
    .opened = opened, .received = received, .ended = ended, .failed = failed};

/* 0, or -1 with EINVAL. */
static int address_of(const char *ip, int port, struct sockaddr_storage *address, socklen_t *size)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, ip, &v4->sin_addr) == 1) {
        address->ss_family = AF_INET;
        v4->sin_port = htons((uint16_t)port);
        *size = sizeof *v4;
        return 0;
    }
    address->ss_family = AF_INET6;
    v6->sin6_port = htons((uint16_t)port);
    *size = sizeof *v6;
    errno = EINVAL;
    return inet_pton(AF_INET6, ip, &v6->sin6_addr) == 1 ? 0 : -1;
}

/* The next piece of the input, if the connection has taken all before it; false at its end. */
static bool send_piece(struct talk *talk, struct peer_conn *conn, int input)
{
    char piece[16384];
    ssize_t count = read(input, piece, sizeof piece);
    if (count > 0)
        peer_send(conn, piece, (size_t)count);
    else if (count == 0)
        peer_end(conn);
    else if (errno != EINTR)
        talk->over = true, talk->error = errno;
    return count > 0 || (count == -1 && errno == EINTR);
}

static void exchange(struct talk *talk, struct peers *peers, struct peer_conn *conn, int input)
{
    for (bool more = true; !talk->over;) {
        bool room = more && talk->connected && peer_queued(conn) == 0;
        struct pollfd fds[2] = {{.fd = peers_fd(peers), .events = POLLIN},
                                {.fd = room ? input : -1, .events = POLLIN}};
        if (poll(fds, 2, -1) == -1 && errno != EINTR)
            talk->over = true, talk->error = errno;
        if (fds[1].revents != 0)
            more = send_piece(talk, conn, input);
        if (fds[0].revents != 0)
            peers_turn(peers, 0);
    }
}

int reference_client(const char *ip, int port, int input, FILE *out)
{
    struct talk talk = {.out = out};
    struct sockaddr_storage address;
    socklen_t size = 0;
    if (address_of(ip, port, &address, &size) == -1)
        return -1;
    struct peers *peers = peers_new(&handlers, &talk);
    struct peer_conn *conn = peers ? peers_connect(peers, (struct sockaddr *)&address, size) : NULL;
    if (conn)
        exchange(&talk, peers, conn, input);
    else
        talk.error = errno;
    peers_free(peers);
    errno = talk.error;
    return talk.error == 0 ? 0 : -1;
}
