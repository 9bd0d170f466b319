#!/usr/bin/env python3
"""main.py - the kit's figures, each beside its bound; it reports, and judges nothing.

  ONLY=check,watch,grade,servers    what is measured, all if it is not set
  TURNS=7                           how often each is measured in turn with what it is compared to
  CLASS=100                         the greatest class that is graded: 10, 100 or 1000

The table goes to the terminal, and to build/bench.html and build/bench.json. Status 1: something
could not be measured.
"""
import os
import platform
import sys
import tempfile

import grade
import lab
import page
import servers
from figures import MISSED, Missed
from machine import BUILD, RUNS, Failed

ONLY = [word for word in os.environ.get("ONLY", "").split(",") if word]


def jobs(folder, scripts):
    """What is measured: by which word it is asked for, its title, and the functions that do it."""
    yield "check", "Where the time of a check goes, while strace looks on", [lambda: lab.where_time_goes(folder)]
    for count in lab.counts_of_processors():
        yield "check", f"From a saved file to the verdict, {count} of the processors", [
            lambda count=count: lab.on_processors(count, scripts)]
    yield "check", "The board and the judge", [lab.nothing_changed, lab.judges_memory]
    yield "watch", "From a save to the verdict that make watch shows", [
        lambda: lab.watched(folder, scripts)]
    yield "grade", "A class: each submission all ten lessons, each different", [
        lambda: grade.a_submission(folder, scripts), lambda: grade.two_at_once(folder)]
    yield "servers", "The reference server beside socat and ncat", [servers.speeds,
                                                                    servers.idle_clients]


def measured(title, functions):
    figures = []
    for function in functions:
        try:
            for figure in function():
                figures.append(figure)
        except (Failed, ValueError, OSError, StopIteration) as why:
            figures.append(Missed(title, repr(why) if not isinstance(why, Failed) else why))
    return figures


def machine():
    name = platform.processor() or platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return (f"{name}, {len(os.sched_getaffinity(0))} processors, Linux {platform.release()}; load "
            f"{os.getloadavg()[0]:.1f} at the beginning. Medians of {RUNS} turns, with the least "
            "and the greatest; each turn runs both sides of a ratio one after the other.")


def main():
    where, groups = machine(), []
    print(where, flush=True)
    with tempfile.TemporaryDirectory(prefix="bench.") as folder:
        scripts = None
        if not ONLY or set(ONLY) - {"servers"}:
            scripts = lab.record_compilers(folder)
        for word, title, functions in jobs(folder, scripts):
            if ONLY and word not in ONLY:
                continue
            groups.append((title, measured(title, functions)))
            print(f"\n{page.terminal_text(*groups[-1])}", flush=True)
            page.keep_all(BUILD, where, groups)
    print(f"\nKept as {BUILD}/bench.html and bench.json.")
    missed = [figure for _, figures in groups for figure in figures if figure.verdict() == MISSED]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
