#!/usr/bin/env python3
"""Drives the calciq program on a pseudo-terminal, one behaviour of its shell per check.

    python3 Tests/Shell/prove.py .build/debug/calciq

It waits for output and never sleeps. Exit status 0: every check passed.
"""
import contextlib, json, os, re, select, shutil, signal, stat, subprocess, sys, tempfile, termios, time
from driver import TIMEOUT, Terminal

if len(sys.argv) != 2:
    sys.exit(__doc__)
PROGRAM = os.path.abspath(sys.argv[1])
# The compiled knowledge is found again there; it is named after what it was made of.
CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
TEMP = tempfile.mkdtemp(prefix="calciq-prove-")

QUESTION = "what is calciphylaxis"
OTHER = "what is tumoral calcinosis"
FACT = "my phosphate is 2.2 mmol/L"

passed = failed = 0


def check(name, is_so, shown=""):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    print(("ok    " if is_so else "FAIL  ") + name, flush=True)
    if not is_so and shown:
        for line in str(shown).rstrip().split("\n")[-24:]:
            print("      | " + line)


def environment(**changes):
    env = {"PATH": os.environ["PATH"], "HOME": TEMP, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
           "XDG_STATE_HOME": TEMP + "/state", "XDG_CACHE_HOME": CACHE, "CALCIQ_OSC133": "1"}
    for name in ("CALCIQ_INTENTS", "LD_LIBRARY_PATH"):
        if name in os.environ: env[name] = os.environ[name]
    for name, value in changes.items():
        if value is None: env.pop(name, None)
        else: env[name] = value
    return env


class Shell(Terminal):
    """The shell of calciq, which marks its prompts and answers."""

    def __init__(self, *arguments, columns=80, rows=24, command=None, prompt=True, **changes):
        super().__init__(command or [PROGRAM, *arguments], environment(**changes),
                         lambda name, shown: check(name, False, shown), columns, rows)
        if prompt: self.prompt()

    def prompt(self):
        return self.wait(r"\x1b\]133;A\x07[^\n]*?calciq(?:\x1b\[0m)?[❯>] ")

    def ask(self, line):
        """Types a line; returns what is printed between its Enter and the next prompt."""
        self.send(line + "\r")
        self.wait(r"\x1b\]133;C\x07")
        answer = self.wait(r"\x1b\]133;D\x07").replace("\x1b]133;D\x07", "")
        return answer + self.prompt()

    def lines(self):
        """The lines that the program says it was given, by way of /save."""
        path = tempfile.mktemp(dir=TEMP)
        self.ask("/save " + path)
        with open(path, encoding="utf-8") as file: return file.read()


def piped(data, *arguments, seconds=TIMEOUT):
    return subprocess.run([PROGRAM, *arguments], input=data, capture_output=True, timeout=seconds, env=environment())


def fresh(name):
    path = f"{TEMP}/{name}"
    return {"XDG_STATE_HOME": path}, path + "/calciq/history"


def mode(path): return stat.S_IMODE(os.stat(path).st_mode)
def content(path):
    with contextlib.suppress(FileNotFoundError), open(path, encoding="utf-8") as file: return file.read()
    return ""


def basics():
    with Shell() as s:
        banner = s.raw.split("\x1b]133;A")[0]
        check("the banner is one line", banner.strip() and banner.strip().count("\n") == 0, repr(banner))
        check("the prompt is coloured and not ASCII", "\x1b[1;36mcalciq\x1b[0m❯ " in s.raw, repr(s.raw))
        answer = s.ask(QUESTION)
        check("a question is answered", len(answer) > 40, answer)
        s.type("half a line")
        s.send("\x03")
        check("^C shows that the line was dropped", "^C" in s.prompt())
        s.send("\x03")
        s.prompt()
        s.send("\x03")
        s.prompt()
        s.ask(OTHER)
        said = s.lines()
        check("after ^C nothing of the dropped line is left", f"> {OTHER}\n" in said and "half" not in said, said)
        s.type("abc")
        s.send("\x04\x01")
        s.type("x", "xabc")
        check("^D in a line does not end", "xabc" in s.screen.line(), s.screen.text())
        s.send("\x03")
        s.prompt()
        check("^D on an empty line ends with status 0", s.end() == 0)
    with Shell() as s:
        s.send("quit\r")
        check("bare quit ends with status 0", s.end(keys="") == 0)


