/* stage_names_test.c - hosts and services of one run, found by the C library's own look-ups. */
/* link: -Wl,--wrap=kit_path */
#include "stage_world.h"

#include <netdb.h>

static const struct wire_names names = {
    .hosts = {{.name = "alpha", .family = AF_INET, .address = {127, 1, 2, 3}},
              {.name = "alpha", .family = AF_INET, .address = {127, 1, 2, 4}},
              {.name = "alpha", .family = AF_INET6, .address = {[15] = 1}},
              {.name = "kept", .family = AF_INET, .address = {127, 9, 9, 9}}},
    .services = {{.name = "echoes", .protocol = "tcp", .port = 4007},
                 {.name = "echoes", .protocol = "udp", .port = 4008},
                 {.name = "only-udp", .protocol = "udp", .port = 70}},
};

static int know_names(void **state)
{
    if (begin_run(state) == -1)
        return -1;
    memcpy(stage.arena, &names, sizeof names);
    obeyed(ORDER_NAMES, -1, 0, -1);
    return 0;
}

static long host(const char *name, int family, long size)
{
    struct wire_order order = {
        .op = ORDER_CALL, .step = STEP_HOST_ADDRESS, .fd = -1, .args = {family, size}};
    strcpy(order.text[0], name);
    assert_int_equal(launch_order(&stage, &order, -1), 0);
    return returned();
}

static long port(const char *service, const char *protocol)
{
    struct wire_order order = {.op = ORDER_CALL, .step = STEP_SERVICE_PORT, .fd = -1};
    strcpy(order.text[0], service);
    order.null[1] = protocol == NULL;
    if (protocol != NULL)
        strcpy(order.text[1], protocol);
    assert_int_equal(launch_order(&stage, &order, -1), 0);
    return returned();
}

static void a_host_has_its_address(void **state)
{
    (void)state;
    assert_int_equal(host("alpha", AF_INET, INET6_ADDRSTRLEN), 0);
    assert_memory_equal(stage.arena, "127.1.2.", 8);
}

static void letters_of_a_host_may_be_large(void **state)
{
    (void)state;
    assert_int_equal(host("ALPHA", AF_INET, INET6_ADDRSTRLEN), 0);
}

static void a_host_has_an_ipv6_address_of_its_own(void **state)
{
    (void)state;
    assert_int_equal(host("alpha", AF_INET6, INET6_ADDRSTRLEN), 0);
    assert_string_equal((char *)stage.arena, "::1");
}

static void a_host_has_all_its_addresses_of_a_family(void **state)
{
    (void)state;
    assert_int_equal(host("alpha", AF_INET, 0), 2);
}

static void a_host_without_ipv6_has_none(void **state)
{
    (void)state;
    assert_int_not_equal(host("kept", AF_INET6, INET6_ADDRSTRLEN), 0);
}

static void an_unknown_host_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(host("beta", AF_INET, INET6_ADDRSTRLEN), EAI_NONAME);
    assert_int_equal(host("beta", AF_INET, 0), -1);
}

/* The machine's own files, and the network, do not answer. */
static void a_host_of_the_machine_is_not_found(void **state)
{
    (void)state;
    assert_int_not_equal(host("localhost", AF_INET, INET6_ADDRSTRLEN), 0);
}

static void an_address_is_itself(void **state)
{
    (void)state;
    assert_int_equal(host("127.7.7.7", AF_INET, INET6_ADDRSTRLEN), 0);
    assert_string_equal((char *)stage.arena, "127.7.7.7");
}

static void an_address_has_the_name_of_its_host(void **state)
{
    (void)state;
    assert_int_equal(host("127.9.9.9", AF_INET, 64), 0);
    assert_string_equal((char *)stage.arena, "kept");
    assert_int_equal(host("::1", AF_INET6, 64), 0);
    assert_string_equal((char *)stage.arena, "alpha");
}

static void an_address_without_a_host_has_no_name(void **state)
{
    (void)state;
    assert_int_equal(host("127.0.0.1", AF_INET, 64), 0);
    assert_string_equal((char *)stage.arena, "127.0.0.1");
    assert_int_equal(host("::", AF_INET6, 64), 0); /* what an empty entry holds */
    assert_string_equal((char *)stage.arena, "::");
}

static void too_little_room_for_an_answer_is_said(void **state)
{
    (void)state;
    assert_int_equal(host("alpha", AF_INET, 1), ERANGE);
}

