/* launch.c - the step's process: started, given orders, listened to, ended. */
#include "judge/launch.h"

#include "confine.h"
#include "judge/kernel.h"
#include "surroundings.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }

int launch_server(const char *stage)
{
    int ends[2];
    if (pair(ends) == -1)
        return -1;
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGINT, SIG_IGN);
        int end = fcntl(ends[1], F_DUPFD, 10);
        dup2(end, 3);
        closefrom(4); /* where close_range(2) is missing, too: Linux before 5.9 */
        confine_become(CONFINED_STAGE, (char *[]){(char *)stage, NULL}, surroundings_of_stage());
        _exit(127);
    }
    close(ends[1]);
    if (pid == -1) {
        close(ends[0]);
        return -1;
    }
    return ends[0];
}

/* Sends SIZE bytes of DATA with COUNT descriptors as one message, with these FLAGS. */
static int send_flagged(int socket, const void *data, size_t size, const int *fds, int count,
                        int flags)
{
    struct iovec piece = {.iov_base = (void *)data, .iov_len = size};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * WIRE_RUN_FDS)];
    } control;
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    size_t length = sizeof(int) * (size_t)count;
    if (count > 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(length);
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(length);
        memcpy(CMSG_DATA(&control.header), fds, length);
    }
    ssize_t sent;
    while ((sent = sendmsg(socket, &message, MSG_NOSIGNAL | flags)) == -1 && errno == EINTR)
        ;
    return sent == (ssize_t)size ? 0 : -1;
}

static int send_with(int socket, const void *data, size_t size, const int *fds, int count)
{
    return send_flagged(socket, data, size, fds, count, 0);
}

int launch_filter(int requests, int filter)
{
    struct wire_request request = {.op = REQUEST_KEEP};
    return send_with(requests, &request, sizeof request, &filter, 1);
}

int launch_sweep(int requests)
{
    struct wire_request request = {.op = REQUEST_SWEEP};
    return send_with(requests, &request, sizeof request, NULL, 0);
}

int launch_lesson_server(int requests)
{
    int ends[2];
    struct wire_request request = {.op = REQUEST_SERVE};
    if (pair(ends) == -1)
        return -1;
    int sent = send_with(requests, &request, sizeof request, &ends[1], 1);
    close(ends[1]);
    if (sent == 0)
        return ends[0];
    close(ends[0]);
    return -1;
}

/* A file in memory; what is shared with the step cannot be made shorter under our feet. */
static int memory_file(const char *name, off_t size)
{
    int file = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file == -1)
        return -1;
    int failed = size > 0 ? ftruncate(file, size) == -1 ||
                                fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) == -1
                          : fcntl(file, F_SETFL, O_APPEND) == -1;
    if (!failed)
        return file;
    close(file);
    return -1;
}

static int ask_for_run(struct stage *stage, int requests, const char *library, int arena)
{
    int control[2] = {-1, -1}, status[2] = {-1, -1};
    struct wire_request request = {.op = REQUEST_RUN};
    if (strlen(library) >= sizeof request.library) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(request.library, library);
    if (pair(control) == -1 || pair(status) == -1) {
        int error = errno;
        close(control[0]);
        close(control[1]);
        errno = error;
        return -1;
    }
    int fds[WIRE_RUN_FDS] = {[RUN_CONTROL] = control[1],
                             [RUN_STATUS] = status[1],
                             [RUN_OUTPUT] = stage->output,
                             [RUN_REPORT] = stage->report,
                             [RUN_ARENA] = arena};
    int sent = send_with(requests, &request, sizeof request, fds, WIRE_RUN_FDS);
    close(control[1]);
    close(status[1]);
    stage->control = control[0];
    stage->status = status[0];
    return sent;
}

int launch_run(struct stage *stage, int requests, const char *library)
{
    *stage = (struct stage){.control = -1, .status = -1, .output = -1, .report = -1};
    int arena = memory_file("arena", ARENA_SIZE), result = -1;
    stage->output = memory_file("output", 0);
    stage->report = memory_file("report", 0);
    if (arena != -1 && stage->output != -1 && stage->report != -1) {
        void *map = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, arena, 0);
        stage->arena = map == MAP_FAILED ? NULL : map;
        if (stage->arena != NULL)
            result = ask_for_run(stage, requests, library, arena);
    }
    int error = errno;
    if (arena != -1)
        close(arena);
    errno = error;
    return result;
}

