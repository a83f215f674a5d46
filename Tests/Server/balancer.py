#!/usr/bin/env python3
"""Three servers behind HAProxy, with the configuration of the documentation: health checks, fair shares, and under
load one of them killed and one drained. Clients carry their sessions: no reply, no fact is lost, and none is mixed.

    balancer.py PATH-TO-CALCIQ [--intents DIR]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lineprotocol import Client, Failure, Server, check, free_port, skips  # noqa: E402

CONFIGURATION = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "../../Sources/LineServer/Documentation/haproxy.cfg")


def greeted(port, seconds=15):
    """A client that was let in, once the balancer has somebody to send it to."""
    end = time.time() + seconds
    while True:
        try:
            client = Client(port)
            client.greeting()
            return client
        except (Failure, OSError):
            check(time.time() < end, "nobody is let in")
            time.sleep(0.1)


class Carrier(threading.Thread):
    """A person who asks through the balancer, keeps the session after each reply, and goes on elsewhere with it."""

    def __init__(self, port, number, over, pause):
        super().__init__(daemon=True)
        self.port, self.over, self.pause = port, over, pause
        self.value = round(2.1 + number / 10, 1)
        self.client, self.session, self.replies, self.moves, self.problem = None, None, 0, 0, None

    def connect(self):
        if self.client:
            self.client.socket.close()
            self.moves += 1
        self.client = greeted(self.port)
        if self.session:
            reply = self.client.ask("/session load " + self.session)
            check(reply and reply[0] == "213 info", f"the session is not taken: {reply}")

    def ask(self, line):
        """The reply to a line, from whichever server is there, with the session after it kept."""
        end = time.time() + 30
        while True:
            try:
                if not self.client:
                    self.connect()
                self.client.send(f"{line}\r\n/session save\r\n")
                reply, saved = self.client.reply(), self.client.reply()
                if reply and saved and reply[0][:3] != "421" and saved[0] == "213 info":
                    self.session = saved[1][0]
                    return reply
            except (Failure, OSError):
                pass
            check(time.time() < end, f"no reply to {line}")
            try:
                self.connect()
            except (Failure, OSError):
                time.sleep(0.05)

    def run(self):
        try:
            reply = self.ask(f"my phosphate is {self.value} mg/dL")
            check(reply[0] == "212 noted", f"not noted: {reply}")
            while not self.over.is_set():
                reply = self.ask("/facts")
                check(f"phosphate {self.value} mg/dL" in " ".join(reply[1]), f"{self.value} is lost: {reply}")
                people = json.loads(self.session)["people"]
                values = [fact["number"] for person in people for fact in person["facts"]]
                check(values == [self.value], f"{values} and not {self.value}")
                self.replies += 1
                time.sleep(self.pause)
        except (Failure, OSError, ValueError, KeyError, IndexError) as problem:
            self.problem = f"{type(problem).__name__}: {problem}"


def carried(port, killed, drained, pause):
    """Carries sessions past the end of two servers."""
    over = threading.Event()
    carriers = [Carrier(port, number, over, pause) for number in range(24)]
    for carrier in carriers:
        carrier.start()
    time.sleep(3)
    killed.signal(signal.SIGKILL)
    time.sleep(3)
    drained.signal(signal.SIGTERM)
    time.sleep(3)
    over.set()
    for carrier in carriers:
        carrier.join(60)
    problems = [carrier.problem for carrier in carriers if carrier.problem]
    check(not problems, f"{len(problems)} of 24: {problems[:3]}")
    moves = sum(carrier.moves for carrier in carriers)
    check(moves >= 8, f"only {moves} had to go elsewhere")
    return f"{sum(carrier.replies for carrier in carriers)} replies, {moves} moves, nothing lost or mixed"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", metavar="PATH-TO-CALCIQ")
    parser.add_argument("--intents")
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two lines of a client; less for a "
                        "release build, which answers a thousand times as many")
    options = parser.parse_args()
    if skips("balancer", "haproxy"):
        return
    proxied = [free_port() for _ in range(3)]
    with open(CONFIGURATION) as file:
        text = file.read()
    port = free_port()
    places = ["127.0.0.1:2252", "127.0.0.1:2272", "127.0.0.1:2273", "127.0.0.1:2274"]
    for old, new in zip(places, [port] + proxied):
        check(old in text, f"{old} is not in the configuration")
        text = text.replace(old, f"127.0.0.1:{new}")
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file, \
            Server(options.program, "--proxy-port", proxied[0], intents=options.intents) as one, \
            Server(options.program, "--proxy-port", proxied[1], intents=options.intents) as two, \
            Server(options.program, "--proxy-port", proxied[2], intents=options.intents) as three:
        file.write(text)
        file.flush()
        balancer = subprocess.Popen(["haproxy", "-db", "-f", file.name])
        try:
            clients = [greeted(port) for _ in range(42)]
            for client in clients:
                check(client.ask("my phosphate is 6.8 mg/dL")[0] == "212 noted", "not noted")
            counts = [int(server.stats()["clients"]) - 1 for server in (one, two, three)]
            check(all(9 <= count <= 19 for count in counts), f"shares are not fair: {counts}")
            print(f"ok   balancer: {counts} clients; {carried(port, one, two, options.pause)}")
            alive = 0
            for client in clients:
                try:
                    reply = client.ask("/facts")
                except (OSError, Failure):
                    reply = None
                alive += bool(reply and "phosphate" in " ".join(reply[1]))
            check(alive == counts[2], f"{alive} of {counts[2]} sessions of the last process are left")
            start = time.time()
            for _ in range(20):
                with greeted(port) as client:
                    check(client.ask("/ping")[0] == "213 info pong", "no answer")
            print(f"ok   balancer: {alive} stayed; 20 new ones in {time.time() - start:.1f} s")
        finally:
            balancer.terminate()
            balancer.wait()


if __name__ == "__main__":
    try:
        main()
    except Failure as problem:
        sys.exit(f"FAIL balancer: {problem}")
