"""exports.py - each format is valid by its own rules, whatever students and their messages are like."""
import base64
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import exports_class as given
from kit import ROOT, Tests

try:
    import jsonschema
except ImportError:
    jsonschema = None

tests = Tests()
scratch = tempfile.mkdtemp(prefix="kit-test.")
RESULTS = given.the_class()
SINGLE = {"gradescope": "json", "prairielearn": "json", "autolab": "txt", "github-classroom": "txt",
          "vpl": "txt"}


def read(folder, name):
    with open(f"{scratch}/{folder}/{name}", encoding="utf-8", newline="") as file:
        return file.read()


def make(folder, results, *words):
    given.write_class(f"{scratch}/{folder}", results)
    run = given.merge(f"{scratch}/{folder}", *words)
    if run.returncode != 0:
        raise OSError(run.stderr)
    return run.stdout


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
        ["name", "points", "max_points"], name=TEXT, points=NUMBER, max_points=NUMBER, output=TEXT)})
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
    """As mod_vpl does it: one \\r\\n anywhere, and lines end so; the last line of a grade counts."""
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
        for word, mark in (("tests", "<testcase"), ("failures", "<failure"), ("skipped", "<skipped")):
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
    """lib/gradebook_importer.rb of Canvas: it takes the number at the start of the ID for a user."""
    rows = list(csv.reader(io.StringIO(read("canvas-new", "exports/canvas/canvas.csv"), newline="")))
    if rows[0] != ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Ten Steps"]:
        yield str(rows[0])
    if rows[1] != ["    Points Possible", "", "", "", "", "10"]:
        yield str(rows[1])
    if [row[1:6] for row in rows[2:]] != [["1042", "", "1042", "", "7"],
                                          ["", "", "1043abc", "", "3"]]:
        yield str(rows[2:])


# --- worksheets ----------------------------------------------------------------------------------

MOODLE = ("\ufeffIdentifier,\"Full name\",\"ID number\",\"Email address\",Status,Grade,"
          "\"Maximum Grade\",\"Last modified (grade)\",\"Feedback comments\"\r\n"
          "\"Participant 7\",\"Ada, L.\",1001,a@x.org,\"Say \"\"hi\"\"\",,20.00,-,\r\n"
          "Participant 8,Bob,1002,b@x.org,,\"12,00\",20.00,\"-\",\"two\nlines\"\r\n"
          "Participant 1001,Eve,1003,e@x.org,,,20.00,-,\n"
          "Participant 9,Nobody,,n@x.org,,5.00,20.00,-,kept")


def worksheet(folder, table, results, name, *words):
    path = f"{scratch}/{folder}.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(table)
    said = make(folder, results, "--export", name, "--worksheet", path, *words)
    return read(folder, f"exports/{name}/{name}.csv"), said


def strict(text, delimiter=","):
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter,
                           strict=True))


def moodle():
    text, said = worksheet("moodle", MOODLE, [
        given.result("1001", 7), given.result("1002", 10, bonus=2.5), given.result("1003", 0),
        given.result("1099", 5)], "moodle")
    rows = strict(text)
    if [row[5] for row in rows[1:]] != ["14", "20", "0", "5.00"]:
        yield f"of a maximum of 20, and none above it: {[row[5] for row in rows[1:]]}"
    if rows[4] != strict(MOODLE)[4] or any(
            one[:5] + one[6:8] != other[:5] + other[6:8]
            for one, other in zip(rows, strict(MOODLE))):
        yield "other cells have changed"
    blank = re.sub(r',("<p>.*?"|<p>[^,\r\n]*)(?=\r|\n|$)', ",", text, flags=re.S)
    for number, (ours, line) in enumerate(zip(blank.split("\n"), MOODLE.replace(
            ",\"two\nlines\"", ",").replace(",\"12,00\",", ",20,").split("\n"))):
        line = line.replace(",,20.00", ",14,20.00" if number == 1 else ",0,20.00")
        if ours != line:
            yield f"not byte for byte: {ours!r}, not {line!r}"
    feedback = [row[8] for row in rows[1:4]]
    if any(re.search("<(?!/?(p|pre|br)>)", one) or "\n" in one or len(one) > 32767 for one in feedback):
        yield "feedback that Moodle would take for HTML of the student's"
    text, _ = worksheet("moodle-long", MOODLE, [given.result("7", 0, message="<&\n" * 1300)], "moodle")
    if not 8000 < len(strict(text)[1][8]) <= 32767 or "more bytes are not shown" not in text:
        yield f"feedback of {len(strict(text)[1][8])} characters"
    if "7 of 10 points" not in feedback[0]:
        yield feedback[0][:100]
    if "1099" not in read("moodle", "exports/moodle/not-in-the-worksheet.csv") or \
            "not-in-the-worksheet.csv" not in said:
        yield f"who is not in the worksheet is not told: {said}"


