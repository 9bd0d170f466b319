#!/usr/bin/env python3
"""audit.py - runs the hostile submissions in this machine's sandbox, and says which it has stopped.

usage: audit.py [--tap] [LEVEL...]     (levels: full and reduced, those that the machine has)

An attack is a folder in tests/hostile: the files of a submission, or make.py, which makes them in the
folder that it is given (and is told where the kit lies). Beside them stands one honest student. An
attack is stopped if it has earned no point, has found or changed nothing that is not its own ("found":
it prints that, or the secret), has left no process and no file, was graded, and has not changed what
the honest one gets. Status: 0 all were stopped at full, and none has a point at any level.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAB = os.path.join(ROOT, "build", "lab")
HOSTILE = os.path.join(ROOT, "tests", "hostile")
SECRET = "/tmp/tensteps-secret"
MARK = "the-secret-of-the-machine-" + os.urandom(8).hex()
LONGEST = 20  # seconds that a hostile submission may take, on a machine that does nothing else


def what(folder):
    """The first line of an attack: what it does."""
    path = sorted(glob.glob(f"{folder}/*.c") + glob.glob(f"{folder}/make.py"))[0]
    with open(path, encoding="utf-8") as source:
        return source.readline().split(": ", 1)[1].strip(' */"\n')


def make_class(attacks, folder):
    for name in attacks:
        submission = os.path.join(folder, name)
        os.mkdir(submission)
        maker = os.path.join(HOSTILE, name, "make.py")
        if os.path.exists(maker):
            subprocess.run([sys.executable, maker, submission, ROOT], check=True)
        else:
            for path in glob.glob(os.path.join(HOSTILE, name, "*.c")):
                shutil.copy(path, submission)
    shutil.copytree(os.path.join(ROOT, "solutions"), os.path.join(folder, "honest"))


def left_files():
    return sorted(path for pattern in ("/tmp/tensteps-hostile*", "/dev/shm/tensteps-hostile*",
                                       "/var/tmp/tensteps-hostile*", "/etc/tensteps-hostile*")
                  for path in glob.glob(pattern))


def parent_of(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        name, rest = file.read().split("(", 1)[1].rsplit(") ", 1)
    return name, rest.split()[1]


def is_looked_after(pid):
    """A grader, perhaps another one, is still above it."""
    while pid != "0":
        name, pid = parent_of(pid)
        if name == "class":
            return True
    return False


def left_processes():
    """Those whose program is the kit's stage, and that nobody looks after any more."""
    left = []
    for path in glob.glob("/proc/[0-9]*/exe"):
        pid = path.split("/")[2]
        try:
            if os.readlink(path).split(" ")[0].endswith("/tools/stage") and not is_looked_after(pid):
                left.append(pid)
        except OSError:
            pass
    return left


def reasons(name, result):
    """Why the attack of that result is not stopped; none if it is."""
    if result is None:
        return ["it was not graded"]
    text = json.dumps(result)
    return ([f"it has {result['score']:g} points"] if result["score"] > 0 else []) \
        + (["the secret is in its result"] if MARK in text else []) \
        + (["it has found what is not its own: " + text.split("tensteps-hostile: ")[1][:40]]
           if "printed" in text and "tensteps-hostile: " in text else [])


def run_level(level, attacks):
    """Returns {attack: reasons}, and what is wrong with the whole."""
    scratch = tempfile.mkdtemp(prefix="audit.")
    os.chmod(scratch, 0o755)
    submissions, out = os.path.join(scratch, "submissions"), os.path.join(scratch, "out")
    os.mkdir(submissions)
    make_class(attacks, submissions)
    with open(SECRET, "w", encoding="ascii") as file:
        file.write(MARK + "\n")
    os.chmod(SECRET, 0o600)
    before = set(left_files())
    begun = time.monotonic()
    run = subprocess.run([LAB, "grade", submissions, "--out", out, "--sandbox", level],
                         capture_output=True, text=True, check=False)
    took = time.monotonic() - begun
    stopped = {}
    for name in attacks:
        try:
            with open(f"{out}/results/{name}.json", encoding="utf-8") as file:
                stopped[name] = reasons(name, json.load(file))
        except OSError:
            stopped[name] = reasons(name, None)
    whole = []
    if run.returncode != 0:
        whole.append(f"grade ended with status {run.returncode}: {run.stderr[-300:]}{run.stdout[-600:]}")
    try:
        with open(f"{out}/results/honest.json", encoding="utf-8") as file:
            honest = json.load(file)
        if honest["score"] != 10:
            whole.append(f"the honest student has {honest['score']:g} points of 10")
    except OSError:
        whole.append("the honest student was not graded")
    whole += [f"left behind: {path}" for path in left_files() if path not in before]
    whole += [f"left behind: process {pid}" for pid in left_processes()]
    for path in set(left_files()) - before:
        os.unlink(path)
    os.unlink(SECRET)
    shutil.rmtree(scratch)
    return stopped, whole, took


def works(level):
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/s")
        os.mkdir(f"{folder}/s/nobody")
        run = subprocess.run([LAB, "grade", f"{folder}/s", "--out", f"{folder}/o", "--sandbox",
                              level], capture_output=True, text=True, check=False)
        return "" if run.returncode == 0 else run.stderr.strip()


def main():
    tap = "--tap" in sys.argv
    attacks = sorted(os.listdir(HOSTILE))
    only = os.environ.get("ATTACK")
    if only:
        attacks = [name for name in attacks if only in name]
    failed = number = 0
    for level in [one for one in sys.argv[1:] if one != "--tap"] or ["full", "reduced"]:
        why = works(level)
        if why:
            number += 1
            print(f"ok {number} - {level} # SKIP {why.splitlines()[0]}" if tap
                  else f"{level}: not to be had here: {why}")
            continue
        stopped, whole, took = run_level(level, attacks)
        if not tap:
            print(f"{'attack':26} {level:8} what it does")
        for name, against in stopped.items():
            number += 1
            bad = against and (level == "full" or any("points" in one for one in against))
            failed += bool(bad)
            if tap:
                print("not ok" if bad else "ok", number, f"- {level} stops {name}")
            else:
                print(f"{name:26} {'NOT' if against else 'stopped':8} "
                      f"{what(os.path.join(HOSTILE, name))}")
            for one in against:
                print("#" if tap else " " * 35, one)
        number += 1
        failed += bool(whole)
        count = sum(not against for against in stopped.values())
        print(("not ok" if whole else "ok") + f" {number} - {level}: nothing is left behind, and the "
              "honest student is graded as ever" if tap else
              f"{level}: {count} of {len(stopped)} stopped, {took:.0f} s in all; "
              + ("nothing left behind, the honest student has all points" if not whole
                 else "BUT"))
        for one in whole:
            print("#" if tap else "   ", one)
    if tap:
        print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
