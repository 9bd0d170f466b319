"""grade.py - grading a class: downloads of each form, interruptions, parts, faults, exports."""
import base64
import csv
import ctypes
import errno
import io
import json
import os
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import xml.etree.ElementTree
import zipfile

import corpus
from kit import ROOT, STEMS, Tests

LAB = corpus.LAB
GOOD = open(f"{ROOT}/solutions/07_server_listen.c", encoding="utf-8").read()
BAD = open(f"{ROOT}/tests/wrong/07_backlog-ignored--five.c", encoding="utf-8").read()
TODO = open(f"{ROOT}/harness/skeletons/07_server_listen.skeleton", encoding="utf-8").read()
LESSON = "07_server_listen.c"
STATUS = {GOOD: "passed", BAD: "failed", TODO: "todo"}

tests = Tests()
scratch = tempfile.mkdtemp(prefix="kit-test.")
os.chmod(scratch, 0o755)


def level():
    """The best that this machine has."""
    folder = place("probe/nobody")
    for one in ("full", "reduced", "none"):
        if lab("grade", os.path.dirname(folder), "--out", place("probe-out-" + one), "--sandbox",
               one).returncode == 0:
            return one
    return None


def place(name):
    path = os.path.join(scratch, name)
    os.makedirs(path, exist_ok=True)
    return path


