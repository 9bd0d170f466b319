#!/usr/bin/env python3
"""final.py - the last board: which pairs agree, and what is said of those that do not.

The lessons are the solutions; what is wrong is put into the given programs, client.c and server.c,
which a student may have changed.
"""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys

from kit import ROOT, STEMS, Kit, Tests

LIMIT = 120  # seconds: a last resort

PROCESS = "        ssize_t echoed = server_process(connection);"
STATUS = "    int status = EXIT_SUCCESS;"
HEAD = """#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
static void send_all(int fd, const char *bytes, long size)
{
    for (long at = 0, count = 1; at < size && count > 0; at += count)
        count = send(fd, bytes + at, size - at, MSG_NOSIGNAL);
}
static void (*const used)(int, const char *, long) __attribute__((unused)) = send_all;
"""
GATHER = """        static char all[1 << 21];
        ssize_t echoed = 0, got = 0;
        while ((echoed = recv(connection, all + got, sizeof all - got, 0)) > 0)
            got += echoed;
"""

# What is wrong, in which file, the text that is replaced and by what, the cells that differ, and
# what is said of the first of them.
WRONG = [
    ("a client that changes a byte", "client.c", "    if (fwrite(reply,",
     "    reply[0] ^= 1;\n    if (fwrite(reply,", "client", r"from byte 1 on they are others"),
    ("a client that sends short", "client.c",
     "            if (client_send(sock, piece, (size_t)size) == -1)",
     "            if (client_send(sock, piece, (size_t)(size - size / 1024)) == -1)", "client",
     r"others"),
    ("a client that prints without end", "client.c", STATUS, STATUS + "\n"
     "    static char page[4096];\n    while (write(1, page, sizeof page) > 0)\n        continue;",
     "client", r"they are others"),
    ("a client that closes its output and stays", "client.c", "    return status;",
     "    close(1);\n    pause();\n    return status;", "client", r"1 came back; both"),
    ("a client that ends in failure", "client.c", "    return status;", "    return 3;", "client",
     r"1 came back; the client: it ended with exit status 3"),
    ("a client that crashes", "client.c", STATUS,
     STATUS + "\n    raise(SIGSEGV);", "client", r"killed by signal 11"),
    ("a client that never reads", "client.c", "    else if (exchange(sock) == -1)",
     "    else if (pause() == -1)", "client", r"both wait for ever"),
    ("a server that ends a connection at once", "server.c",
     PROCESS, "        ssize_t echoed = 0;", "server",
     r"0 came back"),
    ("a server that drops the tail", "server.c", PROCESS, GATHER +
     "        send_all(connection, all, got - got / 1000);", "server", r"\d+ came back"),
    ("a server that puts a block elsewhere", "server.c", PROCESS, GATHER +
     "        memmove(all + 50000, all, got > 100000 ? 1000 : 0);\n"
     "        send_all(connection, all, got);", "server", r"from byte 50\d+ on they are others"),
    ("a server that crashes", "server.c", PROCESS, "        raise(SIGSEGV);\n" + PROCESS, "server",
     r"the server: it\s+was killed by signal 11"),
    ("a server that ends after the last client", "server.c", PROCESS,
     "        static int clients;\n" + PROCESS +
     "\n        if (++clients == 5)\n            exit(4);",
     "server", r"after all that\n.*\n.*it ended with exit status 4"),
    ("a server that sends twice", "server.c", PROCESS,
     PROCESS + "\n        send(connection, \"x\", 1, 0);",
     "server", r"2 came back"),
    ("a server that waits instead", "server.c",
     PROCESS, "        ssize_t echoed = pause();",
     "server", r"both wait for ever"),
    ("a server that ends before it listens", "server.c", STATUS,
     STATUS + "\n    return 7;", "server", r"it ended with exit status 7"),
    ("a server that never says that it listens", "server.c", STATUS,
     STATUS + "\n    pause();", "server", r"has not said that it listens"),
    ("a server that spins", "server.c", PROCESS,
     "        ssize_t echoed = 0;\n        for (volatile int i = 0;; i++)\ncontinue;",
     "server", r"used up its 4\s+seconds of processor time"),
]

# What is odd and not wrong: the file, the text that is replaced and by what.
ODD = [
    ("a server that sleeps before its first work", "server.c", PROCESS,
     "        static int once;\n        if (!once++)\n            sleep(2);\n" + PROCESS),
    ("a client that looks again and again", "client.c", "poll(ready, 2, -1)", "poll(ready, 2, 7)"),
    ("a client whose child holds its output open", "client.c", "    return status;",
     "    if (fork() == 0)\n        pause();\n    return status;"),
    ("a client whose child leaves the group, deaf to signals", "client.c", STATUS, STATUS + "\n"
     "    if (fork() == 0)\n        for (signal(SIGTERM, SIG_IGN), setsid();;)\n"
     "            pause();"),
]


