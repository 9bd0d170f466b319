#!/usr/bin/env python3
"""fairness.py - the same answers get the same verdicts in every setting.

usage: fairness.py [PATTERN] [--all] [--every=N] [--plain=FILE] [--kind=KIND]

Without --all a selection of the answers is judged in most of the settings; PATTERN chooses settings
by their names; --every=N takes each Nth of all answers. Compared with a plain run: the statuses of
lessons and checks, their names and tiers, the mistakes, the counts, and messages without the values
that change from run to run. A setting that this machine does not have is skipped. --plain keeps the
plain verdicts in FILE for the next time.
"""
import collections
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

from fairness_settings import SETTINGS, Setting, mentions, nothing
from kit import ROOT, STEMS, Kit, Tests

SHOWN = 12
BAD = ("failed", "crashed", "stuck")
LAST_RESORT = 600
PLAIN = Setting("plain")
# Of each lesson the mistake whose evidence depends most on the setting.
TELLING = {1: "memory-error", 2: "ipv4-only", 3: "sigpipe", 4: "crash", 5: "family-ignored",
           6: "ip-ignored", 7: "backlog-ignored", 8: "stuck", 9: "spins", 10: "close-unread-input"}
# Of each lesson a right answer that asks most of its surroundings.
UNUSUAL = {1: "getprotobyname", 2: "addrconfig", 3: "sigpipe_blocked", 4: "alarm_jump",
           5: "getaddrinfo_passive", 6: "getaddrinfo-passive", 7: "in-a-child", 8: "sigio",
           9: "in-a-child", 10: "in-a-thread"}
BY_NUMBER = {int(stem[:2]): stem for stem in STEMS}


# --- answers --------------------------------------------------------------------------------------

def answers_of(kind, every, turn):
    """(lesson, path) of the answers of that KIND; each of EVERY, or the TURNth of a selection."""
    places = {"solution": "solutions/*.c", "skeleton": "harness/skeletons/*.skeleton",
              "right": "tests/right/*.c", "wrong": "tests/wrong/*.c", "broken": "tests/kit/bad/*.c"}
    paths = sorted(glob.glob(os.path.join(ROOT, places[kind])))
    numbered = [(3 if kind == "broken" else int(os.path.basename(path)[:2]), path)
                for path in paths]
    if kind == "broken":
        words = ("defined_twice.c", "missing_step.c", "not_c.c", "other_signature.c")
        chosen = [one for one in numbered if os.path.basename(one[1]) in words]
        return chosen if every else chosen[turn % 3::3]
    if every or kind in ("solution", "skeleton"):
        return numbered if kind == "solution" else numbered[::every or 1]
    chosen = []
    for number, name in (UNUSUAL if kind == "right" else TELLING).items():
        paths = [path for _, path in numbered
                 if re.match(rf"{number:02d}_{name}(--|\.c)", os.path.basename(path))]
        chosen.append((number, paths[turn % len(paths)]))
    return chosen


def rounds(answers):
    """Groups of answers, no two of the same lesson."""
    by_lesson = collections.defaultdict(list)
    for number, path in answers:
        by_lesson[number].append(path)
    while any(by_lesson.values()):
        yield {number: paths.pop(0) for number, paths in by_lesson.items() if paths}


# --- judging in a setting -------------------------------------------------------------------------

