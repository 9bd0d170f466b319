/* untouched.c - what steps leave of a socket as it was made: lessons 1, 2, 5, 7 and 8. */
#include "checks/untouched.h"

#include "judge/scene.h"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/time.h>

static const struct {
    int name;
    const char *words;
} limits[] = {{SO_RCVTIMEO, "SO_RCVTIMEO"}, {SO_SNDTIMEO, "SO_SNDTIMEO"}};

void untouched_waits(int sock, const char *what)
{
    int low = 1;
    socklen_t size_of_low = sizeof low;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct timeval limit = {0};
        socklen_t size = sizeof limit;
        getsockopt(sock, SOL_SOCKET, limits[i].name, &limit, &size);
        expect(limit.tv_sec == 0 && limit.tv_usec == 0, SYMPTOM_SOCKET,
               say("%s waits as long as it takes, as every socket is made", what),
               "%s is set: a call that waits gives up after %ld ms", limits[i].words,
               limit.tv_sec * 1000L + limit.tv_usec / 1000);
    }
    getsockopt(sock, SOL_SOCKET, SO_RCVLOWAT, &low, &size_of_low);
    expect(low == 1, SYMPTOM_SOCKET, say("%s has the options of a new one", what),
           "SO_RCVLOWAT is set: recv() waits for %d bytes", low);
}

void untouched_options(int sock, const char *what)
{
    struct linger linger = {0};
    socklen_t length = sizeof linger;
    untouched_waits(sock, what);
    getsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, &length);
    expect(!linger.l_onoff, SYMPTOM_SOCKET, say("%s has the options of a new one", what),
           "SO_LINGER is set: the end would be a reset, or would wait");
}

void untouched_connection(int conn)
{
    struct pollfd look = {.fd = conn, .events = POLLRDHUP};
    untouched_options(conn, "the connection");
    expect(poll(&look, 1, 0) != 1 && kernel_tcp_state(conn) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
           "a connection that is open in both directions",
           "the kernel says that it is half closed");
}