def history():
    changes, path = fresh("history")
    with Shell(**changes) as s:
        for line in (QUESTION, OTHER, QUESTION, " " + OTHER + " please", FACT): s.ask(line)
        s.ask(FACT)
        text = content(path)
        check("the history file is written line by line, each text once", text == f"{OTHER}\n{QUESTION}\n", text)
        check("its mode is 0600, its folder's 0700", (mode(path), mode(os.path.dirname(path))) == (0o600, 0o700))
        s.send("\x1b[A")
        check("a line that told a result is in memory for Up", s.shows("2.2 mmol/L"), s.screen.text())
        s.send("\x1b[A")
        check("so is a line that begins with a blank", s.shows("please"), s.screen.text())
        s.send("\x03")
        s.prompt()
        s.send("\x1b[200~what is calcinosis\rof µ\x1b[201~")
        s.shows("of µ")
        s.ask("")
        check("a line break is escaped in the file", "what is calcinosis\\nof µ\n" in content(path), content(path))
        s.ask("/private on")
        s.ask("how is calciphylaxis treated")
        s.ask("/private off")
        s.ask("who gets calciphylaxis")
        text = content(path)
        check("/private on keeps lines out of the file, off lets them in again",
              "treated" not in text and "who gets" in text, text)
    with Shell(**changes) as s:
        s.send("\x1b[A\x1b[A\x1b[A")
        check("history is loaded, line breaks and all", s.until(lambda: "of µ" in s.screen.text()), s.screen.text())
        s.send("\x03")
        s.prompt()
        s.send("\x12tumoral")
        check("^R finds", s.until(lambda: s.screen.text().count(OTHER) >= 1), s.screen.text())
        s.send("\r")
        s.wait(r"\x1b\]133;D\x07")
        s.prompt()
        check("Enter in ^R runs the line", f"> {OTHER}\n" in s.lines())
        s.send("\x12who")
        s.until(lambda: "who gets" in s.screen.text())
        s.send("\x03")
        s.prompt()
        s.type("xyz")
        check("^C in ^R cancels and does not end", s.screen.line().endswith("xyz"), s.screen.text())
        s.send("\x03")
        s.prompt()
    with Shell(CALCIQ_HISTORY="off", XDG_STATE_HOME=TEMP + "/none") as s:
        s.ask(FACT)
        s.ask("/forget all")
        s.send("\x1b[A\x1b[A\x1b[A")
        s.shows("/forget all")
        check("what is forgotten leaves the lines for Up", s.shows("/forget all") and "phosphate" not in s.screen.line(),
              s.screen.text())
        s.send("\x03")
        s.prompt()
        said = s.lines()
        check("and the conversation that /save writes", FACT not in said, said)
    check("CALCIQ_HISTORY=off writes no file", not os.path.exists(TEMP + "/none"))


def keys():
    changes, _ = fresh("keys")
    with Shell(**changes) as s:
        s.type("/tim")
        check("a hint is dim", s.until(lambda: "\x1b[2ming\x1b[22m" in s.raw), repr(s.raw[-200:]))
        s.send("\x1b[C")
        s.type("!", "/timing!")
        check("Right takes the hint", "/timing!" in s.screen.line(), s.screen.text())
        s.send("\x03")
        s.prompt()
        s.send("/acc\t")
        s.type("o", "/accessible o")
        check("Tab completes a command", "/accessible o" in s.screen.line(), s.screen.text())
        s.send("\t")
        check("Tab lists arguments", s.until(lambda: re.search(r"^  on\n  off\n", s.screen.text(), re.M)), s.screen.text())
        check("and draws the line again below", s.shows("/accessible o"), s.screen.text())
        s.send("\x03")
        s.prompt()
        s.ask(OTHER)
        s.send("what is tum\t")
        check("Tab completes a recent question", s.shows(OTHER), s.screen.text())
        s.send("\x03")
        s.prompt()
        s.send("\x1b[200~first\tline\r\x1b[31msecond\r\x1b[201~")
        check("a paste neither completes nor runs", s.until(lambda: "second" in s.screen.text()), s.screen.text())
        s.ask("")
        said = s.lines()
        check("a paste is one message without controls", "> first line\n> [31msecond\n" in said, said)
        s.send(f"{QUESTION}\r{OTHER} now\r")
        s.wait(r"\x1b\]133;D\x07.*\x1b\]133;D\x07")
        s.prompt()
        check("what is typed ahead survives", f"> {OTHER} now\n" in s.lines())
        s.type("カルシウム 😀ok")
        s.send("\x01")
        s.type("A", "Aカルシウム")
        s.send("\x05Z\x7f\x7f\x7f\x7f!")
        s.shows("ム !")
        s.ask("")
        check("wide characters are edited at both ends", "> Aカルシウム !\n" in s.lines(), s.lines())
        s.send("\x1b[200~" + "x" * 20000 + "\x1b[201~")
        s.wait("x{70}")
        answer = s.ask("")
        check("a paste of 20 kB is answered", len(answer) > 10, answer)


