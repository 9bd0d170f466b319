#!/usr/bin/env python3
"""bench.py - what make bench makes of what it measures, and its clients of a server; nothing is timed."""
import contextlib
import html.parser
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading

from kit import BUILD, ROOT, Tests

sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
import figures  # pylint: disable=wrong-import-position
import page  # pylint: disable=wrong-import-position

LOAD = os.path.join(BUILD, "load")
LIMIT = 60  # seconds: a last resort
# Two lines for one call; a compiler that is looked for; one that is called like a part of the kit.
TRACE = """\
10 100.000 execve("build/lab", ["build/lab", "check"], 0x1 /* 2 vars */) = 0
11 100.010 execve("build/stage", ["build/stage"], 0x1 /* 2 vars */ <unfinished ...>
12 100.020 execve("/root/bin/gcc", ["gcc"], 0x1 /* 2 vars */) = -1 ENOENT (No such file or directory)
11 100.021 <... execve resumed>)        = 0
12 100.030 execve("/usr/bin/gcc", ["gcc"], 0x1 /* 2 vars */) = 0
13 100.040 execve("/usr/lib/gcc/cc1", ["cc1"], 0x1 /* 2 vars */) = 0
11 100.051 recvmsg(3,  <unfinished ...>
13 100.060 +++ exited with 0 +++
14 100.080 execve("/usr/lib/gcc/collect2", ["collect2"], 0x1 /* 2 vars */) = 0
15 100.081 execve("/usr/bin/ld", ["ld"], 0x1 /* 2 vars */) = 0
15 100.085 +++ exited with 0 +++
14 100.086 +++ exited with 0 +++
12 100.090 +++ exited with 0 +++
16 100.150 +++ exited with 0 +++
11 100.190 +++ exited with 0 +++
10 100.200 +++ exited with 0 +++
"""


def differs(got, wanted):
    return [] if got == wanted else [f"expected {wanted!r}", f"seen     {got!r}"]


# --- figures --------------------------------------------------------------------------------------

def a_figure(values, **more):
    return figures.Figure("a < b", values, "times", **more)


def figures_tests(tests):
    tests.result("a figure is the median of its turns, whatever their order",
                 differs((a_figure([5, 1, 2]).value, a_figure([4, 1, 2, 3]).value), (2, 2.5)))
    tests.result("its spread is the least and the greatest",
                 differs((a_figure([5, 1, 2]).spread(), a_figure([5]).spread()),
                         ("1.00 to 5.00", "")))
    tests.result("at the bound it holds, above it is over",
                 differs([a_figure([value], bound=1.8).verdict() for value in (1.7, 1.8, 1.81)],
                         ["holds", "holds", "over"]))
    tests.result("a bound from below is the other way round",
                 differs([a_figure([value], bound=1.8, at_least=True).verdict()
                          for value in (1.79, 1.8, 2)], ["over", "holds", "holds"]))
    tests.result("without a bound nothing is said", differs(a_figure([3]).verdict(), ""))
    tests.result("a ratio is that of one turn, not of two medians",
                 differs(figures.ratios([(2, 1), (30, 10), (8, 2)], 0, 1), [2, 3, 4]))
    tests.result("the middle of one side is its median",
                 differs(figures.middle([{"a": 3}, {"a": 1}, {"a": 2}], "a"), 2))
    tests.result("shares are percents of all",
                 differs(figures.shares({"one": 1, "other": 3}), {"one": 25, "other": 75}))
    tests.result("a number has three figures",
                 differs([figures.number(value) for value in (0.123, 12.345, 45.678, 6789.4)],
                         ["0.12", "12.3", "45.7", "6,789"]))
    parts, stage = figures.parts_of(TRACE)
    rounded = {name: round(seconds * 1000) for name, seconds in parts.items()}
    tests.result("the parts of a check follow one another",
                 differs(rounded, {"start": 30, "compiler": 50, "linker": 10, "checks": 100,
                                   "report": 10}))
    tests.result("the stage has started when it waits", differs(round(stage * 1000), 30))


# --- the page -------------------------------------------------------------------------------------

