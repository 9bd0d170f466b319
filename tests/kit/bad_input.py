#!/usr/bin/env python3
"""bad_input.py - whatever a lesson file is or does, the kit has a clear verdict and stays whole.

The file stands as lesson 3 among the solutions of the other nine. After each run: the verdict is
the one that is due, within ten seconds, those not counted in which others keep the processors; the
other nine lessons are judged as they are without it; the lessons' folder is as it was; no process
and no file of the run is left.
"""
import glob
import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time

from kit import ROOT, Kit, Tests

ODD = "03_client_exchange.c"
SECONDS = 20
LAST_RESORT = 50
BAD = os.path.join(ROOT, "tests", "kit", "bad")
NOBODY = 65534


def checksum(folder):
    """Of all that is in it: names, kinds, modes, contents."""
    total = hashlib.sha256()
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        mode = os.lstat(path).st_mode
        total.update(f"{name} {mode:o}\n".encode())
        if stat.S_ISREG(mode):
            with open(path, "rb") as file:
                total.update(file.read())
        elif stat.S_ISLNK(mode):
            total.update(os.readlink(path).encode())
    return total.hexdigest()


def waited_for_processors():
    """Seconds in which somebody on this machine could have run, but for the others (PSI)."""
    try:
        with open("/proc/pressure/cpu", encoding="ascii") as file:
            return int(re.search(r"some .*total=(\d+)", file.read())[1]) / 1e6
    except OSError:
        return 0.0


def end(process):
    """Politely at first: lab then ends what it has begun."""
    process.terminate()
    try:
        return process.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()


class Run:
    """One run of a command in the kit, its end, and what it has left behind."""

    def __init__(self, kit, command, meanwhile=None):
        self.reasons = []
        before = checksum(kit.lessons)
        began = time.monotonic() - waited_for_processors()
        process = kit.start(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)
        if meanwhile:
            meanwhile(process)
        try:
            out, err = process.communicate(timeout=LAST_RESORT)
        except subprocess.TimeoutExpired:
            self.reasons.append(f"it takes more than {LAST_RESORT} seconds")
            out, err = end(process)
        self.out = out.decode(errors="replace")
        self.err = err.decode(errors="replace")
        self.status = process.returncode
        seconds = time.monotonic() - waited_for_processors() - began
        if seconds > SECONDS:
            self.reasons.append(f"it takes more than {SECONDS} seconds: {seconds:.1f}")
        if checksum(kit.lessons) != before:
            self.reasons.append("the lessons' folder is not as it was")
        self.reasons += kit.left_behind()

    def expect_status(self, status):
        if self.status != status:
            self.reasons.append(f"exit status {self.status}, not {status}\n{self.err[:800]}")

    def expect_words(self, *words):
        self.reasons += [f"it does not say: {one}\n{self.out[:400]}{self.err[:800]}"
                         for one in words if one not in self.out + self.err]

    def lessons(self):
        """The verdicts by number; none if there is no such document."""
        try:
            return {one["lesson"]: one for one in json.loads(self.out)["lessons"]}
        except (ValueError, KeyError) as error:
            self.reasons.append(f"no JSON: {error}\n{self.err[:800]}")
            return {}


def in_short(verdict):
    return verdict["status"], [(check["name"], check["status"]) for check in verdict["checks"]]


class BadInput:
    def __init__(self, kit, tests):
        self.kit, self.tests = kit, tests
        self.path = os.path.join(kit.lessons, ODD)
        with open(self.path, encoding="utf-8") as file:
            self.solution = file.read()
        run = Run(kit, [kit.lab, "check", "--json"])
        run.expect_status(0)
        self.usual = {number: in_short(one) for number, one in run.lessons().items()}
        self.tests.result("the solutions pass, by themselves", run.reasons)

    def put(self, make):
        """Whatever stood in the lesson's place, MAKE puts something else there."""
        if os.path.isdir(self.path) and not os.path.islink(self.path):
            os.rmdir(self.path)
        elif os.path.lexists(self.path):
            os.unlink(self.path)
        make(self.path)

    def judge(self, name, make, status, words="", command=None, fresh=False):
        """STATUS is the lesson's; WORDS must be in what is said of it."""
        self.put(make)
        run = Run(self.kit, (command or [self.kit.lab, "check", "--json"]) + ["--fresh"] * fresh)
        run.expect_status(0 if status == "passed" else 1)
        verdicts = run.lessons()
        mine = verdicts.pop(3, None)
        if mine and mine["status"] != status:
            run.reasons.append(f"the lesson is {mine['status']}, not {status}: "
                               + json.dumps(mine)[:1200])
        if mine:
            run.reasons += self.unclear(mine, words)
        run.reasons += [f"lesson {number} is judged in another way: {json.dumps(one)[:800]}"
                        for number, one in verdicts.items() if in_short(one) != self.usual[number]]
        if len(verdicts) != 9:
            run.reasons.append(f"of the other lessons, {len(verdicts)} are judged")
        self.tests.result(name, run.reasons)

    @staticmethod
    def unclear(verdict, words):
        """Reasons why somebody would not know what is wrong."""
        bad = [check for check in verdict["checks"]
               if check["status"] in ("failed", "crashed", "stuck")]
        said = verdict.get("message", "") + "".join(check["message"] for check in bad)
        reasons = [f"no reason is given for: {check['name']}" for check in bad
                   if not check["message"].strip()]
        if verdict["status"] != "passed" and not said.strip():
            reasons.append("no reason is given for the verdict")
        if words not in said:
            reasons.append(f"it does not say \"{words}\": {said[:800]}")
        return reasons

    def back(self):
        def write(path):
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.solution)
        self.put(write)


