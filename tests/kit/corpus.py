#!/usr/bin/env python3
"""corpus.py - judges the answers in tests/right or tests/wrong, and says in TAP what came of it.

usage: corpus.py right|wrong [PATTERN] [--matrix] [--from=FOLDER]

A right answer passes, with every star unless its first line says "core only". A wrong answer, called
NN_<id>[+<id>]--<variant>.c, is rejected: it fails a check, and no mistake is named but those in its
name. --matrix prints how many were named, by lesson. Ten answers, one a lesson, make one call of lab.
"""
import collections
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LAB = os.environ.get("LAB", os.path.join(ROOT, "build", "lab"))
STEMS = {os.path.basename(path)[:2]: os.path.basename(path)
         for path in glob.glob(os.path.join(ROOT, "lessons", "[01][0-9]_*.c"))}
BAD = ("failed", "crashed", "stuck")


def rounds(files):
    """Yields groups of answers, no two of the same lesson."""
    by_lesson = collections.defaultdict(list)
    for path in files:
        by_lesson[os.path.basename(path)[:2]].append(path)
    while any(by_lesson.values()):
        yield {lesson: paths.pop(0) for lesson, paths in by_lesson.items() if paths}


def judge(group):
    """The verdicts of lab on a group of answers, by lesson."""
    folder = tempfile.mkdtemp(prefix="corpus.")
    try:
        for lesson, path in group.items():
            shutil.copy(path, os.path.join(folder, STEMS[lesson]))
        run = subprocess.run([LAB, "check", "--json", "--fresh", "--lessons", folder]
                             + [str(int(lesson)) for lesson in sorted(group)],
                             capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit(f"lab failed with status {run.returncode}: {run.stderr}")
        return {f"{one['lesson']:02d}": one for one in json.loads(run.stdout)["lessons"]}
    finally:
        shutil.rmtree(folder)


def judge_right(path, verdict):
    with open(path, encoding="utf-8") as source:
        core_only = "core only" in source.readline() + source.readline()
    stars = verdict["stretch"]["passed"] == verdict["stretch"]["of"]
    return verdict["status"] == "passed" and (stars or core_only)


def names_of(path):
    names = os.path.basename(path)[3:].split("--")[0]
    return [] if names == "unnamed" else names.split("+")


def judge_wrong(path, verdict):
    rejected = any(check["status"] in BAD for check in verdict["checks"])
    wanted = names_of(path)
    return rejected and all(name in wanted for name in verdict["mistakes"])


def describe(verdict):
    yield f"status {verdict['status']}, stars {verdict['stretch']}, named {verdict['mistakes']}"
    for check in verdict["checks"]:
        if check["status"] in BAD:
            yield f"{check['tier']} {check['status']}: {check['name']} [{check['mistake']}]"
            for line in check["message"].split("\nto do")[0].splitlines()[:6]:
                yield "  " + line[:200]
    if verdict.get("message"):
        yield verdict["message"][:400]


def main():
    kind = sys.argv[1]
    pattern = next((a for a in sys.argv[2:] if not a.startswith("-")), "")
    folder = next((a[7:] for a in sys.argv if a.startswith("--from=")),
                  os.path.join(ROOT, "tests", kind))
    files = sorted(path for path in glob.glob(os.path.join(folder, "*.c"))
                   if pattern in os.path.basename(path))
    matrix = collections.defaultdict(collections.Counter)
    failed = number = 0
    for group in rounds(files):
        verdicts = judge(group)
        for lesson, path in sorted(group.items()):
            verdict, number = verdicts[lesson], number + 1
            good = (judge_right if kind == "right" else judge_wrong)(path, verdict)
            print("ok" if good else "not ok", number, "-", os.path.basename(path))
            if not good:
                failed += 1
                for line in describe(verdict):
                    print("#", line)
            if kind == "wrong" and names_of(path):
                wanted = names_of(path)
                matrix[lesson]["named"] += verdict["mistakes"] == wanted
                matrix[lesson]["of"] += 1
    print(f"1..{number}")
    if "--matrix" in sys.argv:
        for lesson in sorted(matrix):
            print(f"# lesson {lesson}: {matrix[lesson]['named']} of {matrix[lesson]['of']} named rightly")
        print(f"# in all: {sum(m['named'] for m in matrix.values())} of "
              f"{sum(m['of'] for m in matrix.values())} named rightly")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
