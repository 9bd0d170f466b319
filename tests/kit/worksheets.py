"""worksheets.py - tables of Moodle and Canvas: each row its student's grade, all else as it was."""
import csv
import io
import os
import re
import sys

import exports_class as given
from exports_class import check, make, read

scratch = given.scratch


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
    if any(re.search("<(?!/?(p|pre|br)>)", one) or "\n" in one for one in feedback):
        yield "feedback that Moodle would take for HTML of the student's"
    long = given.result("7", 0, message="<&\n" * 1300)
    text, _ = worksheet("moodle-long", MOODLE, [long], "moodle")
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
    """Two of the same email, and a student twice: none gets a grade that may be another's."""
    table = MOODLE.replace("b@x.org", "A@x.org")
    text, _ = worksheet("twice", table, [given.result("a@x.org", 10), given.result("e@x.org", 10),
                                         given.result("E@x.org", 3), given.result("n@x.org", 9)],
                        "moodle")
    found = [row[5] for row in strict(text)[1:]]
    return [] if found == ["", "12,00", "", "18"] else [str(found)]


def refused():
    for number, (name, table, said) in enumerate((
            ("moodle", "a,b\n1,2\n", "Identifier"),
            ("moodle", "Identifier,Grade,Scale\nParticipant 1,,a b\n", "scale"),
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


try:
    check("Moodle's worksheet is filled in, and else is the same bytes", moodle)
    check("students are found by Moodle's number", moodle_by, "number", [("7", None), ("8", None)])
    check("students are found by their email address", moodle_by, "email",
          [("A@x.org", None), ("b@x.org", None)])
    check("students are found by their names", moodle_by, "name", [("p", "Ada, L."), ("q", "bob")])
    check("a row gets no grade that may be another's", no_two_for_one)
    check("Canvas's gradebook is filled in, and else is the same bytes", canvas)
    check("the column of a lab with another name is found, or added", canvas_other_names)
    check("a worksheet that cannot be filled in is refused, with words", refused)
finally:
    status = given.finish()
sys.exit(status)
