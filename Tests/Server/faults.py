#!/usr/bin/env python3
"""What goes wrong in the field, tried on a real server: no crash, no hang, bounded memory, and no reply
lost or mixed between two sessions.

    faults.py PATH-TO-CALCIQ [--intents DIR] [--short | --long] [--only NAME]

The short form takes less than twenty seconds and is part of `make test`; the long form sends more of everything:
a gigabyte in one line, a million pipelined lines, 50,000 connects. Standard library alone.
"""

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lineprotocol import CERTIFICATE, Client, Failure, Server, TLSServer, check  # noqa: E402

FAULTS = []
MEGABYTE = 1024


def fault(function):
    FAULTS.append(function)
    return function


class Trial:
    """What a fault needs: the program, and how much of everything."""

    def __init__(self, options, shared):
        self.program = options.program
        self.intents = options.intents
        self.is_long = options.long
        self.is_short = options.short
        self.shared = shared
        self.notes = []

    def server(self, *options, **more):
        """A server of its own; the short form shares one where no option is asked for."""
        if self.is_short and not options and not more:
            return contextlib.nullcontext(self.shared)
        return Server(self.program, "--rate", 0, *options, intents=self.intents, **more)

    def amount(self, short, long):
        return long if self.is_long else max(1, short // 20) if self.is_short else short

    def note(self, text):
        self.notes.append(text)


def in_threads(count, body):
    """Runs a body so many times at once; the first failure is raised here."""
    failures = []

    def run(number):
        try:
            body(number)
        except Exception as problem:  # noqa: BLE001
            failures.append(problem)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@fault
def slowloris(trial):
    """Clients that send a byte now and then are told good-bye; others do not notice."""
    count = trial.amount(200, 2000)
    seconds = 0.5 if trial.is_short else 2
    with trial.server("--first-line-timeout", seconds) as server:
        slow = [Client(server.port) for _ in range(count)]
        end = time.time() + seconds * 0.7
        while time.time() < end:
            for client in slow:
                client.send("x")
            server.check_alive()
        for client in slow:
            replies = client.replies_to_end()
            check(replies[-1][0].startswith("421 closing"), f"no good-bye: {replies[-1:]}")
            client.socket.close()
        server.check_alive()


@fault
def half_lines(trial):
    """Half a line and then the end, by FIN or by RST, leaves nothing behind."""
    with trial.server() as server:
        before = server.files()
        for number in range(trial.amount(500, 20_000)):
            client = Client(server.port)
            client.send("what is calc" if number % 3 else "a\nb\nwhat is")
            if number % 2:
                client.reset()
            else:
                client.socket.close()
        server.check_alive()
        time.sleep(0.5)
        check(server.files() <= before + 2, f"files stay open: {before}, then {server.files()}")


@fault
def never_reads(trial):
    """A client that never reads is not read from any more, and cut after a while."""
    with trial.server("--stall-timeout", 0.5 if trial.is_short else 2) as server:
        server.check_alive()
        before = server.memory()
        clients = [Client(server.port) for _ in range(trial.amount(5, 50))]
        highest = before
        for client in clients:
            client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.socket.setblocking(False)
        blocked = time.time()  # when the last of them could still send
        end = blocked + 30
        while time.time() < min(blocked + (0.3 if trial.is_short else 1), end):
            for client in clients:
                try:
                    client.socket.send(b"/help\n" * 1000)
                    blocked = time.time()
                except (BlockingIOError, ConnectionError):
                    pass
            highest = max(highest, server.memory())
            time.sleep(0.001)
        server.check_alive()
        allowed = (8 + len(clients)) * MEGABYTE
        check(highest - before < allowed, f"memory grew by {highest - before} kB")
        trial.note(f"memory grew by {highest - before} kB for {len(clients)} clients")
        end = time.time() + 15
        while int(server.stats()["stalled"]) < len(clients):
            check(time.time() < end, f"not cut: {server.stats()}")
            time.sleep(0.1)


@fault
def resets_in_mid_reply(trial):
    """Clients that reset while they are being answered hurt nobody else."""
    with trial.server() as server:
        before = server.files()
        for _ in range(trial.amount(300, 10_000)):
            client = Client(server.port)
            client.send("/help\n" * 200)
            client.socket.recv(100)
            client.reset()
        server.check_alive()
        time.sleep(0.5)
        check(server.files() <= before + 2, f"files stay open: {before}, then {server.files()}")


@fault
def pipelined_lines(trial):
    """A hundred thousand lines sent at once are answered in order, each with its own reply."""
    count = trial.amount(100_000, 1_000_000)
    with trial.server() as server:
        before = server.memory()
        with Client(server.port, timeout=120) as client:
            client.greeting()
            sender = threading.Thread(
                target=lambda: client.send("".join(f"/x{n}\n" for n in range(count))))
            sender.start()
            for number in range(count):
                status, body = client.reply()
                check(
                    status.startswith("500 ") and f"/x{number}" in " ".join(body).replace(",", " "),
                    f"reply {number} is {status} {body}")
            sender.join()
        growth = server.memory() - before
        check(growth < 64 * MEGABYTE, f"memory grew by {growth} kB")


@fault
def random_bytes(trial):
    """Whatever comes, the next client is answered."""
    dice = random.Random(2252)
    with trial.server() as server:
        for _ in range(trial.amount(500, 20_000)):
            client = Client(server.port)
            try:
                client.send(dice.randbytes(dice.randrange(1, 3000)))
                client.socket.shutdown(socket.SHUT_WR)
                while client.socket.recv(65536):
                    pass
            except ConnectionError:
                pass  # it looked like TLS or HTTP, and was closed
            client.socket.close()
        server.check_alive()


@fault
def telnet_floods(trial):
    """Floods of telnet options are answered without loops, and without memory."""
    with trial.server() as server:
        before = server.memory()
        floods = [
            b"\xff\xfd\x06", b"\xff\xfd\x01", b"\xff\xfb\x1f\xff\xfc\x1f", b"\xff\xf6",
            b"\xff\xfa\x1f", b"\xff\xf4", b"\xff\xff", b"\xff\xfa\x18" + b"a" * 500]
        for flood in floods:
            for reads in (True, False):
                client = Client(server.port, timeout=2)
                client.socket.setblocking(reads)
                thread = threading.Thread(target=drink, args=(client,)) if reads else None
                if thread:
                    thread.start()
                try:
                    for _ in range(trial.amount(20, 1000)):
                        client.send(flood * (300 if trial.is_short else 3000))
                except OSError:
                    pass  # it waits until its replies are read
                server.check_alive()
                if thread:
                    client.socket.shutdown(socket.SHUT_RDWR)
                    thread.join()
                client.reset()
        growth = server.memory() - before
        check(growth < 32 * MEGABYTE, f"memory grew by {growth} kB")


def drink(client):
    try:
        while client.socket.recv(65536):
            pass
    except (OSError, ValueError):
        pass


@fault
def nul_bytes(trial):
    """NUL bytes are dropped, however many there are."""
    with trial.server() as server, Client(server.port) as client:
        client.greeting()
        for _ in range(trial.amount(10, 1000)):
            client.send(b"\0" * (50_000 if trial.is_short else 1_000_000))
        check(client.ask("/pi\0ng") == ("213 info pong", []), "NUL reached a line")


@fault
def one_endless_line(trial):
    """A line of a gigabyte gets its one 502, and the conversation goes on."""
    with trial.server() as server, Client(server.port, timeout=120) as client:
        client.greeting()
        before = server.memory()
        for _ in range(trial.amount(64, 1024)):
            client.send(b"x" * 1_048_576)
        client.send("\n/ping\n")
        check(client.reply()[0].startswith("502 "), "no 502")
        check(client.reply() == ("213 info pong", []), "the conversation did not go on")
        growth = server.memory() - before
        check(growth < 8 * MEGABYTE, f"memory grew by {growth} kB")


@fault
def connects_over_the_limit(trial):
    """Clients over the limit are told so, and those inside do not notice."""
    with trial.server("--max-clients", 50) as server:
        time.sleep(0.2)
        inside = [Client(server.port) for _ in range(50)]
        for client in inside:
            client.greeting()
        start = time.time()
        count = trial.amount(1000, 20_000)
        for number in range(count):
            with Client(server.port) as client:
                reply = client.reply()
                check(reply and reply[0].startswith("420 busy"), f"client {number} saw {reply}")
            if number % 100 == 0:
                check(inside[number // 100 % 50].ask("/ping")[0] == "213 info pong", "no answer")
        trial.note(f"{count / (time.time() - start):.0f} refused a second")
        for client in inside:
            client.socket.close()
        time.sleep(0.5)
        server.check_alive()


def load(server, is_done, results, greeted, window=16):
    """Keeps lines in flight until told to stop, and checks every reply; notes how it ended."""
    with Client(server.port) as client:
        client.greeting()
        greeted.release()
        sent = answered = 0
        while True:
            try:
                while sent - answered < window and not is_done():
                    client.send(f"/x{sent}\n")
                    sent += 1
            except OSError:
                pass
            if sent == answered:
                results.append((sent, answered, None))
                return
            reply = client.reply()
            if reply is None or reply[0].startswith("421 "):
                results.append((sent, answered, reply))
                return
            check(f"/x{answered}" in " ".join(reply[1]), f"reply {answered} is {reply}")
            answered += 1


@fault
def sigterm_under_load(trial):
    """SIGTERM: replies in order to the last, 421, exit 0 within the grace."""
    for _ in range(trial.amount(2, 20)):
        with trial.server("--grace", 5) as server:
            results, greeted = [], threading.Semaphore(0)
            quiet = Client(server.port)
            quiet.greeting()
            worker = threading.Thread(
                target=lambda: in_threads(20, lambda _: load(server, lambda: False, results, greeted)))
            worker.start()
            for _ in range(20):
                check(greeted.acquire(timeout=30), "a client is not greeted")
            time.sleep(0.1 if trial.is_short else 0.5)
            server.signal(signal.SIGTERM)
            worker.join()
            check(server.ended(10) == 0, "the exit status is not 0: " + server.logged())
            check(len(results) == 20, "a client failed")
            for sent, answered, last in results:
                check(last and last[0].startswith("421 closing shutdown"), f"no good-bye: {last}")
                check(sent - answered <= 16, f"{sent - answered} lines unanswered")
            check(quiet.replies_to_end() == [("421 closing shutdown", [])], "no good-bye")
            trial.note(f"{sum(answered for _, answered, _ in results)} replies, all in order")


@fault
def sighup_under_load(trial):
    """SIGHUP: nobody is dropped, nothing is mixed; a broken edit keeps the old knowledge."""
    folder = tempfile.mkdtemp()
    try:
        intents = trial.intents
        if intents and os.path.isdir(intents):
            intents = folder + "/Intents"
            shutil.copytree(trial.intents, intents)
        with Server(trial.program, "--rate", 0, intents=intents) as server:
            results, is_over, greeted = [], threading.Event(), threading.Semaphore(0)
            worker = threading.Thread(
                target=lambda: in_threads(10, lambda _: load(server, is_over.is_set, results, greeted)))
            worker.start()
            for _ in range(10):
                check(greeted.acquire(timeout=30), "a client is not greeted")
            for number in range(trial.amount(3, 30)):
                server.signal(signal.SIGHUP)
                wait_for(lambda: server.logged().count("reloaded") > number, "no reload")
            if intents and os.path.isdir(intents):
                broken = os.path.join(intents, "sources.yaml")
                with open(broken) as file:
                    whole = file.read()
                with open(broken, "w") as file:
                    file.write("- this: [is not\n" + whole)
                server.signal(signal.SIGHUP)
                wait_for(lambda: "the old knowledge stays" in server.logged(), "no refusal")
                check("sources.yaml" in server.logged(), "the problem is not in the log")
                with open(broken, "w") as file:
                    file.write(whole)
            is_over.set()
            worker.join()
            check(len(results) == 10, "a client failed")
            check(all(last is None for _, _, last in results), "a client was dropped")
            check(all(sent == answered for sent, answered, _ in results), "a reply is missing")
            check(re.search(r"/x\d", server.logged()) is None, "text of a client is in the log")
    finally:
        shutil.rmtree(folder)


def wait_for(condition, message, seconds=120):
    end = time.time() + seconds
    while not condition():
        check(time.time() < end, message)
        time.sleep(0.02)


@fault
def kill_and_restart(trial):
    """After kill -9 the same port and the same Unix socket serve again at once."""
    folder = tempfile.mkdtemp()
    try:
        path = folder + "/socket"
        with trial.server("--unix", path) as server:
            port = server.port
            clients = [Client(port) for _ in range(50)]
            for client in clients:
                client.greeting()
                client.send("/help\n" * 100)
            with Client(path=path) as client:
                client.greeting()
            server.signal(signal.SIGKILL)
            server.ended(5)
            for client in clients:
                client.socket.close()
        with trial.server("--unix", path, port=port) as server:
            server.check_alive()
            with Client(path=path) as client:
                client.greeting()
                check(client.ask("/ping")[0] == "213 info pong", "no answer on the Unix socket")
            check(os.stat(path).st_mode & 0o777 == 0o600, "the Unix socket is not 0600")
    finally:
        shutil.rmtree(folder)


@fault
def sessions_never_mix(trial):
    """What one client states no other ever sees."""
    with trial.server("--threads", 2) as server:

        def talk(number):
            mine, value = f"{number + 1}.5", number + 1.5
            with Client(server.port) as client:
                client.greeting()
                for _ in range(trial.amount(5, 100)):
                    client.send(f"my phosphate is {mine} mg/dL\n/facts\n/reset\n")
                    stated, facts, _ = client.reply(), client.reply(), client.reply()
                    told = " ".join(stated[1] + facts[1])
                    check(mine in told, f"{value} is missing: {told[:200]}")

        in_threads(trial.amount(20, 100), talk)


@fault
def churn(trial):
    """Connecting and leaving, again and again, leaks neither memory nor files."""
    with trial.server() as server:

        def visit(count):
            for _ in range(count):
                with Client(server.port) as client:
                    client.greeting()
                    client.ask("/ping")

        visit(trial.amount(1000, 1000))
        memory, files = server.memory(), server.files()
        count = trial.amount(4000, 50_000)
        visit(count)
        time.sleep(0.5)
        growth = server.memory() - memory
        check(growth < 4 * MEGABYTE, f"memory grew by {growth} kB in {count} connects")
        check(server.files() <= files + 2, "files stay open")
        trial.note(f"memory grew by {growth} kB in {count} connects")


@fault
def idle_sessions(trial):
    """Idle sessions cost little, and all of them still answer."""
    count = trial.amount(500, 10_000)
    with trial.server("--max-clients", 20_000) as server:
        server.check_alive()
        before = server.memory()
        clients = [Client(server.port, timeout=60) for _ in range(count)]
        for client in clients:
            client.send("my phosphate is 6.8 mg/dL\nmy calcium is 11.2 mg/dL\n")
        for client in clients:
            check([client.reply()[0][:3] for _ in range(3)] == ["220", "212", "212"], "not noted")
        each = (server.memory() - before) / count
        for client in clients:
            check(client.ask("/ping")[0] == "213 info pong", "an idle session does not answer")
            client.socket.close()
        trial.note(f"{each:.1f} kB for each of {count} sessions with two labs")


@fault
def tls(trial):
    """TLS on its own port; the plain port tells a TLS client that it is wrong."""
    with TLSServer(trial.program, intents=trial.intents) as server:
        context = ssl.create_default_context(cafile=CERTIFICATE)
        raw = socket.create_connection(("127.0.0.1", server.tls_port), 10)
        client = Client(server.port)
        client.socket.close()
        client.socket = context.wrap_socket(raw, server_hostname="localhost")
        client.greeting()
        client.send("/ping\n" * 1000)
        for _ in range(1000):
            check(client.reply() == ("213 info pong", []), "no answer over TLS")
        client.socket.close()
        half = [socket.create_connection(("127.0.0.1", server.tls_port), 10) for _ in range(50)]
        for number, raw in enumerate(half):
            raw.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[:number % 12 or 1])
        server.check_alive()
        for raw in half:
            raw.close()
        with Client(server.port) as plain:
            plain.greeting()
            plain.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
            reply = plain.reply()
            check(reply[0].startswith("421 closing") and "TLS" in reply[0], f"{reply}")


@fault
def other_protocols(trial):
    """An HTTP request is told that it is wrong here, and its body is never read as lines."""
    with trial.server() as server, Client(server.port) as client:
        client.greeting()
        client.send("POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n/quit\n")
        replies = client.replies_to_end()
        check(len(replies) == 1 and replies[0][0].startswith("421 closing"), f"{replies}")
        check("HTTP" in replies[0][0], f"{replies}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", metavar="PATH-TO-CALCIQ")
    parser.add_argument("--intents", help="the knowledge folder, where the program does not find it")
    parser.add_argument("--short", action="store_true", help="less of everything")
    parser.add_argument("--long", action="store_true", help="more of everything")
    parser.add_argument("--only", help="the fault with this name")
    options = parser.parse_args()
    failed = 0
    with contextlib.ExitStack() as stack:
        shared = None
        if options.short:
            shared = stack.enter_context(Server(options.program, "--rate", 0, intents=options.intents))
        for function in FAULTS:
            if options.only in (None, function.__name__):
                failed += not tried(function, Trial(options, shared))
    sys.exit(1 if failed else 0)


def tried(function, trial):
    """Whether the server stood a fault."""
    start, word = time.time(), "ok  "
    try:
        function(trial)
    except (Failure, OSError, subprocess.SubprocessError, AttributeError, TypeError) as problem:
        word = "FAIL"
        trial.note(f"{type(problem).__name__}: {problem}")
    print(f"{word} {function.__name__} ({time.time() - start:.1f} s) {'; '.join(trial.notes)}", flush=True)
    return word == "ok  "


if __name__ == "__main__":
    main()
