#!/usr/bin/env python3
"""programs.py - the client and the server made of the lessons talk to programs that others wrote.

Lesson by lesson the programs are the solutions. Each pair exchanges a line and a megabyte, with NUL
bytes where the other program takes them, and the end of what is sent comes before the reply does:
a half-close. Ports are the kernel's choice. What waits too long is ended with its process group.
"""
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading

from kit import ROOT, STEMS, Kit, Tests

LIMIT = 60  # seconds: a last resort
LINE = b"What comes back is what was sent.\n"
MEGABYTE = bytes(range(256)) * 4096
TEXT = (b"0123456789abcdef" * 3 + b"\n") * 160  # 8 KB: curl sends all before it reads
ADDRESSES = {"IPv4": (socket.AF_INET, "127.0.0.1"), "IPv6": (socket.AF_INET6, "::1")}


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def talk(kit, command, data):
    """What the command prints, given data and then the end of its input."""
    process = kit.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE)
    try:
        out, err = process.communicate(data, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        err += b"\n(ended: it took too long)"
    return process.returncode, out, err.decode(errors="replace")


def reasons_of(answer, data, status=0):
    code, out, err = answer
    reasons = []
    if code != status:
        reasons.append(f"exit status {code}: {err[:500]}")
    if out != data:
        reasons.append(f"{len(out)} bytes came back of {len(data)}: {err[:500]}")
    return reasons


class Server:
    """A program that says on which port it listens, and runs until the end of the with block."""

    def __init__(self, kit, command, pattern=r"listening on (\S+) port (\d+)", words="stdout"):
        self.process = kit.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 **({"stderr": subprocess.PIPE} if words == "stderr" else {}))
        self.words = getattr(self.process, words)
        alarm = threading.Timer(LIMIT, self.process.kill)
        alarm.start()
        self.first = self.words.readline().decode()
        said = re.search(pattern, self.first)
        alarm.cancel()
        self.port = int(said.groups()[-1]) if said else 0

    def __enter__(self):
        return self

    def line(self):
        return self.words.readline().decode()

    def end(self, number=signal.SIGTERM):
        """Its exit status, and what it said that was not read yet."""
        self.process.send_signal(number)
        try:
            rest, _ = self.process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            rest, _ = self.process.communicate()
        return self.process.returncode, (rest or b"").decode()

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()


# --- the clients of others, and a server ---------------------------------------------------------


def python_talks(ip, port, data):
    """Reads while another thread sends, and ends its side before it has read all."""
    with socket.create_connection((ip, port), timeout=LIMIT) as sock:
        def send():
            sock.sendall(data)
            sock.shutdown(socket.SHUT_WR)
        sender = threading.Thread(target=send)
        sender.start()
        answer = b"".join(iter(lambda: sock.recv(65536), b""))
        sender.join()
    return 0, answer, ""


def both_ways(process, data, size):
    """Sends data, and takes size bytes meanwhile; the end of what is sent is still to come."""
    def send():
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(data)
            process.stdin.flush()
    alarm = threading.Timer(LIMIT, process.kill)
    alarm.start()
    sender = threading.Thread(target=send)
    sender.start()
    answer = process.stdout.read(size)
    sender.join()
    alarm.cancel()
    return answer


