#!/usr/bin/env python3
"""watch.py - make watch on a terminal of its own: saves, keys, sizes, and every way to end it.

What is waited for is a text on the screen. Each redraw begins at the first line, so the screen is
what came after the last such beginning.
"""
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

from kit import ROOT, Kit, Tests

LIMIT = 60  # seconds: a last resort
HOME = "\033[H"
LEAVE = "\033[?25h\033[?1049l"


class Watch:
    """lab watch on a pseudo terminal, with skeletons as lessons."""

    def __init__(self, kit, *arguments, rows=24, columns=80, prefix=(), **environment):
        self.folder = os.path.join(kit.folder, f"watched{time.monotonic_ns()}")
        shutil.copytree(f"{ROOT}/harness/skeletons", self.folder)
        for name in os.listdir(self.folder):
            os.rename(f"{self.folder}/{name}", f"{self.folder}/{name.removesuffix('.skeleton')}.c")
        self.raw = ""
        self.master, terminal = pty.openpty()
        self.resize(rows, columns)
        self.before = termios.tcgetattr(terminal)
        self.terminal = terminal
        self.process = subprocess.Popen(
            [*prefix, kit.lab, "watch", *arguments, "--lessons", self.folder], cwd=kit.path,
            env=kit.environment() | {"TERM": "xterm"} | environment, stdin=terminal,
            stdout=terminal, stderr=terminal, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.master)
        os.close(self.terminal)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, until):
        """Reads on until UNTIL(screen) holds; the screen as it is then, or None."""
        end = time.monotonic() + LIMIT
        while not until(self.screen()):
            if time.monotonic() > end or not select.select([self.master], [], [], LIMIT)[0]:
                return None
            try:
                self.raw += os.read(self.master, 65536).decode(errors="replace")
            except OSError:
                return None
        return self.screen()

    def screen(self):
        frame = self.raw.rpartition(HOME)[2]
        return re.sub(r"\r+\n", "\n", re.sub(r"\033\[[KJ]", "", frame)) if HOME in self.raw else ""

    def shows(self, pattern):
        """Reasons against it: none if the screen comes to show PATTERN, complete."""
        shown = self.read(lambda text: re.search(pattern, text) and self.raw.endswith("\033[J"))
        return [] if shown is not None else [f"no {pattern!r} on the screen:", self.screen()]

    def types(self, keys):
        os.write(self.master, keys.encode())

    def path(self, name):
        return f"{self.folder}/{name}"

    def ends(self, status=0):
        """Reasons against an end with that status, with the terminal as it was."""
        limit = time.monotonic() + LIMIT
        while time.monotonic() < limit:
            if select.select([self.master], [], [], 0)[0]:
                self.raw += os.read(self.master, 65536).decode(errors="replace")
            elif self.process.poll() is not None:
                break
            else:
                select.select([self.master], [], [], 0.05)
        reasons = []
        if self.process.returncode != status:
            reasons.append(f"status {self.process.returncode} instead of {status}")
        if termios.tcgetattr(self.terminal) != self.before:
            reasons.append("the terminal is not as it was")
        if LEAVE not in self.raw:
            reasons.append("the screen was not left")
        return reasons


def save(path, source):
    """As an editor does that writes in place."""
    shutil.copyfile(source, path)


def replace(path, text):
    """As an editor does that writes beside it and renames."""
    with open(path + "~", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path + "~", path)


def solution(stem):
    return f"{ROOT}/solutions/{stem}.c"


def saves(tests, kit):
    with Watch(kit) as watch:
        tests.result("it begins with the first lesson that is not passed",
                     watch.shows("Lesson 1, Make a socket: to do\n"))
        save(watch.path("01_client_socket.c"), solution("01_client_socket"))
        tests.result("a save in place is checked, and a pass says so",
                     watch.shows(r"socket: passed\n(.*\n)*.*n opens lesson 2"))
        tests.result("it has not moved on", watch.shows("^Lesson 1,"))
        tests.result("a lesson that is passed has no hint and no trace",
                     [watch.screen()] if re.search("h hint|t trace", watch.screen()) else [])
        replace(watch.path("01_client_socket.c"), "int client_socket(int a) { return a }\n")
        tests.result("a save by rename is checked, and the compiler's words are shown",
                     watch.shows(r"broken\n(.*\n)*.*error:"))
        os.unlink(watch.path("01_client_socket.c"))
        tests.result("a file that goes away is missing", watch.shows("missing\n"))
        save(watch.path("01_client_socket.c"), wrong("01_family-ignored"))
        tests.result("a wrong answer is shown with its mistake, and what is to do",
                     watch.shows(r"failed\n(.*\n)*.*\(family-ignored\)\n(.*\n)*  to do: "))
        watch.types("t")
        tests.result("t shows the timeline", watch.shows(r"here it departs"))
        watch.types("r")
        tests.result("r goes back", watch.shows(r"\(family-ignored\)\n(.*\n)*h hint"))
        watch.types("h")
        tests.result("h shows the hint on it, and nothing to type next",
                     watch.shows(r"What was found \(family-ignored\)")
                     + ([watch.screen()] if re.search("Next: |make", watch.screen()) else []))
        watch.types("c")
        tests.result("c shows the check in full, a screen at a time",
                     watch.shows(r"lines 1 to 2\d of \d+\)"))
        watch.types(" ")
        tests.result("space goes on in it", watch.shows(r"lines (?!1 )\d+ to \d+ of \d+\)"))
        watch.types("b")
        tests.result("b goes back up", watch.shows(r"lines 1 to 2\d of \d+\)"))
        watch.types("rl")
        tests.result("l shows the list", watch.shows("The ten steps\n(.*\n)*.*0 for ten"))
        watch.types("5")
        tests.result("a number opens that lesson", watch.shows("^Lesson 5, .*: to do\n"))
        watch.types("n")
        tests.result("n opens the next", watch.shows("^Lesson 6, .*: to do\n"))
        tests.result("t is not shown where there is nothing to see",
                     [watch.screen()] if "t trace" in watch.screen() else [])
        watch.types("q")
        tests.result("q ends it", watch.ends())


