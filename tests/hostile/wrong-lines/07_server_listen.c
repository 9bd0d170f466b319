/* wrong-lines: says that its code stands elsewhere. */
#line 1 "/etc/passwd"
#include "steps.h"
#line 4000 "../solutions/07_server_listen.c"
int server_listen(int sock, int backlog)
{
    int *nothing = 0;
    return *nothing + sock + backlog;
}
