#!/usr/bin/env python3
"""trace.py - the timeline of a check: where it departs, how it is told, its page in a browser, and
the other side played again.
"""
import html
import os
import re
import shutil
import socket
import subprocess
import sys

from kit import ROOT, STEMS, Kit, Tests

LIMIT = 60  # seconds: a last resort

# A wrong answer, and the moment at which its timeline departs from what was expected.
DEPARTS = {
    "01_inheritable--checked": r"line 10: socket\(AF_INET",
    "02_port-byte-order--not-converted": r"line 69: connect\(3,",
    "02_connect-missing--another-socket": r"returns 0",
    "03_short-send--once": r"returns \d+",
    "03_one-recv--plain": r"returns 5",
    "03_recv-overwrites--after-eintr": r"line 44: read\(3, 4 bytes\) waits",
    "03_sigpipe--first-only": r"line 14: send\(3, \d+ bytes\)",
    "03_spins--end-ignored": r"line 29: recv\(3, \d+ bytes\) = 0",
    "03_descriptor-leaked--dup": r"returns \d+",
    "04_close-unread-input--plain": r"line 6: close\(\d+\) = 0",
    "04_close-twice--again": r"returns 0",
    "05_family-ignored+reuseaddr-missing--first-server": r"line \d+: socket\(AF_INET,",
    "06_ip-ignored--always-loopback": r"line 42: bind\(3, 127.0.0.1",
    "07_backlog-ignored--five": r"line 9: listen\(3, 5\) = 0",
    "08_accept-listener-returned--after-accept": r"returns 3",
    "09_resend-from-start--memmove": r"line 59: send\(3, \d+ bytes,",
    "09_waits-for-end--buffered-stream": r"server_process\(3\)",
    "10_close-missing+close-unread-input--listener": r"returns 0",
}

# Looks at each text of the picture as the browser has laid it out, and at the list; what it finds
# goes into the title.
PROBE = """<script>
const svg = document.querySelector('svg'), box = svg.viewBox.baseVal, faults = [];
const lives = [...document.querySelectorAll('.tl-life')].map(line => +line.getAttribute('x1'));
const marks = [...document.querySelectorAll('.tl-mark')].map(mark => mark.getBBox());
let last = 0;
for (const text of document.querySelectorAll('.tl-text')) {
    const at = text.getBBox(), words = text.textContent;
    const marked = marks.some(mark => at.y >= mark.y - 4 && at.y < mark.y + mark.height);
    if (at.x < 0 || at.x + at.width > box.width || at.y + at.height > box.height)
        faults.push('outside: ' + words);
    if (!marked && at.x < lives[0] && at.x + at.width > lives[0])
        faults.push('over the line: ' + words);
    last = Math.max(last, at.y);
}
if (document.querySelectorAll('.tl-text').length < 3 || last < 40) faults.push('no texts');
if (document.querySelectorAll('main li').length < 2) faults.push('no list');
if (performance.getEntriesByType('resource').length > 0) faults.push('it loads something');
if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');
document.title = 'probed' + faults.map(fault => '; ' + fault).join('');
</script></body>"""


class World:
    """Lesson folders with one wrong answer each, and a kit that traces them."""

    def __init__(self, kit):
        self.kit = kit

    def folder(self, answer):
        number = answer[:2]
        stem = next(stem for stem in STEMS if stem.startswith(number))
        folder = os.path.join(self.kit.folder, answer)
        if not os.path.isdir(folder):
            os.mkdir(folder)
            shutil.copy(f"{ROOT}/tests/wrong/{answer}.c", f"{folder}/{stem}.c")
        return folder, str(int(number))

    def trace(self, answer, *options, **environment):
        folder, number = self.folder(answer)
        return subprocess.run(
            [self.kit.lab, "trace", number, "--lessons", folder, *options], cwd=self.kit.path,
            env=self.kit.environment() | environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=LIMIT)


def expect(text, pattern, what):
    return [] if re.search(pattern, text, re.M) else [f"{what}: no {pattern!r} in", text]


def departs(tests, world, answer, pattern):
    run = world.trace(answer)
    joined = re.sub(r"\n {6,}", " ", run.stdout)
    tests.result(f"{answer}: the timeline departs at the mistake",
                 expect(joined, r"^\* +" + pattern, "the moment")
                 + expect(run.stdout, r"^\* here it departs", "the mark")
                 + expect(run.stdout, r"^    expected: .*\n(.*\n)*?    seen:     ", "the words"))