def looks():
    with Shell(NO_COLOR="1") as s:
        s.send("/timi")
        s.shows("/timi")
        s.ask("ng")
        s.ask(QUESTION)
        check("NO_COLOR: an ASCII prompt and no style at all", not re.search(r"\x1b\[[0-9;]*m", s.raw) and "calciq> " in s.raw,
              repr(s.raw[:400]))
    with Shell("--color", "never") as s:
        s.ask(QUESTION)
        check("--color never: no style at all", not re.search(r"\x1b\[[0-9;]*m", s.raw), repr(s.raw[:400]))
    for term in ("dumb", "", "nosuchterm"):
        with Shell(TERM=term, CALCIQ_OSC133=None, prompt=False) as s:
            s.wait("calciq> ")
            s.send("half")
            s.wait("half")
            s.send("\x03")
            check(f"TERM={term!r}: ^C does not end", "calciq> " in s.wait("calciq> "))
            s.send(QUESTION + " µ\r")
            answer = s.wait(r"\n.{40}.*calciq> ")
            check(f"TERM={term!r}: lines are answered", len(answer) > 40, answer)
            escapes = r"\x1b" if term != "nosuchterm" else r"\x1b\[\?2004"
            check(f"TERM={term!r}: no editing", not re.search(escapes, s.raw), repr(s.raw))
            check(f"TERM={term!r}: ^D ends", s.end() == 0)
    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "xx_YY.UTF-8"}, {"LC_ALL": None, "LANG": ""}):
        with Shell(**locale) as s:
            s.ask("phosphate ≥ 2.2 mmol/L and 5 µmol/L Ca²⁺")
            said = s.lines()
            check(f"{locale}: µ and ≥ arrive", "> phosphate ≥ 2.2 mmol/L and 5 µmol/L Ca²⁺\n" in said, said)
    with Shell() as s:
        s.send(b"ab\xff\xfecd\r")
        s.wait(r"\x1b\]133;D\x07")
        s.prompt()
        check("invalid UTF-8 is kept as U+FFFD", "> ab\ufffd\ufffdcd\n" in s.lines(), s.lines())


def width():
    def widest(answer):
        text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07]*\x07", "", answer)
        return max(len(line.rstrip("\r")) for line in text.split("\n"))
    with Shell(columns=100, CALCIQ_HISTORY="off") as s:
        check("answers wrap at 78 columns at most", 50 < widest(s.ask(QUESTION)) <= 78)
        long = "the quick brown fox jumps over the lazy dog and over the fence and runs"
        s.type(long)
        s.send("\x1b[H")  # so that the whole line is redrawn from its start
        s.resize(40)
        # The terminal cut the line; the program must draw it anew, once.
        check("after a resize the line is drawn once",
              s.until(lambda: "and runs" in s.screen.text() and s.screen.line().count("quick brown") == 1), s.screen.text())
        s.send("\x03")
        s.prompt()
        check("and answers wrap at the new width", widest(s.ask(QUESTION)) <= 40)
        s.ask("/width 30")
        check("/width wins over the window", widest(s.ask(QUESTION)) <= 30)
    with Shell("--width", "33", CALCIQ_HISTORY="off") as s:
        check("--width wins over the window", 20 < widest(s.ask(QUESTION)) <= 33)


def commands():
    with Shell() as s:
        path = TEMP + "/kept.txt"
        s.ask(QUESTION)
        s.ask("/save " + path)
        check("/save writes a file of mode 0600", mode(path) == 0o600 and f"> {QUESTION}\n" in content(path), content(path))
        before = content(path)
        answer = s.ask("/save " + path)
        check("/save refuses to overwrite, and says so", content(path) == before and "already" in answer, answer)
        answer = s.ask("/accessible on")
        check("/accessible on is acknowledged", "sentences" in answer, answer)
        at = len(s.raw)
        s.type("/timin")
        s.ask("g")
        check("and stops the hints", "\x1b[2mg" not in s.raw[at:], repr(s.raw[at:]))
        answer = s.ask(QUESTION)
        check("/timing shows microseconds", re.search(r"\d+ µs", answer), answer)
        s.ask("/timing")
        s.ask("/mode json")
        answer = s.ask(QUESTION)
        object_ = next((line for line in answer.split("\n") if line.startswith("{")), "null")
        check("/mode json prints one object", (json.loads(object_) or {}).get("text"), answer)
        s.ask("/mode text")
        transcript = TEMP + "/session.transcript"
        s.ask("/record " + transcript)
        s.ask(QUESTION)
        s.ask("/record")
        check("/record writes what was asked", f"> {QUESTION}\n" in content(transcript), content(transcript))
    with Shell("--no-pager", rows=5, CALCIQ_OSC133=None, prompt=False) as s:
        s.wait("❯ ")
        s.send("/help\r")
        check("--no-pager prints all", s.wait(r"\x1b\]133;D\x07"))
        s.prompt()
        check("and ends as usual", s.end() == 0)
    if shutil.which("less"):
        with Shell(rows=5, CALCIQ_OSC133=None, prompt=False) as s:
            s.wait("❯ ")
            s.send("/help\r")
            s.wait(r"\x1b\]133;C\x07.*\n:")
            s.send("q")
            check("a long answer goes through less", s.wait(r"\x1b\]133;D\x07"))
            check("^D typed ahead ends", s.end() == 0)
    else:
        check("a long answer goes through less (less is not installed)", False)