int launch_order(struct stage *stage, const struct wire_order *order, int descriptor)
{
    int sent = send_flagged(stage->control, order, sizeof *order, &descriptor,
                            descriptor == -1 ? 0 : 1, MSG_DONTWAIT);
    stage->forged |=
        sent == -1 && errno == EAGAIN; /* a step reads an answer before it asks again */
    return sent;
}

/* One message, without waiting: its length, 0 at the end, -1 with errno. *DESCRIPTOR is what came
   with it, or -1. */
static ssize_t receive_with(int socket, void *data, size_t size, int *descriptor)
{
    struct iovec piece = {.iov_base = data, .iov_len = size};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = CMSG_LEN(sizeof(int))}; /* one, not two that fit */
    ssize_t got;
    *descriptor = -1;
    while ((got = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC)) == -1 &&
           errno == EINTR)
        ;
    struct cmsghdr *header = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (header != NULL && header->cmsg_type == SCM_RIGHTS)
        memcpy(descriptor, CMSG_DATA(header), sizeof(int));
    return got;
}

int launch_event(struct stage *stage, struct wire_event *event, int *descriptor)
{
    ssize_t got = receive_with(stage->control, event, sizeof *event, descriptor);
    if (got == -1 && errno == EAGAIN)
        return 0;
    stage->forged |= got > 0 && (got != (ssize_t)sizeof *event || event->kind > EVENT_RETURNED ||
                                 event->call >= CALLS);
    if (got != (ssize_t)sizeof *event || event->kind > EVENT_RETURNED || event->call >= CALLS)
        return -1;
    event->text[sizeof event->text - 1] = '\0';
    return 1;
}

/* The number of the process of PIDFD as it is here, else NUMBER. */
static pid_t number_here(int pidfd, pid_t number)
{
    char path[64], text[1024] = "";
    if (pidfd == -1)
        return number;
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", pidfd);
    const char *line = kernel_read(path, text, sizeof text) > 0 ? strstr(text, "Pid:\t") : NULL;
    close(pidfd);
    return line == NULL ? number : (pid_t)atoi(line + strlen("Pid:\t"));
}

bool launch_status(struct stage *stage)
{
    struct wire_status status;
    int pidfd;
    while (!stage->ended) {
        ssize_t got = receive_with(stage->status, &status, sizeof status, &pidfd);
        if (got == -1 && errno == EAGAIN)
            return false;
        if (got == (ssize_t)sizeof status && status.kind == STATUS_STARTED) {
            stage->pid = number_here(pidfd, status.pid);
            continue;
        }
        if (pidfd != -1)
            close(pidfd);
        stage->ended = true;
        if (got == (ssize_t)sizeof status) {
            stage->wait_status = status.wait_status;
            stage->left_behind = status.left_behind;
            stage->exceeded = status.exceeded;
            stage->cpu_seconds = status.cpu_seconds;
        } else {
            stage->wait_status = -1; /* the server itself is gone */
        }
    }
    return true;
}

void launch_end(struct stage *stage)
{
    if (stage->status != -1 && !launch_status(stage)) {
        struct pollfd end = {.fd = stage->status, .events = POLLIN};
        shutdown(stage->status, SHUT_WR); /* the server ends the step */
        for (int looks = 0; !launch_status(stage) && looks < 100; looks++)
            poll(&end, 1, 100); /* a server that was stopped is given up */
    }
    int *fds[] = {&stage->control, &stage->status, &stage->output, &stage->report};
    for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++) {
        if (*fds[i] != -1)
            close(*fds[i]);
        *fds[i] = -1;
    }
    if (stage->arena != NULL)
        munmap(stage->arena, ARENA_SIZE);
    stage->arena = NULL;
}

char *launch_text(int file, size_t limit, size_t *size)
{
    off_t length = lseek(file, 0, SEEK_END);
    if (size != NULL)
        *size = length > 0 ? (size_t)length : 0;
    if (length <= 0)
        return NULL;
    size_t room = (size_t)length < limit ? (size_t)length : limit;
    char *text = malloc(room + 1);
    ssize_t got = text == NULL ? -1 : pread(file, text, room, 0);
    if (got < 0) {
        free(text);
        return NULL;
    }
    text[got] = '\0';
    return text;
}