class Reader(html.parser.HTMLParser):
    """The words of each row, every tag, and whatever would be fetched."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.tags, self.fetched = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.fetched += [value for name, value in attrs if name in ("src", "href")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def page_tests(tests):
    groups = [("One & all", [a_figure([2, 1, 3], bound=1.8, aim=1.5, beside="2 ms to 1 ms"),
                             figures.Missed("the other", "it is <b>not</b> here")])]
    with tempfile.TemporaryDirectory() as folder:
        page.keep_all(folder, "a machine", groups)
        with open(f"{folder}/bench.html", encoding="utf-8") as file:
            text = file.read()
        with open(f"{folder}/bench.json", encoding="utf-8") as file:
            document = json.load(file)
        tests.result("only the two are left there",
                     differs(sorted(os.listdir(folder)), ["bench.html", "bench.json"]))
    read = Reader(text)
    tests.result("the page has a row for each figure, with its bound and what it came to",
                 differs(read.rows[1:], [
                     ["a < b", "2.00 times", "1.00 to 3.00", "at most 1.80, aim 1.50", "over",
                      "2 ms to 1 ms"],
                     ["the other", "", "", "", "not measured", "it is <b>not</b> here"]]))
    tests.result("it runs nothing and fetches nothing",
                 [tag for tag in ("script", "link", "img", "b") if tag in read.tags]
                 + read.fetched + [word for word in ("url(", "@import") if word in text])
    figure, missed = document["groups"][0]["figures"]
    tests.result("JSON has the figure in full",
                 differs([figure[key] for key in ("value", "least", "greatest", "turns", "bound",
                                                  "verdict")], [2, 1, 3, 3, 1.8, "over"]))
    tests.result("and why one could not be measured",
                 differs((missed["verdict"], missed["why"]),
                         ("not measured", "it is <b>not</b> here")))
    terminal = page.terminal_text(*groups[0])
    tests.result("the terminal has the same words",
                 [word for word in ("a < b", "2.00 times (1.00 to 3.00)", "over", "not measured")
                  if word not in terminal])


# --- the clients ----------------------------------------------------------------------------------

def echo(sock):
    while data := sock.recv(4096):
        sock.sendall(data)


def swap(sock):
    """Two bytes come back in the other order."""
    data = sock.recv(100, socket.MSG_WAITALL)
    sock.sendall(data[:50] + data[51:52] + data[50:51] + data[52:])
    echo(sock)


def add(sock):
    sock.sendall(sock.recv(100, socket.MSG_WAITALL) + b"!" * 100)
    echo(sock)


def end_early(sock):
    sock.sendall(sock.recv(100)[:1])
    sock.shutdown(socket.SHUT_WR)
    echo(sock)


def load(behaviour, *words):
    """Its status before that server: one client after the other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def serve():
            with contextlib.suppress(OSError):  # load has gone, or the listener is shut
                while True:
                    with listener.accept()[0] as sock, contextlib.suppress(OSError):
                        behaviour(sock)
        thread = threading.Thread(target=serve)
        thread.start()
        run = subprocess.run([LOAD, str(listener.getsockname()[1]), *words], timeout=LIMIT,
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
    return run


def load_tests(tests):
    run = load(echo, "1", "20", "100000", "5000")
    tests.result("an echo server is right, and the seconds are told",
                 differs((run.returncode, run.stderr), (0, "")) +
                 ([] if float(run.stdout or -1) > 0 else [f"seen {run.stdout!r}"]))
    run = load(echo, "1", "1", "1", "1", "stay")
    tests.result("clients stay until the input ends", differs(run.returncode, 0))
    for behaviour, words in ((swap, "sends back what it was not sent"),
                             (add, "sends back what it was not sent"),
                             (end_early, "ends a connection too early")):
        run = load(behaviour, "1", "1", "100", "100")
        tests.result(f"a server that does {behaviour.__name__} is told",
                     differs((run.returncode, words in run.stderr), (1, True)) + [run.stderr] *
                     (words not in run.stderr))
    for words in ((), ("0", "1", "1", "1"), ("1", "1", "0", "1"), ("1", "1", "1", "1", "go")):
        run = load(echo, *words)
        tests.result(f"load PORT {' '.join(words)}: it says how it is used",
                     differs((run.returncode, run.stderr[:6]), (2, "usage:")))


def main():
    tests = Tests()
    figures_tests(tests)
    page_tests(tests)
    load_tests(tests)
    return tests.finish()


sys.exit(main())
