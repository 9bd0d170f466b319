/* reference_server_test.c - the server that `make serve` runs, as a process of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "judge/reference_server.h"

enum { PATIENCE_S = 30, MIB = 1 << 20, CLASSROOM = 24 };

static struct {
    pid_t pid;
    FILE *lines;
    char ip[INET6_ADDRSTRLEN];
    int port;
} server;

/* In a process of its own, with so many descriptors more than it has (0: with no limit set). */
static void serve(const char *ip, FILE *out, int descriptors)
{
    int next = dup(fileno(out));
    rlim_t most = (rlim_t)(next + descriptors);
    close(next);
    if (descriptors > 0)
        setrlimit(RLIMIT_NOFILE, &(struct rlimit){most, most});
    alarm(2 * PATIENCE_S); /* if the test itself dies */
    _exit(reference_server(ip, 0, out) == 0 ? 0 : 1);
}

/* The text of the next line, without its end; valid until the next call. */
static const char *next_line(void)
{
    static char line[256];
    struct pollfd ready = {.fd = fileno(server.lines), .events = POLLIN};
    assert_int_equal(poll(&ready, 1, PATIENCE_S * 1000), 1);
    if (!fgets(line, sizeof line, server.lines))
        return "";
    line[strcspn(line, "\n")] = '\0';
    return line;
}

static void start(const char *ip, int descriptors)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    server.pid = fork();
    assert_int_not_equal(server.pid, -1);
    if (server.pid == 0 && close(ends[0]) == 0)
        serve(ip, fdopen(ends[1], "w"), descriptors);
    close(ends[1]);
    server.lines = fdopen(ends[0], "r");
    assert_non_null(server.lines);
    setvbuf(server.lines, NULL, _IONBF, 0); /* so that poll() knows of every line */
    const char *line = next_line();
    assert_int_equal(sscanf(line, "listening on %45s port %d", server.ip, &server.port), 2);
    assert_true(server.port > 0);
}

/* The status that waitpid() tells; the server ends by itself or by this signal. */
static int stop(int signal)
{
    int status = -1;
    kill(server.pid, signal);
    while (waitpid(server.pid, &status, 0) == -1 && errno == EINTR)
        continue;
    server.pid = 0;
    return status;
}

static int set_up(void **state)
{
    (void)state;
    start(NULL, 0);
    assert_string_equal(server.ip, "127.0.0.1");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    if (server.pid > 0)
        stop(SIGKILL);
    if (server.lines)
        fclose(server.lines);
    server.lines = NULL;
    return 0;
}

static int client(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server.port)};
    assert_int_equal(inet_pton(AF_INET, server.ip, &to.sin_addr), 1);
    int sock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = PATIENCE_S};
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(sock, (struct sockaddr *)&to, sizeof to), 0);
    return sock;
}

static int port_of(int sock)
{
    struct sockaddr_in name = {0};
    getsockname(sock, (struct sockaddr *)&name, &(socklen_t){sizeof name});
    return ntohs(name.sin_port);
}

static void expect_line(int port, size_t in, size_t out, const char *how)
{
    char expected[256];
    snprintf(expected, sizeof expected, "127.0.0.1 port %d: %zu bytes in, %zu bytes out, %s", port,
             in, out, how);
    assert_string_equal(next_line(), expected);
}

static void expect_echo(int sock, const char *text)
{
    char back[64] = {0};
    size_t size = strlen(text);
    assert_int_equal(send(sock, text, size, MSG_NOSIGNAL), size);
    assert_int_equal(recv(sock, back, size, MSG_WAITALL), size);
    assert_string_equal(back, text);
}

