#!/usr/bin/env python3
"""faults.py - each call of `build/lab check` that can fail fails once: no verdict is ever wrong.

usage: faults.py [--every N] [--of M] [--place HEX] [ANSWER...]

An ANSWER is a lesson file, NN_*.c; without one a right and a wrong one. A first run, in which nothing
fails, writes down the places: a call (of memory, descriptors, files, sockets, processes) with those
that led to it. Then at each place the call fails once, with an errno that it may have: those
whose number is M (--of) modulo N (--every; 1: all, some 4000, in a quarter of an hour), or at one.

After each the verdict is the one without the fault; or there is none, the exit status is 2, and
standard error says why. What is kept of it is that verdict, or nothing, and no process and no file of
the run is left.
"""
import collections
import concurrent.futures
import glob
import json
import os
import queue
import shutil
import signal
import struct
import subprocess
import sys

from kit import ROOT, Kit, Tests

HERE = os.path.dirname(os.path.abspath(__file__))
ANSWERS = ("solutions/03_client_exchange.c", "tests/wrong/03_short-send--once.c")
EVERY = 40
SECONDS = 20  # after which a run hangs
HEADER, PLACE, MOST_PLACES = "=QII", "=Q6Q16s", 1 << 14


class Shim:
    """The library that fails calls, and what it shares with the program."""

    def __init__(self, kit):
        self.library = os.path.join(kit.folder, "faults.so")
        self.shared = os.path.join(kit.folder, "faults")
        subprocess.run(["gcc", "-O1", "-fPIC", "-shared", "-o", self.library,
                        os.path.join(HERE, "faults.c"), "-ldl"], check=True)

    def environment(self, place):
        """Of a run in which the call at that place fails; 0: in which places are written down."""
        with open(self.shared, "wb") as file:
            file.truncate(struct.calcsize(HEADER) + MOST_PLACES * struct.calcsize(PLACE))
            file.write(struct.pack(HEADER, place, 0, 0))
        return {"FAULTS": self.shared, "LD_PRELOAD": self.library}

    def has_struck(self):
        with open(self.shared, "rb") as file:
            return struct.unpack(HEADER, file.read(struct.calcsize(HEADER)))[1] > 0

    def places(self):
        """Each once: its number, the call, the addresses in lab that led to it."""
        with open(self.shared, "rb") as file:
            _, _, count = struct.unpack(HEADER, file.read(struct.calcsize(HEADER)))
            found = {}
            for _ in range(min(count, MOST_PLACES)):
                number, *at, call = struct.unpack(PLACE, file.read(struct.calcsize(PLACE)))
                found[number] = (call.rstrip(b"\0").decode(), [one for one in at if one])
            return found


def in_short(verdict):
    """What of a verdict does not differ from run to run."""
    return (verdict["status"], verdict["mistakes"],
            [(check["name"], check["status"], check["mistake"]) for check in verdict["checks"]])


class Bench:
    """A kit with one answer in it, and the verdict that is due."""

    def __init__(self, answer):
        self.kit = Kit()
        self.shim = Shim(self.kit)
        self.stem = next(os.path.basename(path) for path in glob.glob(f"{ROOT}/solutions/*.c")
                         if os.path.basename(path)[:2] == os.path.basename(answer)[:2])
        shutil.copy(answer, os.path.join(self.kit.lessons, self.stem))
        self.usual = None

    def run(self, place):
        """The exit status, None if it hangs; both outputs."""
        shutil.rmtree(os.path.join(self.kit.build, "verdicts"), ignore_errors=True)
        environment = self.kit.environment() | self.shim.environment(place)
        process = subprocess.Popen(
            [self.kit.lab, "check", "--json", str(int(self.stem[:2]))], cwd=self.kit.path,
            env=environment, start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None, "", ""
        return process.returncode, out.decode(errors="replace"), err.decode(errors="replace")

    def places(self):
        status, out, err = self.run(0)
        if status not in (0, 1):
            raise SystemExit(f"no verdict without a fault: {err}")
        self.usual = status, in_short(json.loads(out)["lessons"][0])
        return self.shim.places()

    def kept(self):
        """What is wrong with what is kept."""
        for path in glob.glob(os.path.join(self.kit.build, "verdicts", "*", "*")):
            try:
                with open(path, "rb") as file:
                    line, source = file.read().split(b"\n", 1)
                with open(os.path.join(self.kit.lessons, self.stem), "rb") as file:
                    whole = file.read() == source
                if whole and in_short(json.loads(line)["verdict"]) == self.usual[1]:
                    continue
            except (ValueError, KeyError):
                pass
            yield f"what is kept is not the verdict: {os.path.basename(path)}"

    def outcome(self, place):
        """"harmless", "fault" or "not reached", and the reasons against it."""
        status, out, err = self.run(place)
        reasons = list(self.kept()) + self.kit.left_behind()
        if not self.shim.has_struck():
            return "not reached", reasons
        if status is None:
            return "hangs", reasons + [f"it hangs for {SECONDS} seconds"]
        if status == 2:
            return "fault", reasons + ([] if "lab: " in err else
                                       [f"status 2, and no word on why: {err[:400]}"])
        try:
            mine = status, in_short(json.loads(out)["lessons"][0])
        except (ValueError, IndexError, KeyError):
            return "wrong", reasons + [f"status {status}, and no verdict: {err[:400]}{out[:400]}"]
        if mine != self.usual:
            odd = [one for one in mine[1][2] if one not in self.usual[1][2]]
            reasons.append(f"another verdict: {status}, {mine[1][:2]}: {odd[:3]}; {err[:300]}")
        return "wrong" if mine != self.usual else "harmless", reasons


def lines_of(addresses):
    """Where in the source that is."""
    lab = os.path.join(ROOT, "build", "lab")
    if not shutil.which("addr2line") or not addresses:
        return "?"
    said = subprocess.run(["addr2line", "-e", lab, *(f"{at - 1:#x}" for at in addresses)],
                          capture_output=True, text=True, check=False).stdout.split("\n")
    return " < ".join(os.path.relpath(line.split(" ")[0], ROOT) for line in said if line)


def sweep(answer, every, first, alone, tests):
    benches = queue.Queue()
    for _ in range(os.cpu_count() or 1):
        benches.put(Bench(answer))
    some = list(benches.queue)
    places = some[0].places()
    for bench in some[1:]:
        bench.usual = some[0].usual
    chosen = [number for number in sorted(places) if number % every == first % every]
    if alone:
        chosen = [alone]
    counts = collections.Counter()

    def fail(number):
        bench = benches.get()
        try:
            return number, bench.outcome(number)
        finally:
            benches.put(bench)

    wrong = []
    with concurrent.futures.ThreadPoolExecutor(len(some)) as pool:
        for number, (what, reasons) in pool.map(fail, chosen):
            counts[what] += 1
            call, at = places.get(number, ("?", []))
            wrong += [f"{call}() fails at {lines_of(at)} [{number:x}]: {one}" for one in reasons]
    told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
    tests.result(f"{os.path.basename(answer)}: {len(chosen)} of {len(places)} places ({told})",
                 wrong)
    for bench in some:
        shutil.rmtree(bench.kit.folder)


def main():
    words = sys.argv[1:]
    options = {"--every": EVERY, "--of": 0, "--place": 0}
    while words and words[0] in options:
        options[words[0]] = int(words[1], 16 if words[0] == "--place" else 10)
        words = words[2:]
    tests = Tests()
    for answer in words or [os.path.join(ROOT, answer) for answer in ANSWERS]:
        sweep(answer, options["--every"], options["--of"], options["--place"],
              tests)
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
