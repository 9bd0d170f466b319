"""lab.py - one lesson, all lessons, the watch: from a saved file to the verdict.

What lab takes is measured against the compiler alone, on the same file with the same command line:
a compiler that stands before the real one in PATH writes down how it was called. "Alone" it links as
usual; lab has it link by names alone (harness/link.sh), which is quicker: told beside it.
"""
import collections
import os
import pty
import re
import select
import shlex
import shutil
import statistics
import subprocess
import time

from figures import Figure, Missed, PARTS, middle, parts_of, ratios, shares
from machine import (BUILD, LAB, LIMIT, RUNS, SOLUTIONS, Failed, peaks_below, quiet, seconds,
                     turns)

CHECK = [LAB, "check", "--fresh", "--json", "--lessons", SOLUTIONS]
STEMS = sorted(name[:-2] for name in os.listdir(SOLUTIONS) if name[:2].isdigit())
WATCHED = 3  # the lesson that is saved while it is watched: the one that takes longest to judge
RECORDER = """#!/bin/sh
# Keeps its input and its words, then is the compiler.
name=$(mktemp -d {folder}/call.XXXXXX)
cat >"$name/source"
for word; do printf '%s\\n' "$word"; done >"$name/words"
exec {compiler} "$@" <"$name/source"
"""


Scripts = collections.namedtuple("Scripts", "usual quick")  # each a lesson's, in their order


# --- the compiler alone ---------------------------------------------------------------------------

def record_compilers(folder):
    """The scripts that call the compiler as lab does, with its usual link and with lab's."""
    scripts = Scripts([], [])
    for lesson in range(1, 11):
        place = os.path.join(folder, str(lesson))
        bin_folder = os.path.join(place, "bin")
        os.makedirs(bin_folder)
        for name in ("gcc", "clang", "cc"):
            if compiler := shutil.which(name):
                path = os.path.join(bin_folder, name)
                write_script(path, RECORDER.format(folder=shlex.quote(place),
                                                   compiler=shlex.quote(compiler)))
        environment = os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}"}
        quiet(CHECK + [str(lesson)], env=environment)
        calls = [name for name in os.listdir(place) if name.startswith("call.")]
        if len(calls) != 1:
            raise Failed(f"lesson {lesson}: the compiler was called {len(calls)} times")
        call = os.path.join(place, calls[0])
        words = words_of(call, bin_folder)
        scripts.usual.append(script(call, "usual", [w for w in words if not w.startswith("@")]))
        scripts.quick.append(script(call, "quick", words))
    return scripts


def words_of(call, bin_folder):
    with open(os.path.join(call, "words"), encoding="utf-8") as file:
        words = file.read().splitlines()
    words[words.index("-o") + 1] = os.path.join(call, "lesson.so")
    with open(os.path.join(BUILD, "obj", "settings"), encoding="utf-8") as file:
        name = file.read().split()[0]
    if not os.path.exists(os.path.join(bin_folder, name)):
        raise Failed(f"the kit is built with {name}, which is not looked for")
    return [shutil.which(name), *words]


def script(call, name, words):
    path = os.path.join(call, name)
    write_script(path, f"#!/bin/sh\nexec {shlex.join(words)} <{shlex.quote(call)}/source\n")
    return path


def write_script(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


def all_of(scripts, processors):
    """The command that runs them all, as many at once as there are processors."""
    return ["sh", "-c", 'printf "%s\\0" "$@" | xargs -0 -n1 -P"$0" sh', str(processors), *scripts]


# --- check ----------------------------------------------------------------------------------------

def beside_compiler(name, measured, bound):
    """MEASURED: in each turn the seconds of lab, of the compiler, and of it with lab's link."""
    words = ", ".join(f"{what} {middle(measured, place) * 1000:.0f} ms" for place, what in
                      enumerate(("lab", "the compiler alone", "with lab's link")))
    quick = statistics.median(ratios(measured, 0, 2))
    return Figure(name, ratios(measured, 0, 1), "times", bound=bound,
                  beside=f"{words}: {quick:.2f} times that")


def counts_of_processors():
    """1, 2, 4 ... and all that may be used."""
    usable = len(os.sched_getaffinity(0))
    return sorted({count for count in (1, 2, 4, 8, 16, 32) if count < usable} | {usable})


def on_processors(count, scripts):
    """The figures of this machine as it is with so many processors: the others are not used."""
    usable = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(usable)[:count])
    where = f"on {count} processor{'s' * (count > 1)}"
    try:
        for lesson, alone in enumerate(zip(*scripts), 1):
            measured = turns(CHECK + [str(lesson)], *([each] for each in alone))
            yield beside_compiler(f"lesson {lesson}, {where}", measured, 1.8)
        measured = turns(CHECK, all_of(scripts.usual, count), all_of(scripts.quick, count))
        yield beside_compiler(f"all ten, {where}", measured, 1.25)
    finally:
        os.sched_setaffinity(0, usable)


