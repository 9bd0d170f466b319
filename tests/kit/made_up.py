#!/usr/bin/env python3
"""made_up.py - the results of a class that does not exist, hostile names among them.

usage: made_up.py OUT [STUDENTS] [--seed=N]

Writes OUT/results/ID.json for each student, in the form of harness/class/result.h, and the record
of the one part that has graded them; `build/class merge OUT` then makes the class's files. The same
numbers give the same results. Nothing is judged: names of lessons, checks and mistakes are the
kit's, the rest is invented.
"""
import collections
import glob
import json
import os
import random
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# What a student, a file or a message may be called.
HOSTILE = [
    "<script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">",
    "</td></tr></table></section>", "\"><svg onload=document.title='owned'>", "a\"b'c&d;&lt;",
    "</style></title></script><script>document.title='owned'</script>", "=cmd|'/C calc'!A0",
    "\u202egnp.exe", "\u05e9\u05dc\u05d5\u05dd (1)", "\u674e \u00dcnal Zo\u00eb", "%s%n%100000d",
    "x" * 5000, "Z" + "\u0351\u0310" * 200, "\x1b[2J\x07", "javascript:document.title='owned'//",
    "{{constructor.constructor('document.title=1')()}}", "-->]]><!--", "two\nlines\r\nof it", ""]

FIRST = ("Ada Alan Barbara Clara Dennis Edsger Frances Grace Hedy Ivan John Katherine Leslie "
         "Margaret Niklaus Olga Peter Radia Shafi Tim").split()
LAST = ("Allen Backus Cerf Dijkstra Engelbart Floyd Goldberg Hopper Iverson Johnson Kahn Liskov "
        "McCarthy Naur Perlis Postel Ritchie Stallings Stevens Turing").split()


def lessons():
    """Number, file, title and functions of each lesson, as harness/lessons.c has them."""
    with open(f"{ROOT}/harness/lessons.c", encoding="utf-8") as file:
        rows = re.findall(r'\{(\d+), "(\w+)", "([^"]+)",\s*FUNCTIONS\(([^)]*)\)', file.read())
    return [(int(number), stem + ".c", title, re.findall(r"\w+", functions))
            for number, stem, title, functions in rows]


