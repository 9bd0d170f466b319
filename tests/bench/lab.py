"""lab.py - one lesson, all lessons, the watch: from a saved file to the verdict.

What lab takes is measured against the compiler alone, on the same file with the same command line:
a compiler that stands before the real one in PATH writes down how it was called.
"""
import os
import pty
import re
import select
import shlex
import shutil
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


# --- the compiler alone ---------------------------------------------------------------------------

def record_compilers(folder):
    """A script for each lesson that calls the compiler as lab does, in the lessons' order."""
    scripts = []
    for lesson in range(1, 11):
        place = os.path.join(folder, str(lesson))
        bin_folder = os.path.join(place, "bin")
        os.makedirs(bin_folder)
        for name in ("gcc", "clang", "cc"):
            if compiler := shutil.which(name):
                path = os.path.join(bin_folder, name)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(RECORDER.format(folder=shlex.quote(place),
                                               compiler=shlex.quote(compiler)))
                os.chmod(path, 0o755)
        environment = os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}"}
        quiet(CHECK + [str(lesson)], env=environment)
        calls = [name for name in os.listdir(place) if name.startswith("call.")]
        if len(calls) != 1:
            raise Failed(f"lesson {lesson}: the compiler was called {len(calls)} times")
        scripts.append(script_of(os.path.join(place, calls[0]), bin_folder))
    return scripts


def script_of(call, bin_folder):
    with open(os.path.join(call, "words"), encoding="utf-8") as file:
        words = file.read().splitlines()
    words[words.index("-o") + 1] = os.path.join(call, "lesson.so")
    with open(os.path.join(BUILD, "obj", "settings"), encoding="utf-8") as file:
        name = file.read().split()[0]
    if not os.path.exists(os.path.join(bin_folder, name)):
        raise Failed(f"the kit is built with {name}, which is not looked for")
    script = os.path.join(call, "compile")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nexec {shlex.join([shutil.which(name), *words])} "
                   f"<{shlex.quote(call)}/source\n")
    os.chmod(script, 0o755)
    return script


def all_scripts(folder, scripts, processors):
    """The command that runs them all, as many at once as there are processors."""
    listing = os.path.join(folder, "scripts")
    with open(listing, "w", encoding="utf-8") as file:
        file.write("".join(f'"{script}"\n' for script in scripts))
    return ["xargs", "-a", listing, f"-P{processors}", "-n1", "sh"]


# --- check ----------------------------------------------------------------------------------------

def in_words(measured, of=0, to=1):
    return (f"{middle(measured, of) * 1000:.0f} ms, the compiler alone "
            f"{middle(measured, to) * 1000:.0f} ms")


def counts_of_processors():
    """1, 2, 4 ... and all that may be used."""
    usable = len(os.sched_getaffinity(0))
    return sorted({count for count in (1, 2, 4, 8, 16, 32) if count < usable} | {usable})


def on_processors(count, folder, scripts):
    """The figures of this machine as it is with so many processors: the others are not used."""
    usable = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(usable)[:count])
    where = f"on {count} processor{'s' * (count > 1)}"
    try:
        for lesson, script in enumerate(scripts, 1):
            measured = turns(CHECK + [str(lesson)], [script])
            yield Figure(f"lesson {lesson}, {where}", ratios(measured, 0, 1), "times", bound=1.8,
                         beside=in_words(measured))
        measured = turns(CHECK, all_scripts(folder, scripts, count))
        yield Figure(f"all ten, {where}", ratios(measured, 0, 1), "times", bound=1.25,
                     beside=in_words(measured))
    finally:
        os.sched_setaffinity(0, usable)


def one_trace(lesson, folder):
    trace = os.path.join(folder, "trace")
    quiet(["strace", "--seccomp-bpf", "-f", "-ttt", "-e", "trace=execve,recvmsg", "-e",
           "signal=none", "-o", trace, *CHECK, str(lesson)])
    with open(trace, encoding="utf-8", errors="replace") as file:
        return parts_of(file.read())


def where_time_goes(folder):
    """The share of each part, out of one run that strace(1) looks on; that slows it a little."""
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
        measured = [(watch.save(), seconds([scripts[WATCHED - 1]])) for _ in range(RUNS)]
    yield Figure(f"the watch, lesson {WATCHED}", ratios(measured, 0, 1), "times", bound=2.5,
                 beside=in_words(measured))
