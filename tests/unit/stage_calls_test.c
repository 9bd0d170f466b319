/* stage_calls_test.c - every wrapped call: told before and after, and what the judge may do to it.
 */
/* link: -Wl,--wrap=kit_path */
#include "stage_calls_lesson.h"
#include "stage_world.h"

/* What the step is given: a connection with 8 bytes to read, a listener with a client, an unbound
   socket; WHICH call it makes, how that is told, and what comes of it. */
enum given_socket { CONNECTION, LISTENER, FRESH, NONE };
struct row {
    const char *name;
    enum given_socket given;
    int which;
    enum wire_call call;
    long args[3]; /* those of the event that are told before the call; -2: any */
    long result;  /* -2: a new descriptor */
};

static const struct row rows[] = {
    {"send", CONNECTION, SEND_IT, CALL_SEND, {8, MSG_NOSIGNAL, 0}, 8},
    {"sendto", CONNECTION, SENDTO_IT, CALL_SENDTO, {8, MSG_NOSIGNAL, 0}, 8},
    {"sendmsg", CONNECTION, SENDMSG_IT, CALL_SENDMSG, {8, MSG_NOSIGNAL, 0}, 8},
    {"write", CONNECTION, WRITE_IT, CALL_WRITE, {8, 0, 0}, 8},
    {"sendmmsg", CONNECTION, SENDMMSG_IT, CALL_SENDMMSG, {8, MSG_NOSIGNAL, 0}, 8},
    {"pwritev2", CONNECTION, PWRITEV2_IT, CALL_PWRITEV2, {8, 0, 0}, 8},
    {"sendfile", CONNECTION, SENDFILE_IT, CALL_SENDFILE, {8, 0, 0}, 8},
    {"splice to a socket", CONNECTION, SPLICE_IT, CALL_SPLICE_TO, {8, 0, 0}, 8},
    {"send by number", CONNECTION, SEND_BY_NUMBER, CALL_SENDTO, {8, MSG_NOSIGNAL, 0}, 8},
    {"send as dlsym finds it", CONNECTION, SEND_LOOKED_UP, CALL_SEND, {8, MSG_NOSIGNAL, 0}, 8},
    {"send by its other name",
     CONNECTION,
     SEND_BY_ITS_OTHER_NAME,
     CALL_SEND,
     {8, MSG_NOSIGNAL, 0},
     8},
    {"send of another thread", CONNECTION, SEND_IN_A_THREAD, CALL_SEND, {8, MSG_NOSIGNAL, 0}, 8},
    {"writev", CONNECTION, WRITEV_IT, CALL_WRITEV, {8, 0, 0}, 8},
    {"recv", CONNECTION, RECV_IT, CALL_RECV, {8, 0, 0}, 8},
    {"recvfrom", CONNECTION, RECVFROM_IT, CALL_RECVFROM, {8, 0, 0}, 8},
    {"recvmsg", CONNECTION, RECVMSG_IT, CALL_RECVMSG, {8, 0, 0}, 8},
    {"read", CONNECTION, READ_IT, CALL_READ, {8, 0, 0}, 8},
    {"readv", CONNECTION, READV_IT, CALL_READV, {8, 0, 0}, 8},
    {"recvmmsg", CONNECTION, RECVMMSG_IT, CALL_RECVMMSG, {8, 0, 0}, 8},
    {"preadv2", CONNECTION, PREADV2_IT, CALL_PREADV2, {8, 0, 0}, 8},
    {"splice from a socket", CONNECTION, SPLICE_FROM_IT, CALL_SPLICE_FROM, {8, 0, 0}, 8},
    {"read by number", CONNECTION, READ_BY_NUMBER, CALL_READ, {8, 0, 0}, 8},
    {"recv of a fortified program", CONNECTION, RECV_CHK_IT, CALL_RECV, {8, 0, 0}, 8},
    {"recvfrom of a fortified program", CONNECTION, RECVFROM_CHK_IT, CALL_RECVFROM, {8, 0, 0}, 8},
    {"read of a fortified program", CONNECTION, READ_CHK_IT, CALL_READ, {8, 0, 0}, 8},
    {"recv for all", CONNECTION, RECV_ALL, CALL_RECV, {8, MSG_WAITALL, 0}, 8},
    {"poll", CONNECTION, POLL_IT, CALL_POLL, {1, 1000, 0}, 1},
    {"ppoll", CONNECTION, PPOLL_IT, CALL_POLL, {1, 1000, 0}, 1},
    {"poll of a fortified program", CONNECTION, POLL_CHK_IT, CALL_POLL, {1, 1000, 0}, 1},
    {"ppoll of a fortified program", CONNECTION, PPOLL_CHK_IT, CALL_POLL, {1, 1000, 0}, 1},
    {"select", CONNECTION, SELECT_IT, CALL_SELECT, {-2, 1000, 0}, 1},
    {"pselect", CONNECTION, PSELECT_IT, CALL_SELECT, {-2, 1000, 0}, 1},
    {"epoll_wait", CONNECTION, EPOLL_WAIT_IT, CALL_EPOLL_WAIT, {1, 1000, 0}, 1},
    {"epoll_pwait", CONNECTION, EPOLL_PWAIT_IT, CALL_EPOLL_WAIT, {1, 1000, 0}, 1},
    {"sleep", NONE, SLEEP_IT, CALL_SLEEP, {3600000, 0, 0}, 0},
    {"usleep", NONE, USLEEP_IT, CALL_SLEEP, {3600, 0, 0}, 0},
    {"nanosleep", NONE, NANOSLEEP_IT, CALL_SLEEP, {3600000, 0, 0}, 0},
    {"clock_nanosleep", NONE, CLOCK_NANOSLEEP_IT, CALL_SLEEP, {3600000, 0, 0}, 0},
    {"socket", NONE, SOCKET_IT, CALL_SOCKET, {AF_INET, SOCK_STREAM, IPPROTO_TCP}, -2},
    {"bind", FRESH, BIND_IT, CALL_BIND, {0, 0, 0}, 0},
    {"listen", FRESH, LISTEN_IT, CALL_LISTEN, {7, 0, 0}, 0},
    {"accept", LISTENER, ACCEPT_IT, CALL_ACCEPT, {1, sizeof(struct sockaddr_storage), 0}, -2},
    {"accept4", LISTENER, ACCEPT4_IT, CALL_ACCEPT4, {0, -1, SOCK_CLOEXEC}, -2},
    {"shutdown", CONNECTION, SHUTDOWN_IT, CALL_SHUTDOWN, {SHUT_WR, 0, 0}, 0},
    {"close", CONNECTION, CLOSE_IT, CALL_CLOSE, {0, 0, 0}, 0},
    {"close_range", CONNECTION, CLOSE_RANGE_IT, CALL_CLOSE, {0, 0, 0}, 0},
    {"setsockopt", FRESH, SETSOCKOPT_IT, CALL_SETSOCKOPT, {SOL_SOCKET, SO_REUSEADDR, 4}, 0},
    {"getsockopt", FRESH, GETSOCKOPT_IT, CALL_GETSOCKOPT, {SOL_SOCKET, SO_TYPE, 0}, 0},
    {"getsockname", FRESH, GETSOCKNAME_IT, CALL_GETSOCKNAME, {-2, 0, 0}, 0},
    {"getpeername", CONNECTION, GETPEERNAME_IT, CALL_GETPEERNAME, {-2, 0, 0}, 0},
};
enum { ROWS = sizeof rows / sizeof *rows };

