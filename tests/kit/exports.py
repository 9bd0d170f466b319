"""exports.py - each format is valid by its own rules, whatever students and messages are like."""
import base64
import csv
import io
import json
import re
import shutil
import subprocess
import sys

import exports_class as given
from exports_class import check, make, read
from kit import ROOT

try:
    import jsonschema
except ImportError:
    jsonschema = None

scratch = given.scratch
tests = given.tests
RESULTS = given.the_class()
SINGLE = {"gradescope": "json", "prairielearn": "json", "autolab": "txt", "github-classroom": "txt",
          "vpl": "txt"}


def each(name):
    for number, result in enumerate(RESULTS):
        yield result, read("all", f"exports/{name}/{number:04}.{SINGLE[name]}")


def same(found, wanted):
    return [] if abs(found - wanted) < 1e-9 else [f"{found} points, not {wanted}"]


def is_formula(cell):
    """Whether a spreadsheet would run it: OWASP's list, with the wide forms of the signs."""
    cell = cell.lstrip(" ")
    return bool(re.match("[=+@|%\t\r\n\uff1d\uff0b\uff0d\uff20-]", cell)) and \
        not re.fullmatch(r"-?\d+(\.\d+)?", cell)


# --- documents of one student --------------------------------------------------------------------

def obeys(document, schema):
    """The reasons against it."""
    if jsonschema is None:
        return []
    return [error.message[:200] for error in
            jsonschema.Draft7Validator(schema).iter_errors(document)]


def closed(required, **more):
    return {"type": "object", "required": required, "properties": more,
            "additionalProperties": False}


NUMBER, TEXT = {"type": "number"}, {"type": "string", "maxLength": 65000}
SHOWN = {"enum": ["visible", "hidden", "after_due_date", "after_published"]}
FORM = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
# https://gradescope-autograders.readthedocs.io/en/latest/specs/
GRADESCOPE = closed(
    ["score", "tests"], score=NUMBER, output=TEXT, output_format=FORM, visibility=SHOWN,
    tests={"type": "array", "items": closed(
        ["name", "score"], name=TEXT, score={"type": "number", "minimum": 0}, max_score=NUMBER,
        status={"enum": ["passed", "failed"]}, output=TEXT, output_format=FORM, visibility=SHOWN)})
# https://prairielearn.readthedocs.io/en/latest/externalGrading/
PRAIRIELEARN = closed(
    ["gradable", "score"], gradable={"type": "boolean"}, message=TEXT, output=TEXT,
    score={"type": "number", "minimum": 0, "maximum": 1},
    tests={"type": "array", "items": closed(
        ["name", "points", "max_points"], name=TEXT, points=NUMBER, max_points=NUMBER,
        output=TEXT)})
# https://github.com/classroom-resources/autograding-grading-reporter
GITHUB = closed(
    ["version", "status", "max_score", "tests"], version={"const": 1}, max_score=NUMBER,
    status={"enum": ["pass", "fail", "error"]}, tests={"type": "array", "minItems": 1,
    "items": closed(["name", "status", "score"], name=TEXT, score=NUMBER, message=TEXT,
                    status={"enum": ["pass", "fail", "error"]}, test_code=TEXT, filename=TEXT,
                    line_no={"type": "integer"}, duration=NUMBER)})


def gradescope():
    for result, text in each("gradescope"):
        document = json.loads(text)
        yield from obeys(document, GRADESCOPE)
        yield from same(document["score"], result["score"])
        if result["late"] and "late by 1 day" not in document["output"]:
            yield "it does not say why points are missing"


def prairielearn():
    for result, text in each("prairielearn"):
        document = json.loads(text)
        yield from obeys(document, PRAIRIELEARN)
        yield from same(document["score"], min(result["score"] / result["max_score"], 1))
        if len(text.encode()) > 1 << 20:
            yield "more than a megabyte"


def autolab():
    """Autolab parses the last line; it adds the scores of the problems up."""
    for result, text in each("autolab"):
        lines = text.splitlines()
        yield from same(sum(json.loads(lines[-1])["scores"].values()), result["score"])
        if set(json.loads(lines[-1])["scores"]) != {"Ten Steps"}:
            yield "problems that nobody has set up"
        if any(line.startswith("{") for line in lines[:-2]):
            yield "a student's line may be taken for a result"
        shown = json.loads(lines[-2])
        if shown["_presentation"] != "semantic" or any(
                type(one["passed"]) is not bool for stage in shown["stages"]
                for one in shown[stage].values()):
            yield lines[-2]


def github_classroom():
    """The reporter adds up what the tests score, and looks at nothing else."""
    for result, text in each("github-classroom"):
        document = json.loads(base64.b64decode(text, validate=False))
        yield from obeys(document, GITHUB)
        yield from same(sum(one["score"] for one in document["tests"]), result["score"])
        if not re.fullmatch(r"[A-Za-z0-9+/]+={0,2}\n", text):
            yield "more than one line"


