#!/usr/bin/env python3
"""bench.py - the kit's figures, each beside its bound; it reports, and judges nothing.

What lab takes is measured against the compiler alone, on the same file with the same command line:
a compiler that stands before the real one in PATH writes down how it was called. The two are run in
turn, so that both have the same machine. Status 1: something could not be measured.
"""
import contextlib
import os
import resource
import shlex
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import bench_class

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAB = os.environ.get("LAB", os.path.join(ROOT, "build", "lab"))
SOLUTIONS = os.path.join(ROOT, "solutions")
CHECK = [LAB, "check", "--fresh", "--json", "--lessons", SOLUTIONS]
RUNS = 9
CLIENTS = 5000
RECORDER = """#!/bin/sh
# Keeps its input and its words, then is the compiler.
name=$(mktemp -d {folder}/call.XXXXXX)
cat >"$name/source"
for word; do printf '%s\\n' "$word"; done >"$name/words"
exec {compiler} "$@" <"$name/source"
"""


def quiet(command, **more):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False, **more).returncode


def seconds(command):
    began = time.perf_counter()
    status = quiet(command)
    took = time.perf_counter() - began
    if status not in (0, 1):
        raise RuntimeError(f"status {status}: {shlex.join(command)}")
    return took


def medians(*commands):
    """Of each command's times, and of the ratios of the first to the second in each turn."""
    turns = [[seconds(command) for command in commands] for _ in range(RUNS)]
    ratio = statistics.median(turn[0] / turn[-1] for turn in turns)
    return [statistics.median(times) for times in zip(*turns)], ratio


def record_compilers(folder):
    """A script for each lesson that calls the compiler as lab does, in the lessons' order."""
    scripts = []
    for number in range(1, 11):
        place = os.path.join(folder, str(number))
        bin_folder = os.path.join(place, "bin")
        os.makedirs(bin_folder)
        for name in ("gcc", "clang", "cc"):
            if compiler := shutil.which(name):
                path = os.path.join(bin_folder, name)
                with open(path, "w", encoding="ascii") as file:
                    file.write(RECORDER.format(folder=shlex.quote(place), compiler=compiler))
                os.chmod(path, 0o755)
        environment = os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}"}
        quiet(CHECK + [str(number)], env=environment)
        calls = [name for name in os.listdir(place) if name.startswith("call.")]
        if len(calls) != 1:
            raise RuntimeError(f"lesson {number}: the compiler was called {len(calls)} times")
        scripts.append(script_of(os.path.join(place, calls[0]), bin_folder))
    return scripts


def script_of(call, bin_folder):
    with open(os.path.join(call, "words"), encoding="utf-8") as file:
        words = file.read().splitlines()
    words[words.index("-o") + 1] = os.path.join(call, "lesson.so")
    with open(os.path.join(ROOT, "build", "obj", "settings"), encoding="utf-8") as file:
        name = file.read().split()[0]
    if not os.path.exists(os.path.join(bin_folder, name)):
        raise RuntimeError(f"the kit is built with {name}, which is not looked for")
    script = os.path.join(call, "compile")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nexec {shlex.join([shutil.which(name), *words])} <{call}/source\n")
    os.chmod(script, 0o755)
    return script


def one_lesson(scripts):
    print(f"One lesson, from the saved file to the verdict (median of {RUNS}):")
    worst = 0
    for number, script in enumerate(scripts, 1):
        (lab, bare), ratio = medians(CHECK + [str(number)], [script])
        worst = max(worst, ratio)
        print(f"  lesson {number:2}: {lab * 1000:4.0f} ms, "
              f"the compiler alone {bare * 1000:4.0f} ms: {ratio:.2f} times")
    print(f"  the worst: {worst:.2f} times (aim 1.5, bound 2.5)")


def all_lessons(folder, scripts):
    listing = os.path.join(folder, "scripts")
    with open(listing, "w", encoding="utf-8") as file:
        file.write("\n".join(scripts) + "\n")
    processors = len(os.sched_getaffinity(0))
    bare_command = ["xargs", "-a", listing, f"-P{processors}", "-n1", "sh"]
    (lab, bare), ratio = medians(CHECK, bare_command)
    print(f"All ten on {processors} processors: {lab * 1000:.0f} ms, the compiler alone "
          f"{bare * 1000:.0f} ms: {ratio:.2f} times (bound 1.5)")


def nothing_changed():
    board = [LAB, "board", "--lessons", SOLUTIONS]
    quiet(board)
    took = statistics.median(seconds(board) for _ in range(RUNS))
    print(f"Nothing changed: the board in {took:.3f} s (bound 0.1 s)")


def peak_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def below(pid):
    yield pid
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        for child in file.read().split():
            with contextlib.suppress(OSError):
                yield from below(child)


def judges_memory():
    """Of any process that runs lab: the kernel keeps its peak, looked up as long as it lives."""
    program, peak, looks = os.path.realpath(LAB), 0, 0
    with subprocess.Popen(CHECK, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            with contextlib.suppress(OSError):
                for pid in below(process.pid):
                    with contextlib.suppress(OSError):
                        if os.readlink(f"/proc/{pid}/exe") == program:
                            peak, looks = max(peak, peak_of(pid)), looks + 1
    if looks < 100:
        raise RuntimeError(f"the judges were seen {looks} times only")
    print(f"A judge's peak of resident memory: {peak / 1024:.1f} MiB, in {looks} looks "
          "(bound 64 MiB)")


def full_server():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    clients = min(CLIENTS, hard - 100) if hard != resource.RLIM_INFINITY else CLIENTS
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, clients + 100)), hard))
    command = [LAB, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        port = int(server.stdout.readline().split()[-1])
        socks = [socket.create_connection(("127.0.0.1", port)) for _ in range(clients)]
        socks[-1].sendall(b"?")  # clients are taken in their order
        socks[-1].recv(1)
        with open(f"/proc/{server.pid}/status", encoding="ascii") as file:
            size = next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))
        with contextlib.ExitStack() as stack:
            drain = threading.Thread(target=server.stdout.read)
            drain.start()
            stack.callback(drain.join)
            server.terminate()
        for sock in socks:
            sock.close()
    print(f"lab serve with {clients} idle clients: {size / 1024:.1f} MiB resident (bound 64 MiB)")


def main():
    failed = 0
    with tempfile.TemporaryDirectory(prefix="bench.") as folder:
        try:
            scripts = record_compilers(folder)
            one_lesson(scripts)
            all_lessons(folder, scripts)
            bench_class.report(folder, scripts)
        except (RuntimeError, ValueError, OSError) as why:
            print(f"The compiler alone could not be measured: {why}")
            failed += 1
        for measure in (nothing_changed, judges_memory, full_server):
            try:
                measure()
            except (RuntimeError, ValueError, OSError, StopIteration) as why:
                print(f"{measure.__name__} could not be measured: {why!r}")
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