def curl_talks(kit, ip, port, data):
    """curl goes on after the end of its input, and has no half-close: it is ended."""
    host = f"[{ip}]" if ":" in ip else ip
    process = kit.start(["curl", "-sN", f"telnet://{host}:{port}"],
                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    answer = both_ways(process, data, len(data))
    process.terminate()
    rest, _ = process.communicate(timeout=LIMIT)
    return 0, answer + rest, ""


def clients(kit):
    """Name, program it needs, what it can take, and how it talks."""
    yield "python3's sockets", "python3", MEGABYTE, python_talks
    yield ("nc", "nc", MEGABYTE,
           lambda ip, port, data: talk(kit, ["nc", "-N", ip, str(port)], data))
    yield ("socat", "socat", MEGABYTE, lambda ip, port, data: talk(
        kit, ["socat", "-t", str(LIMIT), "-", f"TCP:[{ip}]:{port}" if ":" in ip
              else f"TCP:{ip}:{port}"], data))
    yield "curl", "curl", TEXT, lambda ip, port, data: curl_talks(kit, ip, port, data)
    yield ("the client of the lessons", "python3", MEGABYTE,
           lambda ip, port, data: talk(kit, [kit.lab, "client", ip, str(port)], data))


def test_server(kit, tests, version):
    """Two clients of each kind, one after another, and all of them at one server."""
    _, ip = ADDRESSES[version]
    with Server(kit, [kit.lab, "server", ip, "0"]) as server:
        tests.result(f"the server of the lessons says first where it listens ({version})",
                     [] if server.port else [f"first line: {server.first}"])
        for name, program, much, exchange in clients(kit):
            for what, data in (("a line", LINE), ("much more", much)):
                title = f"{name} and the server of the lessons exchange {what} ({version})"
                if not shutil.which(program):
                    tests.skip(title, f"there is no {program}")
                    continue
                reasons = reasons_of(exchange(ip, server.port, data), data)
                said = server.line()
                if not re.fullmatch(rf"{re.escape(ip)} port \d+: {len(data)} bytes\n", said):
                    reasons.append(f"the server says: {said}")
                tests.result(title, reasons)
        status, rest = server.end()
        tests.result(f"the server of the lessons ends with status 0 on SIGTERM ({version})",
                     [f"status {status}, {rest}"] if status or rest else [])


def test_queue(kit, tests):
    """The second client comes while the first is served, and has its turn after it."""
    with Server(kit, [kit.lab, "server", "127.0.0.1", "0"]) as server:
        place = ("127.0.0.1", server.port)
        with socket.create_connection(place, LIMIT) as one, \
                socket.create_connection(place, LIMIT) as two:
            two.sendall(b"second")
            two.shutdown(socket.SHUT_WR)
            one.sendall(b"first")
            one.shutdown(socket.SHUT_WR)
            answers = [b"".join(iter(lambda s=s: s.recv(99), b"")) for s in (one, two)]
        lines = server.line() + server.line()
        reasons = [] if answers == [b"first", b"second"] else [f"answers: {answers}"]
        if not re.fullmatch(r".*: 5 bytes\n.*: 6 bytes\n", lines):
            reasons.append(lines)
        tests.result("two clients in the queue are served one after another", reasons)
        with socket.create_connection(place, LIMIT) as idle:
            idle.sendall(b"x")
            idle.recv(1)
            status, _ = server.end(signal.SIGINT)
        tests.result("the server of the lessons ends with status 0 on SIGINT, in the middle of one",
                     [f"status {status}"] if status else [])


# --- the servers of others, and the client -------------------------------------------------------


@contextlib.contextmanager
def python_server(version, at_end):
    """Echoes for one client: as it comes, or all of it after the client's half-close."""
    family, ip = ADDRESSES[version]
    with socket.socket(family) as listener:
        listener.bind((ip, 0))
        listener.listen()
        listener.settimeout(LIMIT)

        def serve():
            with contextlib.suppress(OSError):
                conn, _ = listener.accept()
                with conn:
                    conn.settimeout(LIMIT)
                    kept = []
                    for data in iter(lambda: conn.recv(65536), b""):
                        kept.append(data)
                        if not at_end:
                            conn.sendall(kept.pop())
                    conn.sendall(b"".join(kept))
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def test_client(kit, tests, version):
    _, ip = ADDRESSES[version]
    bracketed = f"[{ip}]" if ":" in ip else ip

    def case(name, port, data, status=0):
        answer = talk(kit, [kit.lab, "client", ip, str(port)], data)
        tests.result(f"the client of the lessons and {name} ({version})",
                     reasons_of(answer, data, status))

    for what, data in (("a line", LINE), ("a megabyte", MEGABYTE)):
        for at_end, how in ((False, "as it comes"), (True, "after the half-close")):
            with python_server(version, at_end) as port:
                case(f"python3's sockets exchange {what}, {how}", port, data)
        with Server(kit, [kit.lab, "serve", "--port", "0", "--ip", ip]) as server:
            case(f"the reference server exchange {what}", server.port, data)
        name = f"socat exchange {what}"
        if shutil.which("socat"):
            listen = f"TCP{version[-1]}-LISTEN:0,bind={bracketed}"
            command = ["socat", "-d", "-d", listen, "PIPE"]
            with Server(kit, command, r":(\d+)\n", "stderr") as server:
                case(name, server.port, data)
        else:
            tests.skip(name, "there is no socat")
        if shutil.which("nc"):
            test_nc(kit, tests, version, what, data)
        else:
            tests.skip(f"nc gets {what}", "there is no nc")


def test_nc(kit, tests, version, what, data):
    """nc prints what comes, and sends its input. So each way has its own data. Neither side ends
    before it has all of the other's: what nc does after the other's end is its own affair."""
    _, ip = ADDRESSES[version]
    reply = data[::-1]
    received = {}
    with Server(kit, ["nc", "-lvN", ip, "0"], r"(\d+)\n", "stderr") as server:
        client = kit.start([kit.lab, "client", ip, str(server.port)], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        thread = threading.Thread(
            target=lambda: received.update(nc=both_ways(server.process, reply, len(data))))
        thread.start()
        answer = both_ways(client, data, len(reply))
        thread.join()
        rest, err = client.communicate(timeout=LIMIT)
        more, _ = server.process.communicate(timeout=LIMIT)
    reasons = reasons_of((client.returncode, answer + rest, err.decode(errors="replace")), reply)
    if received["nc"] + more != data:
        reasons.append(f"nc has {len(received['nc'] + more)} bytes of {len(data)}")
    tests.result(f"the client of the lessons and nc exchange {what}, each its own ({version})",
                 reasons)


# --- what is lacking, and the reference server ---------------------------------------------------


def test_lacking(kit, tests):
    skeletons = os.path.join(kit.folder, "skeletons")
    os.mkdir(skeletons)
    for stem in STEMS:
        shutil.copy(f"{kit.path}/harness/skeletons/{stem}.skeleton", f"{skeletons}/{stem}.c")
    for name, arguments, numbers in (("client", ["127.0.0.1", "1"], range(1, 5)),
                                     ("server", ["127.0.0.1", "0"], range(5, 11))):
        status, _, words = talk(kit, [kit.lab, name, "--lessons", skeletons, *arguments], b"")
        named = [int(number) for number in re.findall(r"^  lesson (\d+), ", words, re.MULTILINE)]
        reasons = [] if status == 1 else [f"exit status {status}"]
        if named != list(numbers):
            reasons.append(f"named are {named}: {words}")
        tests.result(f"a {name} of skeletons is not run: the lessons that it lacks are named",
                     reasons)
    for stem in STEMS[4:]:
        shutil.copy(f"{ROOT}/solutions/{stem}.c", skeletons)
    shutil.copy(f"{kit.path}/harness/skeletons/{STEMS[6]}.skeleton", f"{skeletons}/{STEMS[6]}.c")
    _, _, words = talk(kit, [kit.lab, "server", "--lessons", skeletons, "127.0.0.1", "0"], b"")
    tests.result("a server that lacks lesson 7 alone: that one is named, and what to do next",
                 [] if re.search(r":\n  lesson 7, .*\nNext: .* check 7 .*\n$", words) else [words])


def test_no_errno(kit, tests):
    lessons = os.path.join(kit.folder, "no_errno")
    shutil.copytree(kit.lessons, lessons)
    with open(f"{lessons}/{STEMS[2]}.c", "w", encoding="utf-8") as file:
        file.write('#include "steps.h"\n#include <errno.h>\n'
                   "ssize_t client_send(int sock, const void *data, size_t size)\n"
                   "{ (void)sock, (void)data, (void)size; errno = 0; return -1; }\n"
                   "ssize_t client_recv(int sock, void *buffer, size_t size)\n"
                   "{ (void)sock, (void)buffer, (void)size; errno = 0; return -1; }\n")
    with Server(kit, [kit.lab, "serve", "--port", "0"]) as server:
        _, _, words = talk(kit, [kit.lab, "client", "--anyway", "--lessons", lessons, "127.0.0.1",
                                 str(server.port)], LINE)
    tests.result("a step that fails and sets no errno is told so by the client",
                 [] if "client: exchange: -1, and errno not set\n" in words else [words])


def descendant(pid, program):
    """The process below pid that runs this program, or None."""
    with contextlib.suppress(OSError):
        if os.readlink(f"/proc/{pid}/exe") == program:
            return pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            for child in file.read().split():
                if found := descendant(int(child), program):
                    return found
    return None


def test_make_serve(kit, tests):
    program = os.path.realpath(os.path.join(ROOT, "build", "lab"))
    for number in (signal.SIGINT, signal.SIGTERM):
        with Server(kit, ["make", "-s", "-C", ROOT, "serve", "PORT=0"]) as server:
            reasons = [] if server.port else [f"its first line is {server.first}"]
            for data in (LINE, MEGABYTE):
                reasons += reasons_of(python_talks("127.0.0.1", server.port, data), data)
                said, size = server.line(), len(data)
                if not re.fullmatch(rf"127\.0\.0\.1 port \d+: {size} bytes in, {size} bytes out, "
                                    "ended by the client\n", said):
                    reasons.append(f"of the client it says: {said}")
            os.kill(descendant(server.process.pid, program), number)
            rest, _ = server.process.communicate(timeout=LIMIT)
            if server.process.returncode != 0 or rest:
                reasons.append(f"it ends with status {server.process.returncode}, saying {rest}")
        tests.result("make serve PORT=0 says where it listens, has a line for each client, and "
                     f"ends with status 0 on {number.name}", reasons)


def main():
    tests = Tests()
    with Kit() as kit:
        for version in ADDRESSES:
            if version == "IPv6" and not has_ipv6():
                tests.skip("all that, over IPv6", "there is no IPv6 here")
                continue
            test_server(kit, tests, version)
            test_client(kit, tests, version)
        test_queue(kit, tests)
        test_lacking(kit, tests)
        test_no_errno(kit, tests)
        test_make_serve(kit, tests)
        tests.result("no process and no file is left behind", kit.left_behind())
    return tests.finish()


if __name__ == "__main__":
    sys.exit(main())
