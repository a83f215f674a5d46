#!/usr/bin/env python3
"""Clients that people have hold a conversation with a server: telnet, nc, openssl, expect, a shell script of ten
lines, and `calciq connect` on a pseudo-terminal and in a pipe. A client that is not
installed is left out; in CI that is a failure.

    clients.py PATH-TO-CALCIQ [--intents DIR]
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../Shell")]
from driver import Terminal  # noqa: E402
from lineprotocol import (  # noqa: E402
    CERTIFICATE, Client, Failure, Server, TLSServer, check, free_port, skips)

SCRIPT = os.path.join(HERE, "../../Sources/LineServer/Documentation/ask.sh")
STATED, QUESTION = "my phosphate is 2.2 mmol/L", "what is calciphylaxis"
NOTED, ANSWER = "Noted: phosphate 2.2 mmol/L", "Calciphylaxis is"
CLIENTS = []


def client(*programs):
    def add(function):
        CLIENTS.append((function, programs))
        return function
    return add


def run(command, text="", seconds=30, **environment):
    done = subprocess.run(
        [str(word) for word in command], input=text.encode(), capture_output=True, timeout=seconds,
        check=False, env={**os.environ, **environment})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@client("nc")
def nc(server):
    """Half-closes, and still gets every reply."""
    _, out, _ = run(["nc", "-N", "127.0.0.1", server.port], f"{STATED}\n{QUESTION}\r\n/facts")
    check(out.count("\r\n.\r\n") == 4 and NOTED in out and ANSWER in out, out[-500:])


@client("telnet")
def telnet(server):
    """Line by line, as a person types."""
    process = subprocess.Popen(
        ["telnet", "127.0.0.1", str(server.port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    timer = threading.Timer(20, process.kill)
    timer.start()
    process.stdin.write(f"{STATED}\n{QUESTION}\n/quit\n".encode())
    process.stdin.flush()  # and not closed: telnet would leave without reading
    out = process.stdout.read().decode()
    timer.cancel()
    process.communicate()
    check(NOTED in out and ANSWER in out and "221 bye" in out, out[-500:])


@client("expect", "telnet")
def expect(server):
    """A person at a terminal, who interrupts a line and goes on."""
    code, out, _ = run(["expect", "-c", f"""
        set timeout 20
        spawn telnet 127.0.0.1 {server.port}
        expect "220 calciq" {{}} timeout {{ exit 2 }}
        send "half a line\\003"
        send "{STATED}\\r"
        expect "{NOTED}" {{}} timeout {{ exit 3 }}
        send "{QUESTION}\\r"
        expect "{ANSWER}" {{}} timeout {{ exit 4 }}
        send "/quit\\r"
        expect "221 bye" {{}} timeout {{ exit 5 }}
        expect eof {{}} timeout {{ exit 6 }}
        exit 0"""], seconds=60)
    check(code == 0, f"{code}: {out[-500:]}")


@client("openssl")
def openssl(server):
    """TLS, with the certificate verified."""
    _, out, err = run(
        ["openssl", "s_client", "-quiet", "-connect", f"127.0.0.1:{server.tls_port}", "-servername",
         "localhost", "-CAfile", CERTIFICATE, "-verify_return_error"],
        f"{STATED}\n{QUESTION}\n/quit\n")
    check(NOTED in out and ANSWER in out and "221 bye" in out, out[-500:] + err[-500:])


@client("bash")
def script(server):
    """The client of ten lines that the documentation shows."""
    code, out, err = run(["bash", SCRIPT, "127.0.0.1", server.port, STATED, QUESTION, "/quit"])
    check(code == 0 and NOTED in out and ANSWER in out and "\r" not in out, out + err)
    code, _, _ = run(["bash", SCRIPT, "127.0.0.1", 1, "hello"])
    check(code == 69, f"exit status {code} where there is no server")
    with open(SCRIPT) as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    check(len(lines) <= 10, f"{len(lines)} lines")


@client("systemd-socket-activate")
def activated(server):
    """A server that inherits its socket and starts with its first client, as under systemd."""
    port = free_port()
    process = subprocess.Popen(
        ["systemd-socket-activate", "-l", f"127.0.0.1:{port}", "--fdname", "calciq", server.program, "serve"]
        + server.knowledge, stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.3)
        with Client(port, timeout=120) as visitor:  # it may have to compile its knowledge first
            visitor.greeting()
            check(visitor.ask(QUESTION)[0].startswith("210 answer"), "no answer")
            process.terminate()
            check(visitor.reply() == ("421 closing shutdown", []), "no good-bye")
        check(process.wait(15) == 0, "the exit status is not 0")
    finally:
        process.kill()
        process.wait()


@client()
def piped(server):
    """`calciq connect` in a pipe says what `calciq` says, byte for byte, by TCP, TLS and Unix socket."""
    lines = f"{QUESTION}\n{STATED}\n/labs\n\n/why\n/bogus\n/mode json\n/facts\n/quit\n"
    local = run([server.program] + server.knowledge, lines, CALCIQ_TODAY="none")[1]
    for where in (
            [f"127.0.0.1:{server.port}"], [f"localhost:{server.tls_port}", "--tls", "--tls-trust", CERTIFICATE],
            ["--unix", server.path]):
        code, out, err = run([server.program, "connect"] + where, lines)
        check((code, out) == (0, local), f"{where}: {code} {out[-300:]} {err}")
    code, out, err = run([server.program, "connect", "127.0.0.1:1"], lines)
    check((code, out) == (69, "") and "Connection refused" in err, f"{code} {out} {err}")
    code, _, err = run([server.program, "connect", f"localhost:{server.tls_port}", "--tls"], lines)
    check(code == 69, f"a certificate that nobody vouches for: {code} {err}")


@client()
def interactive(server):
    """`calciq connect` at a terminal: colours, completion, and a server that comes back."""
    home = tempfile.mkdtemp()
    environment = {
        "PATH": os.environ["PATH"], "HOME": home, "XDG_STATE_HOME": home, "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8", "CALCIQ_OSC133": "1"}

    def complain(name, shown):
        raise Failure(f"{name}: {shown[-600:]}")

    def ask(shell, line):
        shell.send(line + "\r")
        answer = shell.wait("\x1b]133;D\x07")
        shell.wait("\x1b]133;A\x07")
        return answer

    with Server(server.program, intents=server.intents) as other:
        command = [server.program, "connect", f"127.0.0.1:{other.port}"]
        with Terminal(command, environment, complain) as shell:
            shell.wait("220|ready. Ask a question")
            shell.wait("\x1b]133;A\x07")
            check("\x1b[1mNoted:\x1b[0m phosphate" in ask(shell, STATED), "no colour")
            check("Phosphate" in ask(shell, "/la\t"), "Tab completes no command")
            other.signal(signal.SIGTERM)
            other.ended(15)
            check("Not answered" in ask(shell, "hello"), "a server that is gone is not told")
            with Server(server.program, intents=server.intents, port=other.port):
                answer = ask(shell, "/facts")
                before = shell.raw[shell.raw.rfind("/facts"):]
                told = " ".join(re.sub("\x1b\\[[0-9;]*m", "", before).split())
                check("Connected again" in told and "taken along" in told, before)
                check("phosphate 2.2 mmol/L" in answer, "the new server does not go on with the session")
                check(ask(shell, QUESTION).count("\n") > 3, "no answer")
                shell.send("/quit\r")
                check(shell.end(keys="") == 0, f"exit status {shell.status}")
    kept = "".join(open(os.path.join(folder, name)).read()
                   for folder, _, names in os.walk(home) for name in names)
    # The server says which lines may be kept, by the shell's own rule; what nobody judged is not kept.
    check("2.2" not in kept and "hello" not in kept, "a line that may be personal is in the history")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", metavar="PATH-TO-CALCIQ")
    parser.add_argument("--intents", help="the knowledge folder, where the program does not find it")
    parser.add_argument("--only", help="the client with this name")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/socket"
        with TLSServer(os.path.abspath(options.program), "--unix", path, intents=options.intents,
                       environment={"CALCIQ_TODAY": "none"}) as server:
            server.path = path
            for function, programs in CLIENTS:
                name = function.__name__
                if options.only not in (None, name):
                    continue
                start, word, note = time.time(), "ok  ", ""
                try:
                    if skips(name, *programs):
                        continue
                    function(server)
                except (Failure, OSError, subprocess.SubprocessError) as problem:
                    word, note, failed = "FAIL", f"{type(problem).__name__}: {problem}", failed + 1
                print(f"{word} {name} ({time.time() - start:.1f} s) {note}", flush=True)
            check(re.search(r"2\.2|calciphylaxis", server.logged()) is None, "text of a client is in the log")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
