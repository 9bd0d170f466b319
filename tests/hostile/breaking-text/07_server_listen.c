/* breaking-text: prints what breaks JSON, HTML, CSV and terminals. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    static const char text[] = "\033]0;owned\007\033[2J\"}]}</pre><script>document.title='owned'</script>\n=cmd|'/C calc'!A0\xff\xfe\0hidden";
    if (write(1, text, sizeof text) == -1)
        return -1;
    return 0;
}