def moodle_by(column, ids):
    text, _ = worksheet(f"moodle-{column}", MOODLE, [given.result(id, 10, name=name, most=20.0)
                                                     for id, name in ids], "moodle")
    found = [row[5] for row in strict(text)[1:]]
    return [] if found == ["20", "20", "", "5.00"] else [str(found)]


def no_two_for_one():
    """Two of the same email, and a student twice: none of them gets a grade that may be another's."""
    table = MOODLE.replace("b@x.org", "A@x.org")
    text, _ = worksheet("twice", table, [given.result("a@x.org", 10), given.result("e@x.org", 10),
                                         given.result("E@x.org", 3), given.result("n@x.org", 9)],
                        "moodle")
    found = [row[5] for row in strict(text)[1:]]
    return [] if found == ["", "12,00", "", "18"] else [str(found)]


def refused():
    for number, (name, table, said) in enumerate((
            ("moodle", "a,b\n1,2\n", "Identifier"),
            ("moodle", "Identifier,Grade,Scale,Last modified (grade)\nParticipant 1,,a b,-\n", "scale"),
            ("canvas", "a,b\n1,2\n", "ID"),
            ("canvas", CANVAS.replace("Ten Steps (88)", "Lab 1 (88)").replace("Quiz", "Quiz (9)"),
             "Lab 1 (88)"))):
        try:
            worksheet(f"refused-{number}", table, [given.result("1", 1)], name)
            yield f"{name} takes {table!r}"
        except OSError as error:
            if said not in str(error):
                yield f"{said} is not said: {error}"
        if os.path.exists(f"{scratch}/refused-{number}/exports/{name}/{name}.csv"):
            yield "half a file is left"


CANVAS = ("Student,ID,SIS User ID,SIS Login ID,Section,Quiz,Ten Steps (88),Final Score\r\n"
          "    Points Possible,,,,,5.00,100.00,(read only)\r\n"
          "\"Lovelace, Ada\",1042,77,ada,\"A and \"\"B\"\"\",3.00,,50\r\n"
          "\"Test, Student\",9,,,A,,,\r\n\r\n")


def canvas():
    for delimiter in ",;":
        table = CANVAS if delimiter == "," else "\n".join(
            ";".join(f'"{cell}"' if "," in cell else cell.replace('"', '""').join(
                '""' if '"' in cell else ("", "")) for cell in row)
            for row in strict(CANVAS)) + "\n"
        grade = "70"
        if delimiter == ";":  # of a country that writes a comma
            table, grade = table.replace("100.00", "12,50"), "8.75"
        text, _ = worksheet(f"canvas-{ord(delimiter)}", table, [given.result("1042", 7)], "canvas")
        if text != table.replace("3.00" + delimiter * 2, f"3.00{delimiter}{grade}{delimiter}"):
            yield text
    table = CANVAS.replace("Quiz", "Quiz (9)")
    text, _ = worksheet("canvas-several", table, [given.result("1042", 7)], "canvas")
    if text != table.replace("3.00,,", "3.00,70,"):
        yield text


def canvas_other_names():
    one = CANVAS.replace("Ten Steps (88)", "Lab 1 (88)")
    text, _ = worksheet("canvas-lab", one, [given.result("ada", 7)], "canvas")
    if text != one.replace("3.00,,", "3.00,70,"):
        yield text
    none = CANVAS.replace("Ten Steps (88)", "Notes")
    text, _ = worksheet("canvas-none", none, [given.result("1042", 7)], "canvas")
    rows = strict(text)
    if [row[-1] for row in rows[:4]] != ["Ten Steps", "10", "7", ""] or text.split("\n")[4] != "\r":
        yield str(rows)


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


def check(name, function, *more):
    try:
        reasons = list(function(*more))
    except (OSError, ValueError, KeyError, IndexError, TypeError, csv.Error) as error:
        reasons = [f"{type(error).__name__}: {error}"]
    tests.result(name, reasons[:8])


try:
    if jsonschema is None:
        tests.skip("the documents obey their schemas", "there is no python3-jsonschema")
    make("all", RESULTS, *(word for name in (*SINGLE, "junit", "canvas") for word in ("--export", name)))
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
    check("Moodle's worksheet is filled in, and else is the same bytes", moodle)
    check("students are found by Moodle's number", moodle_by, "number", [("7", None), ("8", None)])
    check("students are found by their email address", moodle_by, "email",
          [("A@x.org", None), ("b@x.org", None)])
    check("students are found by their names", moodle_by, "name", [("p", "Ada, L."), ("q", "bob")])
    check("a row gets no grade that may be another's", no_two_for_one)
    check("Canvas's gradebook is filled in, and else is the same bytes", canvas)
    check("the column of a lab with another name is found, or added", canvas_other_names)
    check("a worksheet that cannot be filled in is refused, with words", refused)
    check("toned down, the names of mistakes are told, and no bytes", toned_down)
finally:
    shutil.rmtree(scratch, ignore_errors=True)
sys.exit(tests.finish())
