#!/usr/bin/env python3
"""guide.py - every command in GUIDE.md and README.md is run, and prints what stands there.

The commands stand in ```console blocks: "$ ", the command, with the lines of its here-document, then
its output. Those of one section, from one "## " to the next, run in one bash, in a copy of the kit
and a network of its own, which has the loopback alone. Before a block may stand

    <!-- lessons: solutions -->           the lessons are the solved ones from here on (so they begin)
    <!-- lessons: skeletons -->           ... the skeletons
    <!-- lesson: 3 one-recv--plain -->    ... lesson 3 is that answer of tests/wrong
    <!-- lesson: 3 solution -->           ... or the solved one
    <!-- varies: REGEX -->                what matches it in this section need not be the same

UPDATE=1 writes the real output into the documents instead.
"""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

from kit import ROOT, STEMS, Tests

LIMIT = 240  # seconds a section: a last resort
COPIED = ("lessons", "harness", "solutions", "Makefile", "GUIDE.md", "README.md", "build")
HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
DIRECTIVE = re.compile(r"<!-- (lessons|lesson|varies): (.*) -->")
NAMESPACE = ["unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]


class Command:
    """A command with its here-documents, and the lines of its output in the document."""

    def __init__(self, line, number):
        self.lines = [line]
        self.number = number  # of its line in the document
        self.output = []
        self.pending = HEREDOC.findall(line)

    def take(self, line):
        """The next line of the block belongs to this command or to its output."""
        if self.pending:
            self.lines.append(line)
            if line == self.pending[0]:
                self.pending.pop(0)
        else:
            self.output.append(line)


class Section:
    def __init__(self, document, title):
        self.document = document
        self.title = title
        self.steps = []   # commands, and bash lines that set the lessons
        self.varies = []

    def commands(self):
        return [step for step in self.steps if isinstance(step, Command)]

    def script(self):
        parts = ["exec 2>&1 </dev/null", "ip link set lo up || exit 99"]
        for step in self.steps:
            if isinstance(step, Command):
                parts += ["\n".join(step.lines), "printf '\\n@@@@\\n'"]
            else:
                parts.append(step)
        return "\n".join(parts) + "\n"


def set_lessons(kind, value):
    """A line of bash."""
    if kind == "lesson":
        number, answer = value.split()
        stem = next(stem for stem in STEMS if int(stem[:2]) == int(number))
        if answer == "solution":
            return f"cp solutions/{stem}.c lessons/"
        return f"cp '{ROOT}/tests/wrong/{int(number):02}_{answer}.c' lessons/{stem}.c"
    source = {"solutions": "solutions/{0}.c", "skeletons": "harness/skeletons/{0}.skeleton"}[value]
    return "; ".join(f"cp {source.format(stem)} lessons/{stem}.c" for stem in STEMS)


def sections_of(document):
    """Those that have commands."""
    sections = [Section(document, "the beginning")]
    command = None
    inside = False
    with open(os.path.join(ROOT, document), encoding="utf-8") as file:
        for number, line in enumerate(map(str.rstrip, file), 1):
            if inside and line == "```":
                inside, command = False, None
            elif inside and line.startswith("$ ") and not (command and command.pending):
                command = Command(line[2:], number)
                sections[-1].steps.append(command)
            elif inside and command:
                command.take(line)
            elif line == "```console":
                inside = True
            elif line.startswith("## "):
                sections.append(Section(document, line[3:]))
            elif found := DIRECTIVE.fullmatch(line):
                if found[1] == "varies":
                    sections[-1].varies.append(found[2])
                else:
                    sections[-1].steps.append(set_lessons(*found.groups()))
    return [section for section in sections if section.commands()]


def copy_of_the_kit(folder):
    """With the times of its files, so that nothing is built anew; without what others write now."""
    path = os.path.join(folder, "ten-steps")
    of_others = shutil.ignore_patterns("verdicts", "tests", "trace", "mutants", "run.??????",
                                       "handout.tar.gz")
    os.mkdir(path)
    for name in COPIED:
        source, target = os.path.join(ROOT, name), os.path.join(path, name)
        if os.path.isdir(source):
            shutil.copytree(source, target, symlinks=True, ignore=of_others)
        else:
            shutil.copy2(source, target)
    return path


def run(section):
    """The output of each command, or a text that says why there is none."""
    with tempfile.TemporaryDirectory(prefix="guide.") as folder:
        path = copy_of_the_kit(folder)
        script = os.path.join(folder, "script")
        with open(script, "w", encoding="utf-8") as file:
            file.write(set_lessons("lessons", "solutions") + "\n" + section.script())
        clean = {key: value for key, value in os.environ.items()
                 if not key.startswith("MAKE") and key not in ("COLUMNS", "MFLAGS", "LESSON_CFLAGS")}
        try:
            done = subprocess.run(
                NAMESPACE + ["bash", script], cwd=path, stdout=subprocess.PIPE, timeout=LIMIT,
                env=clean | {"LC_ALL": "C.UTF-8", "HOME": folder, "TMPDIR": folder})
        except subprocess.TimeoutExpired:
            return f"it was not over after {LIMIT} seconds"
        text = done.stdout.decode(errors="replace")
        parts = text.split("\n@@@@\n")
        if len(parts) != len(section.commands()) + 1:
            return f"it ended early: {text[-500:]}"
        return [part.removesuffix("\n").split("\n") if part.strip("\n") else []
                for part in parts[:-1]]


def alike(lines, varies):
    text = "\n".join(line.rstrip() for line in lines)
    for pattern in varies:
        text = re.sub(pattern, "*", text)
    return text.splitlines()


def differences(expected, seen, varies):
    one, other = alike(expected, varies), alike(seen, varies)
    if one == other:
        return []
    return ["in the document:", *("  " + line for line in one),
            "printed:", *("  " + line for line in other)]


def report(tests, section, outputs):
    if isinstance(outputs, str):
        tests.result(f"{section.document}, section {section.title}", [outputs])
        return
    for command, seen in zip(section.commands(), outputs):
        tests.result(f"{section.document}:{command.number}: {command.lines[0][:60]}",
                     differences(command.output, seen, section.varies))


def update(sections, outputs):
    """Writes the output of each command that differs into its document."""
    for document in {section.document for section in sections}:
        with open(os.path.join(ROOT, document), encoding="utf-8") as file:
            lines = file.read().split("\n")
        pairs = [(command, seen, section.varies)
                 for section, all_seen in zip(sections, outputs)
                 if section.document == document and not isinstance(all_seen, str)
                 for command, seen in zip(section.commands(), all_seen)]
        for command, seen, varies in sorted(pairs, key=lambda pair: -pair[0].number):
            if differences(command.output, seen, varies):
                start = command.number - 1 + len(command.lines)
                lines[start:start + len(command.output)] = [line.rstrip() for line in seen]
        with open(os.path.join(ROOT, document), "w", encoding="utf-8") as file:
            file.write("\n".join(lines))


def main():
    tests = Tests()
    if subprocess.run(NAMESPACE + ["ip", "link", "set", "lo", "up"], check=False).returncode != 0:
        tests.skip("the commands of the documents", "a network of its own cannot be made here")
        return tests.finish()
    chosen = re.compile(sys.argv[1] if len(sys.argv) > 1 else "")
    sections = [section for document in ("README.md", "GUIDE.md")
                for section in sections_of(document) if chosen.search(section.title)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outputs = list(pool.map(run, sections))
    for section, seen in zip(sections, outputs):
        report(tests, section, seen)
    if os.environ.get("UPDATE"):
        update(sections, outputs)
    return tests.finish()


sys.exit(main())
