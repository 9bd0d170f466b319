/* sockets.c - what a fresh socket must be: the expectations of lessons 1 and 5. */
#include "checks/sockets.h"

#include "judge/scene.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct kind {
    int family, type;
} kinds[] = {
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

void sockets_need_ipv6(void)
{
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd == -1)
        skip("this machine has no IPv6");
    close(fd);
}

/* --- what came back --------------------------------------------------------------------------- */

/* The entry of what the last call handed back, or NULL if that is no socket. */
static const struct kernel_fd *handed_back(void)
{
    const struct kernel_fd *entry = kernel_fd_find(&seen()->after, (int)seen()->result);
    return entry != NULL && strncmp(entry->what, "socket:", 7) == 0 ? entry : NULL;
}

/* The judge's copy of the socket that the last call handed back, or -1. */
static int copy_of_it(void) { return handed_back() == NULL ? -1 : show((int)seen()->result); }

/* A socket that was made and not handed back stays open: that is no second mistake. */
static void expect_a_socket(void)
{
    struct observation *now = seen();
    const struct kernel_fd *entry = kernel_fd_find(&now->after, (int)now->result);
    now->expected_result = now->expected_error = 0;
    if (handed_back() == NULL)
        forgive_leak();
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
    int copy = copy_of_it();
    bool same = copy != -1 && sockets_option(copy, name) == value;
    before.calls = seen()->calls;
    before.room = seen()->room;
    *seen() = before;
    return same;
}

static enum fact what_is_ignored(struct kind asked, struct kind got)
{
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

int sockets_made(void)
{
    expect_a_socket();
    int copy = copy_of_it(), protocol = sockets_option(copy, SO_PROTOCOL);
    struct kind asked = {(int)seen()->asked.args[0], (int)seen()->asked.args[1]};
    struct kind got = {sockets_option(copy, SO_DOMAIN), sockets_option(copy, SO_TYPE)};
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

void sockets_is_new(void)
{
    expect_a_socket();
    const struct kernel_fds *before = &seen()->before;
    for (size_t i = 0; i < before->count; i++) {
        if (strcmp(before->fds[i].what, handed_back()->what) != 0)
            continue;
        seen()->fact = FACT_SAME;
        expect(false, SYMPTOM_SOCKET, "another socket than that of the call before",
               "descriptor %ld is the socket that was handed out before", seen()->result);
    }
}

/* --- the same for every kind ------------------------------------------------------------------ */

void sockets_of_each_kind(enum wire_step step, void (*look)(int fd))
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        call_socket(step, kinds[i].family, kinds[i].type);
        if (handed_back() != NULL)
            look((int)seen()->result);
    }
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
