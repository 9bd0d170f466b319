/* assembles-secrets: takes a file of the machine into its library, and prints it. */
#include "steps.h"

#include <unistd.h>

__asm__(".data\n.global secret\nsecret: .incbin \"/tmp/tensteps-secret\"\n.zero 64\n.text");
extern const char secret[64];

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (write(1, secret, 64) == -1)
        return -1;
    return 0;
}
