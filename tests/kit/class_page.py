"""class_page.py - the report on a class of a thousand, as a browser shows it."""
import collections
import glob
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import made_up
from browser import Browser
from kit import BUILD, ROOT, Tests

CLASS = os.path.join(BUILD, "class")
STUDENTS = 1000
MIB = 1 << 20
TITLE = "Ten Steps: the class"
STATUSES = ("passed", "failed", "broken", "todo", "missing")

# What would run or fetch something if it were markup, and nothing forbade it.
SMUGGLED = """<script>document.title='owned'</script>
<p onclick="document.title='owned'" id="bait">x</p><img src="x" onerror="document.title='owned'">
<svg onload="document.title='owned'"></svg>
<iframe srcdoc="<script>top.document.title='owned'</script>"></iframe>
<a href="javascript:void(document.title='owned')" id="link">x</a>
<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><base href="http://127.0.0.1:9/">"""

# Whether what is written on each kind of cell can be read: the contrast of WCAG 2, section 1.4.3.
CONTRAST = """(() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const behind = cell => {
    for (; cell; cell = cell.parentElement) {
      const colour = getComputedStyle(cell).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
  };
  const kinds = ["td.passed", "td.failed", "td.todo", "td.missing", "tbody a", "thead th"]
    .map(kind => "#class " + kind).concat(["pre", "summary", "h1", ".notice li"]);
  return kinds.flatMap(kind => {
    const cell = document.querySelector(kind);
    const both = [light(getComputedStyle(cell).color), light(behind(cell))];
    const ratio = (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
    return ratio >= 4.5 ? [] : [kind + ": " + ratio.toFixed(1)];
  });
})()"""

tests = Tests()