class Place:
    """A kit in a setting."""

    def __init__(self, setting, build):
        self.setting = setting
        self.kit = Kit(build, setting.place)
        self.kit.environment = self.environment
        os.makedirs(f"{self.kit.folder}/a b/ü")
        self.lessons = os.path.join(self.kit.path, "answers")

    def environment(self):
        base = {} if self.setting.bare else {
            key: value for key, value in os.environ.items()
            if key not in ("MAKEFLAGS", "LESSON_CFLAGS")} | {"TMPDIR": self.kit.tmp, "LC_ALL": "C"}
        more = {key: value.replace("{folder}", self.kit.folder)
                for key, value in self.setting.environment.items()}
        flags = {"LESSON_CFLAGS": self.setting.flags} if self.setting.flags else {}
        return base | more | flags

    def hand_over(self):
        for folder, _, names in os.walk(self.kit.folder):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                os.chown(path, self.setting.owner, self.setting.owner, follow_symlinks=False)

    def run(self, command, plainly=False):
        """(status, standard output, standard error) of a command in the setting."""
        within = () if plainly else self.setting.within
        process = subprocess.Popen(
            [*within, *command], cwd=self.kit.path, env=self.environment(), start_new_session=True,
            close_fds=False,  # those that begin() has left open
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=(lambda: None) if plainly else self.setting.begin)
        try:
            out, err = process.communicate(timeout=LAST_RESORT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
        return process.returncode, out.decode(), err.decode(errors="replace")

    def judge(self, group):
        """The verdicts on a group of answers, by lesson; or words: why there are none."""
        shutil.rmtree(self.lessons, ignore_errors=True)
        os.mkdir(self.lessons)
        for number, path in group.items():
            shutil.copy(path, os.path.join(self.lessons, BY_NUMBER[number] + ".c"))
        if self.setting.owner:
            self.hand_over()
        command = [self.kit.lab, "check", "--json", "--lessons", self.lessons,
                   *map(str, sorted(group))]
        status, out, err = self.run([*command[:2], "--fresh", *command[2:]])
        if self.setting.fault:
            said = status == 2 and self.setting.fault in err and '"lessons": []' in out
            return {} if said else f"status {status}: {out[:200]} {err}"
        if self.setting.mute:
            if status != 2 or "lab: cannot write the output" not in err and \
                    self.setting.name.endswith("output"):
                return f"status {status} without standard output: {err}"
            environment, self.environment = self.environment, lambda: environment() | {"PATH": "/"}
            status, out, err = self.run(command, plainly=True)  # what was kept: no compiler there
            self.environment = environment
        if status not in (0, 1):
            return f"status {status}: {err.strip()[:300]}"
        verdicts = {one["lesson"]: one for one in json.loads(out)["lessons"]}
        for one in verdicts.values():
            for part in (one, *one["checks"]):
                for key in {"message", "warnings"} & part.keys():
                    part[key] = part[key].replace(self.lessons, "answers")
        return verdicts


# --- comparing ------------------------------------------------------------------------------------

def constant(check, setting):
    """The words on a check without what changes from run to run, or from compiler to compiler: what
    a peer or a call saw may depend on who was faster, and on the ports of others."""
    lines = check["message"].splitlines()
    died = check["status"] == "crashed" and not setting.flags and not setting.compiler
    words = "\n".join(line for at, line in enumerate(lines) if at == 0 or line[:6] == "to do:" or
                      died and line[:5] == "seen:")
    words = re.sub(r"(undefined behaviour): .*", r"\1", words)
    words = re.sub(r'"[^"\n]*"', '"…"', words)
    words = re.sub(r"\[[0-9a-f:.]+\]|\b(0x)?[0-9a-f]*\d[0-9a-f.]*\b", "N", words)
    return re.sub(r"\b[a-z]{8,}\.example\b|bytes?\b", "…", words)


def compare_checks(setting, plain, again, there):
    names = [check["name"] for check in plain["checks"]]
    if names != [check["name"] for check in there["checks"]]:
        yield "other checks"
        return
    for one, twin, two in zip(plain["checks"], again["checks"], there["checks"]):
        may_skip = setting.skipped(one["name"]) and one["status"] != "waiting"
        bad = one["status"] in BAD and setting.hides  # it may have less to look at there
        after_skip = setting.skipped is not nothing and one["status"] == "waiting"
        wanted = "skipped" if may_skip else one["status"]
        if one["tier"] != two["tier"]:
            yield f"{one['name']}: {one['tier']} became {two['tier']}"
        if two["status"] != wanted and not after_skip and not bad:
            yield f"{one['name']}: {wanted} became {two['status']}: {two['message'][:300]}"
        if may_skip and "IPv6" not in two["message"]:
            yield f"{one['name']}: skipped without a word of IPv6"
        if two["status"] != one["status"] or setting.skipped is not nothing:
            continue
        if one["mistake"] != two["mistake"]:
            yield f"{one['name']}: {one['mistake']} became {two['mistake']}"
        words = [constant(check, setting) for check in (one, twin, two)]
        if words[0] == words[1] != words[2]:
            yield f"{one['name']}: other words\n{words[0]}\nbecame\n{words[2]}"


def compare_lesson(setting, path, plain, again, there):
    """How a verdict THERE on the answer at PATH differs from the PLAIN one, given AGAIN."""
    hides = setting.hides and mentions(path, setting.hides)
    shown = [check for check in plain["checks"]
             if check["status"] in BAD and not setting.skipped(check["name"])]
    hidden = hides or setting.skipped is not nothing and not shown
    if plain["status"] != there["status"] and not hidden:
        yield f"{plain['status']} became {there['status']} {there.get('message', '')[:300]}"
    if hidden and not set(there["mistakes"]) <= set(plain["mistakes"]):
        yield f"mistakes {plain['mistakes']} became {there['mistakes']}"
    wanted = plain["mistakes"]
    if setting.skipped is not nothing:
        wanted = [name for name in wanted if name in there["mistakes"]]
    if wanted != there["mistakes"]:
        yield f"mistakes {plain['mistakes']} became {there['mistakes']}"
    for tier in ("core", "stretch"):
        mine = [check["status"] for check in there["checks"] if check["tier"] == tier]
        count = {"passed": mine.count("passed"), "of": len(mine) - mine.count("skipped")}
        if there[tier] != count:
            yield f"{tier} is {there[tier]}, the checks say {count}"
    if not setting.flags and not setting.compiler:
        for key in ("message", "warnings"):
            if plain.get(key) != there.get(key):
                yield f"{key}: {plain.get(key)}\nbecame: {there.get(key)}"
    yield from compare_checks(setting, plain, again, there)


# --- the whole ------------------------------------------------------------------------------------

class Plain:
    """The verdicts of two plain runs, each made when it is asked for."""

    def __init__(self, path):
        self.path = path
        self.place = Place(PLAIN, os.path.join(ROOT, "build"))
        self.known = {}
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.known = json.load(file)

    def of(self, group):
        if any(path not in self.known for path in group.values()):
            runs = [self.place.judge(group) for _ in range(2)]
            for number, path in group.items():
                self.known[path] = [run[number] for run in runs]
            if self.path:
                with open(self.path + ".new", "w", encoding="utf-8") as file:
                    json.dump(self.known, file)
                os.replace(self.path + ".new", self.path)
        return {number: self.known[path] for number, path in group.items()}


def build_by(compiler, folder):
    """Builds a kit in a tree of its own. Its build folder, or None after words."""
    tree = os.path.join(folder, compiler)
    build = os.path.join(tree, "build")
    if not os.path.exists(tree):
        os.makedirs(build)
        for part in ("Makefile", "harness", "lessons", "GUIDE.md"):
            whole = os.path.join(ROOT, part)
            (shutil.copytree if os.path.isdir(whole) else shutil.copy)(
                whole, os.path.join(tree, part))
        if os.path.isdir(os.path.join(ROOT, "build", "packages")):
            os.symlink(os.path.join(ROOT, "build", "packages"), os.path.join(build, "packages"))
        subprocess.run(["make", "-s", "-C", tree, "kit", f"CC={compiler}", "CFLAGS=-O0"],
                       env={**os.environ, "MAKEFLAGS": ""}, check=False, stdout=subprocess.DEVNULL)
    return build if os.path.exists(os.path.join(build, "stage")) else None


def judge_in(setting, build, plain, answers):
    """How many answers were judged there, and the reasons against the setting's fairness."""
    place = Place(setting, build)
    judged, reasons, differ = 0, [], 0
    with place.kit:
        why = setting.lacks(place.kit.folder)
        if setting.owner:
            place.hand_over()
        status, _, err = (0, "", "") if why else place.run(["/bin/true"])
        if why or status != 0:
            return 0, 0, why or err.strip() or f"status {status}"
        for group in rounds(filter(setting.suits, answers)):
            expected, there = plain.of(group), place.judge(group)
            judged += len(group)
            if isinstance(there, str):
                differ += len(group)
                reasons.append(there)
                continue
            for number in there:
                path = group[number]
                found = list(compare_lesson(setting, path, *expected[number], there[number]))
                differ += bool(found)
                reasons += [f"{os.path.relpath(path, ROOT)}: {reason}" for reason in found]
        reasons += place.kit.left_behind()
    return judged, differ, reasons


def main():
    every = 1 if "--all" in sys.argv else next(
        (int(a[8:]) for a in sys.argv if a.startswith("--every=")), 0)
    pattern = next((a for a in sys.argv[1:] if not a.startswith("-")), "")
    file = next((a[8:] for a in sys.argv if a.startswith("--plain=")), None)
    only = next((a[7:] for a in sys.argv if a.startswith("--kind=")), None)
    tests = Tests()
    builds = tempfile.mkdtemp(prefix="kit-test.")
    plain = Plain(file)
    for turn, setting in enumerate(SETTINGS):
        if pattern not in setting.name or setting.rare and not pattern and not every:
            continue
        build = os.path.join(ROOT, "build")
        if setting.compiler:
            build = build_by(setting.compiler, builds)
        kinds = ("solution", "skeleton", "right", "wrong", "broken")
        some = ["solution" if setting.fault or turn % 2 else "right", "wrong", "broken"]
        some = some[:1 if setting.fault else 3 if setting.touches_words() else 2]
        for kind in [only] if only else kinds if every and not setting.fault else some:
            name = (f"nothing is judged {setting.name}" if setting.fault else
                    f"{kind} answers are judged the same {setting.name}")
            if not build:
                tests.skip(name, f"no kit can be built by {setting.compiler}")
                continue
            judged, differ, reasons = judge_in(setting, build, plain,
                                               answers_of(kind, every, turn % 3))
            if isinstance(reasons, str):
                tests.skip(name, reasons.replace("\n", " ")[:200])
                continue
            if every:
                print(f"# {judged} judged, {differ} differ", flush=True)
                tests.result(name, reasons)
            else:
                tests.result(name, reasons[:SHOWN])
    with plain.place.kit:
        pass
    shutil.rmtree(builds)
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
