/* nss.c - the hosts, services and protocols of one run, as a source that the C library's look-ups
 * ask. */
#include "stage/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <nss.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

/*
 * The C library finds these functions by their names (nsswitch: "hosts: tensteps"), so that
 * getaddrinfo(), gethostbyname() and their kin run as they are, on names that change from run to
 * run, without the network and without the machine's own files.
 */
static struct wire_names *tensteps_names;

/* The stage says where they are; nobody else can ask. */
void tensteps_names_are(struct wire_names *names) { tensteps_names = names; }

static void note_that_one_asks(void)
{
    __atomic_add_fetch(&tensteps_names->asked, 1, __ATOMIC_SEQ_CST);
}

static int next_service;

static size_t address_size(int family) { return family == AF_INET6 ? 16 : 4; }

/* Room for an answer: text first, then pointers, within BUFFER. */
struct room {
    char *next;
    size_t left;
};

static void *take(struct room *room, size_t size, size_t align)
{
    size_t pad = (align - (size_t)room->next % align) % align;
    if (room->left < pad + size)
        return NULL;
    char *taken = room->next + pad;
    room->next = taken + size;
    room->left -= pad + size;
    return taken;
}

static char *take_text(struct room *room, const char *text)
{
    char *copy = take(room, strlen(text) + 1, 1);
    return copy == NULL ? NULL : strcpy(copy, text);
}

static enum nss_status too_small(int *error, int *host_error)
{
    *error = ERANGE;
    if (host_error != NULL)
        *host_error = NETDB_INTERNAL;
    return NSS_STATUS_TRYAGAIN;
}

enum nss_status _nss_tensteps_gethostbyname2_r(const char *name, int family, struct hostent *entry,
                                               char *buffer, size_t size, int *error,
                                               int *host_error)
{
    struct room room = {buffer, size};
    const size_t most = sizeof tensteps_names->hosts / sizeof tensteps_names->hosts[0];
    size_t length = address_size(family), count = 0;
    note_that_one_asks();
    char **list = take(&room, (most + 2) * sizeof *list, _Alignof(char *));
    entry->h_name = list == NULL ? NULL : take_text(&room, name);
    if (entry->h_name == NULL)
        return too_small(error, host_error);
    for (size_t i = 0; i < most; i++) {
        const struct wire_host *host = &tensteps_names->hosts[i];
        if (host->family != family || strcasecmp(host->name, name) != 0)
            continue;
        if ((list[count] = take(&room, length, 4)) == NULL)
            return too_small(error, host_error);
        memcpy(list[count++], host->address, length);
    }
    if (count == 0) {
        *error = ENOENT;
        *host_error = HOST_NOT_FOUND;
        return NSS_STATUS_NOTFOUND;
    }
    list[count] = NULL;
    entry->h_addrtype = family;
    entry->h_length = (int)length;
    entry->h_addr_list = list;
    entry->h_aliases = list + count; /* an empty list */
    return NSS_STATUS_SUCCESS;
}

enum nss_status _nss_tensteps_gethostbyname_r(const char *name, struct hostent *entry, char *buffer,
                                              size_t size, int *error, int *host_error)
{
    return _nss_tensteps_gethostbyname2_r(name, AF_INET, entry, buffer, size, error, host_error);
}

/* The name of an address, as getnameinfo(3) asks for it where it is not told to leave the number. */
enum nss_status _nss_tensteps_gethostbyaddr_r(const void *address, socklen_t length, int family,
                                              struct hostent *entry, char *buffer, size_t size,
                                              int *error, int *host_error)
{
    const size_t most = sizeof tensteps_names->hosts / sizeof tensteps_names->hosts[0];
    for (size_t i = 0; i < most; i++) {
        const struct wire_host *host = &tensteps_names->hosts[i];
        if (host->name[0] != '\0' && host->family == family && length == address_size(family) &&
            memcmp(host->address, address, length) == 0)
            return _nss_tensteps_gethostbyname2_r(host->name, family, entry, buffer, size, error,
                                                  host_error);
    }
    *error = ENOENT;
    *host_error = HOST_NOT_FOUND;
    return NSS_STATUS_NOTFOUND;
}

