"""class_page.py - the report on a class of a thousand, in a browser."""
import html
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import corpus
from kit import ROOT, Tests

STUDENTS = 1000
HOSTILE = ["<script>document.title='owned'</script>", "=cmd|'/C calc'!A0", "a\"b'c&d", "李 Ünal Zoë",
           "\u202egnp.exe", "x" * 300, "</td></tr></table>", "<img src=x onerror=document.title='owned'>"]
PROBE = """
<script>
const probe = () => {
  const form = document.getElementById("filter"), rows = [...document.querySelectorAll("#class tbody tr")];
  const shown = () => rows.filter(row => !row.hidden).length;
  const set = (name, value) => { form.elements[name].value = value; form.dispatchEvent(new Event("input", {bubbles: true})); };
  const wrong = [];
  const expect = (what, is) => { if (!is) wrong.push(what); };
  expect("all are shown: " + shown(), shown() === %(students)d);
  set("text", "student-0042"); expect("a name: " + shown(), shown() === 1);
  expect("its part alone", document.querySelectorAll("section.student:not([hidden])").length === 1);
  set("text", ""); set("lesson", "3"); set("status", "failed"); expect("a lesson: " + shown(), shown() === %(failed)d);
  set("lesson", ""); set("status", ""); set("mistake", "%(mistake)s"); expect("a mistake: " + shown(), shown() === %(failed)d);
  set("mistake", "");
  const heads = document.querySelectorAll("#class thead th button");
  heads[11].click();
  const scores = [...document.querySelectorAll("#class tbody tr")].map(row => Number(row.cells[11].dataset.sort));
  expect("sorted", scores.every((score, n) => n === 0 || scores[n - 1] <= score));
  heads[11].click();
  expect("and the other way", Number(document.querySelector("#class tbody tr").cells[11].dataset.sort) === Math.max(...scores));
  expect("as wide as the window: " + document.documentElement.scrollWidth, document.documentElement.scrollWidth <= innerWidth);
  expect("pictures: " + document.querySelectorAll("svg.tl-picture").length, document.querySelectorAll("svg.tl-picture").length === %(failed)d);
  document.title = wrong.length ? wrong.join("; ") : "probed";
};
probe();
</script>
"""

tests = Tests()


def a_result(folder):
    """A real one, with a lesson that has failed and one that has passed."""
    submission = os.path.join(folder, "one")
    os.mkdir(submission)
    shutil.copy(f"{ROOT}/tests/wrong/03_one-recv--plain.c", f"{submission}/03_client_exchange.c")
    shutil.copy(f"{ROOT}/solutions/07_server_listen.c", submission)
    for level in ("full", "reduced", "none"):
        run = subprocess.run([corpus.LAB, "grade-one", submission, "--sandbox", level],
                             capture_output=True, text=True, check=False)
        if run.returncode == 0:
            return json.loads(run.stdout)
    return None


def make_up(one, out):
    """STUDENTS results: each third has that lesson 3, the others have passed it."""
    os.makedirs(f"{out}/results")
    failed = 0
    for number in range(STUDENTS):
        result = json.loads(json.dumps(one))
        result["student"] = f"student-{number:04d}"
        result["name"] = HOSTILE[number % len(HOSTILE)] if number % 2 else f"Name {number}"
        result["submission"] = HOSTILE[(number + 1) % len(HOSTILE)]
        result["notes"] = [HOSTILE[number % len(HOSTILE)]]
        result["score"] = number % 11
        lesson = result["lessons"][2]
        if number % 3:
            lesson.update(status="passed", mistakes=[], stretch={"passed": 5, "of": 5}, checks=[])
        else:
            failed += 1
            lesson["checks"][0]["message"] = HOSTILE[number % len(HOSTILE)] + "\n\x1b[2J"
        with open(f"{out}/results/student-{number:04d}.json", "w", encoding="utf-8") as file:
            json.dump(result, file)
    return failed


class Balance(html.parser.HTMLParser):
    """Whether each element that is begun is ended."""
    void = {"meta", "link", "br", "input", "img"}

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