def one_trace(lesson, folder):
    trace = os.path.join(folder, "trace")
    quiet(["strace", "--seccomp-bpf", "-f", "-ttt", "-e", "trace=execve,recvmsg", "-e",
           "signal=none", "-o", trace, *CHECK, str(lesson)])
    with open(trace, encoding="utf-8", errors="replace") as file:
        return parts_of(file.read())


def where_time_goes(folder):
    """The share of each part, out of one run that strace(1) looks at, which slows the checks most."""
    if not shutil.which("strace"):
        yield Missed("the share of each part", "strace is not here")
        return
    for lesson in range(1, 11):
        try:
            parts, stage = one_trace(lesson, folder)
        except (StopIteration, KeyError, IndexError, ValueError) as why:
            yield Missed(f"lesson {lesson}, its parts", f"the trace is not understood: {why!r}")
            continue
        share = shares(parts)
        words = ", ".join(f"{name} {share[name]:.0f} %" for name in PARTS)
        yield Figure(f"lesson {lesson}, its parts", [sum(parts.values()) * 1000], "ms",
                     beside=f"{words}; meanwhile the stage starts in {stage * 1000:.0f} ms")


def nothing_changed():
    board = [LAB, "board", "--lessons", SOLUTIONS]
    quiet(board)
    yield Figure("the board, nothing changed", [seconds(board) * 1000 for _ in range(RUNS)], "ms",
                 bound=100)


def judges_memory():
    """Of any process that runs lab: the kernel keeps its peak, looked up as long as it lives."""
    program, peaks = os.path.realpath(LAB), []
    with subprocess.Popen(CHECK, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peaks += peaks_below(process.pid, program)
    if len(peaks) < 100:
        raise Failed(f"the judges were seen {len(peaks)} times only")
    yield Figure("a judge's memory", [max(peaks) / 1024], "MiB", bound=64,
                 beside=f"the greatest of {len(peaks)} looks")


# --- watch ----------------------------------------------------------------------------------------

class Watch:
    """lab watch on a terminal of its own that has no cursor: it prints each state below the last."""

    def __init__(self, folder):
        self.folder, self.text, self.saves = folder, "", 0
        self.master, terminal = pty.openpty()
        self.process = subprocess.Popen(
            [LAB, "watch", str(WATCHED), "--lessons", folder], stdin=terminal, stdout=terminal,
            stderr=terminal, start_new_session=True, env=os.environ | {"PLAIN": "1"})
        os.close(terminal)

    def __enter__(self):
        self.wait()
        return self

    def __exit__(self, *_):
        os.write(self.master, b"q")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.master)

    def wait(self):
        """Until it says that it checks, and then a verdict."""
        while not re.search(r"\(checking[\s\S]*: passed\r?\n", self.text):
            if not select.select([self.master], [], [], LIMIT)[0]:
                raise Failed("the watch shows no verdict")
            self.text += os.read(self.master, 65536).decode(errors="replace")

    def save(self):
        """As an editor does; the seconds until the verdict is there."""
        self.saves += 1
        self.text = ""
        began = time.perf_counter()
        path = os.path.join(self.folder, STEMS[WATCHED - 1] + ".c")
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"/* {self.saves} */\n")
        self.wait()
        return time.perf_counter() - began


def watched(folder, scripts):
    lessons = shutil.copytree(SOLUTIONS, os.path.join(folder, "watched"))
    with Watch(lessons) as watch:
        measured = [(watch.save(), *(seconds([alone[WATCHED - 1]]) for alone in scripts))
                    for _ in range(RUNS)]
    yield beside_compiler(f"the watch, lesson {WATCHED}", measured, 2.5)