def fits(tests, world, answer):
    """No line is longer than a terminal is wide, but for the place of the lesson."""
    lines = world.trace(answer, COLUMNS="80").stdout.splitlines()
    tests.result(f"{answer}: no line is longer than 80 columns",
                 [line for line in lines if len(line) > 80 and world.kit.folder not in line])


def told(tests, world):
    text = world.trace("03_one-recv--plain", PLAIN="1").stdout
    tests.result("PLAIN=1 tells it in sentences, with the places, and no picture",
                 expect(text, r"^\d\. Your code, \S+03_client_exchange\.c:29:\s+recv\(3,", "a place")
                 + expect(text, r"^\d\. The other side: sends 5 bytes: \"", "the bytes")
                 + expect(text, r"Here it departs\. Expected: returns 12\. Seen: returned 5\.", "it")
                 + ([text] if re.search(r"--->|<---", text) else []))


def a_loop_is_told_once(tests, world):
    text = world.trace("03_spins--end-ignored").stdout
    joined = re.sub(r"\n {6,}", " ", text)
    tests.result("a call that a loop repeats is told once, and how often it was repeated",
                 expect(joined, r"line 29: recv\(3, 31 bytes\) = 0 \(the same \d{4} times more\)$", "it")
                 + ([text] if text.count("= 0") != 1 or "left out" in text else []))


def bytes_are_counted(tests, world):
    text = world.trace("04_close-unread-input--plain").stdout
    shown = re.search(r"sends (\d+) bytes", text)
    more = re.search(r"and (\d+) more", text)
    tests.result("bytes that are not shown are counted",
                 [] if shown and more and int(shown[1]) == int(more[1]) + 64 else [text])


def chosen(tests, world):
    by_words = world.trace("03_one-recv--plain", "--check", "every byte, in order")
    by_number = world.trace("03_one-recv--plain", "--check", "1")
    none = world.trace("03_one-recv--plain", "--check", "no such words")
    several = world.trace("03_one-recv--plain", "--check", "recv")
    waiting = world.trace("03_one-recv--plain", "--check", "14")
    tests.result("a check that passed can be chosen, by words or by its number",
                 expect(by_words.stdout, r"^Lesson 3, check 1: .*: passed$", "by words")
                 + expect(by_words.stdout, r"---->", "by words")
                 + expect(by_words.stdout, r"^All was as expected", "by words")
                 + expect(by_number.stdout, r"^Lesson 3, check 1: .*: passed$", "by number"))
    tests.result("a choice that is none, or several, lists the checks, and has status 2",
                 expect(none.stdout, r"^ +1  passed", "none") + ([] if none.returncode == 2 else
                                                                  [str(none.returncode)])
                 + ([] if several.returncode == 2 else [several.stdout]))
    tests.result("a check that was not run has nothing to show, and says why",
                 [] if waiting.returncode == 1 else [str(waiting.returncode)]
                 + expect(waiting.stdout, "nothing to show", "waiting"))


def to_do(tests, world):
    run = subprocess.run([world.kit.lab, "trace", "3", "--lessons", f"{world.kit.folder}/empty"],
                         env=world.kit.environment(), capture_output=True, text=True, timeout=LIMIT)
    tests.result("of a lesson that was not run there is nothing to show, and status 1",
                 expect(run.stdout, "missing", "the state") + expect(run.stdout, "nothing to show",
                                                                     "the words")
                 + ([] if run.returncode == 1 else [str(run.returncode)]))


def json_has_none(tests, world):
    folder, number = world.folder("03_one-recv--plain")
    run = subprocess.run([world.kit.lab, "check", number, "--json", "--lessons", folder],
                         env=world.kit.environment(), capture_output=True, text=True, timeout=LIMIT)
    tests.result("the JSON document has no timelines",
                 [run.stdout[:300]] if "timeline" in run.stdout else [])


def in_a_browser(path, width):
    """What the browser makes of the page with the probe in it: its title."""
    with open(path, encoding="utf-8") as page:
        text = page.read()
    probed = f"{path}.probed.html"
    with open(probed, "w", encoding="utf-8") as page:
        page.write(text.replace("</body>", PROBE))
    run = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900",
         "--virtual-time-budget=2000", f"--user-data-dir={os.path.dirname(path)}/profile",
         "--dump-dom", f"file://{probed}"],
        capture_output=True, text=True, timeout=2 * LIMIT)
    title = re.search(r"<title>(.*?)</title>", run.stdout, re.S)
    return html.unescape(title[1]) if title else run.stderr[-500:]


