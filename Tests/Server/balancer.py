#!/usr/bin/env python3
"""Two servers behind HAProxy, with the configuration of the documentation: health checks, fair shares, and one
of them killed. Skipped where haproxy is not installed.

    balancer.py PATH-TO-CALCIQ [--intents DIR]
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lineprotocol import Client, Failure, Server, check, free_port, installed  # noqa: E402

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


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", metavar="PATH-TO-CALCIQ")
    parser.add_argument("--intents")
    options = parser.parse_args()
    if not installed("haproxy"):
        return print("skip balancer: haproxy not installed")
    proxied = [free_port(), free_port()]
    with open(CONFIGURATION) as file:
        text = file.read()
    port = free_port()
    for old, new in [("127.0.0.1:2252", port), ("127.0.0.1:2272", proxied[0]), ("127.0.0.1:2273", proxied[1])]:
        check(old in text, f"{old} is not in the configuration")
        text = text.replace(old, f"127.0.0.1:{new}")
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file, \
            Server(options.program, "--proxy-port", proxied[0], intents=options.intents) as one, \
            Server(options.program, "--proxy-port", proxied[1], intents=options.intents) as two:
        file.write(text)
        file.flush()
        balancer = subprocess.Popen(["haproxy", "-db", "-f", file.name])
        try:
            clients = [greeted(port) for _ in range(40)]
            for client in clients:
                check(client.ask("my phosphate is 6.8 mg/dL")[0] == "212 noted", "not noted")
            counts = [int(server.stats()["clients"]) - 1 for server in (one, two)]
            check(all(15 <= count <= 26 for count in counts), f"shares are not fair: {counts}")
            one.signal(signal.SIGKILL)
            one.ended(5)
            alive = 0
            for client in clients:
                try:
                    reply = client.ask("/facts")
                except OSError:
                    reply = None
                alive += bool(reply and "phosphate" in " ".join(reply[1]))
            check(alive == counts[1], f"{alive} of {counts[1]} sessions of the other process are left")
            start = time.time()
            for _ in range(20):
                with greeted(port) as client:
                    check(client.ask("/ping")[0] == "213 info pong", "no answer")
            print(f"ok   balancer: {counts} clients, then {alive} went on; 20 new ones in {time.time() - start:.1f} s")
        finally:
            balancer.terminate()
            balancer.wait()


if __name__ == "__main__":
    try:
        main()
    except Failure as problem:
        sys.exit(f"FAIL balancer: {problem}")
