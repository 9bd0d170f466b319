/* reach.c - whether a submission could read what is not its own: it is tried, as the compiler is
 * confined, which reads on a submission's behalf. */
#include "class/reach.h"

#include "confine.h"
#include "kit.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_FILES = 64, NAME = 3, FIRST = 4 };

/* Really opened: access(2) knows nothing of landlock(7). */
static const char script[] = "for file; do (true <\"$file\") && exit 0; done; exit 1";

/* What is to be tried of one path: itself, and some of the files below, which may be readable where
   the folder is not. */
struct place {
    char *words[FIRST + MOST_FILES + 2];
    int count;
};
static struct place places[REACH_PLACES];
static int count;

static void add(struct place *place, const char *word)
{
    if (place->count < FIRST + MOST_FILES && (place->words[place->count] = strdup(word)) != NULL)
        place->count++;
}

static int add_file(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)where;
    if (kind == FTW_F && S_ISREG(status->st_mode))
        add(&places[count], path);
    return places[count].count >= FIRST + MOST_FILES;
}

void reach_note(const char *const *paths)
{
    for (count = 0; paths[count] != NULL && count < REACH_PLACES; count++) {
        char *path = realpath(paths[count], NULL);
        places[count] = (struct place){.count = 0};
        add(&places[count], "sh");
        add(&places[count], "-c");
        add(&places[count], script);
        add(&places[count], paths[count]);
        if (path != NULL) { /* else there is nothing to be read */
            add(&places[count], path);
            nftw(path, add_file, 16, FTW_PHYS);
        }
        free(path);
    }
}

/* 1: something can be read; 0: nothing; -1 with errno. */
static int can_read(const struct place *place)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);
        for (int fd = 0; fd < 3; fd++)
            dup2(null, fd);
        closefrom(3);
        confine_become(CONFINED_COMPILER, place->words, environ);
        _exit(127);
    }
    while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
        ;
    if (pid != -1 && WIFEXITED(status) && WEXITSTATUS(status) <= 1)
        return WEXITSTATUS(status) == 0;
    errno = pid == -1 ? errno : EPERM;
    return -1;
}

char *reach_find(void)
{
    char *found = strdup("");
    for (int i = 0; i < count && found != NULL; i++) {
        int readable = can_read(&places[i]);
        char *more = readable == 1   ? kit_text("%s %s", found, places[i].words[NAME])
                     : readable == 0 ? strdup(found)
                                     : NULL;
        free(found);
        found = more;
    }
    return found;
}
