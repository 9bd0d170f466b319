"""servers.py - make serve beside socat(1) and ncat(1): the same job, in the same run.

Each sends every client its own bytes back: socat a process a client, ncat a process and cat(1).
The server that is made of the solutions is there too; it serves one client after the other.
"""
import os
import shutil
import subprocess
import time

from figures import Figure, Missed, middle, number, ratios
from machine import LAB, LIMIT, LOAD, RUNS, SOLUTIONS, Failed, below, memory, quiet

LOCAL = "127.0.0.1"
SERVE = "make serve"
SERVERS = {
    SERVE: [LAB, "serve", "--port", "0"],
    "socat": ["socat", f"TCP-LISTEN:0,bind={LOCAL},fork,backlog=4096", "PIPE"],
    "ncat": ["ncat", "-l", LOCAL, "0", "-k", "-m", "1000", "-e", shutil.which("cat") or "cat"],
    "the solutions' server": [LAB, "server", "--anyway", "--lessons", SOLUTIONS, LOCAL, "0"],
}
OTHERS = ("socat", "ncat")
MANY, SOME = 5000, 200  # idle clients: of the one process, of those that start one for each
MIB, AHEAD = 1 << 20, 1 << 15


class Server:
    """One of them, on a port that was free."""

    def __init__(self, name):
        self.name = name
        self.process = subprocess.Popen(SERVERS[name], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True)

    def __enter__(self):
        end = time.monotonic() + LIMIT
        while not (port := self.port()):
            if self.process.poll() is not None or time.monotonic() > end:
                self.__exit__()
                raise Failed(f"{self.name} does not listen")
            time.sleep(0.01)
        self.number = port
        return self

    def __exit__(self, *_):
        """Its own id, and those that it has started, which are in its session."""
        for pid in [*below(self.process.pid)][::-1]:
            if pid != self.process.pid:
                end(pid, self.process.pid)
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def port(self):
        """That on which it listens, by the kernel's list of sockets."""
        try:
            mine = {os.readlink(entry.path) for entry in os.scandir(f"/proc/{self.process.pid}/fd")}
        except OSError:
            return None
        with open(f"/proc/{self.process.pid}/net/tcp", encoding="ascii") as file:
            for words in map(str.split, list(file)[1:]):
                if words[3] == "0A" and f"socket:[{words[9]}]" in mine:
                    return int(words[1].split(":")[1], 16)
        return None

    def load(self, *words):
        run = subprocess.run([LOAD, str(self.number), *map(str, words)], stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, timeout=LIMIT + 10, check=False)
        if run.returncode != 0:
            raise Failed(f"{self.name}: {run.stderr.strip() or run.returncode}")
        return float(run.stdout)

    def idle(self, clients):
        """Its memory in KiB with so many clients that are connected and silent."""
        words = [LOAD, str(self.number), "5", str(clients), "1", "1", "stay"]
        before = self.proportional()
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True) as load:
            said = load.stdout.readline()
            resident, more = memory(self.process.pid, "VmRSS"), self.proportional() - before
            load.stdin.close()
            load.wait(LIMIT)
        if not said:
            raise Failed(f"{self.name} does not hold {clients} clients")
        return resident, more / clients

    def proportional(self):
        """Of all its processes: what is shared counts once."""
        return sum(memory(pid, "Pss", "smaps_rollup") for pid in below(self.process.pid))


def end(pid, session):
    try:
        if os.getsid(pid) == session:
            os.kill(pid, 9)
    except ProcessLookupError:
        pass


# ncat stands still, as cat does, when a client sends more than a pipe holds before it reads.
JOBS = (  # its name, what counts, how much of it is done, in which unit, what load is told
    ("short connections, 8 at once", OTHERS, 1000, "a second", (8, 1000, 64, 64)),
    ("short connections, one by one", OTHERS, 500, "a second", (1, 500, 64, 64)),
    ("one client, 32 KiB ahead", OTHERS, 128, "MiB a second", (1, 1, 128 * MIB, AHEAD)),
    ("8 clients, 32 KiB ahead", OTHERS, 128, "MiB a second", (8, 8, 16 * MIB, AHEAD)),
    ("one client, as fast as it can", ("socat",), 256, "MiB a second",
     (1, 1, 256 * MIB, 256 * MIB)),
    ("8 clients, as fast as they can", ("socat",), 256, "MiB a second",
     (8, 8, 32 * MIB, 32 * MIB)),
)


def here():
    """Those that can be started; the last one is made first."""
    quiet(["timeout", "1", *SERVERS["the solutions' server"]])
    return [name for name, command in SERVERS.items() if shutil.which(command[0])]


def one_job(names, job):
    name, others, amount, unit, words = job
    others = [each for each in others if each in names]
    names = [each for each in names if each in others or each not in OTHERS]
    measured = []
    for _ in range(RUNS):
        measured.append({})
        for each in names:
            with Server(each) as server:
                measured[-1][each] = amount / server.load(*words)
    faster = max(others, key=lambda each: middle(measured, each))
    yield Figure(f"{name}: {SERVE} to {faster}", ratios(measured, SERVE, faster), "times", bound=1,
                 at_least=True,
                 beside=", ".join(f"{each} {number(middle(measured, each))}" for each in names)
                 + f" {unit}")


def speeds():
    names = here()
    for name in OTHERS:
        if name not in names:
            yield Missed(f"{SERVE} to {name}", f"{name} is not here")
    if not set(OTHERS) & set(names):
        return
    for job in JOBS:
        try:
            yield from one_job(names, job)
        except (Failed, subprocess.TimeoutExpired) as why:
            yield Missed(job[0], why)


def idle_clients():
    with Server(SERVE) as server:
        resident, each = server.idle(MANY)
    yield Figure(f"{SERVE}, {MANY:,} idle clients: memory", [resident / 1024], "MiB", bound=64,
                 beside=f"{number(each)} KiB a client")
    for name in OTHERS:
        if not shutil.which(name):
            continue
        with Server(name) as server:
            each = server.idle(SOME)[1]
        yield Figure(f"{name}, {SOME} idle clients: memory a client", [each], "KiB",
                     beside="what its processes share counts once")
