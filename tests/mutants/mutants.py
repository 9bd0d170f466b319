#!/usr/bin/env python3
"""mutants.py - changes the solutions in every small way, and asks that the kit rejects each change.

usage: mutants.py [--tap] [--every=N] [--list=FILE] [LESSON...]

A mutant is a solution with one thing changed; mutate.c makes them. It is killed if a check of
either tier fails, crashes or gets stuck. One that survives is explained if the compiler makes the
same code of it, or if equivalent.txt says why nobody can tell it from the solution. Any other shows
that a check is missing. --every=N takes each Nth change only, which shows less in less time. Exit
status: 0 all is explained, 1 a survivor is not or an entry of equivalent.txt explains none, 2 the
mutants cannot be made or judged.
"""
import collections
import concurrent.futures
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

import explanations
import libclang

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = libclang.ROOT
sys.path.insert(0, os.path.join(ROOT, "tests", "kit"))
import corpus  # noqa: E402, it is in another folder

COMPILERS = (("gcc", "-O2"), ("clang", "-O2"))
# A value that is read before it was written is one of luck, and so would the verdict be.
STRICT = ("-Werror=return-type", "-Werror=uninitialized", "-Werror=maybe-uninitialized")
SAME_CODE = "the compiler makes the same code of it"


class Solution:
    """The file of one lesson."""

    def __init__(self, lesson):
        self.lesson, self.file = lesson, corpus.STEMS[lesson]
        self.path = os.path.join(ROOT, "solutions", self.file)
        with open(self.path, "rb") as file:
            self.text = file.read()
        self.code = {compiler: code_of(compiler, self.text) for compiler in COMPILERS}


class Mutant:
    """One change of a solution, as a line of mutate describes it."""

    def __init__(self, solution, line):
        begin, end, self.function, self.what, new = line.split("\t")
        begin, end, old = int(begin), int(end), solution.text
        self.solution, self.lesson = solution, solution.lesson
        self.text = old[:begin] + new.encode() + old[end:]
        first, last = old.rfind(b"\n", 0, begin) + 1, old.index(b"\n", end)
        self.number = old.count(b"\n", 0, begin) + 1
        self.before = squeezed(old[first:last])
        self.after = squeezed(old[first:begin] + new.encode() + old[end:last])
        self.code = code_of(COMPILERS[0], self.text)
        self.verdict = self.reason = None

    def key(self):
        return self.solution.file, self.function, self.before, self.after

    def is_killed(self):
        return self.verdict is not None and any(
            check["status"] in corpus.BAD for check in self.verdict["checks"])

    def has_same_code(self):
        """Whether one of the compilers makes of it what it makes of the solution."""
        return self.code == self.solution.code[COMPILERS[0]] or any(
            code_of(compiler, self.text) == self.solution.code[compiler]
            for compiler in COMPILERS[1:] if shutil.which(compiler[0]))

    def describe(self):
        yield f"solutions/{self.solution.file}:{self.number}, {self.what}"
        yield f"@ {self.solution.file} {self.function}"
        yield f"- {self.before}"
        yield f"+ {self.after}"


def squeezed(text):
    return " ".join(text.decode().split())


def code_of(compiler, text):
    """What stands for the code that a compiler makes of a C file; None if it refuses the file."""
    run = subprocess.run([*compiler, "-std=gnu11", *STRICT, "-I", os.path.join(ROOT, "lessons"),
                          "-S", "-o", "-", "-x", "c", "-"],
                         input=text, capture_output=True, check=False)
    return hashlib.sha256(run.stdout).hexdigest() if run.returncode == 0 else None


def parallel(function, items):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(function, items))


def make_mutants(lessons, every):
    """Each EVERYth change of these solutions, each once; also those that do not compile."""
    program = libclang.build()
    mutants = {}
    for solution in map(Solution, lessons):
        lines = libclang.mutants_of(program, solution.path)[::every]
        for mutant in parallel(lambda line, s=solution: Mutant(s, line), lines):
            mutants.setdefault(mutant.text, mutant)
    return list(mutants.values())


