/* command_line.c - the command line of build/lab, and what its verbs say when they cannot go on. */
#include "command_line.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option all_options[] = {
    {"help", no_argument, NULL, 'h'},        {"lessons", required_argument, NULL, 'l'},
    {"json", no_argument, NULL, 'j'},        {"fresh", no_argument, NULL, 'f'},
    {"port", required_argument, NULL, 'p'},  {"ip", required_argument, NULL, 'i'},
    {"check", required_argument, NULL, 'c'}, {"html", no_argument, NULL, 'H'},
    {"replay", no_argument, NULL, 'R'},      {"again", no_argument, NULL, 'g'},
    {"anyway", no_argument, NULL, 'a'},
};

static const char *const option_help[] = {
    "--help          this text",
    "--lessons DIR   the folder of the lesson files (the kit's own: lessons)",
    "--json          one JSON document on standard output, nothing else",
    "--fresh         judges also what has not changed since the last time",
    "--port N        the port to listen on; 0: one that is free (7007)",
    "--ip ADDRESS    the address to listen on; \"\": every IPv4 address (127.0.0.1)",
    "--check CHECK   a check, by its number or by words of its name",
    "--html          writes a page, to be opened in a browser",
    "--replay        the other side again, live, for your own program",
    "--again         from the first hint on",
    "--anyway        also if lessons are not passed",
};

enum { OPTION_COUNT = sizeof all_options / sizeof *all_options };

int say_fault(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("lab: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return FAULT;
}

static int wrong_usage(const struct verb *verb, const char *what, const char *which)
{
    fprintf(stderr, "lab: %s: %s\n", what, which);
    fprintf(stderr, "Type  build/lab %s --help  to see how it is meant.\n", verb->name);
    return FAULT;
}

int end_output(int status)
{
    if (fflush(stdout) == EOF || ferror(stdout))
        return say_fault("cannot write the output: %s", strerror(errno));
    return status;
}

static int help_on(const struct verb *verb)
{
    printf("usage: build/lab %s [OPTION...] %s\n\n%s: %s.\n", verb->name, verb->arguments,
           verb->name, verb->help);
    if (*verb->more)
        printf("%s\n", verb->more);
    putchar('\n');
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strchr(verb->options, all_options[i].val))
            printf("  %s\n", option_help[i]);
    return end_output(PASSED);
}

static bool port_from(const char *text, int *port)
{
    char *end = NULL;
    long number = strtol(text, &end, 10);
    *port = (int)number;
    return end != text && *end == '\0' && number >= 0 && number <= 65535;
}

static void select_options(const struct verb *verb, struct option *options)
{
    int count = 0;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strchr(verb->options, all_options[i].val))
            options[count++] = all_options[i];
    options[count] = (struct option){0};
}

/* The member of an option that takes no value. */
static bool *flag_of(struct request *request, int letter)
{
    switch (letter) {
    case 'j':
        return &request->json;
    case 'f':
        return &request->fresh;
    case 'H':
        return &request->html;
    case 'R':
        return &request->replay;
    case 'g':
        return &request->again;
    default:
        return &request->anyway;
    }
}

int command_line_parse(const struct verb *verb, int argc, char **argv, struct request *request)
{
    struct option options[OPTION_COUNT + 1];
    select_options(verb, options);
    opterr = 0;
    int letter = 0;
    while ((letter = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        switch (letter) {
        case 'h':
            return help_on(verb);
        case 'l':
            request->lessons_given = optarg;
            break;
        case 'i':
            request->ip = optarg;
            break;
        case 'c':
            request->check = optarg;
            break;
        case 'p':
            if (!port_from(optarg, &request->port))
                return wrong_usage(verb, "a port is a number from 0 to 65535, not this", optarg);
            break;
        case ':':
            return wrong_usage(verb, "this option needs a value", argv[optind - 1]);
        case '?':
            return wrong_usage(verb, "no such option, or too much of it", argv[optind - 1]);
        default:
            *flag_of(request, letter) = true;
        }
    }
    request->arguments = argv + optind;
    request->count = argc - optind;
    if (request->count > 0 && *verb->arguments == '\0')
        return wrong_usage(verb, "it takes no argument", *request->arguments);
    return -1;
}
