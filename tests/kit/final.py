#!/usr/bin/env python3
"""final.py - the last board: which pairs agree, and what is said of those that do not.

The lessons are the solutions; what is wrong is put into the given programs, client.c and server.c,
which a student may have changed.
"""
import os
import re
import shutil
import subprocess
import sys

from kit import ROOT, STEMS, Kit, Tests

LIMIT = 120  # seconds: a last resort

# What is wrong, in which file, the text that is replaced and by what, the cells that differ, and
# what is said of the first of them.
WRONG = [
    ("a client that changes a byte", "client.c", "    if (fwrite(reply,",
     "    reply[0] ^= 1;\n    if (fwrite(reply,", "client", r"from byte 1 on they are others"),
    ("a client that ends in failure", "client.c", "    return status;", "    return 3;", "client",
     r"1 came back; the client: it ended with exit status 3"),
    ("a client that crashes", "client.c", "    int status = EXIT_SUCCESS;",
     "    int status = EXIT_SUCCESS;\n    raise(SIGSEGV);", "client", r"killed by signal 11"),
    ("a client that never reads", "client.c", "    else if (exchange(sock) == -1)",
     "    else if (pause() == -1)", "client", r"both wait for ever"),
    ("a server that ends a connection at once", "server.c",
     "        ssize_t echoed = server_process(connection);", "        ssize_t echoed = 0;", "server",
     r"0 came back"),
    ("a server that sends twice", "server.c", "        ssize_t echoed = server_process(connection);",
     "        ssize_t echoed = server_process(connection);\n        send(connection, \"x\", 1, 0);",
     "server", r"2 came back"),
    ("a server that waits instead", "server.c",
     "        ssize_t echoed = server_process(connection);", "        ssize_t echoed = pause();",
     "server", r"both wait for ever"),
    ("a server that ends before it listens", "server.c", "    int status = EXIT_SUCCESS;",
     "    int status = EXIT_SUCCESS;\n    return 7;", "server", r"it ended with exit status 7"),
    ("a server that never says that it listens", "server.c", "    int status = EXIT_SUCCESS;",
     "    int status = EXIT_SUCCESS;\n    pause();", "server", r"has not said that it listens"),
    ("a server that spins", "server.c", "        ssize_t echoed = server_process(connection);",
     "        ssize_t echoed = 0;\n        for (volatile int i = 0;; i++)\n            continue;",
     "server", r"0 came back"),
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


def wrong_one(tests, kit, what, file, old, new, who, words):
    path = os.path.join(kit.lessons, file)
    with open(f"{ROOT}/lessons/{file}", encoding="utf-8") as given:
        text = given.read()
    assert text.count(old) == 1, (file, old)
    with open(path, "w", encoding="utf-8") as changed:
        changed.write("#include <signal.h>\n" + text.replace(old, new))
    run = final(kit)
    shutil.copy(f"{ROOT}/lessons/{file}", path)
    reasons = [] if cells(run.stdout) == should(who) else [run.stdout, run.stderr]
    if not re.search(words, run.stdout):
        reasons += [f"no {words!r} in", run.stdout]
    if run.returncode != 1:
        reasons.append(f"exit status {run.returncode}")
    tests.result(f"{what} differs in both its pairs, and no other", reasons)


def main():
    tests = Tests()
    with Kit() as kit:
        run = final(kit)
        tests.result("all four agree, over IPv4 and IPv6",
                     [] if set(cells(run.stdout).values()) == {"agree"} and run.returncode == 0
                     else [run.stdout, run.stderr])
        for row in WRONG:
            wrong_one(tests, kit, *row)
        for stem in (STEMS[2], STEMS[8]):
            shutil.copy(f"{ROOT}/harness/skeletons/{stem}.skeleton", f"{kit.lessons}/{stem}.c")
        run = final(kit)
        tests.result("what is not complete says what it needs",
                     [] if cells(run.stdout) == {("yours", "yours"): "needs lesson 3",
                                                 ("yours", "the reference"): "needs lesson 3",
                                                 ("the reference", "yours"): "needs lesson 9",
                                                 ("the reference", "the reference"): "agree"}
                     and run.returncode == 1 else [run.stdout, run.stderr])
        tests.result("nothing is left behind", kit.left_behind())
    return tests.finish()


sys.exit(main())