/* Sends and receives side by side, as the echo of so much does not fit in the kernel. */
static void exchange(int sock, const char *data, char *back, size_t size)
{
    size_t sent = 0, got = 0;
    while (got < size) {
        struct pollfd ready = {.fd = sock, .events = sent < size ? POLLIN | POLLOUT : POLLIN};
        assert_int_equal(poll(&ready, 1, PATIENCE_S * 1000), 1);
        if (ready.revents & POLLOUT) {
            ssize_t n = send(sock, data + sent, size - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
            assert_true(n > 0);
            sent += (size_t)n;
        }
        if (ready.revents & POLLIN) {
            ssize_t n = recv(sock, back + got, size - got, MSG_DONTWAIT);
            assert_true(n > 0);
            got += (size_t)n;
        }
    }
}

static void echoes_a_mebibyte_with_zero_bytes(void **state)
{
    (void)state;
    int sock = client(), port = port_of(sock);
    char *data = malloc(MIB), *back = malloc(MIB);
    for (size_t i = 0; i < MIB; i++)
        data[i] = (char)(i * 7 + i / 253);
    exchange(sock, data, back, MIB);
    assert_memory_equal(data, back, MIB);
    free(data);
    free(back);
    close(sock);
    expect_line(port, MIB, MIB, "ended by the client");
}

static void a_half_close_is_answered_in_full_and_then_ended(void **state)
{
    (void)state;
    char back[64];
    int sock = client(), port = port_of(sock);
    assert_int_equal(send(sock, "all of it", 9, MSG_NOSIGNAL), 9);
    assert_int_equal(shutdown(sock, SHUT_WR), 0);
    assert_int_equal(recv(sock, back, sizeof back, MSG_WAITALL), 9);
    assert_memory_equal(back, "all of it", 9);
    assert_int_equal(recv(sock, back, sizeof back, 0), 0);
    expect_line(port, 9, 9, "ended by the client");
    close(sock);
}

/* Sooner or later such a client can send no more, so that poll() waits in vain: however early that
 * is taken for granted, a server that is right passes. */
static void a_client_that_reads_late_gets_every_byte(void **state)
{
    (void)state;
    static char block[64 * 1024];
    int sock = client(), port = port_of(sock);
    size_t sent = 0, got = 0;
    ssize_t n;
    struct pollfd ready = {.fd = sock, .events = POLLOUT};
    while (poll(&ready, 1, 200) == 1 && sent < 64 * MIB) {
        n = send(sock, block, sizeof block, MSG_DONTWAIT | MSG_NOSIGNAL);
        sent += n > 0 ? (size_t)n : 0;
    }
    assert_true(sent < 64 * MIB);
    int other = client();
    expect_echo(other, "not held up");
    assert_int_equal(shutdown(sock, SHUT_WR), 0);
    while ((n = recv(sock, block, sizeof block, 0)) > 0)
        got += (size_t)n;
    assert_int_equal(n, 0);
    assert_int_equal(got, sent);
    close(sock);
    expect_line(port, sent, sent, "ended by the client");
    close(other);
}

static void a_reset_is_told_and_survived(void **state)
{
    (void)state;
    int sock = client(), port = port_of(sock);
    expect_echo(sock, "before");
    struct linger now = {.l_onoff = 1};
    setsockopt(sock, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(sock);
    expect_line(port, 6, 6, "reset by the client");
    sock = client();
    expect_echo(sock, "after");
    close(sock);
}

static void clients_are_served_side_by_side(void **state)
{
    (void)state;
    int silent = client(), one = client(), other = client();
    expect_echo(other, "second");
    expect_echo(one, "first");
    expect_echo(other, "second again");
    int port = port_of(one);
    close(one);
    expect_line(port, 5, 5, "ended by the client");
    expect_echo(other, "still here");
    close(other);
    close(silent);
}

static void a_lack_of_descriptors_makes_clients_wait(void **state)
{
    (void)state;
    tear_down(NULL);
    start("127.0.0.1", 8); /* four are its own: four clients at a time */
    int socks[CLASSROOM];
    for (int i = 0; i < CLASSROOM; i++)
        socks[i] = client();
    for (int i = 0; i < CLASSROOM; i++) {
        expect_echo(socks[i], "my turn");
        close(socks[i]);
    }
    assert_int_equal(stop(SIGTERM), 0);
}

static void a_signal_ends_it_with_status_0(void **state)
{
    (void)state;
    int sock = client(), port = port_of(sock);
    expect_echo(sock, "hello");
    assert_int_equal(stop(SIGTERM), 0);
    expect_line(port, 5, 5, "open when the server stopped");
    assert_string_equal(next_line(), "");
    close(sock);
    tear_down(NULL);

    start("0.0.0.0", 0);
    assert_int_equal(stop(SIGINT), 0);
}

static void serves_over_ipv6(void **state)
{
    (void)state;
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int sock = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int bound = bind(sock, (struct sockaddr *)&to, sizeof to);
    close(sock);
    if (bound == -1)
        skip();
    tear_down(NULL);
    start("::1", 0);
    sock = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_string_equal(server.ip, "::1");
    to.sin6_port = htons((uint16_t)server.port);
    assert_int_equal(connect(sock, (struct sockaddr *)&to, sizeof to), 0);
    expect_echo(sock, "six");
    close(sock);
    assert_memory_equal(next_line(), "::1 port ", 9);
}

/* The calls below return: a signal is waiting for each that would serve. */
static void leaves_nothing_behind_and_says_why_it_cannot_serve(void **state)
{
    (void)state;
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);
    FILE *out = tmpfile();
    assert_non_null(out);
    int before = dup(fileno(out));
    close(before);

    raise(SIGTERM);
    assert_int_equal(reference_server("127.0.0.1", 0, out), 0);
    assert_true(ftell(out) > 0);
    long written = ftell(out);
    assert_int_equal(reference_server("127.0.0.1", server.port, out), -1);
    assert_int_equal(errno, EADDRINUSE);
    assert_int_equal(reference_server("localhost", 0, out), -1);
    assert_int_equal(errno, EINVAL);
    assert_int_equal(reference_server(NULL, 65536, out), -1);
    assert_int_equal(errno, EINVAL);
    assert_int_equal(reference_server(NULL, -1, out), -1);
    assert_int_equal(errno, EINVAL);
    assert_int_equal(ftell(out), written);

    int after = dup(fileno(out));
    close(after);
    assert_int_equal(after, before);
    fclose(out);
    sigprocmask(SIG_UNBLOCK, &term, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(echoes_a_mebibyte_with_zero_bytes),
        TEST(a_half_close_is_answered_in_full_and_then_ended),
        TEST(a_client_that_reads_late_gets_every_byte),
        TEST(a_reset_is_told_and_survived),
        TEST(clients_are_served_side_by_side),
        TEST(a_lack_of_descriptors_makes_clients_wait),
        TEST(a_signal_ends_it_with_status_0),
        TEST(serves_over_ipv6),
        TEST(leaves_nothing_behind_and_says_why_it_cannot_serve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
