#!/usr/bin/env python3
"""soak.py - every answer again and again on a machine that has much else to do: no verdict differs.

usage: soak.py [CHECKS [SEED]]

Judges the solutions, the right and the wrong answers in random order, several at once, each with a
priority and processors of its own, until CHECKS checks (100000) have been carried out. Meanwhile
loops compute, one program goes through much memory, and two send to each other over the loopback.
A verdict is the lesson's status, its mistakes in their order and each check's status and mistake;
it must be what it was the first time, and what the answer is there for. Whatever differs is printed
with the SEED that makes the same order again, and kept in build/soak.json with what was counted.
Exit status: 0 none differs, 1 some do.
"""
import concurrent.futures
import json
import os
import platform
import random
import socket
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "kit"))
import corpus  # pylint: disable=wrong-import-position

KEPT = os.path.join(ROOT, "build", "soak.json")
PROCESSORS = sorted(os.sched_getaffinity(0))
AT_ONCE = 2 * len(PROCESSORS)
LOOPS = len(PROCESSORS)
MEBIBYTE = 1 << 20


# --- the load: each program ends when the one that started it has ---------------------------------


def computes(_):
    sum(range(100000))


def goes_through_memory(memory):
    memory.extend([] if memory else [bytearray(256 * MEBIBYTE)])
    memory[0][::4096] = bytes(random.randrange(256) for _ in range(1)) * (len(memory[0]) // 4096)


def sends_to_itself(ends):
    if not ends:
        listener = socket.create_server(("127.0.0.1", 0))
        ends.append(socket.create_connection(listener.getsockname()))
        ends.append(listener.accept()[0])
    ends[0].sendall(bytes(MEBIBYTE // 8))
    left = MEBIBYTE // 8
    while left > 0:
        left -= len(ends[1].recv(left))


LOADS = {work.__name__: work for work in (computes, goes_through_memory, sends_to_itself)}


def load(name, starter):
    keeps = []
    while os.getppid() == starter:
        LOADS[name](keeps)


def start_loads():
    names = [computes.__name__] * LOOPS + [goes_through_memory.__name__, sends_to_itself.__name__]
    return [subprocess.Popen([sys.executable, __file__, "--load", name, str(os.getpid())])
            for name in names]


# --- the answers ----------------------------------------------------------------------------------


def answers():
    """(kind, path) of every answer; the solutions are right ones."""
    solutions = [("right", path) for path in corpus.files("", folder=f"{ROOT}/solutions")]
    return solutions + [(kind, path) for kind in ("right", "wrong") for path in corpus.files(kind)]


def groups(chance):
    """Endless groups of answers, each of another lesson, in random order: lesson to (kind, path)."""
    while True:
        some = answers()
        chance.shuffle(some)
        kinds = {path: kind for kind, path in some}
        for group in corpus.rounds([path for _, path in some]):
            yield {lesson: (kinds[path], path) for lesson, path in group.items()}


def conditions(chance):
    """A priority, and the processors that may be used."""
    return {"nice": chance.randrange(11),
            "processors": chance.sample(PROCESSORS, chance.randint(1, len(PROCESSORS)))}


def judge(number, group, under):
    """The same as corpus.judge(), under these conditions."""
    command = ["nice", f"-n{under['nice']}", "taskset", "-c",
               ",".join(map(str, under["processors"])), corpus.LAB]
    try:
        return number, group, under, corpus.judge(
            {lesson: path for lesson, (_, path) in group.items()}, command), None
    except SystemExit as fault:
        return number, group, under, {}, str(fault)


def essence(verdict):
    return {"status": verdict["status"], "mistakes": verdict["mistakes"],
            "checks": [(check["name"], check["status"], check["mistake"])
                       for check in verdict["checks"]]}


class Count:
    """What has come of it so far."""

    def __init__(self, seed):
        self.seed, self.checks, self.verdicts, self.first, self.odd = seed, 0, 0, {}, []

    def tell(self, number, under, path, why, verdict):
        one = {"seed": self.seed, "group": number, **under, "why": why, "verdict": verdict,
               "answer": os.path.relpath(path, ROOT), "first": self.first.get(path)}
        self.odd.append(one)
        print(f"differs: {one['answer']}, {why} (seed {self.seed}, group {number}, {under})",
              flush=True)

    def take(self, number, group, under, verdicts, fault):
        if fault:
            self.tell(number, under, corpus.LAB, fault, None)
        for lesson, verdict in verdicts.items():
            kind, path = group[lesson]
            now = essence(verdict)
            self.verdicts += 1
            self.checks += sum(check["status"] != "waiting" for check in verdict["checks"])
            came_of_it = corpus.outcome(kind, path, verdict)
            if self.first.setdefault(path, now) != now:
                self.tell(number, under, path, "not as the first time", now)
            elif came_of_it in corpus.FAULTS:
                self.tell(number, under, path, came_of_it, now)

    def words(self):
        return (f"{self.checks} checks in {self.verdicts} verdicts on {len(self.first)} answers: "
                f"{len(self.odd)} differ")

    def keep(self, seconds):
        with open(KEPT, "w", encoding="utf-8") as file:
            json.dump({"checks": self.checks, "verdicts": self.verdicts, "seed": self.seed,
                       "answers": len(self.first), "seconds": round(seconds),
                       "processors": len(PROCESSORS), "kernel": platform.release(),
                       "differ": self.odd}, file, indent=1)


def soak(wanted, count, chance):
    """Keeps AT_ONCE groups at work until WANTED checks have been carried out."""
    numbered = enumerate(groups(chance))
    told = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        work = set()
        while count.checks < wanted or work:
            while count.checks < wanted and len(work) < AT_ONCE:
                number, group = next(numbered)
                work.add(pool.submit(judge, number, group, conditions(chance)))
            done, work = concurrent.futures.wait(work, return_when="FIRST_COMPLETED")
            for one in done:
                count.take(*one.result())
            if time.monotonic() - told > 60:
                told = time.monotonic()
                print(count.words(), flush=True)


def main():
    if sys.argv[1:2] == ["--load"]:
        return load(sys.argv[2], int(sys.argv[3]))
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    count, begun = Count(seed), time.monotonic()
    loads = start_loads()
    try:
        soak(wanted, count, random.Random(seed))
    except KeyboardInterrupt:
        print("interrupted")
    finally:
        for one in loads:
            one.kill()
        count.keep(time.monotonic() - begun)
    print(f"{count.words()} (seed {seed}, {len(loads)} programs beside them, "
          f"{AT_ONCE} at once on {len(PROCESSORS)} processors)")
    return 1 if count.odd else 0


if __name__ == "__main__":
    sys.exit(main())