def text(content):
    def make(path):
        with open(path, "wb") as file:
            file.write(content)
    return make


def files_of_all_kinds(bad, kit):
    bad.judge("a lesson that is not there is missing", lambda path: None, "missing", "not there")
    bad.judge("an empty lesson is broken", text(b""), "broken", "empty")
    bad.judge("a lesson of blanks is broken", text(b"\n \n"), "broken", "client_send() is missing")
    bad.judge("a lesson of 10 MB is broken", text(b"/* */\n" * (10 << 20 >> 2)), "broken", "long")
    bad.judge("a program in place of a lesson is broken", lambda path: shutil.copy(kit.lab, path),
              "broken")
    bad.judge("a lesson of random bytes is broken", text(os.urandom(5000)), "broken")
    bad.judge("a lesson with a NUL byte is broken", text(b"int x;\0\n"), "broken", "NUL")
    bad.judge("a directory in place of a lesson is broken", os.mkdir, "broken", "directory")
    bad.judge("a link that leads nowhere is broken",
              lambda path: os.symlink("nowhere.c", path), "broken", "leads nowhere")
    bad.judge("a link to itself is broken", lambda path: os.symlink(ODD, path), "broken")
    bad.judge("a link to a device is broken", lambda path: os.symlink("/dev/zero", path), "broken",
              "not a file")
    bad.judge("a FIFO in place of a lesson is broken", os.mkfifo, "broken", "not a file")


def unreadable(bad, kit):
    def make(path):
        text(bad.solution.encode())(path)
        os.chmod(path, 0)

    name = "a lesson that cannot be read is broken, and says so"
    command = [kit.lab, "check", "--json"]
    if os.geteuid() != 0:
        bad.judge(name, make, "broken", "cannot be read")
    elif shutil.which("setpriv"):
        bad.judge(name, make, "broken", "cannot be read",
                  ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] + command)
    else:
        bad.tests.skip(name, "root reads all, and there is no setpriv")


def lessons_in_files(bad):
    """Those in the folder bad say in their first line what they do, and the verdict that is due."""
    for path in sorted(glob.glob(os.path.join(BAD, "*.c"))):
        with open(path, "rb") as file:
            content = file.read()
        first = content.split(b"\n")[0].decode()
        name = os.path.basename(path)
        said = re.fullmatch(rf"[/#][*]? {re.escape(name)} - (.*)\. "
                            r"Verdict: (\w+)(?:, (.*))?\.( \*/)?", first)
        if not said:
            bad.tests.result(name, [f"the first line says no verdict: {first}"])
            continue
        what, status, words = said[1], said[2], said[3] or ""
        bad.judge(f"{name}: {what}", text(content), status, words, fresh=status != "broken")


def command_lines(kit, tests):
    for arguments, words in ((["check", "0"], "no lesson"), (["check", "11"], "no lesson"),
                             (["check", "x"], "no lesson"), (["check", ""], "no lesson"),
                             (["check", "-3"], "no such option"), (["learn"], "no verb"),
                             (["check", "--gently"], "no such option"),
                             (["check", "--lessons"], "needs a value"),
                             (["check", "--lessons", "nowhere"], "nowhere"),
                             (["check", "--lessons", "GUIDE.md"], "no folder"),
                             (["check", "--lessons", ""], "--lessons"),
                             (["reset"], "one lesson"), (["reset", "11"], "one lesson"),
                             (["client"], "usage"), (["server", "127.0.0.1"], "usage"),
                             (["serve", "--port", "65536"], "port"),
                             (["serve", "--port", "x"], "port"),
                             (["serve", "--port", "0", "--ip", "300.1.1.1"], "300.1.1.1")):
        run = Run(kit, [kit.lab] + arguments)
        run.expect_status(2)
        run.expect_words(words)
        if run.out:
            run.reasons.append(f"on standard output: {run.out}")
        tests.result(f"lab {' '.join(arguments)}: says what is wrong, and ends with status 2",
                     run.reasons)
    for lesson in ("0", "11", "x"):
        run = Run(kit, ["make", "-s", "-C", ROOT, "check", f"LESSON={lesson}"])
        run.expect_status(2)
        run.expect_words(f'"{lesson}"')
        tests.result(f"make check LESSON={lesson} says what is wrong, with status 2", run.reasons)


