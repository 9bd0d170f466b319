"""fairness_settings.py - settings in which a verdict must not change: how lab is started there."""
import ctypes
import dataclasses
import errno
import fcntl
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import typing

NOBODY = 65534


def needs_family(name):
    """Whether the check of that NAME needs IPv6; the names of hosts are the kit's."""
    return "IPv6" in name and "IPv6 address of a name" not in name and "as it is" not in name


def needs_address(name):
    """Whether it needs ::1."""
    return needs_family(name) and not name.startswith("makes an IPv6")


def nothing(_):
    return False


@dataclasses.dataclass
class Setting:
    """What differs from a plain run of lab."""
    name: str
    flags: str = ""                                  # LESSON_CFLAGS
    compiler: str = ""                               # that builds the kit and the lessons
    environment: dict = dataclasses.field(default_factory=dict)
    bare: bool = False                               # no other environment than that
    begin: typing.Callable = lambda: None            # done in lab's process, before lab
    within: tuple = ()                               # the command that runs lab
    place: str = "kit"                               # the name of the kit's folder
    skipped: typing.Callable = nothing               # whether a check cannot be shown there
    hides: str = ""                                  # mistakes unseen where it is in the code
    rare: bool = False                               # not in a run of a selection
    owner: int = 0                                   # whose the kit is
    fault: str = ""                                  # what lab says where it can judge nothing
    mute: bool = False                               # standard output is closed
    suits: typing.Callable = lambda answer: True     # an answer (lesson, path) that must not differ
    lacks: typing.Callable = lambda folder: ""       # why this machine has no such setting

    def touches_words(self):
        """Whether the compiler might say something else."""
        return bool(self.environment or self.bare or self.compiler or self.mute or
                    self.place != "kit")


def network(name, *commands, **more):
    """A network of its own, with a loopback, after COMMANDS."""
    script = " && ".join(("ip link set lo up", *commands, 'exec "$@"'))
    unshare = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-Urn")
    return Setting(name, within=(*unshare, "sh", "-ec", script, "sh"), **more)


def as_nobody(name, **more):
    """By a user without rights, who has a kit of his own."""
    return Setting(name, owner=NOBODY, lacks=lambda _: "" if os.geteuid() == 0 else "it needs root",
                   within=("setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY),
                           "--clear-groups"), **more)


def put(value, name):
    return f"echo '{value}' >/proc/sys/net/{name}"


def limits(*pairs, hard=False):
    def begin():
        for which, most in pairs:
            resource.setrlimit(which, (most, most if hard else resource.getrlimit(which)[1]))
    return begin


def closed(*descriptors):
    def begin():
        for fd in descriptors:
            os.close(fd)
    return begin


def odd_signals():
    """Nothing of this is reset by exec."""
    for number in (signal.SIGPIPE, signal.SIGCHLD, signal.SIGALRM, signal.SIGUSR1, signal.SIGXCPU,
                   signal.SIGXFSZ, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


def blocked_signals():
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    for number in (signal.SIGALRM, signal.SIGPIPE, signal.SIGUSR1, signal.SIGCHLD):
        os.kill(os.getpid(), number)


def many_descriptors():
    """Open in lab, and with numbers that the kit uses itself."""
    ends = os.pipe()
    for fd in (*range(ends[1] + 1, 40), *range(998, 1012)):
        fcntl.fcntl(ends[0], fcntl.F_DUPFD, fd)


def mentions(path, pattern):
    with open(path, encoding="utf-8", errors="replace") as file:
        return re.search(pattern, file.read()) is not None


class Comparison(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int),
                ("one", ctypes.c_uint64), ("other", ctypes.c_uint64)]


def without_calls(*rules):
    """A kernel that lacks something: RULES are (call, errno, first argument or None)."""
    allow, fail, equal = 0x7fff0000, 0x00050000, 4
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(allow)))
    for call, error, first in rules:
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        only = (Comparison * 1)(Comparison(0, equal, first or 0, 0))
        seccomp.seccomp_rule_add_exact_array(context, ctypes.c_uint32(fail | error), number,
                                             0 if first is None else 1, only)
    if seccomp.seccomp_load(context) != 0:
        raise OSError("seccomp_load() failed")


def without_family():
    without_calls(("socket", errno.EAFNOSUPPORT, socket.AF_INET6))


def older_kernel():
    """Before 5.9, with descriptors that nobody closes at one stroke."""
    many_descriptors()
    without_calls(("close_range", errno.ENOSYS, None), ("personality", errno.EPERM, None))


