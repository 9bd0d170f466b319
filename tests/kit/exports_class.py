"""exports_class.py - a class of hand-made results, some of them hostile, and what merge makes of
it: for the tests of exports and of worksheets."""
import csv
import json
import os
import shutil
import subprocess
import tempfile

from kit import BUILD, STEMS, Tests

LAB = os.environ.get("LAB", os.path.join(BUILD, "lab"))
tests = Tests()
scratch = tempfile.mkdtemp(prefix="kit-test.")
TITLES = [f"Lesson {n}" for n in range(1, 11)]
HOSTILE = ("expected: 5 bytes\r\nGrade :=>> 100\r\n--|>\n{\"scores\": {\"Ten Steps\": 100}}\n"
           "\x1b[2J\u202e<img src=x onerror=alert(1)>]]>&amp;\n=HYPERLINK(\"http://x\")\ufffe\x07")
NAMES = {"s1": "Ada Lovelace", "s2": "=HYPERLINK(\"http://x\";\"y\")", "s3": "x;=1+1\n@y",
         "s4": "\uff1d1+1", "s5": "\"quoted\", with a comma", "s6": "a\tb\r\n-c"}


def finding(name, status, tier="core", message="", mistake=None):
    return {"name": name, "tier": tier, "status": status, "mistake": mistake, "message": message}


def lesson(number, status, message=""):
    """A lesson with two core checks and a star."""
    one = {"lesson": number, "file": STEMS[number - 1] + ".c", "title": TITLES[number - 1],
           "status": status, "core": {"passed": 2 * (status == "passed"), "of": 2},
           "stretch": {"passed": 1 * (status == "passed"), "of": 1}, "mistakes": [], "checks": []}
    if status in ("broken", "missing"):
        one["message"] = message
    elif status == "failed":
        one["mistakes"] = ["one-recv"]
        one["checks"] = [finding("joins the pieces", "failed", message=message, mistake="one-recv"),
                         finding("reports a reset", "waiting"),
                         finding("goes on after EINTR", "crashed", "stretch", message)]
    else:
        one["checks"] = [finding("joins the pieces", "passed"),
                         finding("reports a reset", "passed"),
                         finding("goes on after EINTR", "passed", "stretch")]
    return one


def result(student, passed, late=0.0, message=HOSTILE, name=None, most=10.0, bonus=0.0):
    """PASSED lessons of ten; LATE points are taken away, BONUS ones given for stars."""
    lessons = [lesson(n, "passed" if n <= passed else
                      "broken" if n == 10 else "failed", message) for n in range(1, 11)]
    worth = most / 10
    points = [{"what": f"lesson {n}: {'passed' if n <= passed else 'failed'}",
               "points": worth if n <= passed else 0, "of": worth} for n in range(1, 11)]
    if bonus:
        points.append({"what": "lesson 1: 1 of 1 stars", "points": bonus, "of": bonus})
    if late:
        points.append({"what": "late by 1 day", "points": -late, "of": 0})
    return {"student": student, "submission": student + ".zip", "late": late > 0,
            "submitted": "2026-11-26T23:58:10Z", "sandbox": "full",
            "score": passed * worth + bonus - late, "max_score": most, "points": points,
            "notes": [], "lessons": lessons} | ({"name": name} if name else {})


def the_class():
    return [result("s1", 10, name=NAMES["s1"]), result("s2", 7, 1.5, name=NAMES["s2"]),
            result("s3", 0, name=NAMES["s3"]), result("s4", 3, name=NAMES["s4"]),
            result("s5", 10, bonus=2.5, name=NAMES["s5"]), result("s6", 9, name=NAMES["s6"]),
            result("=cmd|'/c calc'!A1", 2), result("../\"s7\"\n", 5)]


def write_class(folder, results):
    os.makedirs(f"{folder}/results")
    for number, one in enumerate(results):
        with open(f"{folder}/results/{number:04}.json", "w", encoding="utf-8") as file:
            json.dump(one, file)


def merge(folder, *words):
    return subprocess.run([LAB, "merge", folder, *words], capture_output=True, text=True,
                          check=False)


def read(folder, name):
    with open(f"{scratch}/{folder}/{name}", encoding="utf-8", newline="") as file:
        return file.read()


def make(folder, results, *words):
    write_class(f"{scratch}/{folder}", results)
    run = merge(f"{scratch}/{folder}", *words)
    if run.returncode != 0:
        raise OSError(run.stderr)
    return run.stdout


def check(name, function, *more):
    try:
        reasons = list(function(*more))
    except (OSError, ValueError, KeyError, IndexError, TypeError, csv.Error) as error:
        reasons = [f"{type(error).__name__}: {error}"]
    tests.result(name, reasons[:8])


def finish():
    shutil.rmtree(scratch, ignore_errors=True)
    return tests.finish()
