"""cluster.py - a class graded by several: GNU parallel, here and over ssh, and a job array of Slurm.

The servers that it starts listen on loopback, at ports that were free, and are ended by their ids.
"""
import contextlib
import difflib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import corpus
from kit import ROOT, Tests

LIMIT = 120  # seconds: a last resort
tests = Tests()


def free_ports(count):
    holders = [socket.socket() for _ in range(count)]
    for one in holders:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in holders]
    for one in holders:
        one.close()
    return ports


@contextlib.contextmanager
def started(command, **more):
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, **more) as one:
        try:
            yield one
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGTERM)
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(one.pid, signal.SIGKILL)


def until(condition):
    """Whether it comes true; what is waited for is another program's doing."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=LIMIT, **more)


def table(folder):
    try:
        with open(os.path.join(folder, "grades.csv"), encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        return str(error)


def compare(name, run_of_it, folder, whole):
    merged = run(corpus.LAB, "merge", folder)
    against = []
    if merged.returncode != 0 or table(folder) != whole:
        against = [run_of_it.stdout[-500:], run_of_it.stderr[-1000:], merged.stdout, merged.stderr,
                   *difflib.unified_diff(whole.splitlines(), table(folder).splitlines())]
    tests.result(name, against)


def part(scratch, out, level, shard="{}/2"):
    return ["build/lab", "grade", f"{scratch}/class", "--out", f"{scratch}/{out}", "--resume",
            "--jobs", "1", "--sandbox", level, "--shard", shard]


# --- GNU parallel --------------------------------------------------------------------------------

def parallel(scratch, level, whole):
    if not shutil.which("parallel"):
        tests.skip("GNU parallel", "there is no parallel")
        return
    here = run("parallel", "--will-cite", *part(scratch, "here", level), ":::", "1", "2", cwd=ROOT)
    compare("GNU parallel grades a class in parts", here, f"{scratch}/here", whole)
    ones = run("parallel", "--will-cite", "build/lab", "grade-one", "{}", "--out", f"{scratch}/ones",
               "--sandbox", level, ":::", *sorted(entry.path for entry in os.scandir(
                   f"{scratch}/class")), cwd=ROOT)
    compare("and one by one", ones, f"{scratch}/ones", whole)


def over_ssh(scratch, level, whole):
    server = shutil.which("sshd") or "/usr/sbin/sshd"
    if os.geteuid() != 0 or not os.path.exists(server) or not shutil.which("parallel"):
        tests.skip("GNU parallel over ssh", "it needs root, sshd and parallel")
        return
    port, = free_ports(1)
    for name in ("host", "user"):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{scratch}/{name}")
    os.makedirs("/run/sshd", exist_ok=True)
    with open(f"{scratch}/sshd.conf", "w", encoding="ascii") as file:
        file.write(f"Port {port}\nListenAddress 127.0.0.1\nHostKey {scratch}/host\nPidFile none\n"
                   f"AuthorizedKeysFile {scratch}/user.pub\nStrictModes no\nUsePAM no\n"
                   "PermitRootLogin prohibit-password\nPasswordAuthentication no\n")
    login = (f"2/ssh -p {port} -i {scratch}/user -o StrictHostKeyChecking=no -o "
             f"UserKnownHostsFile={scratch}/known -o BatchMode=yes {getpass.getuser()}@127.0.0.1")
    with started([server, "-D", "-e", "-f", f"{scratch}/sshd.conf"],
                 stderr=subprocess.DEVNULL):
        if not until(lambda: answers(port)):
            tests.skip("GNU parallel over ssh", "sshd does not start here")
            return
        there = run("parallel", "--will-cite", "--sshlogin", login, "--wd", ROOT,
                    *part(scratch, "ssh", level), ":::", "1", "2", cwd=ROOT)
    compare("GNU parallel grades a class over ssh", there, f"{scratch}/ssh", whole)


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


# --- Slurm ---------------------------------------------------------------------------------------

CONFIGURATION = """
ClusterName=steps
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={daemon}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
ReturnToService=2
SlurmUser=root
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmdSpoolDir={folder}/spool
StateSaveLocation={folder}/state
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SwitchType=switch/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def words_of(folder):
    """The ends of what its programs have written down."""
    words = []
    for name in ("slurmctld.log", "slurmd.log", "munge.log"):
        with contextlib.suppress(OSError), open(f"{folder}/{name}", encoding="utf-8") as file:
            words.append(file.read()[-400:])
    return words