def wrong(prefix):
    """The first answer of tests/wrong that is called so."""
    names = sorted(os.listdir(f"{ROOT}/tests/wrong"))
    return f"{ROOT}/tests/wrong/" + next(name for name in names if name.startswith(prefix + "--"))


def fits(screen, rows, columns):
    lines = screen.split("\n")
    reasons = [line for line in lines if len(line) > columns]
    return reasons + ([] if len(lines) == rows else [f"{len(lines)} lines instead of {rows}"])


def sizes(tests, kit):
    with Watch(kit, "3") as watch:
        reasons = watch.shows("to do\n")
        save(watch.path("03_client_exchange.c"), wrong("03_one-recv"))
        tests.result("80 x 24: every line fits",
                     reasons + watch.shows("failed\n") + fits(watch.screen(), 24, 80))
        for rows, columns in ((40, 120), (12, 40), (24, 80)):
            watch.raw = ""
            watch.resize(rows, columns)
            tests.result(f"resized to {columns} x {rows}: drawn anew, every line fits",
                         watch.shows("^Lesson 3,") + fits(watch.screen(), rows, columns))


def exits(tests, kit):
    for name, end in (("Ctrl-C", lambda watch: watch.types("\x03")),
                      ("SIGTERM", lambda watch: watch.process.send_signal(signal.SIGTERM)),
                      ("SIGHUP", lambda watch: watch.process.send_signal(signal.SIGHUP))):
        with Watch(kit, "1") as watch:
            reasons = watch.shows("to do\n")
            end(watch)
            tests.result(f"{name} ends it, and the terminal is as it was", reasons + watch.ends())
    with Watch(kit, "1") as watch:
        reasons = watch.shows("to do\n")
        watch.process.send_signal(signal.SIGSEGV)
        tests.result("a crash of it leaves the terminal as it was",
                     reasons + watch.ends(-signal.SIGSEGV))
    # A shell with job control, which is told that its job has stopped, and takes it up again.
    shell = ["bash", "-mc", '"$@"; echo "it has stopped"; read -r line; fg >/dev/null', "shell"]
    with Watch(kit, "1", prefix=shell) as watch:
        reasons = watch.shows("to do\n")
        watch.types("\x1a")
        if watch.read(lambda _: "it has stopped" in watch.raw) is None:
            reasons.append("it has not stopped")
        if termios.tcgetattr(watch.terminal) != watch.before or LEAVE not in watch.raw:
            reasons.append("the terminal is not as it was while it is stopped")
        watch.raw = ""
        watch.types("\n")
        tests.result("Ctrl-Z stops it, and it comes back", reasons + watch.shows("^Lesson 1,"))
        watch.types("q")
        tests.result("and it ends as ever", watch.ends())


def while_checking(tests, kit):
    with Watch(kit, "1") as watch:
        reasons = watch.shows("to do\n")
        save(watch.path("01_client_socket.c"), wrong("01_family-ignored"))
        save(watch.path("01_client_socket.c"), solution("01_client_socket"))
        tests.result("of two saves the second is what counts", reasons + watch.shows("passed\n"))


def without_events(tests, kit):
    none = ["unshare", "--map-root-user", "sh", "-c",
            "echo 0 >/proc/sys/user/max_inotify_instances && exec \"$0\" \"$@\""]
    if subprocess.run([*none, "true"], capture_output=True, check=False).returncode != 0:
        tests.skip("without file events it looks", "no user namespace can be made here")
        return
    with Watch(kit, "1", prefix=none) as watch:
        reasons = watch.shows("to do\n")
        save(watch.path("01_client_socket.c"), solution("01_client_socket"))
        tests.result("without file events it looks", reasons + watch.shows("passed\n"))


def plain(tests, kit):
    with Watch(kit, "1", PLAIN="1") as watch:
        seen = watch.read(lambda _: "Lesson 1, Make a socket: to do" in watch.raw)
        save(watch.path("01_client_socket.c"), solution("01_client_socket"))
        watch.read(lambda _: "Lesson 1 is passed" in watch.raw)
        watch.types("l\n")
        watch.read(lambda _: "1 of 10 lessons passed" in watch.raw)
        watch.types("q\n")
        watch.process.wait(LIMIT)
        tests.result("PLAIN=1: each state below the last, no cursor motion",
                     [] if seen is not None and "\033" not in watch.raw
                     and "1 of 10 lessons passed" in watch.raw else [repr(watch.raw)])


def no_terminal(tests, kit):
    run = subprocess.run([kit.lab, "watch"], stdin=subprocess.DEVNULL, capture_output=True,
                         text=True, env=kit.environment(), check=False)
    tests.result("without a terminal it says what to use instead",
                 [] if run.returncode == 2 and "make check LESSON" in run.stderr
                 else [str(run.returncode), run.stderr])


def main():
    tests = Tests()
    with Kit() as kit:
        saves(tests, kit)
        sizes(tests, kit)
        exits(tests, kit)
        while_checking(tests, kit)
        without_events(tests, kit)
        plain(tests, kit)
        no_terminal(tests, kit)
        tests.result("nothing is left behind", kit.left_behind())
    return tests.finish()


sys.exit(main())