def mistakes():
    """The names of mistakes by lesson, the commonest first, as wrong answers are called."""
    names = collections.defaultdict(collections.Counter)
    for path in glob.glob(f"{ROOT}/tests/wrong/[01]*--*.c"):
        number, name = os.path.basename(path).split("--")[0].split("_", 1)
        if name != "unnamed":
            names[int(number)].update(name.split("+"))
    return {number: [name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
            for number, counts in names.items()}


def checks(stem):
    """Names and tiers of the checks in a lesson's own file, and some that hold for every lesson."""
    with open(f"{ROOT}/harness/checks/{stem}", encoding="utf-8") as file:
        own = re.findall(r'CHECK\(\w+, (CORE|STRETCH), \w+,\s*"([^"]+)"', file.read())
    every = [("CORE", "returns what it is to return"), ("CORE", "leaves no descriptor open"),
             ("CORE", "prints nothing"), ("STRETCH", "goes on after a signal"),
             ("STRETCH", "makes a descriptor that is closed on exec")]
    return [(name, tier.lower()) for tier, name in own + every]


class Student:
    """One student's result, out of chance."""

    def __init__(self, number, seed):
        self.chance = random.Random(f"{seed} {number}")
        self.number = number
        self.skill = self.chance.betavariate(3, 2)

    def hostile(self):
        return self.chance.choice(HOSTILE)

    def some(self, likely, otherwise=""):
        """Something hostile, once in ten times."""
        return self.hostile() if self.chance.random() < 0.1 else likely or otherwise

    def call(self, function, line, departs=False):
        size = self.chance.choice([1, 5, 12, 41, 300])
        data = self.chance.randbytes(min(size, 256)).hex()
        moment = {"side": "step", "kind": "call", "line": line,
                  "text": f"{self.chance.choice(['send', 'recv'])}(3, {size} bytes) = {size}",
                  "to": self.chance.choice(["peer", "step"]), "size": size, "hex": data}
        if self.chance.random() < 0.7:
            moment = {"side": "step", "kind": "call", "line": line,
                      "text": f"{function.split('_')[1]}(3) = -1 EINTR"}
        return moment | ({"departs": True} if departs else {})

    def timeline(self, function):
        """Most are short; of some there is much, with a gap in the middle."""
        calls = self.chance.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 5] * 4 + [8, 158])
        middle = [self.call(function, 10 + n % 30) for n in range(calls)]
        moments = ([{"side": "peer", "kind": "sends", "text": "sends", "to": "step", "size": 5,
                     "hex": b"hello".hex()},
                    {"side": "step", "kind": "step", "text": f"{function}(3)"}]
                   + middle + [{"side": "step", "kind": "return", "text": "returns -1"}])
        self.chance.choice(moments[1:])["departs"] = True
        timeline = {"scenes_before": 0, "expected": self.some("returns 0"), "seen": "returned -1",
                    "moments": moments, "rest": []}
        if calls > 150:
            timeline |= {"left_out": 4711, "left_out_at": 80}
        return timeline

    def message(self, function, mistake):
        calls = "\n".join(f"  line {line}: {function.split('_')[1]}(3) = -1 EINTR"
                          for line in range(9, 9 + self.chance.randrange(4)))
        return (f"What is wrong, in words ({mistake})\nstep: {function}(3)\nexpected: returns 0\n"
                f"seen: returned -1, and printed \"{self.some('nothing')}\"\ncalls:\n{calls}\n"
                f"why: {'So it comes about, and this is what it does in a program. ' * 4}\n"
                f"to do: {'This is what to change. ' * 4}\nread on: GUIDE.md, section {mistake}")

    def fail(self, verdict, functions, found):
        """Some checks fail, the first of them with a timeline; others wait for them."""
        function = self.chance.choice(functions)
        status = verdict["status"]
        choice = [one for one in verdict["checks"]
                  if (one["tier"] == "core") == (status == "failed")]
        bad = self.chance.sample(choice, min(len(choice), self.chance.choice([1, 1, 1, 2, 3])))
        for n, one in enumerate(bad):
            mistake = found[min(n, len(found) - 1)] if found else None
            one |= {"status": self.chance.choice(["failed"] * 6 + ["crashed", "stuck"]),
                    "mistake": mistake, "message": self.message(function, mistake or "none")}
            if n == 0:
                one["timeline"] = self.timeline(function)

    def lesson(self, number, file, title, functions, known):
        skill = self.skill - number * 0.03 - (0.2 if number in (3, 9) else 0)
        luck = self.chance.random()
        status = ("passed" if luck < skill + 0.1 else "failed" if luck < skill + 0.65
                  else self.chance.choice(["broken", "todo", "todo", "missing"]))
        judged = status in ("passed", "failed")
        clean = status == "passed" and self.chance.random() < 0.6
        count = self.chance.choice([0, 1, 1, 1, 2])
        rank = [int(self.chance.expovariate(0.4)) for _ in range(count)]
        found = list(dict.fromkeys(known[min(r, len(known) - 1)] for r in rank)) if known else []
        verdict = {"lesson": number, "file": file, "title": title, "status": status,
                   "mistakes": found if judged and not clean else [],
                   "checks": [{"name": name, "tier": tier, "mistake": None, "message": "",
                               "status": "passed" if judged else "waiting"}
                              for name, tier in checks(file)] if status != "missing" else []}
        if judged and not clean:
            self.fail(verdict, functions, found)
        for tier in ("core", "stretch"):
            own = [one["status"] for one in verdict["checks"] if one["tier"] == tier]
            verdict[tier] = {"passed": own.count("passed"), "of": len(own)}
        if status == "broken":
            verdict["message"] = (f"{file}:12:5: error: '{self.some('sock')}' undeclared\n"
                                  "   12 |     return sock;\n      |            ^~~~")
        return verdict

    def result(self, table, known):
        verdicts = [self.lesson(*row, known.get(row[0], [])) for row in table]
        points = [{"what": f"lesson {one['lesson']}: {one['status']}",
                   "points": float(one["status"] == "passed"), "of": 1.0} for one in verdicts]
        name = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        notes = [self.hostile(), "two files are called 03_client_exchange.c: the newer was taken"]
        result = {"student": f"student-{self.number:04d}", "name": self.some(name),
                  "submission": self.some(f"{name.split()[1].lower()}_{self.number}_lab.zip"),
                  "submitted": f"2026-11-{1 + self.number % 30:02d}T23:58:10Z",
                  "late": self.chance.random() < 0.05, "sandbox": "full",
                  "score": sum(one["points"] for one in points), "max_score": float(len(points)),
                  "points": points, "notes": notes if self.chance.random() < 0.1 else [],
                  "lessons": verdicts}
        if self.chance.random() < 0.2:
            del result["name"], result["submitted"]
        return result


def make_up(out, students=1000, seed=1):
    """Writes them, and returns the ids."""
    table, known = lessons(), mistakes()
    os.makedirs(f"{out}/results", exist_ok=True)
    os.makedirs(f"{out}/shards", exist_ok=True)
    ids = []
    for number in range(students):
        result = Student(number, seed).result(table, known)
        ids.append(result["student"])
        with open(f"{out}/results/{result['student']}.json", "w", encoding="utf-8") as file:
            json.dump(result, file)
    record = {"shard": 1, "of": 1, "form": "folders", "students": ids,
              "unmatched": [{"what": what, "why": "it belongs to nobody"} for what in HOSTILE],
              "not_graded": [{"student": f"lost-{n}", "submission": what,
                              "why": "the disk is full: grade it again with --resume"}
                             for n, what in enumerate(HOSTILE[:3])]}
    with open(f"{out}/shards/1-of-1.json", "w", encoding="utf-8") as file:
        json.dump(record, file)
    return ids


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    seed = [word[7:] for word in sys.argv[1:] if word.startswith("--seed=")]
    if not 1 <= len(words) <= 2 or len(words) + len(seed) != len(sys.argv) - 1:
        sys.exit(__doc__)
    make_up(words[0], int((words[1:] or [1000])[0]), int((seed or [1])[0]))


if __name__ == "__main__":
    main()