def judge(mutants):
    """Judges those whose code differs from the solution's; those with the same code once."""
    alike = collections.defaultdict(list)
    for mutant in mutants:
        if mutant.code != mutant.solution.code[COMPILERS[0]]:
            alike[mutant.lesson, mutant.code].append(mutant)
    folder = tempfile.mkdtemp(prefix="mutants.")
    try:
        groups = {}
        for number, group in enumerate(alike.values()):
            path = os.path.join(folder, f"{group[0].lesson}_{number}.c")
            groups[path] = group
            with open(path, "wb") as file:
                file.write(group[0].text)
        for path, verdict in corpus.judge_all(groups):
            for mutant in groups[path]:
                mutant.verdict = verdict
    except SystemExit as end:  # lab could not judge
        raise libclang.Fault(end.code) from end
    finally:
        shutil.rmtree(folder)
    return len(alike)


def explain(survivors, listed):
    """Gives each its reason, if there is one."""
    for mutant in survivors:
        mutant.reason = listed.take(mutant.key())
    unlisted = [mutant for mutant in survivors if mutant.reason is None]
    for mutant, same in zip(unlisted, parallel(Mutant.has_same_code, unlisted)):
        mutant.reason = SAME_CODE if same else None


class Outcome:
    """What has come of the mutants of some lessons."""

    def __init__(self, lessons, listed, every):
        made = make_mutants(lessons, every)
        self.mutants = [mutant for mutant in made if mutant.code is not None]
        self.refused = [mutant for mutant in made if mutant.code is None]
        self.judged = judge(self.mutants)
        self.survivors = [mutant for mutant in self.mutants if not mutant.is_killed()]
        explain(self.survivors, listed)
        self.stale = listed.left(lessons) if every == 1 else []

    def unexplained(self, lesson):
        return [mutant for mutant in self.survivors
                if mutant.lesson == lesson and mutant.reason is None]

    def reasons_against(self, lesson):
        """Its unexplained survivors, and the entries of the list that explain none."""
        for mutant in self.unexplained(lesson):
            yield "\n".join(mutant.describe())
        for place, key in self.stale:
            if key[0][:2] == lesson:
                yield f"{place}: no such mutant survives: " + "\n".join(key)


def report(lessons, outcome):
    """In words, for people."""
    for lesson in lessons:
        for reason in outcome.reasons_against(lesson):
            print(reason, end="\n\n")
    print("lesson  mutants  killed  equivalent  survived  no mutants (do not compile, or luck)")
    for name, some in [*((lesson, {lesson}) for lesson in lessons), ("all", set(lessons))]:
        mutants, survivors, refused = (
            sum(mutant.lesson in some for mutant in them)
            for them in (outcome.mutants, outcome.survivors, outcome.refused))
        unexplained = sum(len(outcome.unexplained(lesson)) for lesson in some)
        print(f"{name:>6}{mutants:>9}{mutants - survivors:>8}{survivors - unexplained:>12}"
              f"{unexplained:>10}{refused:>12}")
    print(f"{outcome.judged} of them differ in what the compiler makes of them, and were judged.")


def report_tap(lessons, outcome):
    for number, lesson in enumerate(lessons, 1):
        reasons = "\n".join(outcome.reasons_against(lesson))
        print("not ok" if reasons else "ok", number,
              f"- no mutant of lesson {int(lesson)} survives unexplained")
        for line in reasons.splitlines():
            print("#", line)
    print(f"1..{len(lessons)}")


def main():
    tap = "--tap" in sys.argv
    lessons = sorted(f"{int(word):02d}" for word in sys.argv[1:] if word.isdigit())
    lessons = lessons or sorted(corpus.STEMS)
    paths = [word[7:] for word in sys.argv if word.startswith("--list=")]
    every = next((int(word[8:]) for word in sys.argv if word.startswith("--every=")), 1)
    try:
        outcome = Outcome(lessons, explanations.Explanations(*paths), every)
    except libclang.Missing as missing:
        print(f"1..0 # SKIP {missing}" if tap else f"No mutants: {missing}.")
        return 0 if tap else 2
    (report_tap if tap else report)(lessons, outcome)
    return 1 if any(True for lesson in lessons for _ in outcome.reasons_against(lesson)) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (explanations.Mistake, libclang.Fault) as fault:
        print(fault, file=sys.stderr)
        sys.exit(2)
