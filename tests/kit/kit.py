"""kit.py - what the kit's tests in Python share: a kit of their own, its processes, TAP."""
import glob
import os
import select
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.dirname(os.environ.get("LAB", os.path.join(ROOT, "build", "lab")))
STEMS = sorted(os.path.basename(path)[:-2] for path in glob.glob(f"{ROOT}/solutions/[01]*.c"))


class Tests:
    """Counts results and prints them as TAP."""

    def __init__(self):
        self.number = self.failed = 0

    def result(self, name, reasons=()):
        """The test passed if there are no reasons against it."""
        self.number += 1
        self.failed += bool(reasons)
        print("not ok" if reasons else "ok", self.number, "-", name, flush=True)
        for line in "\n".join(reasons).splitlines():
            print("#", line, flush=True)

    def skip(self, name, why):
        self.number += 1
        print("ok", self.number, "-", name, "# SKIP", why, flush=True)

    def finish(self):
        print(f"1..{self.number}")
        return 1 if self.failed else 0


class Kit:
    """A kit built in BUILD, in a folder of its own called NAME, with the solutions as lessons, and
    its own TMPDIR. Who runs a program out of this folder, or stands in it, was started by this
    kit."""

    def __init__(self, build=BUILD, name="kit"):
        self.folder = tempfile.mkdtemp(prefix="kit-test.")
        os.chmod(self.folder, 0o755)
        self.path = os.path.join(self.folder, name)
        self.tmp = os.path.join(self.folder, "tmp")
        self.build = os.path.join(self.path, "build")
        self.lab = os.path.join(self.build, "lab")
        self.lessons = os.path.join(self.path, "lessons")
        os.makedirs(self.build)
        os.mkdir(self.tmp)
        os.chmod(self.tmp, 0o1777)
        for part in ("lab", "stage", *map(os.path.basename, glob.glob(f"{build}/*.so*"))):
            shutil.copy(os.path.join(build, part), self.build)
        shutil.copytree(os.path.join(build, "include"), os.path.join(self.build, "include"))
        shutil.copytree(os.path.join(ROOT, "harness", "skeletons"),
                        os.path.join(self.path, "harness", "skeletons"))
        shutil.copy(os.path.join(ROOT, "GUIDE.md"), self.path)
        shutil.copytree(os.path.join(ROOT, "lessons"), self.lessons)
        for stem in STEMS:
            shutil.copy(os.path.join(ROOT, "solutions", stem + ".c"), self.lessons)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def environment(self):
        plain = {key: value for key, value in os.environ.items()
                 if key not in ("MAKEFLAGS", "LESSON_CFLAGS")}
        return plain | {"TMPDIR": self.tmp, "LC_ALL": "C"}

    def start(self, command, **more):
        """In a session of its own, so that all of it can be ended."""
        return subprocess.Popen(command, cwd=self.path, env=self.environment(),
                                start_new_session=True, **more)

    def processes(self):
        """The ids of those that this kit has started, however they have left home."""
        mine = []
        for entry in filter(str.isdigit, os.listdir("/proc")):
            for link in ("exe", "cwd"):
                try:
                    if os.readlink(f"/proc/{entry}/{link}").startswith(self.folder):
                        mine.append(int(entry))
                        break
                except OSError:
                    pass
        return mine

    def left_behind(self):
        """Processes that are still there; one that is about to end has a little time for it."""
        reasons = []
        for pid in self.processes():
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    name = file.read().replace(b"\0", b" ").decode(errors="replace")
                fd = os.pidfd_open(pid)
            except OSError:
                continue
            wait = select.poll()
            wait.register(fd, select.POLLIN)
            if not wait.poll(3000):
                reasons.append(f"left behind: process {pid}, {name}")
                os.kill(pid, 9)
            os.close(fd)
        for path in glob.glob(f"{self.tmp}/*") + glob.glob(f"{self.build}/run.*"):
            reasons.append(f"left behind: {path}")
            shutil.rmtree(path, ignore_errors=True)
        return reasons
