"""A server under test and a client of the line protocol, for the scripts beside this file."""

import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time


class Failure(Exception):
    """Something that the server promises did not hold."""


def check(condition, message):
    if not condition:
        raise Failure(message)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """`calciq serve` on a free port of this machine, ended at the end of a `with` block."""

    def __init__(self, program, *options, intents=None, port=None, environment=None):
        self.program, self.intents, self.port = program, intents, port or free_port()
        self.knowledge = ["--intents", intents] if intents else []
        self.log = tempfile.NamedTemporaryFile("w+", prefix="calciq-serve-", suffix=".log")
        command = [program, "serve", "--port", str(self.port)] + self.knowledge
        self.process = subprocess.Popen(
            command + [str(option) for option in options],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env={**os.environ, **(environment or {})})

    def __enter__(self):
        end = time.time() + 120
        while time.time() < end:
            if self.process.poll() is not None:
                raise Failure(f"the server ended with {self.process.returncode}: {self.logged()}")
            if "ready" in self.logged():  # every listener is open
                return self
            time.sleep(0.02)
        raise Failure("the server does not start: " + self.logged())

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.close()

    def logged(self):
        self.log.flush()
        with open(self.log.name) as log:
            return log.read()

    def signal(self, number):
        self.process.send_signal(number)

    def ended(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"the server did not end within {seconds} s") from None

    def is_running(self):
        return self.process.poll() is None

    def memory(self):
        """Resident kilobytes."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))

    def files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def processor_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stats(self):
        with Client(self.port) as client:
            client.greeting()
            client.send("/stats\n")
            return dict(line.split(" ", 1) for line in client.reply()[1])

    def check_alive(self, seconds=10):
        check(self.is_running(), "the server is gone: " + self.logged())
        with Client(self.port, timeout=seconds) as client:
            client.greeting()
            check(client.ask("/ping") == ("213 info pong", []), "no answer to /ping")


FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../LineServerTests/Fixtures/")
CERTIFICATE = FIXTURES + "certificate.pem"


class TLSServer(Server):
    """The same with a TLS port beside the plain one; the certificate is for localhost."""

    def __init__(self, program, *options, **more):
        self.tls_port = free_port()
        super().__init__(
            program, "--rate", 0, "--tls-port", self.tls_port, "--tls-certificate", CERTIFICATE,
            "--tls-key", FIXTURES + "key.pem", *options, **more)


class Client:
    """Speaks the line protocol and checks its framing as it reads."""

    def __init__(self, port=None, timeout=30, path=None):
        if path:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(timeout)
            self.socket.connect(path)
        else:
            self.socket = socket.create_connection(("127.0.0.1", port), timeout)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.bytes = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def line(self):
        """The next line, or None at the end."""
        while b"\n" not in self.bytes:
            try:
                more = self.socket.recv(65536)
            except ConnectionResetError:
                more = b""
            if not more:
                check(not self.bytes, f"the connection ended inside a line: {self.bytes[-80:]}")
                return None
            self.bytes += more
        line, _, self.bytes = self.bytes.partition(b"\n")
        check(line.endswith(b"\r"), f"a line without CR: {line[-80:]}")
        return line[:-1].decode()

    def reply(self):
        """The next reply as (status line, body lines), or None at the end."""
        status = self.line()
        if status is None:
            return None
        check(re.match(r"[2-5]\d\d [a-z]", status), f"no status line: {status[:80]}")
        body = []
        while True:
            line = self.line()
            check(line is not None, f"the connection ended inside a reply: {status}")
            if line == ".":
                return status, body
            body.append(line[1:] if line.startswith(".") else line)

    def greeting(self):
        reply = self.reply()
        check(reply and reply[0].startswith("220 "), f"no greeting: {reply}")
        return reply

    def ask(self, line):
        self.send(line + "\r\n")
        return self.reply()

    def replies_to_end(self):
        replies = []
        while (reply := self.reply()) is not None:
            replies.append(reply)
        return replies

    def reset(self):
        """Closes with RST: what the peer still sends meets nobody."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def installed(name):
    return shutil.which(name) is not None


def skips(name, *programs):
    """Whether a test has to be left out because a program is missing; where CI is set, that is a failure."""
    absent = [program for program in programs if not installed(program)]
    if not absent:
        return False
    if os.environ.get("CI"):
        raise Failure(f"{name}: {', '.join(absent)} not installed, and in CI nothing is left out")
    print(f"skip {name}: {', '.join(absent)} not installed")
    return True
