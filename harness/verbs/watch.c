/* watch.c - watch: the lesson at hand is checked at each save.
 *
 * The work is done by other commands of this kit, each run in the background: so keys and the
 * terminal's size are answered meanwhile, and a check of what is saved over is given up. */
#include "job.h"
#include "watch/files.h"
#include "watch/mode.h"
#include "watch/screen.h"

#include "verbs/verbs.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { LOOK_MS = 1000 };

struct watch {
    const struct request *request;
    struct view view;
    struct files files;
    struct job check, other; /* of the lesson; for a key: hint, trace, ... */
    json_t *verdict;
    char *fault, *text, *file, *name;
    char number[8];
    int signals;
    bool plain; /* no cursor motion: each state below the last */
    bool over;
};

/* --- showing ---------------------------------------------------------------------------------- */

static void show(struct watch *watch)
{
    size_t rows, columns;
    mode_size(&rows, &columns);
    watch->view.scrolls = !watch->plain && screen_scrolls(&watch->view, rows, columns);
    char *screen = screen_text(&watch->view, watch->plain ? 0 : rows, columns);
    if (!screen)
        return;
    if (watch->plain) {
        printf("%s\n", screen);
    } else {
        fputs("\033[H", stdout);
        for (char *line = screen; *line;) {
            size_t length = strcspn(line, "\n");
            bool last = line[length + 1] == '\0';
            printf("%.*s\033[K%s", (int)length, line, last ? "" : "\r\n");
            line += length + 1;
        }
        fputs("\033[J", stdout);
    }
    fflush(stdout);
    free(screen);
}

static void set_page(struct watch *watch, enum page page, char *text)
{
    free(watch->text);
    watch->text = text;
    watch->view.page = text ? page : PAGE_LESSON;
    watch->view.text = text;
    watch->view.from = 0;
}

/* What a command says to type next the keys do here, and a save. */
static void cut_next(char *text)
{
    char *next = NULL;
    for (char *from = text; from && (from = strstr(from, "\nNext: ")) != NULL; from++)
        next = from + 1;
    if (next)
        *next = '\0';
}

/* --- working ---------------------------------------------------------------------------------- */

/* `lab VERB [LESSON] [OPTION]` on the lessons at hand. */
static void begin(struct watch *watch, struct job *job, const char *verb, bool one,
                  const char *option)
{
    size_t rows, columns, count = 2;
    char *arguments[8] = {(char *)"lab", (char *)verb};
    mode_size(&rows, &columns);
    if (one)
        arguments[count++] = watch->number;
    if (option)
        arguments[count++] = (char *)option;
    if (watch->request->lessons_given) {
        arguments[count++] = (char *)"--lessons";
        arguments[count++] = (char *)watch->request->lessons_given;
    }
    const struct job_command command = {
        .arguments = arguments, .input = -1, .columns = columns, .errors = true};
    job_end(job);
    if (job_start(job, &command) == -1) {
        free(watch->fault);
        if (asprintf(&watch->fault, "no process for it: %s", strerror(errno)) == -1)
            watch->fault = NULL;
        watch->view.fault = watch->fault;
    }
}

static void check(struct watch *watch)
{
    begin(watch, &watch->check, "check", true, "--json");
    watch->view.checking = watch->check.pid > 0;
}

static void take_verdict(struct watch *watch)
{
    json_t *document = watch->check.text ? json_loads(watch->check.text, 0, NULL) : NULL;
    json_t *verdict = json_array_get(json_object_get(document, "lessons"), 0);
    json_decref(watch->verdict);
    free(watch->fault);
    watch->verdict = json_incref(verdict);
    watch->fault = verdict ? NULL : strdup(watch->check.text ? watch->check.text : "no verdict");
    watch->view.verdict = watch->verdict;
    watch->view.fault = watch->fault;
    watch->view.checking = false;
    json_decref(document);
    job_end(&watch->check);
}

static void open_lesson(struct watch *watch, const struct lesson *lesson)
{
    files_close(&watch->files);
    free(watch->file);
    free(watch->name);
    free(watch->fault);
    json_decref(watch->verdict);
    watch->fault = watch->file = watch->name = NULL;
    watch->verdict = NULL;
    if (asprintf(&watch->file, "%s/%s.c", watch->request->directory, lesson->stem) == -1 ||
        asprintf(&watch->name, "%s.c", lesson->stem) == -1)
        abort();
    snprintf(watch->number, sizeof watch->number, "%d", lesson->number);
    watch->view = (struct view){
        .lesson = lesson, .file = watch->file, .solutions = verb_has_solution(lesson)};
    files_open(&watch->files, watch->request->directory, watch->name);
    check(watch);
}

