#!/usr/bin/env python3
"""plain.py - what is told to somebody who hears it, or has 80 columns and no colours: each command on
a terminal, with PLAIN=1 and without.
"""
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios

from kit import ROOT, STEMS, Kit, Tests

LIMIT = 120  # seconds: a last resort
COMMANDS = (["board"], ["check", "3"], ["check", "1"], ["hint", "3"], ["trace", "3"], ["help"],
            ["solution", "3"], ["doctor"], ["trace", "9"], ["check", "9"],
            *([verb, "--help"] for verb in (
                "board", "check", "watch", "hint", "solution", "trace", "serve", "client", "server",
                "talk", "final", "reset", "grade", "grade-one", "merge", "doctor", "editors")))
DRAWN = re.compile("[\u2500-\u257f]|<---|--->")  # box drawing, arrows


def on_a_terminal(kit, command, **environment):
    """All that the command writes to a terminal of 80 columns."""
    master, terminal = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen([kit.lab, *command], cwd=kit.path, stdin=subprocess.DEVNULL,
                               stdout=terminal, stderr=terminal, start_new_session=True,
                               env=kit.environment() | {"TERM": "xterm-256color"} | environment)
    os.close(terminal)
    text = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError: # the other end is closed
            break
        if not piece:
            break
        text += piece
    process.wait(LIMIT)
    os.close(master)
    return text.decode(errors="replace").replace("\r\n", "\n")


def prepare(kit):
    """Some lessons passed, one failed, one broken, one missing, one to do."""
    for number, answer in ((3, "03_one-recv--plain"), (9, "09_resend-from-start--memmove")):
        shutil.copy(f"{ROOT}/tests/wrong/{answer}.c", f"{kit.lessons}/{STEMS[number - 1]}.c")
    with open(f"{kit.lessons}/{STEMS[4]}.c", "a", encoding="utf-8") as file:
        file.write("no C\n")
    os.unlink(f"{kit.lessons}/{STEMS[5]}.c")
    shutil.copy(f"{ROOT}/harness/skeletons/{STEMS[6]}.skeleton", f"{kit.lessons}/{STEMS[6]}.c")


def main():
    tests = Tests()
    with Kit() as kit:
        prepare(kit)
        for command in COMMANDS:
            name = " ".join(command)
            plain = on_a_terminal(kit, command, PLAIN="1")
            reasons = [line for line in plain.splitlines() if "\033" in line or len(line) > 80]
            reasons += [line for line in plain.splitlines() if DRAWN.search(line)]
            reasons += [] if plain.strip() else ["it says nothing"]
            tests.result(f"PLAIN=1 {name}: no escapes, nothing drawn, 80 columns", reasons)
        board = on_a_terminal(kit, ["board"], PLAIN="1")
        states = ("passed", "failed", "broken", "missing", "to do")
        tests.result("every state stands in words",
                     [state for state in states if not re.search(rf"\S+ {state}\b", board)])
        colours = on_a_terminal(kit, ["board"])
        used = set(re.findall(r"\033\[([\d;]+)m", colours)) - {"0"}
        tests.result("there are colours, and the state stands beside each in words",
                     ([] if used else ["there are none"])
                     + [line for line in colours.splitlines()
                        if "\033" in line and not re.search("|".join(states), line)])
        tests.result("no state is told by green, and none by red alone",
                     [code for code in used if code in ("31", "32", "91", "92")])
        tests.result("NO_COLOR=1 board: no escapes",
                     [line for line in on_a_terminal(kit, ["board"], NO_COLOR="1").splitlines()
                      if "\033" in line])
    return tests.finish()


sys.exit(main())
