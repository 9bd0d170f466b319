/* calls_lookup.c - looking up hosts and services; which lists are still to be freed. */
#include "stage/calls.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern struct wire_names *stage_names;

enum { LISTS = 64 };
static struct addrinfo *held[LISTS];

static void hold(struct addrinfo *list)
{
    for (int i = 0; i < LISTS; i++)
        if (held[i] == NULL) {
            held[i] = list;
            return;
        }
}

long calls_lookups_held(void)
{
    long count = 0;
    for (int i = 0; i < LISTS; i++)
        count += held[i] != NULL;
    return count;
}

long calls_looked_up(void) { return __atomic_load_n(&stage_names->asked, __ATOMIC_SEQ_CST); }

void calls_forget_lookups(void) { memset(held, 0, sizeof held); }

static struct wire_event lookup(enum wire_call call, const char *name, const char *other,
                                const void *site)
{
    struct wire_event event = gate_event(call, -1, site);
    snprintf(event.text, sizeof event.text, "%s%s%s", name == NULL ? "NULL" : name,
             other == NULL ? "" : ", ", other == NULL ? "" : other);
    return event;
}

int __wrap_getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
                       struct addrinfo **list)
{
    struct wire_event event = lookup(CALL_GETADDRINFO, host, service, CALLS_SITE);
    if (hints != NULL) {
        event.args[0] = hints->ai_flags;
        event.args[1] = hints->ai_family;
        event.args[2] = hints->ai_socktype;
        event.args[3] = hints->ai_protocol;
    }
    struct gate_answer answer = gate_about(&event);
    /* The names are the kit's, not the machine's: which addresses it has makes no difference. */
    struct addrinfo asked = hints == NULL ? (struct addrinfo){.ai_flags = AI_V4MAPPED} : *hints;
    asked.ai_flags &= ~AI_ADDRCONFIG;
    int result = -1, error = errno; /* a failure that the judge wants is none of an unknown name */
    if (answer.op == ANSWER_FAIL)
        error = (int)answer.value;
    else
        result = getaddrinfo(host, service, &asked, list);
    if (result != EAI_SYSTEM) /* else errno says nothing: getaddrinfo(3) */
        errno = error;
    if (result == 0 && gate_is_open())
        hold(*list);
    gate_did(&event, result);
    return result;
}

void __wrap_freeaddrinfo(struct addrinfo *list)
{
    for (int i = 0; i < LISTS; i++)
        if (held[i] == list)
            held[i] = NULL;
    freeaddrinfo(list);
}

/* The older functions answer with a pointer; the report says whether there was one. */
static void *found(struct wire_event *event, void *entry)
{
    event->args[3] = entry != NULL;
    gate_did(event, entry != NULL ? 0 : -1);
    return entry;
}

struct hostent *__wrap_gethostbyname(const char *name)
{
    struct wire_event event = lookup(CALL_GETHOSTBYNAME, name, NULL, CALLS_SITE);
    gate_about(&event);
    return found(&event, gethostbyname(name));
}

struct hostent *__wrap_gethostbyname2(const char *name, int family)
{
    struct wire_event event = lookup(CALL_GETHOSTBYNAME, name, NULL, CALLS_SITE);
    event.args[1] = family;
    gate_about(&event);
    return found(&event, gethostbyname2(name, family));
}

int __wrap_gethostbyname_r(const char *name, struct hostent *entry, char *room, size_t size,
                           struct hostent **result, int *error)
{
    struct wire_event event = lookup(CALL_GETHOSTBYNAME, name, NULL, CALLS_SITE);
    gate_about(&event);
    int status = gethostbyname_r(name, entry, room, size, result, error);
    found(&event, status == 0 ? *result : NULL);
    return status;
}

int __wrap_gethostbyname2_r(const char *name, int family, struct hostent *entry, char *room,
                            size_t size, struct hostent **result, int *error)
{
    struct wire_event event = lookup(CALL_GETHOSTBYNAME, name, NULL, CALLS_SITE);
    event.args[1] = family;
    gate_about(&event);
    int status = gethostbyname2_r(name, family, entry, room, size, result, error);
    found(&event, status == 0 ? *result : NULL);
    return status;
}

struct servent *__wrap_getservbyname(const char *name, const char *protocol)
{
    struct wire_event event = lookup(CALL_GETSERVBYNAME, name, protocol, CALLS_SITE);
    gate_about(&event);
    return found(&event, getservbyname(name, protocol));
}

int __wrap_getservbyname_r(const char *name, const char *protocol, struct servent *entry,
                           char *room, size_t size, struct servent **result)
{
    struct wire_event event = lookup(CALL_GETSERVBYNAME, name, protocol, CALLS_SITE);
    gate_about(&event);
    int status = getservbyname_r(name, protocol, entry, room, size, result);
    found(&event, status == 0 ? *result : NULL);
    return status;
}

/* Whoever reads the services themselves finds those of this run, services(5). */
static FILE *services_file(const char *mode)
{
    const size_t most = sizeof stage_names->services / sizeof stage_names->services[0];
    __atomic_add_fetch(&stage_names->asked, 1, __ATOMIC_SEQ_CST);
    int fd = memfd_create("services", strchr(mode, 'e') != NULL ? MFD_CLOEXEC : 0);
    for (size_t i = 0; fd != -1 && i < most; i++) {
        const struct wire_service *one = &stage_names->services[i];
        if (one->port != 0)
            dprintf(fd, "%s\t%d/%s\n", one->name, one->port, one->protocol);
    }
    if (fd != -1)
        lseek(fd, 0, SEEK_SET);
    return fd == -1 ? NULL : fdopen(fd, "r");
}

FILE *__wrap_fopen(const char *path, const char *mode)
{
    if (path != NULL && gate_is_open() && mode[0] == 'r' && strcmp(path, "/etc/services") == 0)
        return services_file(mode);
    return fopen(path, mode);
}

/* A port is 16 bits wide: the last number of so many that went through a 32-bit conversion. Without
   optimisation these are functions, netinet/in.h. */
static uint32_t widened;

static uint32_t widen(uint32_t number)
{
    if (gate_is_open() && number != 0 && number <= UINT16_MAX)
        widened = number;
    return htonl(number);
}

uint32_t __wrap_htonl(uint32_t number) { return widen(number); }

uint32_t __wrap_ntohl(uint32_t number) { return widen(number); }

long calls_widened(void) { return widened; }

void calls_forget_widened(void) { widened = 0; }
