"""bench_class.py - what grading a class costs, for bench.py."""
import os
import shutil
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAB = os.environ.get("LAB", os.path.join(ROOT, "build", "lab"))
SOLUTIONS = os.path.join(ROOT, "solutions")
FEW, MANY = 10, int(os.environ.get("MANY", "100"))


def busy():
    """Seconds of processor time that this machine has spent on anything: all that a command starts
    counts, also what nobody waits for."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _, _, hard, soft = map(int, file.readline().split()[1:8])
    return (user + nice + system + hard + soft) / os.sysconf("SC_CLK_TCK")


def make_class(folder, count):
    """COUNT students, who have solved all, each in bytes of his own: no verdict serves for two."""
    for number in range(count):
        student = os.path.join(folder, f"s{number:04d}")
        os.makedirs(student)
        for name in os.listdir(SOLUTIONS):
            shutil.copy(os.path.join(SOLUTIONS, name), student)
            with open(os.path.join(student, name), "a", encoding="utf-8") as file:
                file.write(f"/* {folder} {number} */\n")


def grade(folder, count, jobs):
    """Grades a new class: seconds, processor seconds, and the grader's own memory in KiB."""
    place = tempfile.mkdtemp(dir=folder)
    make_class(f"{place}/class", count)
    began, worked, memory = time.perf_counter(), busy(), 0
    with subprocess.Popen([LAB, "grade", f"{place}/class", "--out", f"{place}/out", "--jobs",
                           str(jobs)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            try:
                with open(f"/proc/{run.pid}/status", encoding="ascii") as file:
                    lines = [line for line in file if line.startswith("VmHWM:")]
                memory = max([memory] + [int(line.split()[1]) for line in lines])
            except OSError:
                pass
            time.sleep(0.05)
    if run.returncode != 0:
        raise RuntimeError(f"grade ended with status {run.returncode}: is the full sandbox there?")
    took = time.perf_counter() - began, busy() - worked, memory
    shutil.rmtree(place)
    return took


def compile_all(scripts):
    worked = busy()
    for script in scripts:
        subprocess.run([script], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return busy() - worked


def report(folder, scripts):
    print("A class, each submission all ten lessons (processor time is the whole machine's):")
    bare = sorted(compile_all(scripts) for _ in range(5))[2]
    few = grade(folder, FEW, 1)
    many = grade(folder, MANY, 1)
    two = grade(folder, FEW * 2, 2)
    print(f"  a submission: {many[1] / MANY:.2f} s of processor time, the compiler alone {bare:.2f} s: "
          f"{many[1] / MANY / bare:.2f} times (bound 1.5)")
    print(f"  a submission of {FEW}: {few[0] / FEW:.2f} s, of {MANY}: {many[0] / MANY:.2f} s: "
          f"{many[0] / MANY / (few[0] / FEW):.2f} times (bound 1.10)")
    print(f"  the grader's own memory: {many[2] / 1024:.0f} MiB (bound 64)")
    print(f"  two at a time: {few[0] / FEW / (two[0] / FEW / 2):.2f} times one (bound 1.8)")