static void a_look_up_is_told_with_its_arguments(void **state)
{
    (void)state;
    struct wire_order order = {.op = ORDER_CALL,
                               .step = STEP_HOST_ADDRESS,
                               .fd = -1,
                               .text = {"alpha"},
                               .args = {AF_INET, INET6_ADDRSTRLEN}};
    assert_int_equal(launch_order(&stage, &order, -1), 0);
    expect_event(EVENT_ABOUT, CALL_GETADDRINFO);
    assert_string_equal(event.text, "alpha");
    assert_int_equal(event.args[1], AF_INET);
    assert_int_equal(event.args[2], SOCK_STREAM);
    answer(ANSWER_FAIL, EINVAL);
    assert_int_equal(returned(), -1);
    assert_int_equal(event.error, EINVAL);
}

static void errno_says_nothing_of_an_unknown_name(void **state)
{
    (void)state;
    assert_int_equal(host("beta", AF_INET, INET6_ADDRSTRLEN), EAI_NONAME);
    assert_int_equal(event.error, 0);
}

static void a_list_that_is_kept_is_counted(void **state)
{
    (void)state;
    host("alpha", AF_INET, INET6_ADDRSTRLEN);
    assert_int_equal(event.args[0], 0);
    host("kept", AF_INET, INET6_ADDRSTRLEN);
    assert_int_equal(event.args[0], 1);
}

static void a_service_has_the_port_of_its_protocol(void **state)
{
    (void)state;
    assert_int_equal(port("echoes", "tcp"), 4007);
    assert_int_equal(port("echoes", "udp"), 4008);
}

static void a_service_without_a_protocol_has_any(void **state)
{
    (void)state;
    assert_int_equal(port("only-udp", NULL), 70);
}

static void a_service_is_not_known_under_another_protocol(void **state)
{
    (void)state;
    assert_int_equal(port("only-udp", "tcp"), -1);
}

static void a_service_of_the_machine_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(port("http", "tcp"), -1);
}

static void a_port_has_its_service(void **state)
{
    (void)state;
    assert_int_equal(port("#4008", "udp"), 4008);
    assert_int_equal(port("#4008", "tcp"), -1);
}

static void services_are_found_one_after_the_other(void **state)
{
    (void)state;
    assert_int_equal(port("", NULL), 3);
    assert_int_equal(port("", NULL), 3);
}

static void the_file_of_services_has_them_too(void **state)
{
    (void)state;
    assert_int_equal(port("/", NULL), 3);
}

static void a_port_that_is_widened_is_told(void **state)
{
    (void)state;
    port("=4007", NULL);
    assert_int_equal(event.offset, 4007);
    port("=65536", NULL); /* no port */
    assert_int_equal(event.offset, 0);
}

static void names_of_one_run_are_not_those_of_the_next(void **state)
{
    end_run(state);
    assert_int_equal(begin_run(state), 0);
    assert_int_equal(port("echoes", "tcp"), -1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, know_names, end_run)

static int set_up(void **state)
{
    (void)state;
    return start_servers("stage_names_lesson");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_host_has_its_address),
        TEST(letters_of_a_host_may_be_large),
        TEST(a_host_has_an_ipv6_address_of_its_own),
        TEST(a_host_has_all_its_addresses_of_a_family),
        TEST(a_host_without_ipv6_has_none),
        TEST(an_unknown_host_is_not_found),
        TEST(a_host_of_the_machine_is_not_found),
        TEST(an_address_is_itself),
        TEST(an_address_has_the_name_of_its_host),
        TEST(an_address_without_a_host_has_no_name),
        TEST(too_little_room_for_an_answer_is_said),
        TEST(a_look_up_is_told_with_its_arguments),
        TEST(errno_says_nothing_of_an_unknown_name),
        TEST(a_list_that_is_kept_is_counted),
        TEST(a_service_has_the_port_of_its_protocol),
        TEST(a_service_without_a_protocol_has_any),
        TEST(a_service_is_not_known_under_another_protocol),
        TEST(a_service_of_the_machine_is_not_found),
        TEST(a_port_has_its_service),
        TEST(services_are_found_one_after_the_other),
        TEST(the_file_of_services_has_them_too),
        TEST(a_port_that_is_widened_is_told),
        TEST(names_of_one_run_are_not_those_of_the_next),
    };
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
