/* compiler-options: has the compiler turn its own safeguards off. */
#pragma GCC optimize("O0", "no-sanitize=address")
#pragma GCC diagnostic ignored "-Wall"
#include "steps.h"

__attribute__((no_sanitize("address", "undefined"))) int server_listen(int sock, int backlog)
{
    char small[4];
    small[backlog & 63] = (char)sock;
    return small[backlog & 63] * 0;
}