static int ends[2], number; /* the judge's side, and the step's number of what it was given */

static void listener_with_a_client(void)
{
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof any;
    ends[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ends[1] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(ends[0], (struct sockaddr *)&any, size), 0);
    assert_int_equal(listen(ends[0], 1), 0);
    assert_int_equal(getsockname(ends[0], (struct sockaddr *)&any, &size), 0);
    assert_int_equal(connect(ends[1], (struct sockaddr *)&any, size), 0);
}

static void give(enum given_socket what)
{
    ends[0] = ends[1] = number = -1;
    if (what == CONNECTION) {
        connect_ends(ends);
        assert_int_equal(send(ends[1], "12345678", 8, MSG_NOSIGNAL), 8);
        struct pollfd arrived = {.fd = ends[0], .events = POLLIN};
        assert_int_equal(poll(&arrived, 1, PATIENCE_MS), 1);
    } else if (what == LISTENER) {
        listener_with_a_client();
    } else if (what == FRESH) {
        ends[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    }
    if (ends[0] != -1)
        number = (int)obeyed(ORDER_GIVE, -1, 1, ends[0]);
}

static int take_back(void **state)
{
    close(ends[0]);
    close(ends[1]);
    return end_run(state);
}

static void make(const struct row *row)
{
    give(row->given);
    call_step(STEP_SERVER_LISTEN, number, row->which, 0);
    expect_event(EVENT_ABOUT, row->call);
}

/* --- each call -------------------------------------------------------------------------------- */

static void is_told_before_and_after(void **state)
{
    const struct row *row = *state;
    make(row);
    if (row->call != CALL_EPOLL_WAIT && row->call != CALL_SOCKET)
        assert_int_equal(event.fd, number);
    for (int i = 0; i < 3; i++)
        if (row->args[i] != -2)
            assert_int_equal(event.args[i], row->args[i]);
    answer(ANSWER_GO, 0);
    expect_event(EVENT_DID, row->call);
    long result = event.result;
    assert_true(row->result == -2 ? result > 2 : result == row->result);
    expect_kind(EVENT_RETURNED);
    assert_int_equal(event.result, result);
}

static void fails_as_the_judge_says(void **state)
{
    const struct row *row = *state;
    make(row);
    answer(ANSWER_FAIL, ENOBUFS);
    expect_event(EVENT_DID, row->call);
    assert_int_equal(event.result, -1);
    assert_int_equal(event.error, ENOBUFS);
    expect_kind(EVENT_RETURNED);
    if (row->which == SLEEP_IT || row->which == CLOCK_NANOSLEEP_IT)
        assert_int_not_equal(event.result, 0); /* what is left, and the error itself */
    else
        assert_int_equal(event.error, ENOBUFS);
}

#define TEST(name_, row, test)                                                                     \
    (struct CMUnitTest)                                                                            \
    {                                                                                              \
        .name = (name_), .test_func = (test), .setup_func = begin_run, .teardown_func = take_back, \
        .initial_state = (void *)(row)                                                             \
    }

static int set_up(void **state)
{
    (void)state;
    return start_servers("stage_calls_lesson");
}

int main(void)
{
    static struct CMUnitTest tests[2 * ROWS];
    static char names[2 * ROWS][64];
    for (int i = 0; i < ROWS; i++) {
        snprintf(names[2 * i], sizeof *names, "%s is told before and after", rows[i].name);
        snprintf(names[2 * i + 1], sizeof *names, "%s fails as the judge says", rows[i].name);
        tests[2 * i] = TEST(names[2 * i], &rows[i], is_told_before_and_after);
        tests[2 * i + 1] = TEST(names[2 * i + 1], &rows[i], fails_as_the_judge_says);
    }
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