static enum nss_status fill(const struct wire_service *service, struct servent *entry, char *buffer,
                            size_t size, int *error)
{
    note_that_one_asks();
    struct room room = {buffer, size};
    entry->s_aliases = take(&room, sizeof *entry->s_aliases, _Alignof(char *));
    entry->s_name = entry->s_aliases == NULL ? NULL : take_text(&room, service->name);
    entry->s_proto = entry->s_name == NULL ? NULL : take_text(&room, service->protocol);
    if (entry->s_proto == NULL)
        return too_small(error, NULL);
    entry->s_aliases[0] = NULL;
    entry->s_port = htons((uint16_t)service->port);
    return NSS_STATUS_SUCCESS;
}

static const size_t services = sizeof tensteps_names->services / sizeof tensteps_names->services[0];

enum nss_status _nss_tensteps_getservbyname_r(const char *name, const char *protocol,
                                              struct servent *entry, char *buffer, size_t size,
                                              int *error)
{
    for (size_t i = 0; i < services; i++) {
        const struct wire_service *service = &tensteps_names->services[i];
        if (service->port != 0 && strcmp(service->name, name) == 0 &&
            (protocol == NULL || strcmp(service->protocol, protocol) == 0))
            return fill(service, entry, buffer, size, error);
    }
    *error = ENOENT;
    return NSS_STATUS_NOTFOUND;
}

enum nss_status _nss_tensteps_getservbyport_r(int port, const char *protocol, struct servent *entry,
                                              char *buffer, size_t size, int *error)
{
    for (size_t i = 0; i < services; i++) {
        const struct wire_service *service = &tensteps_names->services[i];
        if (service->port != 0 && htons((uint16_t)service->port) == port &&
            (protocol == NULL || strcmp(service->protocol, protocol) == 0))
            return fill(service, entry, buffer, size, error);
    }
    *error = ENOENT;
    return NSS_STATUS_NOTFOUND;
}

/* As with /etc/services, a descriptor is open from the first look to endservent(3). */
static int file = -1;

static void open_file(void)
{
    if (file == -1)
        file = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

enum nss_status _nss_tensteps_setservent(int stay_open)
{
    (void)stay_open;
    open_file();
    next_service = 0;
    return NSS_STATUS_SUCCESS;
}

enum nss_status _nss_tensteps_endservent(void)
{
    if (file != -1)
        close(file);
    file = -1;
    next_service = 0;
    return NSS_STATUS_SUCCESS;
}

enum nss_status _nss_tensteps_getservent_r(struct servent *entry, char *buffer, size_t size,
                                           int *error)
{
    open_file();
    while ((size_t)next_service < services) {
        const struct wire_service *service = &tensteps_names->services[next_service];
        if (service->port == 0) {
            next_service++;
            continue;
        }
        enum nss_status status = fill(service, entry, buffer, size, error);
        if (status == NSS_STATUS_SUCCESS)
            next_service++;
        return status;
    }
    *error = ENOENT;
    return NSS_STATUS_NOTFOUND;
}

/* The protocols, which not every small machine has a file of (protocols(5)). */
static const struct {
    const char *name;
    int number;
} protocols[] = {{"ip", 0}, {"icmp", 1}, {"tcp", 6}, {"udp", 17}, {"ipv6", 41}, {"ipv6-icmp", 58}};
enum { PROTOCOLS = sizeof protocols / sizeof protocols[0] };

static enum nss_status fill_protocol(int n, struct protoent *entry, char *buffer, size_t size,
                                     int *error)
{
    struct room room = {buffer, size};
    if (n == PROTOCOLS) {
        *error = ENOENT;
        return NSS_STATUS_NOTFOUND;
    }
    entry->p_aliases = take(&room, sizeof *entry->p_aliases, _Alignof(char *));
    entry->p_name = entry->p_aliases == NULL ? NULL : take_text(&room, protocols[n].name);
    if (entry->p_name == NULL)
        return too_small(error, NULL);
    entry->p_aliases[0] = NULL;
    entry->p_proto = protocols[n].number;
    return NSS_STATUS_SUCCESS;
}

enum nss_status _nss_tensteps_getprotobyname_r(const char *name, struct protoent *entry,
                                               char *buffer, size_t size, int *error)
{
    int n = 0;
    while (n < PROTOCOLS && strcmp(protocols[n].name, name) != 0)
        n++;
    return fill_protocol(n, entry, buffer, size, error);
}

enum nss_status _nss_tensteps_getprotobynumber_r(int number, struct protoent *entry, char *buffer,
                                                 size_t size, int *error)
{
    int n = 0;
    while (n < PROTOCOLS && protocols[n].number != number)
        n++;
    return fill_protocol(n, entry, buffer, size, error);
}
