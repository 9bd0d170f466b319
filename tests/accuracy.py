#!/usr/bin/env python3
"""accuracy.py - how right the verdicts are, on every answer in tests/wrong and tests/right.

usage: accuracy.py [RUNS [LOOPS]]

Judges all of them RUNS times (1), beside LOOPS busy loops (0), and prints by lesson how many of the
wrong were rejected, how they were named, and how many of the right were rejected. It keeps what it
prints in build/accuracy.txt, and each answer's verdict in build/accuracy.json. Exit status: 0 no
wrong answer accepted or named wrongly, no right one rejected, 95 % named in full, all runs the same.
"""
import collections
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit"))
import corpus  # pylint: disable=wrong-import-position

KEPT = os.path.join(corpus.ROOT, "build", "accuracy")
ROW = "{:>6} {:>7}{:>9} |{:>7}{:>8}{:>7}{:>9}{:>7} |{:>7}{:>9}"
HEAD = (("", "wrong", "", "with a", "named", "root", "without", "named", "right", ""),
        ("lesson", "answers", "rejected", "name", "rightly", "first", "name", "wrong", "answers",
         "rejected"))


def busy_loops(number):
    """Each ends by itself when this program has ended, however that was."""
    return [subprocess.Popen(["sh", "-c", f"while kill -0 {os.getpid()}; do :; done 2>&-"])
            for _ in range(number)]


def judge_once():
    """What came of each answer: its file's name, to all that a verdict is made of."""
    found = {}
    for kind in ("wrong", "right"):
        for path, verdict in corpus.judge_all(corpus.files(kind)):
            found[f"{kind}/{os.path.basename(path)}"] = {
                "outcome": corpus.outcome(kind, path, verdict),
                "status": verdict["status"],
                "mistakes": verdict["mistakes"],
                "checks": {check["name"]: check["status"] for check in verdict["checks"]},
            }
    return found


def count(answers):
    """The numbers of a row, from (file, what came of it)."""
    came = collections.Counter((file.split("/")[0], one["outcome"]) for file, one in answers)
    wrong = sum(n for (kind, _), n in came.items() if kind == "wrong")
    named = {what: came["wrong", what] for what in (
        corpus.NAMED, corpus.ROOT_ONLY, corpus.NO_NAME, corpus.ROOT_LATE, corpus.NAMED_WRONG)}
    with_name = sum(bool(corpus.names_of(file)) for file, _ in answers if file.startswith("wrong/"))
    return (wrong, wrong - came["wrong", corpus.ACCEPTED], with_name, named[corpus.NAMED],
            named[corpus.NAMED] + named[corpus.ROOT_ONLY], named[corpus.NO_NAME],
            named[corpus.NAMED_WRONG],
            came["right", corpus.PASSED] + came["right", corpus.REJECTED],
            came["right", corpus.REJECTED])


def rows(found):
    by_lesson = collections.defaultdict(list)
    for file, one in found.items():
        by_lesson[file.split("/")[1][:2]].append((file, one))
    return {lesson: count(answers) for lesson, answers in sorted(by_lesson.items())}


def table(found):
    yield from (ROW.format(*line).rstrip() for line in HEAD)
    lessons = rows(found)
    for lesson, numbers in lessons.items():
        yield ROW.format(int(lesson), *numbers)
    total = [sum(column) for column in zip(*lessons.values())]
    yield ROW.format("all", *total)
    share = [100 * total[i] / max(total[of], 1) for i, of in ((1, 0), (3, 2), (4, 2), (8, 7))]
    yield ""
    yield (f"{share[0]:.1f} % of the wrong answers rejected; of those with a name {share[1]:.1f} % named "
           f"rightly")
    yield (f"and in full, {share[2]:.1f} % the root first; {total[6]} named wrongly; {share[3]:.1f} % of "
           f"the right rejected.")


def exceptions(found):
    """Each answer of which something less than the best came."""
    best = (corpus.NAMED, corpus.UNNAMED, corpus.PASSED)
    for file, one in sorted(found.items()):
        if one["outcome"] not in best:
            yield f"{file}: {one['outcome']} (named: {', '.join(one['mistakes']) or 'nothing'})"


def differences(first, other, run):
    for file in sorted(first):
        if first[file] != other[file]:
            yield f"{file}: run {run} differs from run 1: {first[file]} and {other[file]}"


def good(found):
    outcomes = [one["outcome"] for file, one in found.items()]
    with_name = sum(bool(corpus.names_of(file)) for file in found if file.startswith("wrong/"))
    return (not any(what in corpus.FAULTS for what in outcomes)
            and outcomes.count(corpus.NAMED) >= corpus.SHARE * with_name)


def main():
    runs, loops = (int(word) for word in (sys.argv[1:] + ["1", "0"][len(sys.argv) - 1:])[:2])
    busy = busy_loops(loops)
    try:
        all_runs = [judge_once() for _ in range(runs)]
    finally:
        for loop in busy:
            loop.kill()
            loop.wait()
    found = all_runs[0]
    differing = [line for i, other in enumerate(all_runs[1:], 2)
                 for line in differences(found, other, i)]
    lines = [f"{runs} run{'s' if runs > 1 else ''} beside {loops} busy loops, "
             f"{len(differing)} verdicts that differ between runs", "", *table(found), "",
             *exceptions(found), *differing]
    text = "\n".join(lines).rstrip() + "\n"
    print(text, end="")
    with open(KEPT + ".txt", "w", encoding="utf-8") as kept:
        kept.write(text)
    with open(KEPT + ".json", "w", encoding="utf-8") as kept:
        json.dump(found, kept, indent=1, sort_keys=True)
    return 0 if good(found) and not differing else 1


if __name__ == "__main__":
    sys.exit(main())