def lacks_seccomp(_):
    try:
        ctypes.CDLL("libseccomp.so.2")
        return ""
    except OSError as error:
        return str(error)


def lacks_locales(folder):
    """Makes the locales in FOLDER."""
    if not shutil.which("localedef"):
        return "there is no localedef"
    os.makedirs(f"{folder}/locales", exist_ok=True)
    for name in ("de_DE", "tr_TR"):
        made = subprocess.run(["localedef", "-i", name, "-f", "UTF-8",
                               f"{folder}/locales/{name}.UTF-8"],
                              capture_output=True, text=True, check=False)
        if not os.path.exists(f"{folder}/locales/{name}.UTF-8/LC_CTYPE"):
            return "localedef: " + made.stderr.strip()[:200]
    return ""


def locale(name, **more):
    return {"LOCPATH": "{folder}/locales", "LC_ALL": "", "LANG": name, "LANGUAGE": name[:2], **more}


SANITIZERS = "exitcode=1:halt_on_error=0:log_path=/dev/null:detect_leaks=1:abort_on_error=1"
HOSTILE = {
    "ASAN_OPTIONS": SANITIZERS, "UBSAN_OPTIONS": SANITIZERS, "LSAN_OPTIONS": SANITIZERS,
    "MALLOC_PERTURB_": "7", "MALLOC_CHECK_": "3", "LD_PRELOAD": "libm.so.6", "LD_BIND_NOW": "1",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=9", "RES_OPTIONS": "timeout:1", "POSIXLY_CORRECT": "1",
    "CK_RUN_CASE": "none", "CK_RUN_SUITE": "none", "CK_FORK": "no", "CK_TIMEOUT_MULTIPLIER": "0",
    "CK_TAP_LOG_FILE_NAME": "log.tap", "CPATH": ".", "C_INCLUDE_PATH": "{folder}/kit/lessons",
    "GCC_COLORS": "error=1", "GCC_EXTRA_DIAGNOSTIC_OUTPUT": "fixits-v1", "TERM_URLS": "st",
    "DEPENDENCIES_OUTPUT": "seen.d", "CCC_OVERRIDE_OPTIONS": "# +-w",
}
ODD_NAME = "-a \"Weg\" 'mit' Ümläuten, $HOME %s \\n:x"
LONG_NAME = "/".join(("long" * 60,) * 12)
NAMESPACES = "--mount-proc" if os.geteuid() == 0 else "-Ur --mount-proc"