def slurm(scratch, level, whole):
    programs = ("munged", "slurmctld", "slurmd", "sbatch")
    if os.geteuid() != 0 or not all(map(shutil.which, programs)):
        tests.skip("a job array of Slurm", "it needs root and Slurm")
        return
    folder = f"{scratch}/slurm"
    os.makedirs(f"{folder}/spool")
    os.makedirs(f"{folder}/state")
    controller, daemon = free_ports(2)
    host = socket.gethostname().split(".")[0]
    with open(f"{folder}/slurm.conf", "w", encoding="ascii") as file:
        file.write(CONFIGURATION.format(host=host, folder=folder, controller=controller,
                                        daemon=daemon, cpus=os.cpu_count()))
    with open(f"{folder}/munge.key", "wb") as file:
        file.write(os.urandom(1024))
    os.chmod(f"{folder}/munge.key", 0o400)
    environment = os.environ | {"SLURM_CONF": f"{folder}/slurm.conf", "SANDBOX": level}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    munged = ["munged", "--foreground", "--force", f"--socket={folder}/munge.socket",
              f"--key-file={folder}/munge.key", f"--pid-file={folder}/munge.pid",
              f"--log-file={folder}/munge.log", f"--seed-file={folder}/munge.seed"]
    with started(munged, **quiet):
        until(lambda: os.path.exists(f"{folder}/munge.socket"))
        with started(["slurmctld", "-D"], **quiet), started(["slurmd", "-D", "-N", host], **quiet):
            ready = until(lambda: "idle" in run("sinfo", "-h", "-o", "%T", env=environment).stdout)
            if not ready:
                tests.skip("a job array of Slurm", "Slurm does not start here: "
                           + " ".join(words_of(folder)).replace("\n", " ")[-300:])
                return
            job = run("sbatch", "--wait", "--array=1-3", f"--output={folder}/%a.log",
                      "--cpus-per-task=1", "harness/class/slurm.sbatch", f"{scratch}/class",
                      f"{scratch}/array", cwd=ROOT, env=environment)
            compare("a job array of Slurm grades a class", job, f"{scratch}/array", whole)
            os.unlink(f"{scratch}/array/shards/2-of-3.json")
            lost = run(corpus.LAB, "merge", f"{scratch}/array")
            tests.result("merge names the part that has died",
                         [] if lost.returncode == 2 and "graded again: 2" in lost.stdout
                         else [lost.stdout])
            again = run("sbatch", "--wait", "--array=2", f"--output={folder}/%a.log",
                        "--cpus-per-task=1", "harness/class/slurm.sbatch", f"{scratch}/class",
                        f"{scratch}/array", cwd=ROOT, env=environment | {"PARTS": "3"})
            compare("and that part alone is done again", again, f"{scratch}/array", whole)


def main():
    scratch = tempfile.mkdtemp(prefix="kit-test.")
    os.chmod(scratch, 0o755)
    try:
        paths = corpus.files("wrong", "07_")[:6] + corpus.files("right", "07_")[:2]
        for number, path in enumerate(paths):
            os.makedirs(f"{scratch}/class/s{number}")
            shutil.copy(path, f"{scratch}/class/s{number}/07_server_listen.c")
        for level in ("full", "reduced", "none"):
            whole = run(corpus.LAB, "grade", f"{scratch}/class", "--out", f"{scratch}/whole",
                        "--sandbox", level)
            if whole.returncode == 0:
                break
        else:
            tests.skip("a class is graded by several", "no submission can be judged on this machine")
            return tests.finish()
        for several in (parallel, over_ssh, slurm):
            several(scratch, level, table(f"{scratch}/whole"))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
