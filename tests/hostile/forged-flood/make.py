"""forged-flood: says again and again, in the name of the kit, that a call has moved bytes."""
import os
import sys

FOLDER, KIT = sys.argv[1:]
WIRE = os.path.join(KIT, "harness", "stage", "wire.h")
with open(WIRE, encoding="utf-8") as file:
    wire = file.read()

TEXT = wire + """
#include "steps.h"
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void say(struct wire_event *event)
{
    syscall(SYS_sendto, 1000, event, sizeof *event, MSG_NOSIGNAL, 0, 0);
    syscall(SYS_nanosleep, &(struct timespec){0, 20000000}, 0);
}

int FUNCTION(int sock ARGUMENTS)
{
    (void)sock;
    struct wire_event event = {.kind = EVENT_KIND, .call = CALL_SEND, .fd = sock, .result = 1,
                               .offset = -1};
    for (time_t begun = time(0); time(0) - begun < 50;)
        say(&event);
    return 0;
}
"""

for name, function, arguments, kind in (
        ("07_server_listen", "server_listen", ", int backlog", "DID"),
        ("04_client_close", "client_close", "", "ABOUT"),
        ("10_server_close", "server_close", "", "WAITS")):
    text = TEXT.replace("FUNCTION", function).replace("ARGUMENTS", arguments)
    with open(os.path.join(FOLDER, name + ".c"), "w", encoding="utf-8") as file:
        file.write(text.replace("EVENT_KIND", "EVENT_" + kind))