def final(kit):
    return subprocess.run([kit.lab, "final"], cwd=kit.path, env=kit.environment(), text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT, check=False)


def cells(text):
    """The four, by client and server: "agree", "differ", "needs ..."."""
    found = {}
    for who in ("yours", "the reference"):
        row = re.search(rf"^client: {who} +(.*)$", text, re.M)
        words = re.split(r"\s{2,}", row[1].strip()) if row else ["", ""]
        for other, word in zip(("yours", "the reference"), words):
            found[who, other] = word[2:]
    return found


def should(who):
    """The cells in which the wrong one takes part differ."""
    return {(client, server): "differ" if (client if who == "client" else server) == "yours"
            else "agree" for client in ("yours", "the reference")
            for server in ("yours", "the reference")}


def run_changed(kit, file, old, new):
    """The last board with this change to a given program."""
    path = os.path.join(kit.lessons, file)
    with open(f"{ROOT}/lessons/{file}", encoding="utf-8") as given:
        text = given.read()
    assert text.count(old) == 1, (file, old)
    with open(path, "w", encoding="utf-8") as changed:
        changed.write(HEAD + text.replace(old, new))
    run = final(kit)
    shutil.copy(f"{ROOT}/lessons/{file}", path)
    return run


def reasons_against(kit, run, expected, status):
    reasons = [] if cells(run.stdout) == expected else [run.stdout, run.stderr]
    if run.returncode != status:
        reasons.append(f"exit status {run.returncode}")
    reasons += [f"too wide: {line}" for line in run.stdout.splitlines() if len(line) > 80]
    return reasons + kit.left_behind()


def wrong_one(tests, kit, what, file, old, new, who, words):
    run = run_changed(kit, file, old, new)
    reasons = reasons_against(kit, run, should(who), 1)
    if not re.search(words, run.stdout):
        reasons += [f"no {words!r} in", run.stdout]
    tests.result(f"{what} differs in both its pairs, and no other", reasons)


def odd_one(tests, kit, what, file, old, new):
    run = run_changed(kit, file, old, new)
    tests.result(f"{what} agrees, and nothing of it is left",
                 reasons_against(kit, run, dict.fromkeys(should("client"), "agree"), 0))


def runs(kit, name):
    """Whether a program of the lessons does."""
    for pid in kit.processes():
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/{pid}/exe").endswith(f"/{name}"):
                return True
    return False


def interrupted(tests, kit):
    """Ctrl-C while a server spins that does not listen to signals, nor does its child."""
    path = os.path.join(kit.lessons, "server.c")
    with open(f"{ROOT}/lessons/server.c", encoding="utf-8") as given:
        text = given.read().replace(PROCESS, "        ssize_t echoed = 0;\n"
                                    "        signal(SIGTERM, SIG_IGN);\n        fork();\n"
                                    "        write(1, \"spins\", 5);\n        for (;;)\n"
                                    "            getppid();")
    with open(path, "w", encoding="utf-8") as changed:
        changed.write(HEAD + text)
    process = kit.start([kit.lab, "final"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and not runs(kit, "server"):
        pass
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=LIMIT)
    shutil.copy(f"{ROOT}/lessons/server.c", path)
    reasons = kit.left_behind()
    if process.returncode != 2 or b"interrupted" not in words:
        reasons.append(f"exit status {process.returncode}: {words}")
    tests.result("after Ctrl-C nothing is left", reasons)


def main():
    tests = Tests()
    with Kit() as kit:
        run = final(kit)
        tests.result("all four agree, over IPv4 and IPv6",
                     reasons_against(kit, run, dict.fromkeys(should("client"), "agree"), 0))
        for row in WRONG:
            wrong_one(tests, kit, *row)
        for row in ODD:
            odd_one(tests, kit, *row)
        interrupted(tests, kit)
        for stem in (STEMS[2], STEMS[8]):
            shutil.copy(f"{ROOT}/harness/skeletons/{stem}.skeleton", f"{kit.lessons}/{stem}.c")
        run = final(kit)
        tests.result("what is not complete says what it needs",
                     [] if cells(run.stdout) == {("yours", "yours"): "needs the lessons of both",
                                                 ("yours", "the reference"): "needs lesson 3",
                                                 ("the reference", "yours"): "needs lesson 9",
                                                 ("the reference", "the reference"): "agree"}
                     and run.returncode == 1 else [run.stdout, run.stderr])
        tests.result("nothing is left behind", kit.left_behind())
    return tests.finish()


sys.exit(main())