def browser(path, *more, width=1280):
    return subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900",
         "--virtual-time-budget=20000", f"--user-data-dir={os.path.dirname(path)}/profile", *more,
         f"file://{path}"], capture_output=True, text=True, timeout=300, check=False)


def title(run):
    found = re.search(r"<title>(.*?)</title>", run.stdout, re.S)
    return html.unescape(found[1]) if found else run.stderr[-500:]


def in_a_browser(path, text, mistake, failed):
    run = browser(path, "--dump-dom")
    tests.result("its one script runs, under the page's own policy",
                 [] if f"{STUDENTS} of {STUDENTS} students" in run.stdout else [title(run)])
    tests.result("no name and no message has become a script",
                 [] if title(run) == "Ten Steps: the class" else [title(run)])
    smuggled = os.path.join(os.path.dirname(path), "smuggled.html")
    with open(smuggled, "w", encoding="utf-8") as file:
        file.write(text.replace("</main>", "<script>document.title='owned'</script>"
                                "<p onclick=x><img src=x onerror=\"document.title='owned'\"></main>"))
    run = browser(smuggled, "--dump-dom")
    tests.result("nor could one that got into the page run",
                 [] if title(run) == "Ten Steps: the class" else [title(run)])
    probed = os.path.join(os.path.dirname(path), "probed.html")
    with open(probed, "w", encoding="utf-8") as file:
        file.write(re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text).replace(
            "</body>", PROBE % {"students": STUDENTS, "failed": failed, "mistake": mistake} + "</body>"))
    for width in (1280, 800):
        found = title(browser(probed, "--dump-dom", width=width))
        tests.result(f"it is sorted and filtered, {width} wide", [] if found == "probed" else [found])
    pdf = os.path.join(os.path.dirname(path), "page.pdf")
    browser(path, f"--print-to-pdf={pdf}")
    with open(pdf, "rb") as file:
        pages = len(re.findall(rb"/Type\s*/Page\b", file.read()))
    tests.result("printed, each student begins a page", [] if pages >= STUDENTS else [f"{pages} pages"])


def main():
    with tempfile.TemporaryDirectory(prefix="kit-test.") as folder:
        os.chmod(folder, 0o755)
        one = a_result(folder)
        if one is None:
            tests.skip("a report", "no submission can be judged on this machine")
            return tests.finish()
        out = f"{folder}/out"
        failed = make_up(one, out)
        run = subprocess.run(["/usr/bin/env", "python3", "-c", "import resource, subprocess, sys\n"
                              "run = subprocess.run(sys.argv[1:])\n"
                              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
                              "sys.exit(run.returncode)", corpus.LAB, "merge", out],
                             capture_output=True, text=True, check=False)
        tests.result("a class of a thousand is put together",
                     [] if run.returncode == 0 else [run.stdout + run.stderr])
        memory = int(run.stdout.split()[-1])
        tests.result("in less than 64 MiB", [] if memory < 64 << 10 else [f"{memory} KiB"])
        with open(f"{out}/report.html", encoding="utf-8") as file:
            text = file.read()
        balance = Balance()
        balance.feed(text)
        tests.result("each element is ended", balance.wrong[:3] + balance.open[:3])
        tests.result("nothing is fetched", re.findall(r"(?:src|href)=[\"']?(?!#)[^\"' >]{3,}", re.sub(
            r"&[a-z#0-9]+;", "", text))[:3])
        tests.result("it is of a size that opens", [] if len(text) < 20 << 20 else [str(len(text))])
        tests.result("whoever reads aloud hears each state",
                     [] if text.count('<span class="word">') == 10 * STUDENTS else ["a word is missing"])
        subprocess.run([corpus.LAB, "merge", out], capture_output=True, check=False)
        with open(f"{out}/report.html", encoding="utf-8") as file:
            tests.result("the same results give the same bytes",
                         [] if file.read() == text else ["they do not"])
        if shutil.which("chromium"):
            in_a_browser(f"{out}/report.html", text, one["lessons"][2]["mistakes"][0], failed)
        else:
            tests.skip("the report in a browser", "there is no chromium")
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