def signals():
    def is_cooked(s): return termios.tcgetattr(s.fd)[3] & termios.ICANON
    with Shell() as s:
        s.type("abc")
        check("the terminal is raw while a line is edited", not is_cooked(s))
        os.kill(s.pid, signal.SIGTERM)
        check("SIGTERM ends with status 0", s.end(keys="") == 0)
    with Shell(command=["bash", "--norc", "-i"], prompt=False, PS1="sh: ") as s:
        s.wait("sh: ")
        s.send(PROGRAM + "\r")
        s.prompt()
        s.type("what")
        s.send("\x1a")
        check("^Z stops", s.wait("Stopped.*sh: "))
        s.send("stty -a\r")
        check("the terminal is cooked while stopped", re.search(r"(?<!-)\bicanon", s.wait("icanon.*sh: ")))
        s.send("fg\r")
        s.wait("what")
        s.send(" is calciphylaxis\r")
        s.wait(r"\x1b\]133;D\x07")
        s.prompt()
        check("fg goes on with the same line", f"> {QUESTION}\n" in s.lines())
        s.send("\x04")
        s.wait("sh: ")
        s.end("exit 0\r")


def pipes():
    result = piped(f"{QUESTION}\r\n{OTHER}".encode())
    check("a pipe: no prompt, no escapes, the last line counts, status 0",
          result.returncode == 0 and b"\x1b" not in result.stdout and b"calciq>" not in result.stdout
          and "❯".encode() not in result.stdout and len(result.stdout) > 80, result.stdout.decode())
    lines = [QUESTION.encode(), b"", b"   ", b"/help", b"x" * 3_000_000, b"bad \xff byte", b"nul \0 here", b"\x01\x02",
             "µ ≥ カ".encode(), FACT.encode(), b"/nosuchcommand", b"/private on", b"/quit", b"never reached"]
    result = piped(b"\n".join(lines), "--json")
    replies = [json.loads(line) for line in result.stdout.decode().split("\n")[:-1]]
    check("--json: one object a line whatever the line, and /quit ends after its reply", len(replies) == 13,
          [r["text"][:60] for r in replies])
    if len(replies) == 13:
        check("an over-long line is an error and no more", replies[4]["kind"] == "error" and replies[5]["kind"], replies[4])
        check("one session for all lines", replies[10]["session"]["labs"], replies[10])
    result = piped(b"/mode json\n" + QUESTION.encode() + b"\n/mode text\n" + QUESTION.encode())
    check("/mode changes the form for what follows", sum(l.startswith(b"{") for l in result.stdout.split(b"\n")) in (1, 2),
          result.stdout.decode())
    check("no input, no output, status 0", (lambda r: r.returncode == 0 and r.stdout == b"")(piped(b"")))
    process = subprocess.Popen([PROGRAM, "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=environment())
    for line in (QUESTION, OTHER):
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        ready = select.select([process.stdout], [], [], TIMEOUT)[0]
        check("a reply comes before the next line is written", ready and process.stdout.readline().startswith(b"{"))
    process.stdout.close()
    try:
        process.stdin.write((QUESTION + "\n").encode() * 3)
        process.stdin.close()
    except BrokenPipeError: pass
    complaint = process.stderr.read()
    check("a reader that went away ends it quietly", process.wait(TIMEOUT) == 0 and complaint == b"", complaint)
    with Shell(command=["sh", "-c", f"'{PROGRAM}' | cat"], prompt=False) as s:
        s.send(QUESTION + "\r")
        answer = s.wait(r"\r\n.{40}")
        check("output into a pipe: no escapes", "\x1b" not in s.raw, repr(s.raw))


started = time.monotonic()
try:
    piped(b"", seconds=300)  # lets the program prepare its cache
    for part in (basics, history, keys, looks, width, commands, signals, pipes): part()
finally:
    shutil.rmtree(TEMP, ignore_errors=True)
print(f"{passed} passed, {failed} failed, {time.monotonic() - started:.1f} s")
sys.exit(1 if failed else 0)
