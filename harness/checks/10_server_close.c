/* 10_server_close.c - the checks of lesson 10: close a connection, close the listener. */
#include "checks/closing.h"

#include <arpa/inet.h>
#include <unistd.h>

CLOSING_CHECKS(SERVER_CLOSE, "client")

/* --- the listener ----------------------------------------------------------------------------- */

static const char *ip;
static int port;

/* A client that connects to the listener, or -1. */
static int client(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = judge_socket(AF_INET, SOCK_STREAM);
    inet_pton(AF_INET, ip, &address.sin_addr);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

/* A run with a listener that nobody but the step has, and CLIENTS in its queue. */
static int listener_with(int clients)
{
    new_scene();
    ip = any_loopback();
    int fd = judge_bound(AF_INET, ip, 0, 8);
    if (fd == -1)
        skip("this machine cannot listen on loopback");
    port = local_port(fd);
    closing_neighbours(closing_some());
    int given = give(fd);
    closing_neighbours(2);
    while (clients-- > 0)
        if (client() == -1)
            skip("this machine cannot connect over loopback");
    close(fd);
    return given;
}

static int listener(void) { return listener_with(0); }

CHECK(releases_listener, CORE, SERVER_CLOSE, "releases a listener, and once", &releases_once)
{
    for (int clients = 0; clients <= 2; clients += 2) {
        int sock = listener_with(clients);
        reuse_number(sock);
        call_close(STEP_SERVER_CLOSE, sock);
        closing_released_once(sock);
    }
}

CHECK(refuses_clients, CORE, SERVER_CLOSE, "a listener that is closed refuses new clients",
      &releases_listener)
{
    call_close(STEP_SERVER_CLOSE, listener());
    bool lets_in = client() != -1;
    expect(!lets_in && errno == ECONNREFUSED, SYMPTOM_SOCKET,
           "connect() fails with ECONNREFUSED from then on",
           lets_in ? "a client still gets in" : "connect() fails with %s", say_errno(errno));
}

CHECK(frees_the_port, CORE, SERVER_CLOSE, "the port of a closed listener can be bound again",
      &refuses_clients)
{
    call_close(STEP_SERVER_CLOSE, listener());
    int again = judge_bound(AF_INET, ip, port, -1);
    int error = errno;
    if (again != -1)
        close(again);
    expect(again != -1, SYMPTOM_SOCKET, "another socket can be bound to the port",
           "bind() fails with %s", say_errno(error));
}

CHECK(listener_returns_zero, CORE, SERVER_CLOSE, "returns 0 for a listener", &returns_zero,
      &releases_listener)
{
    call_close(STEP_SERVER_CLOSE, listener());
    step_returned(0);
}

CHECK(interrupted, STRETCH, SERVER_CLOSE, "does not close again when a signal interrupts close()",
      &releases_listener, &returns_zero)
{
    closing_interrupted(STEP_SERVER_CLOSE, closing_connection);
    closing_interrupted(STEP_SERVER_CLOSE, listener);
}

const struct check *const checks_10_server_close[] = {
    CLOSING_CORE_LIST,      &releases_listener,
    &refuses_clients,       &frees_the_port,
    &listener_returns_zero, &drains,
    &interrupted,           NULL,
};