def may_mount():
    return shutil.which("unshare") and subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True, check=False).returncode == 0


def in_namespace(script, *arguments):
    return ["unshare", "-m", "sh", "-ec", script, "sh", *arguments]


READ_ONLY = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; cd "$1"; shift; exec "$@"'
FULL = """cp -a "$1" "$2.saved"
trap 'rm -rf "$2.saved"' EXIT
mount -t tmpfs -o size=8m none "$1"
cp -a "$2.saved/." "$1"
chmod 1777 "$1"
cat /dev/zero >"$1/filler" 2>/dev/null || :
folder=$2.saved
shift 2
trap - EXIT
rm -rf "$folder"
exec "$@"
"""


def disks(bad, kit, tests):
    names = ("a checkout that cannot be written to: lessons are judged as ever",
             "a checkout that cannot be written to: reset changes nothing, and says so",
             "a checkout that cannot be written to: the client cannot be built, and lab says so",
             "no room in build: the fault is not the lessons', and lab says so",
             "no room in build: the client cannot be built, and lab says so",
             "no room for temporary files: lessons are judged as ever")
    if not may_mount():
        for name in names:
            tests.skip(name, "mounting is not allowed here")
        return
    spare = os.path.join(kit.folder, "spare")

    def run(name, command, status, words):
        one = Run(kit, command)
        one.expect_status(status)
        one.expect_words(*words)
        if status == 0 and '"failed"' in one.out:
            one.reasons.append("some lesson failed")
        tests.result(name, one.reasons)

    check = [kit.lab, "check", "--json", "--fresh"]
    client = [kit.lab, "client", "127.0.0.1", "1"]
    run(names[0], in_namespace(READ_ONLY, kit.path, *check), 0, ['"passed"'])
    bad.put(text(b"int mine;\n"))
    run(names[1], in_namespace(READ_ONLY, kit.path, kit.lab, "reset", "3"), 2, ["stays as it is"])
    bad.back()
    run(names[2], in_namespace(READ_ONLY, kit.path, *client), 2, ["cannot run your client"])
    run(names[3], in_namespace(FULL, kit.build, spare, *check), 2, ["no room"])
    run(names[4], in_namespace(FULL, kit.build, spare, *client), 2, ["lab: "])
    run(names[5], in_namespace(FULL, kit.tmp, spare, *check), 0, ['"passed"'])


def interrupted(bad, kit, tests):
    """Ctrl-C when the compiler, or the step, has just opened a FIFO: so it is in the middle."""
    fifo = os.path.join(kit.folder, "fifo")
    os.mkfifo(fifo)

    def at_once(mode):
        def meanwhile(process):
            file = os.open(fifo, mode)
            os.killpg(process.pid, signal.SIGINT)
            process.wait(LAST_RESORT)
            os.close(file)
        return meanwhile

    def case(name, content, mode):
        bad.put(text(content.encode()))
        run = Run(kit, [kit.lab, "check", "--fresh"], at_once(mode))
        run.expect_status(2)
        run.expect_words("interrupted")
        tests.result(name, run.reasons)
        bad.back()
        after = Run(kit, [kit.lab, "check", "--json"])
        after.expect_status(0)
        tests.result("after that, all lessons are judged as ever", after.reasons)

    case("Ctrl-C while a lesson is compiled ends all of it", f'#include "{fifo}"\n', os.O_WRONLY)
    case("Ctrl-C while a step runs ends all of it",
         bad.solution.replace("    const char *bytes = data;", "    const char *bytes = data;\n"
                              f'    open("{fifo}", O_WRONLY);\n    pause();')
         .replace("<errno.h>", "<errno.h>\n#include <fcntl.h>\n#include <unistd.h>"),
         os.O_RDONLY)


def main():
    tests = Tests()
    with Kit() as kit:
        bad = BadInput(kit, tests)
        files_of_all_kinds(bad, kit)
        unreadable(bad, kit)
        lessons_in_files(bad)
        bad.back()
        command_lines(kit, tests)
        disks(bad, kit, tests)
        interrupted(bad, kit, tests)
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
