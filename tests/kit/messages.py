#!/usr/bin/env python3
"""messages.py - compares whole screens of `lab check N` with those in tests/messages; see
messages.sh for how it is used.

The screens are taken very wide, so that a sentence is a line whatever its values are, and once more
as a terminal shows them, where no line may be wider than that. Values that change from run to run
are replaced in the lines that hold values: bytes, texts in quotes, addresses, names that are looked
up, and numbers, but for 0, -1, an exit status and the lines of the learner's file. So that a new check
changes no text, the checks that passed are told as one, and how many there are as a number.
"""
import difflib
import glob
import os
import re
import shutil
import subprocess
import sys

from kit import ROOT, STEMS, Kit, Tests

FOLDER = os.path.join(ROOT, "tests", "messages")
UPDATE = os.environ.get("UPDATE") == "1"
WIDE, NARROW = 100000, 80
PASSED = "  passed    "

VALUES = re.compile(r"^ +(step|meanwhile|expected|seen|printed|calls): |^ {14}")
QUOTED = r'"(?:[^"\\]|\\.)*"(?:\.\.\.)?'
COUNTED = re.compile(r"\d+ of \d+ checks|  waiting +\d+ checks?: ")
CHECKS, COUNTS = re.compile(r"\b\d+ checks?\b"), re.compile(r"\b\d+\b(?= of| stars)")
CHANGING = (
    (re.compile(rf"{QUOTED} \(\d+ bytes?\)|\d+ bytes that begin with {QUOTED}"), "<bytes>"),
    (re.compile(QUOTED), "<text>"),
    (re.compile(r"\b(getaddrinfo|gethostbyname|getservbyname)\([^,)]+"), r"\1(<name>"),
    (re.compile(r"\b\d+\.\d+\.\d+\.\d+\b"), "<address>"),
    (re.compile(r"(?<!line )(?<!status )(?<!\.c:)(?<![\w.-])(?!0\b)\d+\b( bytes?)?"),
     lambda found: "<n> bytes" if found[1] else "<n>"),
)


def steady(screen):
    """The screen without what changes from run to run."""
    lines = []
    for line in screen.splitlines():
        if line.startswith(PASSED):
            line = PASSED + "<checks>"
            if line in lines:
                continue
        if VALUES.match(line):
            for pattern, name in CHANGING:
                line = pattern.sub(name, line)
        elif COUNTED.match(line):
            line = COUNTS.sub("<n>", CHECKS.sub("<n> checks", line))
        lines.append(line)
    return lines


def screen(kit, lesson, columns, *more):
    run = subprocess.run([kit.lab, "check", str(lesson), *more], cwd=kit.path,
                         env=kit.environment() | {"COLUMNS": str(columns)},
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


def answer_of(name):
    """The file that is judged for this text."""
    beside = os.path.join(FOLDER, name + ".c")
    return beside if os.path.exists(beside) else os.path.join(ROOT, "tests", "wrong", name + ".c")


def compare(tests, kit, path):
    name = os.path.basename(path)[:-4]
    lesson = int(name[:2])
    place = os.path.join(kit.lessons, STEMS[lesson - 1] + ".c")
    shutil.copy(answer_of(name), place)
    seen = steady(screen(kit, lesson, WIDE, "--fresh"))
    narrow = screen(kit, lesson, NARROW)
    if UPDATE:
        with open(path, "w", encoding="utf-8") as text:
            text.write("\n".join(seen) + "\n")
    with open(path, encoding="utf-8") as text:
        expected = text.read().splitlines()
    tests.result(f"{name} is told in the words of tests/messages",
                 list(difflib.unified_diff(expected, seen, "expected", "seen", lineterm="")))
    tests.result(f"{name} is told in {NARROW} columns",
                 [line for line in narrow.splitlines() if len(line) > NARROW])


def sections_without_advice():
    with open(os.path.join(ROOT, "GUIDE.md"), encoding="utf-8") as guide:
        sections = re.findall(r"^### ([a-z0-9-]+)$(.*?)(?=^#|\Z)", guide.read(), re.M | re.S)
    return [name for name, text in sections if "\n\nTo do: " not in text]


def main():
    tests = Tests()
    pattern = sys.argv[1] if len(sys.argv) > 1 else ""
    tests.result("each mistake in the guide says what to do", sections_without_advice())
    with Kit() as kit:
        for path in sorted(glob.glob(os.path.join(FOLDER, f"*{pattern}*.txt"))):
            compare(tests, kit, path)
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
