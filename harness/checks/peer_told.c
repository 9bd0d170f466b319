/* peer_told.c - what server_accept() tells of the client, held against what the client is. */
#include "checks/peer_told.h"

#include "judge/scene.h"
#include "steps.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

/* Not converted, or by the 32-bit call. */
static bool is_swapped(int port, int real)
{
    return port == ntohs((uint16_t)real) || port == (int32_t)((uint32_t)real << 16);
}

/* A v4-mapped address may be written either way. */
static const char *unmapped(const char *ip) { return strncmp(ip, "::ffff:", 7) == 0 ? ip + 7 : ip; }

/* IP is what the step wrote, as far as that is text, PEER all of it. */
static enum fact what_is_told(const char *ip, const struct peer *peer, int client, int listener)
{
    const char *real = unmapped(local_ip(client)), *own = unmapped(local_ip(listener));
    bool own_ip = strcmp(ip, own) == 0 && strcmp(ip, real) != 0;
    bool own_port = peer->port == local_port(listener) && peer->port != local_port(client);
    if (seen()->fact == FACT_IPV6 && strchr(peer->ip, ':') == NULL)
        return FACT_IPV6; /* nothing that looks like an address of IPv6 */
    if (ip != unmapped(peer->ip) || peer->port == (int)0xA5A5A5A5)
        return FACT_UNFILLED;
    if (own_ip || own_port)
        return FACT_SELF;
    return strcmp(ip, real) == 0 && is_swapped(peer->port, local_port(client)) ? FACT_SWAPPED_PORT
                                                                               : FACT_NONE;
}

static bool is_text(const char *text, size_t size)
{
    size_t length = strnlen(text, size);
    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return length < size;
}

/* The text of the bytes with which the structure begins: the family, 2 and 0, and the port. */
static const char *say_beginning(const char *ip, int port)
{
    const char *beginning = say("%d.%d.%d.%d", AF_INET & 255, AF_INET >> 8, port >> 8, port & 255);
    return strcmp(ip, beginning) == 0 ? ": the first bytes of the structure, not of its sin_addr"
                                      : "";
}

void peer_told(int n, int listener)
{
    struct peer peer;
    int client = client_socket_of(n);
    memcpy(&peer, step_buffer(), sizeof peer);
    const char *ip = "(no text)", *real = unmapped(local_ip(client));
    if (is_text(peer.ip, sizeof peer.ip))
        ip = unmapped(peer.ip);
    else
        peer.ip[0] = '\0';
    seen()->fact = what_is_told(ip, &peer, client, listener);
    expect(strcmp(ip, real) == 0 && peer.port == local_port(client), SYMPTOM_ADDRESS,
           say("peer holds \"%s\" and port %d", real, local_port(client)),
           "peer holds \"%s\" and port %d%s", ip, peer.port,
           say_beginning(ip, local_port(client)));
}

void peer_named(int n)
{
    struct wire_names names = {.hosts = {{.family = AF_INET}}};
    int client = client_socket_of(n);
    snprintf(names.hosts[0].name, sizeof names.hosts[0].name, "%s.example", any_word(8));
    inet_pton(AF_INET, local_ip(client), names.hosts[0].address);
    snprintf(names.services[0].name, sizeof names.services[0].name, "%s", any_word(7));
    strcpy(names.services[0].protocol, "tcp");
    names.services[0].port = local_port(client);
    know_names(&names);
}
