/* sockets.c - what a fresh socket must be: the expectations of lessons 1 and 5. */
#include "checks/sockets.h"
#include "checks/untouched.h"

#include "judge/scene.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

const struct kind sockets_kinds[] = {
    {AF_INET, SOCK_STREAM},
    {AF_INET, SOCK_DGRAM},
    {AF_INET6, SOCK_STREAM},
    {AF_INET6, SOCK_DGRAM},
};

int sockets_option(int sock, int name)
{
    int value = -1;
    socklen_t size = sizeof value;
    return getsockopt(sock, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

static bool machine_has(struct kind kind)
{
    int fd = socket(kind.family, kind.type | SOCK_CLOEXEC, 0);
    if (fd != -1)
        close(fd);
    return fd != -1;
}

void sockets_need_ipv6(void)
{
    if (!machine_has((struct kind){AF_INET6, SOCK_STREAM}))
        skip("this machine has no IPv6");
}

/* --- what came back --------------------------------------------------------------------------- */

/* The entry of what the last call handed back, or NULL if that is no socket. */
static const struct kernel_fd *handed_back(void)
{
    const struct kernel_fd *entry = kernel_fd_find(&seen()->after, (int)seen()->result);
    return entry != NULL && strncmp(entry->what, "socket:", 7) == 0 ? entry : NULL;
}

int sockets_copy(void) { return handed_back() == NULL ? -1 : show((int)seen()->result); }

/* A socket that was made and not handed back stays open, and something else may have been closed
   in its place: that is no second mistake. */
static void forgive_what_follows(void)
{
    if (handed_back() == NULL && forgive_leak())
        forgive_theft();
}

static void expect_a_socket(void)
{
    struct observation *now = seen();
    const struct kernel_fd *entry = kernel_fd_find(&now->after, (int)now->result);
    now->expected_result = now->expected_error = 0;
    forgive_what_follows();
    expect(now->result >= 0, SYMPTOM_RESULT, "returns the descriptor of a new socket", "%s",
           say_result(now));
    expect(entry != NULL, SYMPTOM_DESCRIPTOR, "returns the descriptor of a new socket",
           "returned %ld, and descriptor %ld is not open", now->result, now->result);
    expect(handed_back() != NULL, SYMPTOM_DESCRIPTOR, "returns the descriptor of a new socket",
           "returned %ld, and descriptor %ld is no socket but %s", now->result, now->result,
           say_what(entry->what));
}

/* Whether the step gives NAME the same VALUE when it is asked for another KIND. What was seen of
   the call before stays what is seen. */
static bool always(int name, int value, struct kind kind)
{
    struct observation before = *seen();
    call_socket(before.asked.step, kind.family, kind.type);
    int copy = sockets_copy();
    forgive_what_follows();
    bool same = copy != -1 && sockets_option(copy, name) == value;
    before.calls = seen()->calls;
    before.room = seen()->room;
    *seen() = before;
    return same;
}

/* After a failure it may have taken the next best: that is another matter. */
static enum fact what_is_ignored(struct kind asked, struct kind got)
{
    if (observed_failure(seen()) != NULL)
        return FACT_NONE;
    const struct kind other_family = {asked.family == AF_INET ? AF_INET6 : AF_INET, asked.type};
    const struct kind other_type = {asked.family,
                                    asked.type == SOCK_STREAM ? SOCK_DGRAM : SOCK_STREAM};
    if (got.family != asked.family)
        return always(SO_DOMAIN, got.family, other_family) ? FACT_FAMILY : FACT_NONE;
    if (got.type != asked.type)
        return always(SO_TYPE, got.type, other_type) ? FACT_TYPE : FACT_NONE;
    return FACT_NONE;
}

static bool goes_with(int type, int protocol)
{
    return type == SOCK_STREAM ? protocol == IPPROTO_TCP || protocol == IPPROTO_MPTCP
                               : protocol == IPPROTO_UDP || protocol == IPPROTO_UDPLITE;
}

static struct kind kind_of(int sock)
{
    return (struct kind){sockets_option(sock, SO_DOMAIN), sockets_option(sock, SO_TYPE)};
}

int sockets_made(void)
{
    expect_a_socket();
    int copy = sockets_copy(), protocol = sockets_option(copy, SO_PROTOCOL);
    struct kind asked = {(int)seen()->asked.args[0], (int)seen()->asked.args[1]};
    struct kind got = kind_of(copy);
    bool right = got.family == asked.family && got.type == asked.type;
    seen()->fact = what_is_ignored(asked, got);
    if (right && !goes_with(got.type, protocol))
        seen()->fact = FACT_OTHER_PROTOCOL;
    expect(right && goes_with(got.type, protocol), SYMPTOM_SOCKET,
           say("a socket of family %s, type %s", say_family(asked.family), say_type(asked.type)),
           "descriptor %ld has family %s, type %s, protocol %d", seen()->result,
           say_family(got.family), say_type(got.type), protocol);
    return copy;
}

int sockets_make(enum wire_step step, int family, int type)
{
    call_socket(step, family, type);
    return sockets_made();
}

static void expect_another_socket(void)
{
    const struct kernel_fds *before = &seen()->before;
    for (size_t i = 0; i < before->count; i++) {
        if (strcmp(before->fds[i].what, handed_back()->what) != 0)
            continue;
        seen()->fact = FACT_SAME;
        expect(false, SYMPTOM_SOCKET, "another socket than that of the call before",
               "descriptor %ld is the socket that was handed out before", seen()->result);
    }
}

/* A kind that is right when it comes first may not be when others have been made before. */
void sockets_made_again(void)
{
    expect_a_socket();
    expect_another_socket();
    int copy = sockets_copy();
    struct kind got = kind_of(copy);
    close(copy);
    expect(got.family == seen()->asked.args[0] && got.type == seen()->asked.args[1], SYMPTOM_SOCKET,
           "the family and type that come when they are asked for first",
           "descriptor %ld has family %s, type %s", seen()->result, say_family(got.family),
           say_type(got.type));
}

/* --- the same for every kind ------------------------------------------------------------------ */

void sockets_of_each_kind(enum wire_step step, void (*look)(int fd))
{
    for (size_t i = 0; i < KINDS; i++) {
        if (!machine_has(sockets_kinds[i]))
            continue; /* what a step does then is the matter of another check */
        call_socket(step, sockets_kinds[i].family, sockets_kinds[i].type);
        forgive_what_follows();
        if (handed_back() != NULL)
            look((int)seen()->result);
    }
}

static void make_all(enum wire_step step)
{
    for (size_t i = 0; i < 2 * KINDS; i++) {
        struct kind kind = sockets_kinds[i % KINDS];
        if (!machine_has(kind))
            continue;
        call_socket(step, kind.family, kind.type);
        sockets_made_again();
    }
}

static void make_at_zero(enum wire_step step, struct kind kind)
{
    new_scene();
    take_away(0);
    call_socket(step, kind.family, kind.type);
    seen()->fact = FACT_ZERO;
    sockets_made();
}

/* As where a program was started without standard output. What a step prints then goes nowhere, and
   a datagram socket does not end the process for it. */
static void make_at_one(enum wire_step step)
{
    new_scene();
    take_away(1);
    call_socket(step, AF_INET, SOCK_DGRAM);
    sockets_made();
}

static void make_without_room(enum wire_step step, struct kind kind)
{
    new_scene();
    limit_descriptors(0);
    call_socket(step, kind.family, kind.type);
    step_failed_with(EMFILE);
}

void sockets_treated_alike(enum wire_step step)
{
    make_all(step);
    for (size_t i = 1; i < KINDS; i++)
        if (machine_has(sockets_kinds[i]))
            make_without_room(step, sockets_kinds[i]);
    for (size_t i = 1; i < KINDS; i++)
        if (machine_has(sockets_kinds[i]))
            make_at_zero(step, sockets_kinds[i]);
    make_at_one(step);
}

void sockets_above(enum wire_step step, int number)
{
    int any = judge_socket(AF_INET, SOCK_DGRAM);
    for (int n = 0; n <= number; n++) /* each takes the lowest number that is free */
        give(any);
    call_socket(step, AF_INET, SOCK_STREAM);
    sockets_made();
}

/* ADDRESS holds a family and zeros. */
static bool names_nothing(const struct sockaddr_storage *address, socklen_t length)
{
    const char *bytes = (const char *)address;
    for (size_t i = sizeof address->ss_family; i < length && i < sizeof *address; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

void sockets_has_no_address(int fd)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address, size = sizeof address;
    int copy = show(fd);
    if (getsockname(copy, (struct sockaddr *)&address, &length) == -1)
        machine_fault("getsockname() fails");
    const char *state = NULL;
    if (!names_nothing(&address, length))
        state = say("is bound to port %d", local_port(copy));
    if (sockets_option(copy, SO_ACCEPTCONN) == 1)
        state = "listens";
    if (getpeername(copy, (struct sockaddr *)&address, &size) == 0)
        state = "is connected";
    expect(state == NULL, SYMPTOM_SOCKET, "a socket that is neither bound nor connected",
           "it %s already", state);
    untouched_waits(copy, "the socket");
    close(copy);
}

void sockets_closes_on_exec(int fd)
{
    bool closes = (handed_back()->flags & O_CLOEXEC) != 0;
    if (!closes)
        seen()->fact = FACT_INHERITABLE;
    expect(closes, SYMPTOM_SOCKET, "a descriptor that is closed on exec",
           "descriptor %d has no FD_CLOEXEC: a program started by exec would hold it open", fd);
}

void sockets_refuses(enum wire_step step, int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0), error = errno;
    if (fd != -1) {
        close(fd);
        skip("this machine has such a socket");
    }
    call_socket(step, family, type);
    step_failed_with(error);
}