def vpl():
    """As mod_vpl does it: with one \\r\\n anywhere, all lines end so; the last grade counts."""
    for result, text in each("vpl"):
        end = "\r\n" if "\r\n" in text else "\n"
        grades = [line[len("Grade :=>>"):] for line in text.split(end)
                  if line.startswith("Grade :=>>")]
        others = [line for line in text.split("\n")[:-1] if not line.startswith("Grade :=>>")]
        if len(grades) != 1:
            yield f"{len(grades)} grades"
        elif not all(line.startswith("Comment :=>> ") for line in others):
            yield "a line that VPL would not show"
        else:
            yield from same(float(grades[0]), result["score"])


def whole_message(name):
    """What was seen is there, and nothing in it steers what shows it."""
    for _, text in each(name):
        if name == "github-classroom":
            text = base64.b64decode(text).decode()
        if name != "vpl" and name != "autolab":
            text = json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", "\n")
        if re.search("[\x00-\x09\x0b-\x1f\u202e]|\\\\u00|\\\\r", text):
            return ["control characters are left"]
    return []


# --- documents of a class ------------------------------------------------------------------------

def junit():
    text = read("all", "exports/junit/junit.xml")
    run = subprocess.run(["xmllint", "--noout", "--schema", f"{ROOT}/tests/kit/junit.xsd",
                          f"{scratch}/all/exports/junit/junit.xml"],
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        yield run.stderr[:500]
    if text.count("<testsuite ") != len(RESULTS):
        yield "a student is missing"
    for suite in text.split("<testsuite ")[1:]:
        for word, mark in (("tests", "<testcase"), ("failures", "<failure"),
                           ("skipped", "<skipped")):
            if int(re.search(rf' {word}="(\d+)"', suite)[1]) != suite.count(mark):
                yield f"{word} does not count them"


def grades():
    text = read("all", "grades.csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if [(float(row["score"]), float(row["max_score"])) for row in rows] != \
            [(one["score"], one["max_score"]) for one in RESULTS]:
        yield "scores differ"
    yield from (f"{row}" for row in rows if None in row or None in row.values())
    if {len(row) for row in rows} != {18}:
        yield f"columns: {sorted({len(row) for row in rows})}"
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield from (f"divided by {delimiter!r}: {cell!r}" for cell in row if is_formula(cell))


def canvas_new():
    """lib/gradebook_importer.rb of Canvas: the number at the start of the ID is a user's."""
    text = read("canvas-new", "exports/canvas/canvas.csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if rows[0] != ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Ten Steps"]:
        yield str(rows[0])
    if rows[1] != ["    Points Possible", "", "", "", "", "10"]:
        yield str(rows[1])
    if [row[1:6] for row in rows[2:]] != [["1042", "", "1042", "", "7"],
                                          ["", "", "1043abc", "", "3"]]:
        yield str(rows[2:])


# --- all of them ----------------------------------------------------------------------------------

def toned_down():
    """Names of mistakes, no bytes: neither what was seen nor the compiler's words."""
    words = [word for name in (*SINGLE, "junit") for word in ("--export", name)]
    make("toned", [given.result("1042", 7)], "--names-only", *words)
    make("told", [given.result("1042", 7)], *words)
    for name in (*SINGLE, "junit"):
        file = "junit.xml" if name == "junit" else f"0000.{SINGLE[name]}"
        toned, told = (read(folder, f"exports/{name}/{file}") for folder in ("toned", "told"))
        if name == "github-classroom":
            toned, told = (base64.b64decode(text).decode() for text in (toned, told))
        if "5 bytes" in toned or "one-recv" not in toned or "5 bytes" not in told:
            yield f"{name}: {toned[:300]}"


try:
    if jsonschema is None:
        tests.skip("the documents obey their schemas", "there is no python3-jsonschema")
    make("all", RESULTS, *(word for name in (*SINGLE, "junit") for word in ("--export", name)))
    for one in (gradescope, prairielearn, autolab, github_classroom, vpl):
        label = one.__name__.replace("_", "-")
        check(f"{label} is what that system reads, with every point", one)
        check(f"{label} has no characters that steer what shows it", whole_message, label)
    if shutil.which("xmllint"):
        check("JUnit XML is valid, and counts its cases", junit)
    else:
        tests.skip("JUnit XML is valid, and counts its cases", "there is no xmllint")
    check("grades.csv is a table, and nothing in it a formula, whatever divides it", grades)
    make("canvas-new", [given.result("1042", 7), given.result("1043abc", 3)], "--export", "canvas")
    check("a gradebook for Canvas names nobody else", canvas_new)
    check("toned down, the names of mistakes are told, and no bytes", toned_down)
finally:
    status = given.finish()
sys.exit(status)
