"""grade.py - what grading a class costs beside the compiler alone."""
import os
import shutil
import subprocess
import tempfile
import time

from figures import Figure, number
from lab import all_of
from machine import BUILD, LAB, SOLUTIONS, Counted, Failed, below, memory

CLASS = int(os.environ.get("CLASS", "100"))
SIZES = [size for size in (10, 100, 1000) if size <= CLASS] or [CLASS]
EACH = 30  # seconds that a submission may take


def make_class(folder, count):
    """COUNT students, who have solved all, each in bytes of his own: no verdict serves for two."""
    for student in range(count):
        place = os.path.join(folder, f"s{student:04d}")
        os.makedirs(place)
        for name in os.listdir(SOLUTIONS):
            shutil.copy(os.path.join(SOLUTIONS, name), place)
            with open(os.path.join(place, name), "a", encoding="utf-8") as file:
                file.write(f"/* {folder} {student} */\n")


def run(command, folder, limit):
    """Seconds, processor seconds, and the peak of the first process's memory in KiB."""
    counted, peak = Counted(command, folder), 0
    program = os.path.realpath(os.path.join(BUILD, "class"))
    began = time.perf_counter()
    with subprocess.Popen(counted.command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max([peak, *firsts(process.pid, program)])
            if time.perf_counter() - began > limit:
                process.terminate()
                raise Failed(f"not over after {limit} s")
            time.sleep(0.05)  # looks, and waits for nothing
    if process.returncode != 0:
        raise Failed(f"status {process.returncode}: is the full sandbox there?")
    return time.perf_counter() - began, counted.processor_seconds(), peak


def firsts(pid, program):
    """The memory of the first process that runs PROGRAM: the grader, its workers are below it."""
    for each in below(pid):
        try:
            if os.readlink(f"/proc/{each}/exe") == program:
                return [memory(each, "VmHWM")]
        except OSError:
            continue
    return []


def grade(folder, count, jobs):
    place = tempfile.mkdtemp(dir=folder)
    make_class(f"{place}/class", count)
    try:
        return run([LAB, "grade", f"{place}/class", "--out", f"{place}/out", "--jobs", str(jobs)],
                   folder, EACH * count)
    finally:
        shutil.rmtree(place)


def a_submission(folder, scripts):
    """Alone, one after the other, for each size of a class; the compiler alone just before."""
    walls, peaks = {}, {}
    for size in SIZES:
        usual, quick = (run(all_of(alone, 1), folder, EACH)[1] for alone in scripts)
        wall, processor, peaks[size] = grade(folder, size, 1)
        walls[size], each = wall / size, processor / size
        yield Figure(f"a submission, of {size}: processor time", [each / usual], "times", bound=1.5,
                     aim=1.3, beside=f"grade {number(each)} s, the compiler alone {number(usual)} s, "
                     f"with lab's link {number(quick)} s: {each / quick:.2f} times that")
    for size in SIZES[1:]:
        yield Figure(f"a submission, of {size} to one of {SIZES[0]}: time",
                     [walls[size] / walls[SIZES[0]]], "times", bound=1.10,
                     beside=f"{number(walls[size])} s to {number(walls[SIZES[0]])} s")
    yield Figure(f"the grader's memory, a class of {SIZES[-1]}", [peaks[SIZES[-1]] / 1024], "MiB",
                 bound=64)


def two_at_once(folder):
    """Each a class of ten, in turn."""
    pace = []
    for _ in range(3):
        one, two = grade(folder, 10, 1)[0], grade(folder, 10, 2)[0]
        pace.append(one / two)
    yield Figure("two submissions at once to one", pace, "times", bound=1.8, at_least=True,
                 beside="as many a minute, classes of 10")