def put(path, text, when=None):
    path = os.path.join(scratch, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    if when is not None:
        os.utime(path, (when, when))
    return path


def lab(*words, **more):
    return subprocess.run([LAB, *words], capture_output=True, text=True, check=False, **more)


def grade(submissions, out, *more, **options):
    return lab("grade", os.path.join(scratch, submissions), "--out", os.path.join(scratch, out),
               "--sandbox", LEVEL, *more, **options)


def results(out):
    folder = os.path.join(scratch, out, "results")
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            result = json.load(file)
        found[result["student"]] = result
    return found


def status_of(result, lesson=7):
    return result["lessons"][lesson - 1]["status"]


def read(out, name):
    with open(os.path.join(scratch, out, name), "rb") as file:
        return file.read()


def expect(name, run, wanted, found):
    """The run went well, and what was found is what was wanted."""
    against = [] if run.returncode == 0 else [f"status {run.returncode}: {run.stderr[-500:]}"]
    if wanted != found:
        against.append(f"wanted {wanted}\nfound  {found}")
    tests.result(name, against)


# --- downloads -----------------------------------------------------------------------------------

def statuses(out):
    return {student: status_of(result) for student, result in results(out).items()}


def form(name, files, wanted, unmatched=(), roster=None):
    """Grades a download of FILES {path: text}; WANTED {id: status}."""
    for path, text in files.items():
        put(f"{name}/{path}", text)
    more = ["--roster", put(f"{name}.csv", roster)] if roster else []
    run = grade(name, name + "-out", *more)
    expect(f"{name}: each submission is found, and whose it is", run, wanted,
           statuses(name + "-out") if run.returncode == 0 else None)
    record = json.loads(read(name + "-out", "shards/1-of-1.json") or "{}")
    found = sorted(one["what"] for one in record["unmatched"])
    tests.result(f"{name}: what belongs to nobody is listed",
                 [] if found == sorted(unmatched) else [f"listed: {found}"])
    return record["form"]


def forms():
    a_zip = io.BytesIO()
    with zipfile.ZipFile(a_zip, "w") as archive:
        archive.writestr("my work/07_Server_Listen (1).c", GOOD)
    known = {}
    known["canvas"] = form("canvas", {
        f"adalovelace_1042_77_{LESSON}": GOOD, f"bob_LATE_1043_78_{LESSON[:-2]}-2.c": BAD,
        "bob_LATE_1043_79_05_server_socket.c": "x", "stray.txt": "?"},
        {"1042": "passed", "1043": "failed"}, ["stray.txt"])
    tests.result("canvas: a late one is marked",
                 [] if results("canvas-out")["1043"]["late"] else ["it is not"])
    known["moodle"] = form("moodle", {
        f"Ada Lovelace_301_assignsubmission_file/deep/{LESSON}": GOOD,
        f"Zoë Ünal_302_assignsubmission_file_/{LESSON}": TODO,
        f"Li Wei 李_303_assignsubmission_file_{LESSON}": BAD},
        {"301": "passed", "302": "todo", "303": "failed"})
    known["gradescope"] = form("gradescope", {
        f"submission_11/{LESSON}": GOOD, f"submission_12/{LESSON}": BAD,
        "submission_metadata.yml":
            "submission_11:\n  :submitters:\n  - :name: Ada\n    :sid: '7'\n    :email: a@x.org\n"
            "  - :name: Bob\n    :sid: '8'\n    :email: b@x.org\n  :created_at: 2026-11-26 10:00:00\n"
            "submission_12:\n  :submitters:\n  - :name: Eve\n    :sid: ''\n    :email: e@x.org\n"},
        {"7": "passed", "8": "passed", "e@x.org": "failed"})
    known["github-classroom"] = form("lab1-submissions", {
        f"lab1-ada/lessons/{LESSON}": GOOD, f"lab1-bob/{LESSON}": TODO},
        {"ada": "passed", "bob": "todo"})
    known["autolab"] = form("autolab", {
        f"ada@x.org_2_{LESSON}": BAD, f"ada@x.org_10_{LESSON}": GOOD, f"bob@x.org_1_{LESSON}": TODO},
        {"ada@x.org": "passed", "bob@x.org": "todo"})
    known["vpl"] = form("vpl", {
        f"Ada Lovelace 17 ada/2026-11-01-10-00-00/{LESSON}": BAD,
        f"Ada Lovelace 17 ada/2026-11-02-10-00-00/{LESSON}": GOOD,
        f"Ada Lovelace 17 ada/2026-11-03-10-00-00.ceg/{LESSON}": BAD},
        {"ada": "passed"})
    known["folders"] = form("plain", {
        f"ada/x/y/{LESSON}": GOOD, f"-rf/{LESSON}": TODO, f"=cmd|'!A0/{LESSON}": BAD,
        f"<script>alert(1)<!--/{LESSON}": GOOD, f"line\nbreak/{LESSON}": GOOD, LESSON: GOOD},
        {"ada": "passed", "-rf": "todo", "=cmd|'!A0": "failed", "<script>alert(1)<!--": "passed",
         "line\\x0abreak": "passed"},
        [LESSON, "eve", "-rf", "=cmd|'!A0", "<script>alert(1)<!--", "line\\x0abreak"],
        "Username;Full name\nada;Ada Lovelace\neve;Eve\n")
    wrong = [f"{wanted}: {found}" for wanted, found in known.items() if wanted != found]
    tests.result("each form is known by its name", wrong)
    names_of_the_roster()
    several(a_zip.getvalue())


def names_of_the_roster():
    found = results("plain-out")["ada"].get("name")
    tests.result("a roster tells the name", [] if found == "Ada Lovelace" else [str(found)])
    table = read("plain-out", "grades.csv").decode()
    rows = list(csv.reader(io.StringIO(table)))
    cells = [cell for row in rows for cell in row]
    tests.result("no cell of a table is taken for a formula",
                 [cell for cell in cells if cell[:1] in ("=", "+", "@", "-") and len(cell) > 1])
    page = read("plain-out", "report.html").decode()
    tests.result("no name becomes markup", ["it does"] if "<script>alert" in page else [])


def several(a_zip):
    """The newest of several, a copy's name, an archive in an archive, a whole kit handed in."""
    put(f"several/ada/old/{LESSON}", BAD, 1000000000)
    put(f"several/ada/new/{LESSON[:-2]}-1.c", GOOD, 1100000000)
    put(f"several/kit/solutions/{LESSON}", GOOD, 1200000000)
    put(f"several/kit/tests/wrong/{LESSON}", GOOD, 1200000000)
    put(f"several/kit/lessons/{LESSON}", TODO, 1000000000)
    put(f"several/kit/lessons/{LESSON}.bak", GOOD, 1200000000)
    with open(os.path.join(scratch, "several/zip.zip"), "wb") as file:
        file.write(a_zip)
    with tarfile.open(os.path.join(scratch, "several/tar.tar.gz"), "w:gz") as archive:
        archive.add(put("lesson.c", GOOD), f"./mine/{LESSON}")
    place("several/nested")
    shutil.copy(os.path.join(scratch, "several/zip.zip"), os.path.join(scratch, "several/nested"))
    run = grade("several", "several-out")
    expect("the newest of several is taken, out of folders and archives, and no solution", run,
           {"ada": "passed", "kit": "todo", "nested": "passed", "tar": "passed", "zip": "passed"},
           statuses("several-out") if run.returncode == 0 else None)
    notes = results("several-out")["ada"]["notes"]
    tests.result("which of several was taken stands in the result",
                 [] if any("new/07_server_listen-1.c" in note for note in notes) else notes)
    with zipfile.ZipFile(os.path.join(scratch, "whole.zip"), "w") as archive:
        archive.writestr(f"export/ada_1042_7_{LESSON}", GOOD)
        archive.writestr(f"export/bob_1043_8_{LESSON}", BAD)
        archive.writestr("export/../../escaped.c", BAD)
    run = grade("whole.zip", "whole-out")
    expect("a bulk download may be one archive", run, {"1042": "passed", "1043": "failed"},
           statuses("whole-out") if run.returncode == 0 else None)
    run = grade("several", "regexp-out", "--name-regexp", "^([a-z]{3})$")
    found = sorted(results("regexp-out")) if run.returncode == 0 else None
    expect("names of another form are told by --name-regexp", run, ["ada", "kit"], found)


# --- a class of the corpora ----------------------------------------------------------------------

def make_class(name, every):
    """Students with one answer of the corpora a lesson; returns {student: {lesson: path}}."""
    paths = [path for kind in ("right", "wrong") for path in corpus.files(kind)][::every]
    students = {}
    for number, group in enumerate(corpus.rounds(paths)):
        students[f"s{number:02d}"] = group
        for lesson, path in group.items():
            target = os.path.join(place(f"{name}/s{number:02d}"), corpus.STEMS[lesson])
            shutil.copy(path, target)
    return students


def essence(verdict):
    return (verdict["status"], verdict["mistakes"], verdict["core"], verdict["stretch"],
            [check["status"] for check in verdict["checks"]])


def agreement():
    students = make_class("class", 23)
    run = grade("class", "class-out")
    tests.result("a class of the corpora is graded",
                 [] if run.returncode == 0 else [run.stderr[-500:]])
    against = []
    graded = results("class-out")
    for student, group in students.items():
        home = corpus.judge(group)
        for lesson, path in group.items():
            here = graded[student]["lessons"][int(lesson) - 1]
            if essence(here) != essence(home[lesson]):
                against.append(f"{os.path.basename(path)}: {essence(here)}\n"
                               f"at home: {essence(home[lesson])}")
    tests.result("check and grade give the same verdicts", against)
    points = {student: sum(lesson["status"] == "passed" for lesson in result["lessons"])
              for student, result in graded.items()}
    tests.result("a passed lesson is a point", [
        f"{student}: {result['score']}" for student, result in graded.items()
        if result["score"] != points[student] or result["max_score"] != 10
        or round(sum(one["points"] for one in result["points"]), 6) != result["score"]])
    run = grade("class", "class-out")
    tests.result("results are not overwritten unasked",
                 [] if run.returncode == 2 and "--resume" in run.stderr else [run.stderr])
    before = {name: read("class-out", name) for name in files_of("class-out")}
    run = grade("class", "class-out", "--resume", "--jobs", "1")
    after = {name: read("class-out", name) for name in files_of("class-out")}
    tests.result("a class that is graded again has the same files, and no verdict anew", [
        name for name in before if before[name] != after.get(name)]
        + ([] if f"{len(students)} of them kept" in run.stdout else [run.stdout]))


def files_of(out):
    folder = os.path.join(scratch, out)
    return sorted(os.path.relpath(os.path.join(where, name), folder)
                  for where, _, names in os.walk(folder) for name in names
                  if not where.endswith("verdicts") and "/verdicts/" not in where)


def interruptions():
    """Ended at three points, and gone on with: the files are those of a run that never was."""
    count = len(os.listdir(os.path.join(scratch, "class")))
    points = sorted(random.Random(7).sample(range(1, count), 3))
    for point, number in zip(points, (signal.SIGTERM, signal.SIGKILL, signal.SIGINT)):
        command = [LAB, "grade", f"{scratch}/class", "--out", f"{scratch}/cut", "--sandbox", LEVEL,
                   "--resume"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                              start_new_session=True) as run:
            for line in run.stderr:
                if line.startswith(f"{point} of "):
                    run.send_signal(number)
                    break
            run.stderr.read()
    whole = all(json.loads(read("cut", f"results/{name}")) for name in
                os.listdir(os.path.join(scratch, "cut/results")) if name.endswith(".json"))
    tests.result("an interrupted run leaves whole results alone", [] if whole else ["it does not"])
    shutil.copytree(f"{scratch}/cut/verdicts", f"{scratch}/uncut/verdicts")
    resumed = grade("class", "cut", "--resume")
    never_cut = grade("class", "uncut", "--resume")
    rest = [run.stderr for run in (resumed, never_cut) if run.returncode != 0]
    tests.result("an interrupted run that is gone on with ends with the table of one that was not",
                 rest + (["it differs"] if read("cut", "grades.csv") != read("class-out", "grades.csv")
                         else []))
    shutil.copytree(f"{scratch}/cut/verdicts", f"{scratch}/again/verdicts")
    again = grade("class", "again", "--resume")
    differ = [name for name in files_of("again") if read("again", name) != read("cut", name)]
    tests.result("on the same verdicts each file of it is the same, byte for byte",
                 ([] if again.returncode == 0 else [again.stderr]) + differ)


# Each judge of a submission has another number there.
COIN = """#define _GNU_SOURCE
#include "steps.h"
#include <string.h>
#include <sys/auxv.h>
int server_listen(int sock, int backlog)
{
    unsigned char any;
    memcpy(&any, (void *)getauxval(AT_RANDOM), 1);
    return any & 1 ? -1 : listen(sock, backlog);
}
"""


def same_bytes():
    """The same coin for all, tossed by several at a time."""
    for number in range(8):
        put(f"coin/s{number}/{LESSON}", COIN)
    run = grade("coin", "coin-out", "--jobs", "4")
    found = {json.dumps(essence(result["lessons"][6])) for result in results("coin-out").values()}
    expect("the same bytes have the same verdict, by whomever they are judged", run, 1, len(found))


def without_landlock():
    """In this process, as a kernel before 5.13: landlock_create_ruleset(2), 444, is not there."""
    code = struct.pack("HBBI" * 4, 0x20, 0, 0, 0, 0x15, 0, 1, 444, 0x06, 0, 0, 0x50000 | errno.ENOSYS,
                       0x06, 0, 0, 0x7fff0000)
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxP", 4, ctypes.addressof(buffer))
    if ctypes.CDLL(None, use_errno=True).prctl(22, 2, ctypes.c_char_p(program), 0, 0) != 0:
        os._exit(3)


def privacy():
    """Where a submission could read solutions or its neighbours, nothing is graded."""
    put(f"open/ada/{LESSON}", GOOD)
    os.chmod(os.path.join(scratch, "open"), 0o755)
    if lab("grade", os.path.join(scratch, "open"), "--out", place("open-probe"), "--sandbox",
           "reduced").returncode != 0:
        tests.skip("what others may read is no secret", "no sandbox of level reduced here")
        return
    run = lab("grade", f"{scratch}/open", "--out", f"{scratch}/open-out", "--sandbox", "reduced",
              preexec_fn=without_landlock)
    tests.result("what a submission could read is said, and nothing is graded", [
        run.stderr] if run.returncode != 2 or f"{scratch}/open" not in run.stderr
        or "chmod -R go=" not in run.stderr or os.path.exists(f"{scratch}/open-out") else [])


def quiet():
    """A stage that was not needed ends without a word."""
    for number in range(6):
        put(f"broken/s{number}/{LESSON}", "int server_listen(\n")
    run = grade("broken", "broken-out", "--jobs", "2")
    expect("what is broken is graded without a word of the sandbox's", run, False,
           "bwrap" in run.stderr)


def taken_names():
    """Somebody has bound all abstract names that a grader might want for its users."""
    held = []
    for user in range(64300, 64812):
        held.append(socket.socket(socket.AF_UNIX))
        try:
            held[-1].bind(f"\0ten-steps-user-{user}")
        except OSError:
            pass
    put(f"held/ada/{LESSON}", GOOD)
    run = grade("held", "held-out")
    for one in held:
        one.close()
    expect("no other user of the machine can stop a grader", run, {"ada": "passed"},
           statuses("held-out"))


def parts():
    """In three parts, one of which dies."""
    for part in (1, 3):
        grade("class", "parts", "--shard", f"{part}/3")
    run = lab("merge", f"{scratch}/parts")
    tests.result("merge finds the part that has left nothing",
                 [] if run.returncode == 2 and "graded again: 2" in run.stdout else [run.stdout])
    grade("class", "part2", "--shard", "2/3")
    run = lab("merge", f"{scratch}/parts", f"{scratch}/part2")
    same = run.returncode == 0 and read("parts", "grades.csv") == read("class-out", "grades.csv")
    tests.result("parts of several folders become the class that it is in one piece",
                 [] if same else [run.stdout + run.stderr])
    for student in ("s00", "s01"):
        lab("grade-one", f"{scratch}/class/{student}", "--out", f"{scratch}/ones", "--sandbox", LEVEL)
    run = lab("merge", f"{scratch}/ones")
    rows = read("ones", "grades.csv").splitlines() if run.returncode == 0 else []
    wanted = read("class-out", "grades.csv").splitlines()[:3]
    tests.result("single submissions become a class, too",
                 [] if rows == wanted else [str(rows), run.stdout + run.stderr])
    run = lab("grade-one", f"{scratch}/class/s00", "--sandbox", LEVEL)
    document = json.loads(run.stdout) if run.returncode == 0 else {}
    tests.result("grade-one prints one document", [
        key for key in ("student", "score", "max_score", "sandbox", "lessons")
        if key not in document])


# --- faults --------------------------------------------------------------------------------------

def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def killed_judge():
    """The process that judges a submission is ended from outside: it is tried again."""
    for student in ("ada", "eve"):
        shutil.copytree(f"{ROOT}/tests/hostile/sleeps-for-ever", place(f"killed/{student}"),
                        dirs_exist_ok=True)
    command = [LAB, "grade", f"{scratch}/killed", "--out", f"{scratch}/killed-out", "--sandbox",
               LEVEL, "--jobs", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        run.stderr.readline()
        while not children(run.pid):
            time.sleep(0.01)
        os.kill(children(run.pid)[0], signal.SIGKILL)
        run.communicate()
    found = statuses("killed-out")
    tests.result("a judge that is killed is tried again", [] if run.returncode == 0 and found == {
        "ada": "failed", "eve": "failed"} else [f"{run.returncode} {found}"])


def full_disk():
    """A disk that is full is nobody's zero."""
    script = (f"mount -t tmpfs -o size=400k none {place('small')} && "
              f"head -c 330000 /dev/zero >{scratch}/small/filling; "
              f"{LAB} grade {scratch}/class --out {scratch}/small/out --sandbox {LEVEL}; "
              f"echo status $?; ls {scratch}/small/out/results | grep -v json$; "
              f"rm {scratch}/small/filling; mount -o remount,size=64m {scratch}/small; "
              f"{LAB} grade {scratch}/class --out {scratch}/small/out --sandbox {LEVEL} --resume "
              f">/dev/null 2>&1; echo status $?; cat {scratch}/small/out/grades.csv")
    run = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, text=True,
                         check=False)
    if "mount:" in run.stderr or "unshare" in run.stderr:
        tests.skip("a full disk is nobody's zero", "nothing can be mounted here")
        return
    good = run.stdout.count("status 2") == 1 and run.stdout.count("status 0") == 1 \
        and run.stdout.replace("\r", "").endswith(
            read("class-out", "grades.csv").decode().replace("\r", ""))
    tests.result("a full disk is nobody's zero, and the run is gone on with when there is room",
                 [] if good else [run.stdout[-1500:], run.stderr[-500:]])


def missing_programs():
    folder = place("bin")
    for name in ("sh", "make", "as", "ld", "addr2line"):
        os.symlink(shutil.which(name), f"{folder}/{name}")
    run = grade("killed", "nothing", env=os.environ | {"PATH": folder})
    tests.result("without a compiler nothing is graded, and nobody has a zero", [] if
                 run.returncode == 2 and not os.path.exists(f"{scratch}/nothing/results")
                 else [f"status {run.returncode}: {run.stderr}"])
    for name in ("gcc", "cc", "collect2"):
        if shutil.which(name):
            os.symlink(shutil.which(name), f"{folder}/{name}")
    run = lab("grade", f"{scratch}/killed", "--out", f"{scratch}/nothing",
              env=os.environ | {"PATH": folder})
    tests.result("below the full sandbox a class is refused, and what to do is said", [] if
                 run.returncode == 2 and "--sandbox=reduced" in run.stderr else [run.stderr])


def relative_paths():
    """From where the instructor stands."""
    run = lab("grade", "killed", "--out", "relative/out", "--sandbox", LEVEL, cwd=scratch)
    expect("paths may be relative", run, {"ada": "failed", "eve": "failed"},
           statuses("relative/out") if run.returncode == 0 else None)
    run = lab("grade-one", "class/s00", "--sandbox", LEVEL, cwd=scratch)
    points = json.loads(run.stdout)["score"] if run.returncode == 0 else None
    expect("of a single submission, too", run, results("class-out")["s00"]["score"], points)
    run = lab("grade", "killed", "--out", "relative/out", "--sandbox", LEVEL, "--resume", cwd=scratch)
    tests.result("and verdicts are kept there", [] if "2 of them kept" in run.stdout else [run.stdout])


def as_a_user():
    """Who is not root has the full sandbox all the same, and a kit of his own."""
    user = 61234
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        tests.skip("who is not root grades, too", "only root can become somebody else")
        return
    kit = place("kit")
    for part in ("build/lab", "build/class", "build/stage", "build/libnss_tensteps.so.2",
                 "build/include", "harness/skeletons", "harness/class/rules.cfg", "GUIDE.md"):
        path = os.path.join(kit, part)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        (shutil.copytree if os.path.isdir(f"{ROOT}/{part}") else shutil.copy)(f"{ROOT}/{part}", path)
    for student, text in (("good", GOOD), ("bad", BAD)):
        put(f"users/{student}/{LESSON}", text)
        put(f"users-locked/{student}/{LESSON}", text)
    os.chmod(f"{scratch}/users-locked/bad", 0)
    for where, _, names in os.walk(scratch):
        for name in [where] + [os.path.join(where, name) for name in names]:
            if "/kit" in name or "/users" in name:
                os.chown(name, user, user)
    run, locked = (subprocess.run(
        ["setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups", f"{kit}/build/lab",
         "grade", f"{scratch}/{some}", "--out", f"{kit}/{some}-out"],
        capture_output=True, text=True, check=False, env=os.environ | {"HOME": kit})
        for some in ("users", "users-locked"))
    if LEVEL != "full" or "user and network namespaces" in run.stderr:
        tests.skip("who is not root grades, too", "no namespaces for users here")
        return
    expect("who is not root grades, too", run, {"good": "passed", "bad": "failed"},
           statuses("kit/users-out") if run.returncode == 0 else None)
    told = locked.stdout + locked.stderr
    tests.result("what may not be read is not graded, and nobody's zero",
                 [] if locked.returncode == 2 and "may not be read" in told and
                 statuses("kit/users-locked-out") == {"good": "passed"} else
                 [f"{locked.returncode}: {told}"])


def by_make():
    """The front door: grades stand beside the submissions."""
    run = subprocess.run(["make", "grade", f"SUBMISSIONS={scratch}/killed", f"SANDBOX={LEVEL}"],
                         cwd=ROOT, capture_output=True, text=True, check=False)
    expect("make grade leaves all beside the submissions", run, {"ada": "failed", "eve": "failed"},
           statuses("killed-graded") if run.returncode == 0 else None)
    run = subprocess.run(["make", "grade"], cwd=ROOT, capture_output=True, text=True, check=False)
    tests.result("make grade without submissions says what it needs",
                 [] if run.returncode == 2 and "SUBMISSIONS=" in run.stderr else [run.stderr])


def wrong_words():
    empty = place("empty")
    for name, words, said in (
            ("no folder", ["grade", f"{scratch}/none", "--out", f"{scratch}/w"], "No such file"),
            ("an empty folder", ["grade", empty, "--out", f"{scratch}/w"], "no submissions"),
            ("no --out", ["grade", empty], "--out"),
            ("a wrong level", ["grade", empty, "--out", "w", "--sandbox", "thick"], "reduced"),
            ("a wrong format", ["grade", empty, "--out", "w", "--export", "excel"], "moodle"),
            ("a wrong expression", ["grade", f"{scratch}/class", "--out", f"{scratch}/w",
                                    "--name-regexp", "("], "name-regexp"),
            ("wrong rules", ["grade", empty, "--out", "w", "--rules",
                             put("wrong.cfg", "lesson = 1.0;\nstarz = 2.0;\n")], "line 2"),
            ("a folder for results among the submissions",
             ["grade", f"{scratch}/class", "--out", f"{scratch}/class/new/out"], "lies among"),
            ("the submissions' folder for results",
             ["grade", f"{scratch}/class", "--out", f"{scratch}/class"], "lies among"),
            ("somebody else's folder for results",
             ["grade", f"{scratch}/class", "--out", os.path.dirname(put("own/grades.csv", "mine"))],
             "not of a grading"),
            ("a class's format for one", ["grade-one", empty, "--export", "moodle"], "whole class")):
        run = lab(*words)
        tests.result(f"{name}: a clear error, status 2",
                     [] if run.returncode == 2 and said in run.stderr else
                     [f"{run.returncode}: {run.stderr}"])


# --- exports -------------------------------------------------------------------------------------

def exports():
    worksheet = put("moodle.csv", "\ufeffIdentifier,\"Full name\",Status,Grade,\"Maximum grade\","
                    "\"Feedback comments\"\r\n\"Participant 301\",\"Ada, L.\",Submitted,,10.00,\r\n"
                    "\"Participant 999\",Nobody,None,,10.00,\r\n")
    run = grade("moodle", "moodle-out", "--resume", "--export", "moodle", "--worksheet", worksheet)
    rows = list(csv.reader(io.StringIO(read("moodle-out", "exports/moodle/moodle.csv")
                                       .decode("utf-8-sig")))) if run.returncode == 0 else []
    expect("Moodle's worksheet is filled in, and else is as it was", run, [
        ["Identifier", "Full name", "Status", "Grade", "Maximum grade", "Feedback comments"],
        ["Participant 301", "Ada, L.", "Submitted", "1", "10.00"],
        ["Participant 999", "Nobody", "None", "", "10.00", ""]],
        [row if n != 1 else row[:5] for n, row in enumerate(rows)])
    gradebook = put("gradebook.csv", "Student,ID,SIS User ID,SIS Login ID,Section\r\n"
                    "Ada,1042,,,\r\nBob,1043,,,\r\n")
    run = grade("canvas", "canvas-out", "--resume", "--export", "canvas", "--worksheet", gradebook)
    rows = list(csv.reader(io.StringIO(read("canvas-out", "exports/canvas/canvas.csv").decode()))) \
        if run.returncode == 0 else []
    expect("Canvas's gradebook gets a column", run, ["Ten Steps", "1", "0"],
           [row[-1] for row in rows])
    formats = ("gradescope", "prairielearn", "autolab", "github-classroom", "vpl", "junit")
    run = grade("class", "class-out", "--resume",
                *(word for one in formats for word in ("--export", one)))
    tests.result("all other formats are written", [] if run.returncode == 0 else [run.stderr])
    for one in formats:
        try:
            checks = EXPORTS[one]()
        except (OSError, ValueError, KeyError, xml.etree.ElementTree.ParseError) as error:
            checks = [f"{type(error).__name__}: {error}"]
        tests.result(f"{one} is what that system reads", checks)
    run = lab("grade-one", f"{scratch}/class/s01", "--sandbox", LEVEL, "--export", "gradescope",
              "--names-only")
    text = run.stdout
    tests.result("toned down, the names of mistakes are told, and no bytes",
                 [] if run.returncode == 0 and "seen: " not in text and "mistake: " in text
                 else [text[:600] + run.stderr])


def each(one, ending):
    for student, result in results("class-out").items():
        yield result, read("class-out", f"exports/{one}/{student}{ending}").decode()


def gradescope():
    against = []
    for result, text in each("gradescope", ".json"):
        document = json.loads(text)
        if document["score"] != result["score"] or len(document["tests"]) != 10 or any(
                set(test) != {"name", "status", "score", "max_score", "output", "output_format",
                              "visibility"} or test["status"] not in ("passed", "failed")
                for test in document["tests"]):
            against.append(text[:300])
    return against


def prairielearn():
    return [text[:300] for result, text in each("prairielearn", ".json")
            if json.loads(text)["score"] != result["score"] / 10
            or not json.loads(text)["gradable"]]


def autolab():
    return [text[-300:] for result, text in each("autolab", ".txt")
            if sum(json.loads(text.splitlines()[-1])["scores"].values()) != result["score"]]


def github_classroom():
    return [text[:100] for result, text in each("github-classroom", ".txt")
            if sum(test["score"] for test in json.loads(base64.b64decode(text, validate=False))
                   ["tests"]) != result["score"]]


def vpl():
    return [text[-200:] for result, text in each("vpl", ".txt")
            if text.splitlines()[-1] != f"Grade :=>> {result['score']:g}"
            or not all(line.startswith("Comment :=>> ") for line in text.splitlines()[:-1])]


def junit():
    root = xml.etree.ElementTree.fromstring(read("class-out", "exports/junit/junit.xml"))
    suites = root.findall("testsuite")
    return [suite.get("name") for suite in suites
            if int(suite.get("tests")) != len(suite.findall("testcase"))
            or int(suite.get("failures")) != len(suite.findall("testcase/failure"))
            or int(suite.get("skipped")) != len(suite.findall("testcase/skipped"))] \
        + ([] if len(suites) == len(results("class-out")) else ["a suite is missing"])


EXPORTS = {"gradescope": gradescope, "prairielearn": prairielearn, "autolab": autolab,
           "github-classroom": github_classroom, "vpl": vpl, "junit": junit}


def rules():
    """Points, stars and lateness by a file of the instructor's."""
    put(f"rules/ada_LATE_1_5_{LESSON}", GOOD)
    put("rules/ada_LATE_1_6_09_server_process.c",
        open(f"{ROOT}/solutions/09_server_process.c", encoding="utf-8").read())
    run = grade("rules", "rules-out", "--rules", put("rules.cfg", "lesson = 2.0;\nstar = 0.5;\n"
                "lessons = ( { number = 9; lesson = 4; } );\nlate = { percent_per_day = 10.0; };\n"))
    result = results("rules-out").get("1", {}) if run.returncode == 0 else {}
    # 2 + 4 and three stars of a half are 7.5, a tenth less for the day; 9 lessons of 2 and one of 4
    expect("points, stars and lateness are as the rules say", run, (6.75, 22.0),
           (result.get("score"), result.get("max_score")))


LEVEL = level()
if LEVEL is None:
    tests.skip("a class is graded", "no submission can be judged on this machine")
else:
    try:
        for part in (forms, agreement, interruptions, same_bytes, privacy, quiet, taken_names, parts,
                     exports, rules, killed_judge, full_disk, missing_programs, relative_paths, as_a_user,
                     by_make, wrong_words):
            part()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
sys.exit(tests.finish())
