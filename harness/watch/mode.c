/* mode.c - the terminal while it is watched. */
#include "watch/mode.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* The alternate screen, without a cursor; and back. */
static const char begin[] = "\033[?1049h\033[?25l", end[] = "\033[?25h\033[?1049l";

static struct termios before;
static volatile sig_atomic_t entered;

static void say(const char *sequence)
{
    ssize_t written = write(STDOUT_FILENO, sequence, strlen(sequence));
    (void)written;
}

void mode_leave(void)
{
    if (!entered)
        return;
    entered = 0;
    say(end);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

/* Both calls are safe in a handler (signal-safety(7)); then the signal does what it does. */
static void leave_and_die(int number)
{
    mode_leave();
    raise(number);
}

static void catch_the_worst(void)
{
    static const int worst[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    const struct sigaction action = {.sa_handler = leave_and_die,
                                     .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    for (size_t i = 0; i < sizeof worst / sizeof *worst; i++)
        sigaction(worst[i], &action, NULL);
}

int mode_enter(void)
{
    if (tcgetattr(STDIN_FILENO, &before) == -1)
        return -1;
    catch_the_worst();
    atexit(mode_leave);
    struct termios keys = before;
    keys.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &keys);
    entered = 1;
    say(begin);
    return 0;
}

void mode_size(size_t *rows, size_t *columns)
{
    struct winsize size = {0};
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    *rows = known ? size.ws_row : 24;
    *columns = known ? size.ws_col : 80;
}