static void press(struct watch *watch, int key)
{
    size_t rows, columns;
    const struct view *view = &watch->view;
    if (!screen_has_key(view, key))
        return;
    if (key == 'q')
        watch->over = true;
    else if (key == 'h')
        begin(watch, &watch->other, "hint", true, NULL);
    else if (key == 't')
        begin(watch, &watch->other, "trace", true, NULL);
    else if (key == 's')
        begin(watch, &watch->other, "solution", true, NULL);
    else if (key == 'c')
        begin(watch, &watch->other, "check", true, NULL);
    else if (key == 'l')
        begin(watch, &watch->other, "board", false, NULL);
    else if (key == 'n')
        open_lesson(watch, view->lesson + 1);
    else if (key == 'r')
        set_page(watch, PAGE_LESSON, NULL);
    else if (key >= '0' && key <= '9') {
        set_page(watch, PAGE_LESSON, NULL);
        open_lesson(watch, &lessons[key == '0' ? 9 : key - '1']);
    } else {
        mode_size(&rows, &columns);
        watch->view.from = screen_scroll(view, key, rows, columns);
    }
}

/* --- waiting ---------------------------------------------------------------------------------- */

/* Ctrl-Z: the terminal as it was, until the shell lets this go on. */
static void stop_a_while(struct watch *watch)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    mode_leave();
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL); /* here it stops */
    sigprocmask(SIG_BLOCK, &stop, NULL);
    if (!watch->plain)
        mode_enter();
}

static void take_signals(struct watch *watch)
{
    struct signalfd_siginfo signal;
    while (read(watch->signals, &signal, sizeof signal) == sizeof signal) {
        if (signal.ssi_signo == SIGTSTP)
            stop_a_while(watch);
        else if (signal.ssi_signo != SIGWINCH && signal.ssi_signo != SIGCONT)
            watch->over = true;
    }
}

static void take_keys(struct watch *watch)
{
    char typed[64];
    ssize_t count = read(STDIN_FILENO, typed, sizeof typed);
    if (count == 0 || (count == -1 && errno != EINTR && errno != EAGAIN))
        watch->over = true;
    if (count > 1 && typed[0] == '\033' && !watch->plain)
        return; /* an arrow, or another key that sends a sequence */
    for (ssize_t i = 0; i < count && !watch->over; i++)
        press(watch, typed[i]);
}

/* Whether there is something new to show. */
static bool wait_for_news(struct watch *watch)
{
    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = watch->signals, .events = POLLIN},
                           {.fd = watch->files.events, .events = POLLIN},
                           {.fd = watch->check.output, .events = POLLIN},
                           {.fd = watch->other.output, .events = POLLIN}};
    int ready = poll(fds, sizeof fds / sizeof *fds, LOOK_MS);
    bool saved = (fds[2].revents != 0 && files_saved(&watch->files)) ||
                 (ready == 0 && files_look(&watch->files));
    bool news = saved || fds[0].revents != 0 || fds[1].revents != 0;
    if (fds[1].revents != 0)
        take_signals(watch);
    if (saved)
        check(watch);
    else if (fds[3].revents != 0 && job_read(&watch->check)) {
        take_verdict(watch);
        news = true;
    }
    if (fds[4].revents != 0 && job_read(&watch->other)) {
        bool list = watch->other.text && strncmp(watch->other.text, "The ten steps", 13) == 0;
        if (!list && watch->other.text)
            cut_next(watch->other.text);
        set_page(watch, list ? PAGE_LIST : PAGE_TEXT, watch->other.text);
        watch->other.text = NULL;
        job_end(&watch->other);
        news = true;
    }
    if (fds[0].revents != 0)
        take_keys(watch);
    return news;
}

static int open_signals(void)
{
    static const int taken[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        sigaddset(&set, taken[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void forget(struct watch *watch)
{
    job_end(&watch->check);
    job_end(&watch->other);
    files_close(&watch->files);
    json_decref(watch->verdict);
    free(watch->fault);
    free(watch->text);
    free(watch->file);
    free(watch->name);
    close(watch->signals);
}

static bool is_plain(void)
{
    const char *plain = getenv("PLAIN"), *term = getenv("TERM");
    return (plain && *plain) || !term || !*term || strcmp(term, "dumb") == 0;
}

int verb_watch(const struct request *request)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return say_fault("watch needs a terminal. Without one type  make check LESSON=N  after "
                         "each save");
    const struct lesson *lesson = verb_lesson_at_hand(request);
    if (!lesson)
        return FAULT;
    struct watch watch = {.request = request,
                          .files = {.events = -1},
                          .check = {.output = -1},
                          .other = {.output = -1},
                          .plain = is_plain()};
    watch.signals = open_signals();
    if (!watch.plain && mode_enter() == -1)
        watch.plain = true;
    open_lesson(&watch, lesson);
    for (bool news = true; !watch.over; news = wait_for_news(&watch))
        if (news)
            show(&watch);
    mode_leave();
    forget(&watch);
    return end_output(PASSED);
}