def page(tests, world, answer):
    run = world.trace(answer, "--html")
    found = re.search(r"The page is (\S+):", run.stdout)
    if not found:
        tests.result(f"{answer}: a page", [run.stdout, run.stderr])
        return
    path = os.path.join(world.kit.path, found[1])
    with open(path, encoding="utf-8") as file:
        text = file.read()
    outside = re.findall(r'(?:src|href|url)\s*[=(]\s*["\']?(?!#)\S+', text)
    tests.result(f"{answer}: the page needs nothing from elsewhere", outside)
    if not shutil.which("chromium"):
        tests.skip(f"{answer}: the page in a browser", "there is no chromium")
        return
    for width in (1280, 800):
        title = in_a_browser(path, width)
        tests.result(f"{answer}: the page in a browser, {width} wide",
                     [] if title == "probed" else [title])


def again(tests, world):
    folder, number = world.folder("03_one-recv--plain")
    process = world.kit.start([world.kit.lab, "trace", number, "--replay", "--port", "0",
                               "--lessons", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
    waits = process.stdout.readline()
    port = int(re.search(r"port (\d+)", waits)[1])
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"hello")
        process.stdin.write("\n")
        process.stdin.flush()
        data = client.recv(5, socket.MSG_WAITALL)
    said, _ = process.communicate(timeout=LIMIT)
    wide = [line for line in (waits + said).splitlines() if len(line) > 80]
    tests.result("what is told of it fits into 80 columns", wide)
    tests.result("the other side is played again, a line of input at a time",
                 ([] if len(data) == 5 else [repr(data)])
                 + expect(said, r"Enter: the peer sends 5 bytes\n", "the prompt")
                 + expect(said, r"your program sends 5 bytes\n.*hello", "what came")
                 + expect(said, r"^The connection has ended\.$", "the end")
                 + ([] if process.returncode == 0 else [str(process.returncode)]))


def not_again(tests, world):
    said = world.trace("03_short-send--once", "--replay").stdout
    listed = re.search(r"^Next: .*make trace LESSON=3 REPLAY=1 CHECK=(\d+)$", said, re.M)
    tests.result("where the other side does nothing, the checks are listed in which it does",
                 expect(said, r"nothing that could be played again", "the reason")
                 + expect(said, r"^ *\d+  passed    joins the pieces of a message$", "a check")
                 + ([] if listed and re.search(rf"^ *{listed[1]}  ", said, re.M) else [said]))


def again_as_client(tests, world):
    folder, number = world.folder("09_one-message--no-loop")
    with socket.create_server(("127.0.0.1", 0)) as server:
        process = world.kit.start([world.kit.lab, "trace", number, "--replay", "--port",
                                   str(server.getsockname()[1]), "--lessons", folder],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
        conn, _ = server.accept()
        data = b""
        while True:
            piece = conn.recv(100)
            if not piece:
                break
            data += piece
            conn.sendall(piece)
        conn.close()
    said, _ = process.communicate(timeout=LIMIT)
    tests.result("the other side of a server's lesson connects to it",
                 ([] if data == b"a line of text\n" else [repr(data)])
                 + expect(said, r"your program sends \d+ bytes", "what came"))
    nobody = world.trace("09_one-message--no-loop", "--replay", "--port", "1")
    tests.result("without a server it says what to type first",
                 expect(nobody.stderr, r"make server ARGS=\"127.0.0.1 1\"", "the command")
                 + ([] if nobody.returncode == 2 else [str(nobody.returncode)]))


def main():
    tests = Tests()
    with Kit() as kit:
        world = World(kit)
        for answer, pattern in DEPARTS.items():
            departs(tests, world, answer, pattern)
        for answer in ("02_port-byte-order--not-converted", "09_resend-from-start--memmove"):
            fits(tests, world, answer)
        told(tests, world)
        bytes_are_counted(tests, world)
        a_loop_is_told_once(tests, world)
        chosen(tests, world)
        os.mkdir(f"{kit.folder}/empty")
        to_do(tests, world)
        json_has_none(tests, world)
        for answer in ("03_one-recv--plain", "04_close-unread-input--plain",
                       "09_resend-from-start--memmove"):
            page(tests, world, answer)
        again(tests, world)
        again_as_client(tests, world)
        not_again(tests, world)
        reasons = kit.left_behind()
        tests.result("nothing is left behind", reasons)
    return tests.finish()


sys.exit(main())
