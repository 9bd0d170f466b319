/* lessons.c - the ten lessons: the one table of their numbers, names, functions and checks. */
#include "lessons.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Defined in checks/<stem>.c. */
extern const struct check *const checks_01_client_socket[];
extern const struct check *const checks_02_client_connect[];
extern const struct check *const checks_03_client_exchange[];
extern const struct check *const checks_04_client_close[];
extern const struct check *const checks_05_server_socket[];
extern const struct check *const checks_06_server_bind[];
extern const struct check *const checks_07_server_listen[];
extern const struct check *const checks_08_server_accept[];
extern const struct check *const checks_09_server_process[];
extern const struct check *const checks_10_server_close[];

#define FUNCTIONS(...) ((const char *const[]){__VA_ARGS__, NULL})

const struct lesson lessons[LESSON_COUNT] = {
    {1, "01_client_socket", "Make a socket", FUNCTIONS("client_socket"), checks_01_client_socket},
    {2, "02_client_connect", "Connect to a server",
     FUNCTIONS("host_address", "service_port", "client_connect"), checks_02_client_connect},
    {3, "03_client_exchange", "Send and receive", FUNCTIONS("client_send", "client_recv"),
     checks_03_client_exchange},
    {4, "04_client_close", "Close the connection", FUNCTIONS("client_close"),
     checks_04_client_close},
    {5, "05_server_socket", "Make the listening socket", FUNCTIONS("server_socket"),
     checks_05_server_socket},
    {6, "06_server_bind", "Bind an address and a port", FUNCTIONS("server_bind"),
     checks_06_server_bind},
    {7, "07_server_listen", "Listen for clients", FUNCTIONS("server_listen"),
     checks_07_server_listen},
    {8, "08_server_accept", "Accept a client", FUNCTIONS("server_accept"), checks_08_server_accept},
    {9, "09_server_process", "Do the work: echo", FUNCTIONS("server_process"),
     checks_09_server_process},
    {10, "10_server_close", "Close and stop listening", FUNCTIONS("server_close"),
     checks_10_server_close},
};

const struct lesson *lesson_by_number(int number)
{
    return number >= 1 && number <= LESSON_COUNT ? &lessons[number - 1] : NULL;
}

static bool is_file_of(const struct lesson *lesson, const char *name)
{
    size_t length = strlen(lesson->stem);
    return strncmp(name, lesson->stem, length) == 0 &&
           (name[length] == '\0' || strcmp(name + length, ".c") == 0);
}

const struct lesson *lesson_from_text(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits > 0 && digits <= 2 && text[digits] == '\0')
        return lesson_by_number(atoi(text));
    const char *slash = strrchr(text, '/');
    const char *name = slash ? slash + 1 : text;
    for (int i = 0; i < LESSON_COUNT; i++)
        if (is_file_of(&lessons[i], name))
            return &lessons[i];
    return NULL;
}
