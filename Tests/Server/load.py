#!/usr/bin/env python3
"""What a line costs on the server, beside a bare echo that sends the same bytes and the assistant in process.

    load.py CALCIQ CALCIQ-WIRE LINELOAD [--seconds N] [--rounds N] [--idle N] [--churn N] [--only PART]

CALCIQ is a release build; CALCIQ-WIRE comes from `CALCIQ_BENCHMARKS=1 swift build -c release --product calciq-wire`;
LINELOAD is a load generator for line protocols with the options -p -c -P -d -w -r -q -T -G -i -I -j.
Absolute figures depend on the machine: read the ratios. One event loop, loopback.
"""

import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lineprotocol import Client, Server, check, free_port  # noqa: E402

LINES = ["what is calciphylaxis", "my phosphate is 2.2 mmol/L", "/labs"]


class Echo:
    """The bare echo, as a server that can be measured like ours."""

    def __init__(self, program, reply):
        self.port = free_port()
        self.file = tempfile.NamedTemporaryFile()
        self.file.write(reply)
        self.file.flush()
        self.process = subprocess.Popen([program, "echo", str(self.port), self.file.name])

    def __enter__(self):
        end = time.time() + 10
        while time.time() < end:
            try:
                Client(self.port).socket.close()
                return self
            except OSError:
                time.sleep(0.02)
        raise SystemExit("the echo does not start")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    memory = Server.memory


def processor(server):
    """Nanoseconds of processor time of a server so far."""
    total = 0
    for path in glob.glob(f"/proc/{server.process.pid}/task/*/schedstat"):
        with open(path) as file:
            total += int(file.read().split()[0])
    return total


def first(pair):
    return pair[0]


class Measuring:
    def __init__(self, options):
        self.options = options

    def server(self, *more):
        return Server(self.options.calciq, "--rate", 0, "--max-clients", 20_000, *more)

    def run(self, server, line, clients, depth, rate=None):
        """Cost of a request in microseconds, and what the generator saw."""
        command = [self.options.lineload, "-p", server.port, "-c", clients, "-P", depth, "-d", self.options.seconds,
                   "-w", 0, "-q", line, "-T", "dot", "-G", "lines=2", "-j"]
        if rate:
            command += ["-r", rate]
        before = processor(server)
        done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
        after = processor(server)
        seen = json.loads(done.stdout)
        errors = {key: seen[key] for key in seen if (key.startswith("e_") or key == "unanswered") and seen[key]}
        check(not errors, f"{line}: {errors} {done.stderr.decode()}")
        return (after - before) / 1000 / seen["replies"], seen

    def reply_bytes(self, server, line):
        """The reply that repeats once the line was asked some times in a session."""
        with Client(server.port) as client:
            client.greeting()
            for _ in range(5):
                client.send(line + "\n")
                status, body = client.reply()
            return "".join(f"{text}\r\n" for text in [status] + [
                "." + text if text.startswith(".") else text for text in body] + ["."]).encode()

    def inside(self, line):
        """Processor time of the assistant alone for a line, in microseconds."""
        done = subprocess.run([self.options.wire, "reply", "10000", line], capture_output=True, check=True)
        return float(done.stdout)

    def cost(self):
        """The least of some rounds: another program on the same cores only ever adds to a cost.

        The echo is measured twice: as fast as it can, where one wake-up serves many requests, and at the rate of
        calciq, where it pays for each wake-up as calciq does.
        """
        print(f"{'line':28} {'P':>3} {'calciq':>8} {'echo':>7} {'slowly':>7} {'reply':>7}  ratio  slowly  requests/s (echo)")
        with self.server() as server:
            for line in LINES:
                with Echo(self.options.wire, self.reply_bytes(server, line)) as echo:
                    for depth in (1, 16):
                        ours, bare, slow, alone = [], [], [], []
                        for _ in range(self.options.rounds):
                            ours.append(self.run(server, line, 50, depth))
                            bare.append(self.run(echo, line, 50, depth))
                            slow.append(self.run(echo, line, 50, depth, rate=ours[-1][1]["rps"])[0])
                            alone.append(self.inside(line))
                        (cost, seen), (least, other), reply = min(ours, key=first), min(bare, key=first), min(alone)
                        print(f"{line:28} {depth:3} {cost:8.2f} {least:7.2f} {min(slow):7.2f} {reply:7.2f} "
                              f"{cost / (least + reply):6.2f} {cost / (min(slow) + reply):7.2f}"
                              f"  {seen['rps']:.0f} ({other['rps']:.0f})", flush=True)

    def ping(self):
        with self.server() as server, Echo(self.options.wire, b"213 info pong\r\n.\r\n") as echo:
            for depth in (1, 16):
                ours, bare = [], []
                for _ in range(self.options.rounds):
                    ours.append(self.run(server, "/ping", 50, depth))
                    bare.append(self.run(echo, "/ping", 50, depth))
                (cost, seen), (least, other) = min(ours, key=first), min(bare, key=first)
                print(f"/ping P={depth}: {cost:.2f} us, echo {least:.2f} us: {least / cost:.2f} of the echo; "
                      f"{seen['rps']:.0f} of {other['rps']:.0f} requests/s", flush=True)

    def latency(self):
        line = LINES[0]
        with self.server() as server:
            _, full = self.run(server, line, 50, 1)
            _, seen = self.run(server, line, 50, 1, rate=full["rps"] / 2)
            print(f"half load ({full['rps'] / 2:.0f}/s): p50 {seen['p50_us']:.0f} us, p99 {seen['p99_us']:.0f} us, "
                  f"p99.9 {seen['p999_us']:.0f} us, most {seen['max_us']:.0f} us", flush=True)

    def held(self, server, count, lines):
        clients = [Client(server.port, timeout=60) for _ in range(count)]
        for client in clients:
            client.greeting()
        for line in lines:
            for client in clients:
                client.send(line + "\n")
            for client in clients:
                client.reply()
        return clients

    def idle(self):
        count, lines = self.options.idle, ["my phosphate is 6.8 mg/dL", "my calcium is 11.2 mg/dL"]
        each = {}
        for name, server in [("calciq", self.server()), ("echo", Echo(self.options.wire, b"212 noted\r\n.\r\n"))]:
            with server:
                for client in self.held(server, 10, lines):
                    client.socket.close()
                time.sleep(0.5)
                before = server.memory()
                clients = self.held(server, count, lines)
                time.sleep(2)
                each[name] = (server.memory() - before) / count
                for client in clients:
                    check(client.ask("/ping") is not None, "an idle session does not answer")
                    client.socket.close()
        print(f"{count} idle sessions with two labs: {each['calciq']:.2f} kB each, echo {each['echo']:.2f} kB, "
              f"difference {each['calciq'] - each['echo']:.2f} kB", flush=True)

    def churn(self):
        with self.server() as server:
            sizes = []
            start = time.time()
            for number in range(self.options.churn + 1):
                if number % (self.options.churn // 5) == 0:
                    sizes.append((server.memory(), server.files()))
                with Client(server.port) as client:
                    client.greeting()
                    client.ask("/ping")
            print(f"{self.options.churn} connects in {time.time() - start:.0f} s: kB and files {sizes}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    for name in ("calciq", "wire", "lineload"):
        parser.add_argument(name)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--churn", type=int, default=50_000)
    parser.add_argument("--only")
    options = parser.parse_args()
    measuring = Measuring(options)
    for part in ("cost", "ping", "latency", "idle", "churn"):
        if options.only in (None, part):
            getattr(measuring, part)()


if __name__ == "__main__":
    main()
