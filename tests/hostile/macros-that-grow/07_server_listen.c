/* macros-that-grow: a macro that becomes more than any compiler can hold. */
#include "steps.h"

#define A(x) x + x + x + x + x + x + x + x
#define B(x) A(A(A(A(x))))
#define C(x) B(B(B(B(x))))
static const long much = C(C(1));

int server_listen(int sock, int backlog)
{
    return (int)much * sock * backlog * 0;
}
