/* lab.c - the verbs, as a table of contents. */
#include "kit.h"
#include "surroundings.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int run_help(const struct request *request);

static const struct verb verbs[] = {
    {"board", verb_board, "checks every lesson, shows the board and the next step", "", "hljf",
     "Exit status: 0, also if lessons are not passed; 2 if the kit is at fault."},
    {"check", verb_check, "checks every lesson, or shows the chosen ones in full", "[LESSON...]",
     "hljf",
     "LESSON is a number (3), a stem (03_client_exchange) or a path to its file.\n"
     "Exit status: 0 all passed, 1 some did not, 2 the kit or the command line is at\n"
     "fault."},
    {"watch", verb_watch, "checks the lesson at hand at each save", "[LESSON]", "hl",
     "On a terminal, until q. It never moves on by itself. With PLAIN=1 in the\n"
     "environment it prints each state below the last, and a key is typed with Enter."},
    {"hint", verb_hint, "gives the next hint on a lesson", "[LESSON]", "hlg",
     "First on the mistake that was found, then up the ladder: a question, the idea,\n"
     "the call, the shape of the code."},
    {"solution", verb_solution, "prints the solution of a lesson that is passed", "LESSON", "hla",
     "Before that --anyway prints it, too. Exit status: 0 printed, 1 not, 2 fault."},
    {"trace", verb_trace, "shows what both sides did in a check, side by side", "[LESSON]",
     "hlcHRpi",
     "The first check that failed, or the one that --check names. --html writes a\n"
     "page. --replay plays the other side again, live, against your own program."},
    {"serve", verb_serve, "runs the reference server, until Ctrl-C", "", "hpi",
     "It sends every client its own bytes back. Its first line: listening on IP port\n"
     "N."},
    {"client", verb_client, "runs your own client, once lessons 1 to 4 are passed", "HOST PORT",
     "hla",
     "Sends standard input to the server, prints what comes back. PORT may be the\n"
     "name of a service."},
    {"server", verb_server, "runs your own server, once lessons 5 to 10 are passed",
     "IP PORT [BACKLOG]", "hla",
     "Serves one client after another until Ctrl-C. Its first line: listening on IP\n"
     "port N."},
    {"talk", verb_talk, "runs the reference client", "IP PORT", "h",
     "Sends standard input to the server, prints what comes back."},
    {"final", verb_final, "lets your client and server talk to the reference, and to each other",
     "", "hl",
     "Exit status: 0 all four pairs agree, 1 some do not or cannot be tried yet,\n"
     "2 fault."},
    {"reset", verb_reset, "gives a lesson its skeleton back, keeping your file", "LESSON", "hl",
     "Your file stays beside it as *.bak; none that is there is overwritten."},
    {"grade", NULL, "grades the submissions of a class", "", "", ""},
    {"grade-one", NULL, "grades one submission, for scripts and clusters", "", "", ""},
    {"merge", NULL, "makes a class's files of what several machines have graded", "", "", ""},
    {"doctor", verb_doctor, "says what this machine has, lacks, and does less well", "", "h",
     "Exit status: 0 if the kit can work here, else 2."},
    {"editors", verb_editors, "writes build/compile_commands.json, for clangd", "", "h", ""},
    {"help", run_help, "shows this table", "", "h", ""},
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

static int run_help(const struct request *request)
{
    (void)request;
    puts("usage: build/lab VERB [OPTION...] [ARGUMENT...]\n");
    for (int i = 0; i < VERB_COUNT; i++)
        printf("  %-10s%s\n", verbs[i].name, verbs[i].help);
    puts("\nbuild/lab VERB --help says more of each. With make, most are shorter to type:\n"
         "  make                   make check LESSON=3     make reset LESSON=3\n"
         "  make serve PORT=7007   make client ARGS=\"127.0.0.1 7007\"\n"
         "  make doctor            make server ARGS=\"127.0.0.1 7007\"\n"
         "  make watch             checks the lesson at hand at each save\n"
         "  make hint LESSON=3     make trace LESSON=3     make solution LESSON=3\n"
         "  make final             yours and the reference, each as client and as server\n"
         "  make grade SUBMISSIONS=DIR   grades a class, into DIR-graded\n"
         "  make audit             tries the hostile submissions on this machine's sandbox\n"
         "  make handout           packs the kit for students: build/handout.tar.gz\n"
         "  make clean             throws away build/, all of which can be made again\n"
         "Exit status: 0 all that was asked for passed, 1 some lesson did not, 2 the kit\n"
         "itself or the command line is at fault.");
    return end_output(PASSED);
}

/* --- the whole ----------------------------------------------------------------------------- */

static int run_verb(const struct verb *verb, int argc, char **argv)
{
    struct request request = {.port = 7007};
    int status = command_line_parse(verb, argc, argv, &request);
    if (status != -1)
        return status;
    request.build = kit_path("build");
    request.directory = request.lessons_given ? strdup(request.lessons_given) : kit_path("lessons");
    struct stat place;
    if (!request.build || !request.directory)
        status = say_fault("cannot find the kit's folder: %s", strerror(errno));
    else if (request.lessons_given && stat(request.directory, &place) == -1)
        status = say_fault("--lessons %s: %s", request.directory, strerror(errno));
    else if (request.lessons_given && !S_ISDIR(place.st_mode))
        status = say_fault("--lessons %s: this is no folder", request.directory);
    else
        status = verb->run(&request);
    free(request.build);
    free(request.directory);
    return status;
}

int main(int argc, char **argv)
{
    surroundings_settle();
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    for (int i = 0; i < VERB_COUNT; i++)
        if (strcmp(verbs[i].name, name) == 0 && !verbs[i].run)
            return verb_class(argc, argv);
        else if (strcmp(verbs[i].name, name) == 0)
            return run_verb(&verbs[i], argc > 1 ? argc - 1 : argc, argc > 1 ? argv + 1 : argv);
    return say_fault("there is no verb \"%s\": type  make help  to see those that there are", name);
}
