#!/usr/bin/env python3
"""corpus.py - judges the answers in tests/right or tests/wrong, and says in TAP what came of it.

usage: corpus.py right|wrong [PATTERN] [--from=FOLDER]

A right answer passes, with every star unless its first line says "core only". A wrong answer, called
NN_<id>[+<id>]--<variant>.c, is rejected: it fails a check, and no mistake is named but those in its
name, of which the root cause stands first. Of the answers with a name at least 95 % are named so
whole. tests/accuracy.py counts; this file judges. Ten answers, one a lesson, make one call of lab.
"""
import collections
import concurrent.futures
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
SHARE = 0.95  # of the wrong answers with a name that must be named in full

# What can come of an answer, in the order from good to bad.
NAMED, UNNAMED, ROOT_ONLY, NO_NAME, ROOT_LATE, NAMED_WRONG, ACCEPTED = (
    "named", "rejected, has no name", "root named, the other not", "not named",
    "named, but not the root first", "named wrongly", "accepted")
PASSED, REJECTED = "passed", "rejected"
FAULTS = (NAMED_WRONG, ACCEPTED, REJECTED)


def files(kind, pattern="", folder=None):
    """The answers of a kind whose name holds the pattern, sorted."""
    folder = folder or os.path.join(ROOT, "tests", kind)
    return sorted(path for path in glob.glob(os.path.join(folder, "*.c"))
                  if pattern in os.path.basename(path))


def rounds(paths):
    """Yields groups of answers, no two of the same lesson."""
    by_lesson = collections.defaultdict(list)
    for path in paths:
        by_lesson[os.path.basename(path)[:2]].append(path)
    while any(by_lesson.values()):
        yield {lesson: some.pop(0) for lesson, some in by_lesson.items() if some}


def judge(group, lab=(LAB,)):
    """The verdicts of lab, the words of a command, on a group of answers, by lesson."""
    folder = tempfile.mkdtemp(prefix="corpus.")
    try:
        for lesson, path in group.items():
            shutil.copy(path, os.path.join(folder, STEMS[lesson]))
        run = subprocess.run([*lab, "check", "--json", "--fresh", "--lessons", folder]
                             + [str(int(lesson)) for lesson in sorted(group)],
                             capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit(f"lab failed with status {run.returncode}: {run.stderr}")
        return {f"{one['lesson']:02d}": one for one in json.loads(run.stdout)["lessons"]}
    finally:
        shutil.rmtree(folder)


def judge_all(paths):
    """Yields (path, verdict) for each answer, two groups of them at work at a time."""
    groups = list(rounds(paths))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for group, verdicts in zip(groups, pool.map(judge, groups)):
            for lesson, path in sorted(group.items()):
                yield path, verdicts[lesson]


def names_of(path):
    """The ids that a wrong answer's file name gives, the root cause first."""
    names = os.path.basename(path)[3:].split("--")[0]
    return [] if names == "unnamed" else names.split("+")


def outcome_of_right(path, verdict):
    with open(path, encoding="utf-8") as source:
        core_only = "core only" in source.readline() + source.readline()
    stars = verdict["stretch"]["passed"] == verdict["stretch"]["of"]
    return PASSED if verdict["status"] == "passed" and (stars or core_only) else REJECTED


def outcome_of_wrong(path, verdict):
    wanted, named = names_of(path), verdict["mistakes"]
    if not any(check["status"] in BAD for check in verdict["checks"]):
        return ACCEPTED
    if any(name not in wanted for name in named):
        return NAMED_WRONG
    if named == wanted:
        return NAMED if wanted else UNNAMED
    if not named:
        return NO_NAME
    return ROOT_ONLY if named == wanted[:1] else ROOT_LATE


def outcome(kind, path, verdict):
    return (outcome_of_right if kind == "right" else outcome_of_wrong)(path, verdict)


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
    folder = next((a[7:] for a in sys.argv if a.startswith("--from=")), None)
    failed = number = named = with_name = 0
    for path, verdict in judge_all(files(kind, pattern, folder)):
        came_of_it, number = outcome(kind, path, verdict), number + 1
        good = came_of_it not in FAULTS
        print("ok" if good else "not ok", number, "-", os.path.basename(path), flush=True)
        failed += not good
        named += came_of_it == NAMED
        with_name += kind == "wrong" and names_of(path) != []
        if came_of_it not in (NAMED, UNNAMED, PASSED):
            for line in (came_of_it, *describe(verdict)):
                print("#", line)
    if with_name:
        number += 1
        enough = named >= SHARE * with_name
        failed += not enough
        print("ok" if enough else "not ok", number,
              f"- at least {SHARE:.0%} are named in full: {named} of {with_name}")
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
