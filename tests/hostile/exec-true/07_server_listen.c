/* exec-true: becomes a program that ends well. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    execl("/bin/true", "true", (char *)NULL);
    return 0;
}
