"""machine.py - runs what is measured: bounded in time, with its processor time and its memory."""
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.dirname(os.environ.get("LAB", os.path.join(ROOT, "build", "lab")))
LAB = os.path.join(BUILD, "lab")
LOAD = os.path.join(BUILD, "load")
SOLUTIONS = os.path.join(ROOT, "solutions")
RUNS = int(os.environ.get("TURNS", "7"))
LIMIT = 120  # seconds that one command may take, where nothing else is said


class Failed(Exception):
    """Something could not be measured, and why."""


def quiet(command, limit=LIMIT, **more):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False, timeout=limit,
                              **more).returncode
    except subprocess.TimeoutExpired as why:
        raise Failed(f"not over after {limit} s: {shlex.join(command)}") from why


def seconds(command, limit=LIMIT):
    began = time.perf_counter()
    status = quiet(command, limit)
    took = time.perf_counter() - began
    if status not in (0, 1):
        raise Failed(f"status {status}: {shlex.join(command)}")
    return took


def turns(*commands):
    """The seconds of each command in each turn: one after the other, so that they share a machine."""
    return [[seconds(command) for command in commands] for _ in range(RUNS)]


# --- processor time -------------------------------------------------------------------------------

def whole_machine():
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _, _, hard, soft = map(int, file.readline().split()[1:8])
    return (user + nice + system + hard + soft) / os.sysconf("SC_CLK_TCK")


def counts_processes():
    """Whether perf(1) can count what a command and all that it starts take, and nobody else."""
    return bool(shutil.which("perf")) and quiet(["perf", "stat", "-e", "task-clock", "true"]) == 0


class Counted:
    """A command under way: its processor time with all that it starts, also what nobody waits for.
    Where that cannot be had, the whole machine's."""

    def __init__(self, command, folder):
        self.words = None
        if counts_processes():
            handle, self.words = tempfile.mkstemp(dir=folder)
            os.close(handle)
            command = ["perf", "stat", "-x,", "-e", "task-clock", "-o", self.words, "--", *command]
        self.command, self.before = command, whole_machine()

    def processor_seconds(self):
        """When it has ended."""
        if not self.words:
            return whole_machine() - self.before
        with open(self.words, encoding="utf-8") as file:
            found = re.search(r"^([\d.]+),msec,task-clock", file.read(), re.MULTILINE)
        if not found:
            raise Failed("perf has counted nothing")
        return float(found.group(1)) / 1000


# --- memory ---------------------------------------------------------------------------------------

def below(pid):
    """PID and all that it has started."""
    yield pid
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            children = file.read().split()
        for child in children:
            yield from below(int(child))


def memory(pid, what, file="status"):
    """KiB of WHAT ("VmHWM": its peak; "VmRSS": now), 0 of a process that is gone."""
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/{file}", encoding="ascii") as lines:
            for line in lines:
                if line.startswith(what + ":"):
                    return int(line.split()[1])
    return 0


def peaks_below(pid, program):
    """The peaks of the processes below PID that run PROGRAM."""
    peaks = []
    for each in below(pid):
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/{each}/exe") == program:
                peaks.append(memory(each, "VmHWM"))
    return peaks