class Markup(html.parser.HTMLParser):
    """Whether each element that is begun is ended, and each id is the only one."""
    void = {"meta", "link", "br", "input", "img"}

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.ids, self.links = [], [], collections.Counter(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag not in self.void:
            self.open.append(tag)
        self.ids.update(value for name, value in attrs if name == "id")
        self.links.update(value for name, value in attrs if name in ("href", "src"))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")

    def faults(self):
        twice = [f"id {name} stands {count} times" for name, count in self.ids.items() if count > 1]
        nowhere = [link for link in self.links if link[0] != "#" or link[1:] not in self.ids]
        return self.wrong[:3] + self.open[:3] + twice[:3] + nowhere[:3]


def merge(out, *more):
    """The report, and how much memory that took in KiB."""
    process = subprocess.Popen([CLASS, "merge", out, *more], stdout=subprocess.DEVNULL,
                               stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    with open(f"{out}/report.html", encoding="utf-8") as file:
        return file.read(), usage.ru_maxrss


def the_file(out):
    text, memory = merge(out)
    tests.result("one result is in memory at a time",
                 [] if memory < 48 << 10 else [f"{memory} KiB"])
    tests.result("each element is ended, each id the only one, each link leads to a place",
                 Markup(text).faults())
    size = len(text.encode())
    print(f"# {STUDENTS} students: {size / MIB:.1f} MiB", flush=True)
    tests.result("it weighs less than 20 KiB a student",
                 [] if size < STUDENTS * 20 << 10 else [f"{size} bytes"])
    tests.result("the same results give the same bytes", [] if merge(out)[0] == text else ["no"])
    quiet, _ = merge(out, "--names-only")
    tests.result("toned down it has no pictures and no messages",
                 ["a picture"] * ("<svg" in quiet) + ["a message"] * ("expected: " in quiet))
    merge(out)


def shown(browser):
    return browser.run("[rows.filter(row => !row.hidden).length,"
                       "document.querySelectorAll('.student:not([hidden])').length]")


def choose(browser, **wishes):
    """How many rows and parts are there if the filter is set so."""
    browser.run("form.reset()")
    for name, value in wishes.items():
        browser.run(f"form.elements[{json.dumps(name)}].value = {json.dumps(value)}")
    browser.run("form.dispatchEvent(new Event('input'))")
    return shown(browser)


def filtered(browser, results):
    """Each filter shows those whom the results name."""
    def count(has):
        return [sum(any(has(one) for one in result["lessons"]) for result in results)] * 2

    mistakes = collections.Counter(id for result in results for id in {
        id for one in result["lessons"] for id in one["mistakes"]})
    common, most = mistakes.most_common(1)[0]
    expected = {
        "nothing": ({}, [STUDENTS] * 2),
        "an id": ({"text": "STUDENT-0042"}, [1, 1]),
        "a name": ({"text": "Hopper"},
                   [sum("Hopper" in result.get("name", "") for result in results)] * 2),
        "a status": ({"status": "broken"}, count(lambda one: one["status"] == "broken")),
        "a lesson's status": ({"lesson": "3", "status": "failed"}, count(
            lambda one: one["lesson"] == 3 and one["status"] == "failed")),
        "a mistake": ({"mistake": common}, [most, most]),
        "a mistake in a lesson": ({"mistake": common, "lesson": "5"}, count(
            lambda one: one["lesson"] == 5 and common in one["mistakes"])),
    }
    for what, (wishes, numbers) in expected.items():
        found = choose(browser, **wishes)
        tests.result(f"filtered by {what}", [] if found == numbers and numbers[0] > 0 else
                     [f"{found}, not {numbers}"])
    browser.run("form.reset()")
    browser.run(f"document.querySelector('[data-mistake={common}] button').click()")
    tests.result("the name of a mistake leads to those who have made it",
                 [] if shown(browser) == [most, most] else [str(shown(browser))])
    tests.result("the commonest mistake stands first", [] if browser.run(
        "document.querySelector('[data-mistake]').dataset.mistake") in
        [name for name, times in mistakes.items() if times == most] else ["it does not"])
    choose(browser)


def sorted_by(browser, column, results):
    """A click on the head of a column sorts by it, a second one the other way round."""
    order = {"score": 11, "lesson 3": 3}[column]
    values = (f"rows.map(row => row.cells[{order}])" +
              (".map(cell => Number(cell.textContent))" if column == "score" else
               ".map(cell => cell.className)"))
    wanted = sorted((result["score"] for result in results) if column == "score" else
                    (STATUSES.index(result["lessons"][2]["status"]) for result in results))
    wanted = wanted if column == "score" else [STATUSES[place] for place in wanted]
    for way in ("ascending", "descending"):
        browser.run(f"table.tHead.rows[0].cells[{order}].querySelector('button').click()")
        wrong = [] if browser.run(values) == wanted else ["another order"]
        said = browser.run("table.querySelector('[aria-sort]').getAttribute('aria-sort')")
        tests.result(f"sorted by {column}, {way}, and it is said",
                     wrong + ([] if said == way else [said]))
        wanted.reverse()


def with_its_script(browser, path, results):
    browser.look()
    browser.open(path)
    requests = [one["request"]["url"] for one in browser.said("Network.requestWillBeSent")]
    tests.result("it needs nothing but itself",
                 [] if len(requests) == 1 else requests)
    tests.result("its own policy lets its script run",
                 [one["entry"]["text"] for one in browser.said("Log.entryAdded")])
    title = browser.run("document.title")
    tests.result("no name and no message has become a script", [] if title == TITLE else [title])
    strange = browser.run("[...new Set([...document.querySelectorAll('main *')].map(one => "
                          "one.localName))].filter(name => 'h1 h2 h3 p nav a section details "
                          "summary ul li table thead tbody tr th td i b strong bdi code pre span "
                          "figure figcaption svg text line path rect form label input select "
                          "option button output div'.split(' ').indexOf(name) < 0)")
    tests.result("nor any other element", strange)
    filtered(browser, results)
    for column in ("score", "lesson 3"):
        sorted_by(browser, column, results)
    words = browser.run("rows[0].cells[1].textContent.slice(1) === rows[0].cells[1].className")
    tests.result("each state stands in words, too", [] if words else ["it does not"])


def fetched(browser):
    """What it has asked for over the network, and the policy has not refused."""
    refused = {one["requestId"] for one in browser.said("Network.loadingFailed")
               if one.get("blockedReason") == "csp"}
    return [one["request"]["url"] for one in browser.said("Network.requestWillBeSent")
            if one["request"]["url"].startswith("http") and one["requestId"] not in refused]


def smuggle(browser, path):
    """Even if a text got past the escaping."""
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("</main>", SMUGGLED + "</main>")
    found = {}
    for policy in (True, False):
        with open(f"{path}.smuggled.html", "w", encoding="utf-8") as file:
            file.write(text if policy else re.sub("<meta http-equiv[^>]*>", "", text))
        browser.look()
        browser.open(f"{path}.smuggled.html")
        browser.run("bait.click(), link.click()")
        title = browser.run("new Promise(done => setTimeout(() => done(document.title)))")
        found[policy] = ([title] if title != TITLE else []) + fetched(browser)
    tests.result("what got past the escaping would run nothing and fetch nothing", found[True])
    tests.result("and that is the policy's doing", [] if len(found[False]) > 1 else
                 [f"without it: {found[False]}"])


def without_script(browser, path):
    browser.look(script=False)
    browser.open(path)
    found = browser.run("[document.querySelectorAll('#class tbody tr').length, "
                        "document.querySelectorAll('.student').length, "
                        "document.querySelector('form').checkVisibility()]")
    tests.result("without its script all is there but the filter",
                 [] if found == [STUDENTS, STUDENTS, False] else [str(found)])
    for width in (1280, 800, 400):
        browser.look(script=False, width=width)
        browser.open(path)
        wide = browser.run("document.documentElement.scrollWidth")
        tests.result(f"it fits into a window {width} wide", [] if wide <= width else [str(wide)])
    for dark in (False, True):
        browser.look(script=False, dark=dark)
        browser.open(path)
        light = browser.run("Number(getComputedStyle(document.body).backgroundColor"
                            ".match(/\\d+/)[0]) > 128")
        tests.result(f"{'dark' if dark else 'light'}: all kinds of text can be read",
                     browser.run(CONTRAST) + ([] if light != dark else ["it is not"]))


def on_paper(browser, path):
    browser.look(script=False, paper=True)
    browser.open(path)
    hidden = browser.run("[...document.querySelectorAll('.student:nth-of-type(-n+50) details > "
                         ":not(summary)')].filter(one => "
                         "!one.checkVisibility({contentVisibilityAuto: true})).length")
    tests.result("printed, what is folded is open", [] if hidden == 0 else [f"{hidden} are not"])
    browser.look()
    browser.open(path)
    choose(browser, text="student-000")
    few = browser.run("document.querySelectorAll('details[open]').length")
    browser.print(f"{path}.pdf")
    with open(f"{path}.pdf", "rb") as file:
        pages = len(re.findall(rb"/Type\s*/Page\b", file.read()))
    tests.result("the ten who are shown begin a page each, and nobody else is printed",
                 [] if 11 <= pages <= 100 else [f"{pages} pages"])
    after = browser.run("document.querySelectorAll('details[open]').length")
    tests.result("after that it is folded again", [] if few == after else [f"{few}, {after}"])


def a_real_one(folder, browser):
    """What the judge says is what the report shows."""
    submission, out = f"{folder}/real", f"{folder}/real-out"
    os.mkdir(submission)
    shutil.copy(f"{ROOT}/tests/wrong/03_one-recv--plain.c", f"{submission}/03_client_exchange.c")
    shutil.copy(f"{ROOT}/solutions/07_server_listen.c", submission)
    for level in ("full", "reduced", "none"):
        run = subprocess.run([CLASS, "grade-one", submission, "--sandbox", level, "--out", out],
                             capture_output=True, text=True, check=False)
        if run.returncode == 0:
            break
    else:
        tests.skip("a real result", "no submission can be judged on this machine")
        return
    merge(out)
    browser.look()
    browser.open(f"{out}/report.html")
    states = browser.run("[...rows[0].cells].slice(1, 11).map(cell => cell.className)")
    words = browser.run("document.querySelector('.student pre').textContent")
    picture = browser.run("document.querySelector('.student svg').textContent")
    tests.result("a real result: the states, the words and the picture",
                 [] if states[2] == "failed" and states[6] == "passed"
                 and states.count("missing") == 8 else [str(states)]
                 + [words] * ("(one-recv)" not in words)
                 + [picture] * ("Here it departs." not in picture))


def in_a_browser(folder, out):
    results = [json.load(open(path, encoding="utf-8"))
               for path in sorted(glob.glob(f"{out}/results/*.json"))]
    with Browser() as browser:
        with_its_script(browser, f"{out}/report.html", results)
        without_script(browser, f"{out}/report.html")
        on_paper(browser, f"{out}/report.html")
        small = f"{folder}/small"
        made_up.make_up(small, 20, seed=2)
        merge(small)
        smuggle(browser, f"{small}/report.html")
        a_real_one(folder, browser)


def main():
    with tempfile.TemporaryDirectory(prefix="kit-test.") as folder:
        os.chmod(folder, 0o755)
        out = f"{folder}/out"
        made_up.make_up(out, STUDENTS)
        the_file(out)
        if shutil.which("chromium"):
            in_a_browser(folder, out)
        else:
            tests.skip("the report in a browser", "there is no chromium")
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