SETTINGS = (
    Setting("a kit built by clang", compiler="clang"),
    Setting("at -O0", rare=True, flags="-O0"),
    Setting("at -O2", flags="-O2"),
    Setting("at -O3", rare=True, flags="-O3"),
    Setting("by clang at -O2", compiler="clang", flags="-O2"),
    Setting("with _FORTIFY_SOURCE=2", rare=True, flags="-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"),
    Setting("with _FORTIFY_SOURCE=3", flags="-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"),
    Setting("with -fstack-protector-strong", flags="-fstack-protector-strong"),
    Setting("with NDEBUG", flags="-DNDEBUG",
            suits=lambda answer: not mentions(answer[1], r"assert\(")),
    network("without IPv6 addresses", put(1, "ipv6/conf/all/disable_ipv6"),
            put(1, "ipv6/conf/default/disable_ipv6"), skipped=needs_address),
    network("without ::1", "ip addr del ::1/128 dev lo", skipped=needs_address),
    Setting("in a kernel without IPv6", begin=without_family, skipped=needs_family,
            hides="INET6|IPV6|sockaddr_storage", lacks=lacks_seccomp),
    as_nobody("as an ordinary user"),
    Setting("as root of a user namespace", within=("unshare", "-Ur")),
    Setting("without standard input", rare=True, begin=closed(0)),
    Setting("without standard error", begin=closed(2)),
    Setting("without standard input and error", rare=True, begin=closed(0, 2)),
    Setting("without standard output", begin=closed(1), mute=True),
    Setting("without descriptors 0 to 2", begin=closed(0, 1, 2), mute=True),
    Setting("in a folder with odd letters", place=ODD_NAME),
    Setting("in a folder with a long name", place=LONG_NAME),
    Setting("with umask 077", begin=lambda: os.umask(0o077)),
    Setting("with umask 0", rare=True, begin=lambda: os.umask(0)),
    Setting("in German", environment=locale("de_DE.UTF-8", LC_NUMERIC="de_DE.UTF-8"),
            lacks=lacks_locales),
    Setting("in Turkish", environment=locale("tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8"),
            lacks=lacks_locales),
    Setting("in another time zone", rare=True, environment={"TZ": "Pacific/Kiritimati"}),
    Setting("with 64 descriptors", begin=limits((resource.RLIMIT_NOFILE, 64))),
    Setting("with a small stack", begin=limits((resource.RLIMIT_STACK, 100 << 10))),
    Setting("with an endless stack", rare=True, begin=limits((resource.RLIMIT_STACK, -1))),
    Setting("with low limits", begin=limits(
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_SIGPENDING, 0),
        (resource.RLIMIT_AS, 1 << 30), (resource.RLIMIT_DATA, 1 << 20),
        (resource.RLIMIT_FSIZE, 1 << 10))),
    Setting("at nice 19", rare=True, begin=lambda: os.nice(19)),
    Setting("on one processor", begin=lambda: os.sched_setaffinity(0, {0})),
    Setting("with signals ignored", begin=odd_signals),
    Setting("with signals blocked and pending", begin=blocked_signals),
    Setting("with inherited descriptors", begin=many_descriptors),
    Setting("in an older kernel", begin=older_kernel, lacks=lacks_seccomp),
    Setting("with an odd environment", environment=HOSTILE),
    Setting("without an environment", bare=True),
    Setting("with an odd TMPDIR", environment={"TMPDIR": "{folder}/a b/ü"}),
    Setting("with no TMPDIR there", rare=True, environment={"TMPDIR": "/nonexistent/folder"}),
    Setting("with fixed addresses", rare=True, within=("setarch", "-R")),
    Setting("with the older layout of addresses", within=("setarch", "-L")),
    Setting("with executable data", rare=True, within=("setarch", "-X")),
    Setting("in a process namespace", within=("unshare", *NAMESPACES.split(), "-pf")),
    network("with nothing but a loopback"),
    network("with short queues", put(16, "core/somaxconn")),
    network("with other settings of TCP", put(1, "ipv4/tcp_abort_on_overflow"),
            put(0, "ipv4/tcp_syncookies"), put(0, "ipv4/tcp_timestamps"), put(0, "ipv4/tcp_sack"),
            put(1, "ipv4/tcp_tw_reuse"), put(0, "ipv4/ip_unprivileged_port_start"),
            put(0, "ipv4/tcp_window_scaling"), put(1, "ipv4/tcp_no_metrics_save")),
    network("with small buffers of TCP", put("4096 4096 8192", "ipv4/tcp_wmem"),
            put("4096 4096 8192", "ipv4/tcp_rmem")),
    network("without TIME_WAIT", put(0, "ipv4/tcp_max_tw_buckets"), put(3, "ipv4/tcp_fastopen")),
    network("with small packets", "ip link set lo mtu 1300"),
    network("with few ports", put("40000 40400", "ipv4/ip_local_port_range")),
    as_nobody("with much of it together", flags="-O2 -D_FORTIFY_SOURCE=2", place=ODD_NAME,
              environment={**HOSTILE, "TZ": "Asia/Kathmandu"}, skipped=needs_family,
              hides="INET6|IPV6|sockaddr_storage",
              begin=lambda: (os.umask(0o077), odd_signals(), without_family(), os.close(0))),

    # What the machine lacks is no fault of the lesson: no verdict, but a word on it.
    Setting("with 64 descriptors at most", fault="the kit needs 1024 (ulimit -n)",
            begin=limits((resource.RLIMIT_NOFILE, 64), hard=True)),
    Setting("with little memory", fault="no room for a process or for memory",
            begin=limits((resource.RLIMIT_AS, 8 << 30), hard=True)),
    as_nobody("with few processes", fault="could not be judged",
              begin=limits((resource.RLIMIT_NPROC, 4), hard=True)),
    Setting("with flags that the compiler does not know", flags="-fno-such-flag",
            fault="cannot make a library of any file"),
    Setting("where no compiler is", environment={"PATH": "/nonexistent"}, fault="cannot be run"),
    Setting("where /proc is another's", within=("unshare", "-pf"), fault="/proc does not show",
            lacks=lambda _: "" if os.geteuid() == 0 else "it needs root"),
    Setting("without a loopback", within=("unshare", "-n"), fault="ip link set lo up",
            lacks=lambda _: "" if os.geteuid() == 0 else "it needs root"),
    network("with one address of the loopback", "ip addr del 127.0.0.1/8 dev lo",
            "ip addr add 127.0.0.1/32 dev lo", fault="no client can reach a server"),
)
