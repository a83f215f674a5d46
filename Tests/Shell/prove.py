#!/usr/bin/env python3
"""Drives the calciq program on a pseudo-terminal, one behaviour of its shell per check.

    python3 Tests/Shell/prove.py .build/debug/calciq [PART...] [-v]

It waits for output and never sleeps. Exit status 0: every check passed. What needs no terminal is tested by ShellTests;
here stands what a person meets: the first minute, at several sizes and on several terminals.
"""
import contextlib, json, os, re, select, shutil, signal, socket, stat, subprocess, sys, tempfile, termios, time
from driver import TIMEOUT, Terminal

if len(sys.argv) < 2:
    sys.exit(__doc__)
PROGRAM = os.path.abspath(sys.argv[1])
PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The compiled knowledge is found again there; it is named after what it was made of.
CACHE = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
TEMP = tempfile.mkdtemp(prefix="calciq-prove-")
HERE = TEMP + "/here"  # nothing may appear in the folder one works in
os.mkdir(HERE)
os.chdir(HERE)

QUESTION = "what is calciphylaxis"
OTHER = "what is tumoral calcinosis"
FACT = "my phosphate is 2.2 mmol/L"
EMERGENCY = "my chest hurts and i cant breathe"

passed = failed = 0
started = time.monotonic()


def check(name, is_so, shown=""):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    if is_so and "-v" not in sys.argv: return
    print(("ok    " if is_so else "FAIL  ") + f"{time.monotonic() - started:5.1f} " + name, flush=True)
    if not is_so and shown:
        for line in str(shown).rstrip().split("\n")[-24:]:
            print("      | " + line)


def environment(**changes):
    env = {"PATH": os.environ["PATH"], "HOME": TEMP, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
           "XDG_STATE_HOME": TEMP + "/state", "XDG_CACHE_HOME": CACHE, "CALCIQ_OSC133": "1", "PS1": "sh: "}
    for name in ("CALCIQ_INTENTS", "LD_LIBRARY_PATH"):
        if name in os.environ: env[name] = os.environ[name]
    for name, value in changes.items():
        if value is None: env.pop(name, None)
        else: env[name] = value
    return env


class Shell(Terminal):
    """The shell of calciq, which marks its prompts and answers."""

    def __init__(self, *arguments, columns=80, rows=24, command=None, prompt=True, **changes):
        self.name = f"{changes.get('TERM', 'xterm')} {columns}x{rows}"
        super().__init__(command or [PROGRAM, *arguments], environment(**changes),
                         lambda name, shown: check(f"{self.name}: {name}", False, shown), columns, rows)
        if prompt: self.prompt()

    def prompt(self):
        return self.wait(r"\x1b\]133;A\x07[^\n]*?calciq(?:\x1b\[0m)?[^\n]{0,20}[❯>] ")

    def ask(self, line):
        """Types a line; returns what is printed between its Enter and the next prompt."""
        self.send(line + "\r")
        self.wait(r"\x1b\]133;C\x07")
        answer = self.wait(r"\x1b\]133;D\x07").replace("\x1b]133;D\x07", "")
        return answer + self.prompt()

    def drop(self):
        self.send("\x03")
        self.prompt()

    def lines(self):
        """The lines that the program says it was given, by way of /save."""
        path = tempfile.mktemp(dir=TEMP)
        self.ask("/save " + path)
        return content(path)


def run(*arguments, text="", seconds=60, **changes):
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True, timeout=seconds,
                          env=environment(**changes))


def fresh(name):
    path = f"{TEMP}/{name}"
    return {"XDG_STATE_HOME": path}, path + "/calciq/history"


def mode(path): return stat.S_IMODE(os.stat(path).st_mode)
def content(path):
    with contextlib.suppress(FileNotFoundError), open(path, encoding="utf-8") as file: return file.read()
    return ""


def bare(text): return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07]*\x07", "", text).replace("\r", "")
def widest(text): return max(len(line) for line in bare(text).split("\n"))


PLACES = [
    (40, 15, {"NO_COLOR": "1"}), (80, 24, {}), (160, 50, {"TERM": "xterm-not-in-terminfo", "LC_ALL": "C"}),
    (80, 24, {"TERM": "xterm-ghostty"}), (80, 24, {"TERM": "dumb"}), (40, 15, {"TERM": "unknown", "LC_ALL": "C"}),
]


def first_minute():
    """Items 1, 4 and 5: no pager, greeting, help, suggestions, colour, width; wherever one sits."""
    for columns, rows, changes in PLACES:
        is_plain = "NO_COLOR" in changes or changes.get("TERM") in ("dumb", "unknown")
        with Shell(columns=columns, rows=rows, CALCIQ_HISTORY="off", **changes) as s:
            name = s.name + (" NO_COLOR" if "NO_COLOR" in changes else "") + (" LC_ALL=C" if "LC_ALL" in changes else "")
            banner = bare(s.raw.split("\x1b]133;A")[0]).strip()
            check(f"{name}: the greeting has an example, /help, and two lines where they fit",
                  "/help" in banner and "?" in banner and (columns < 80 or banner.count("\n") == 1)
                  and all(len(line) > 1 for line in banner.split("\n")), banner)
            answer = s.ask(QUESTION)
            check(f"{name}: a question is answered, whole, within the window", "[1]" in answer
                  and 30 < widest(answer) <= min(columns, 78), answer)
            check(f"{name}: suggestions have numbers", re.search(r"\n\S+ 1 .*\s2 ", bare(answer), re.S), answer)
            check(f"{name}: the next line is answered, by no pager", "!!" in s.ask(EMERGENCY))
            s.ask(QUESTION)
            check(f"{name}: a digit asks a suggestion", "[1]" in s.ask("1"))
            help_ = bare(s.ask("/help"))
            check(f"{name}: /help lists commands of both kinds, and keys",
                  all(word in help_ for word in ("- /labs", "- /quit", "- /save FILE", "- /keep FILE", "^R", "Tab: ")), help_)
            for line, near in (("/sections calciph", "calciphylaxis"), ("/sav", "/save"), ("/labz", "/labs"),
                               ("/show calciphylaxis", "calciphylaxis/")):
                check(f"{name}: {line}: did you mean {near}", f"did you mean {near}" in " ".join(bare(s.ask(line)).lower().split()))
            check(f"{name}: style only where it is wanted", bool(re.search(r"\x1b\[[0-9;]*m", s.raw)) != is_plain)
            is_edited = changes.get("TERM") not in ("dumb", "unknown")
            check(f"{name}: lines are edited where they can be", ("\x1b[?2004h" in s.raw) == is_edited)
            if changes.get("LC_ALL") == "C":
                s.ask("my phosphate is 2.2 mmol/L")
                s.ask("/labs")
                check(f"{name}: quotes, signs and rules are ASCII", all(c < "\x7f" for c in bare(s.raw)),
                      sorted({c for c in bare(s.raw) if c > "~"}))
            s.send("half")
            s.wait("half")
            s.drop()
            check(f"{name}: ^D ends with status 0", s.end() == 0)
    check("nothing was written into the folder", os.listdir(HERE) == [], os.listdir(HERE))


def history():
    """Item 2: only what is known to say nothing of anybody reaches the disk."""
    changes, path = fresh("history")
    with Shell(**changes) as s:
        for line in (QUESTION, OTHER, QUESTION, " what is dystrophic calcification", FACT, "my dad's calcium is 11.2",
                     "I have HIV, can I get calcinosis?", "my name is John Smith born 1961-02-03, what is calcinosis cutis",
                     "my calci 11.2 mg/dL", "/forget calcium", "/save ~/kept.txt"): s.ask(line)
        s.send("\x1b[200~Phosphate 6.8 mg/dL\r" + "x" * 5000 + "\x1b[201~")
        s.wait("x{70}")
        s.ask("")
        text = content(path)
        check("the history file holds plain questions alone, each once", text == f"{OTHER}\n{QUESTION}\n", text)
        check("its mode is 0600, its folder's 0700", (mode(path), mode(os.path.dirname(path))) == (0o600, 0o700))
        check("~ is the home folder; what is saved is the owner's alone", mode(TEMP + "/kept.txt") == 0o600)
        check("/save refuses to overwrite", "already" in s.ask("/save ~/kept.txt"))
        s.send("\x12phosphate is")
        check("a line that told a result is in memory for ^R", s.until(lambda: FACT in s.screen.text()), s.screen.text())
        s.drop()
        s.ask("/private on")
        s.ask("what are the types of calcinosis")
        check("/private on keeps everything out", "types" not in content(path), content(path))
    with Shell(**changes) as s:
        s.send("\x12tumoral")
        check("^R finds what an earlier session kept", s.until(lambda: OTHER in s.screen.text()), s.screen.text())
        s.send("\r")
        s.wait(r"\x1b\]133;D\x07")
        s.prompt()
        check("Enter in ^R runs the line", f"> {OTHER}\n" in s.lines())
        s.send("\x12phyl")
        s.until(lambda: QUESTION in s.screen.text())
        s.drop()
        s.type("xyz")
        check("^C in ^R cancels and does not end", s.screen.line().endswith("xyz"), s.screen.text())
        s.send("\x03")
        s.prompt()
        s.ask(FACT)
        s.ask("/forget all")
        said = s.lines()
        check("what is forgotten leaves the conversation that /save writes", "2.2" not in said, said)


def keys():
    with Shell(CALCIQ_HISTORY="off") as s:
        s.type("/tim")
        check("a hint is dim", s.until(lambda: "\x1b[2ming\x1b[22m" in s.raw), repr(s.raw[-200:]))
        s.send("\x1b[C")
        s.type("!", "/timing!")
        check("Right takes the hint", "/timing!" in s.screen.line(), s.screen.text())
        s.drop()
        s.send("/acc\t")
        s.type("o", "/accessible o")
        s.send("\t")
        check("Tab completes, then lists", s.until(lambda: re.search(r"^  on\n  off\n", s.screen.text(), re.M)), s.screen.text())
        s.drop()
        s.send("my phosphate is 2.2 mmol\t")
        check("Tab completes a unit", s.shows("mmol/L"), s.screen.text())
        s.drop()
        s.send("\x1b[200~first\tline\r\x1b[31msecond\r\x1b[201~")
        s.until(lambda: "second" in s.screen.text())
        s.ask("")
        s.send(f"{QUESTION}\r{OTHER} now\r")
        s.wait(r"\x1b\]133;D\x07.*\x1b\]133;D\x07")
        s.prompt()
        s.type("カルシウム 😀ok")
        s.send("\x01")
        s.type("A", "Aカルシウム")
        s.send("\x05Z\x7f\x7f\x7f\x7f!")
        s.shows("ム !")
        s.ask("")
        s.send(b"ab\xff\xfecd\r")
        s.wait(r"\x1b\]133;D\x07")
        s.prompt()
        said = s.lines()
        check("a paste is one message without controls; it neither completes nor runs", "> first line\n> [31msecond\n" in said, said)
        check("what is typed ahead survives", f"> {OTHER} now\n" in said, said)
        check("wide characters are edited at both ends", "> Aカルシウム !\n" in said, said)
        check("invalid UTF-8 is kept as U+FFFD", "> ab\ufffd\ufffdcd\n" in said, said)
        s.type("the quick brown fox jumps over the lazy dog and over the fence and runs")
        s.send("\x1b[H")  # so that the whole line is redrawn from its start
        s.resize(40)
        check("after a resize the line is drawn once",
              s.until(lambda: "and runs" in s.screen.text() and s.screen.line().count("quick brown") == 1), s.screen.text())
        s.drop()
        check("and answers wrap at the new width", widest(s.ask(QUESTION)) <= 40)
        s.ask("/width 30")
        check("/width wins over the window", widest(s.ask(QUESTION)) <= 30)
        s.ask("/mode json")
        check("/mode json prints one object", '"kind":"answer"' in s.ask(QUESTION))
    with Shell("--pager", rows=12, CALCIQ_OSC133=None, CALCIQ_HISTORY="off", prompt=False) as s:
        s.wait("❯ ")
        s.send("/help\r")
        check("a list goes through less on --pager, and it says how to leave", s.wait("q: back to calciq"))
        s.send("q")
        s.wait("❯ ")
        s.send(QUESTION + "\r")
        check("an answer never does", "back to calciq" not in s.wait(r"\[1\].*❯ "))


def signals():
    def is_cooked(s): return termios.tcgetattr(s.fd)[3] & termios.ICANON
    with Shell(command=["bash", "--norc", "-i"], prompt=False, CALCIQ_HISTORY="off") as s:
        s.wait("sh: ")
        s.send(PROGRAM + "\r")
        s.prompt()
        s.type("what")
        check("the terminal is raw while a line is edited", not is_cooked(s))
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
    """Item 5: what is piped, and one question."""
    result = run(text=f"{QUESTION}\r\n/timing\n{OTHER}")
    check("a pipe: no prompt, no escapes, replies set apart, status 0",
          result.returncode == 0 and not re.search("\x1b|calciq>|❯", result.stdout) and result.stdout.count("\n---\n") == 1, result.stdout)
    lines = [QUESTION, "", "   ", "/help", "x" * 300_000, "bad \udcff byte", "nul \0 here", "\1\2", "µ ≥ カ", FACT, "/nosuchcommand",
             "/private on", "/quit", "never reached"]
    result = subprocess.run([PROGRAM, "--json"], input="\n".join(lines).encode(errors="surrogateescape"),
                            capture_output=True, timeout=60, env=environment())
    replies = [json.loads(line) for line in result.stdout.decode().split("\n")[:-1]]
    check("--json: one object a line whatever the line, and /quit ends after its reply", len(replies) == 13,
          [r["text"][:60] for r in replies])
    if len(replies) == 13:
        check("an over-long line is an error and no more", replies[4]["kind"] == "error" and replies[5]["kind"], replies[4])
        check("commands of the shell tell the session too", replies[11]["session"] == replies[9]["session"], replies[11])
        check("/help in an object names them", "/save FILE" in replies[3]["text"])
    check("ask --color always colours", "\x1b[" in run("ask", "--color", "always", "my skin is black and painful").stdout)
    with Shell("what is calciphylaxis", prompt=False, columns=40, rows=15) as s:
        s.end(keys="")
        check("a question on the command line is wrapped at the window", "[1]" in s.raw and 25 < widest(s.raw) <= 40, s.raw)
    process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    process.stdin.write((QUESTION + "\n").encode())
    process.stdin.flush()
    check("a reply comes before the next line is written", select.select([process.stdout], [], [], TIMEOUT)[0])
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write((QUESTION + "\n").encode() * 3)
        process.stdin.close()
    complaint = process.stderr.read()
    check("a reader that went away ends it quietly", process.wait(TIMEOUT) == 74 and complaint == b"", complaint)


def unwritable():
    """Item 6: a full disk and a closed descriptor."""
    commands = {"ask": f"ask {QUESTION}", "a pipe": "", "a pipe of objects": "--json", "help": "--help", "explain": f"explain {QUESTION}",
                "replay": "replay --list Transcripts", "try": f"try {QUESTION}", "lines to try": "try", "check": "check --intents Tests/Folders/aquarium",
                "version": "--version"}
    started = [(f"{name} {place}", subprocess.Popen(
        ["sh", "-c", f"echo '{QUESTION}' | '{PROGRAM}' {arguments} {place}"], stderr=subprocess.PIPE, env=environment(),
        cwd=PROJECT)) for name, arguments in commands.items() for place in (">/dev/full", ">&-") if name in ("ask", "a pipe") or place != ">&-"]
    for name, process in started:
        complaint = process.communicate(timeout=120)[1].decode()
        check(f"{name}: told, and status 74", process.returncode == 74 and "could not be written" in complaint,
              f"{process.returncode} {complaint}")


    aquarium = "Tests/Folders/aquarium"
    for name, arguments in {"compile": ["compile", "--intents", aquarium, "-o", "/dev/full"],
                            "replay": ["replay", "run", "--intents", aquarium, "--output", "/dev/full", aquarium + "/transcripts"]}.items():
        result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120, env=environment(), cwd=PROJECT)
        check(f"{name} into a file that cannot be: told, and status 74", result.returncode == 74
              and "cannot write /dev/full" in result.stderr, f"{result.returncode} {result.stderr}")


def connected():
    """Item 5: the shell over a server, and without it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([PROGRAM, "serve", "--port", str(port), "--log-level", "critical"], env=environment())
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1): break
            select.select([], [], [], 0.1)
        changes, path = fresh("connected")
        with Shell("connect", f"127.0.0.1:{port}", columns=60, rows=20, **changes) as s:
            check("connect: answers are wrapped and labels stand out", widest(s.ask(QUESTION)) <= 60 and "\x1b[1mcalciq" in s.raw)
            for typed, whole in (("/show calciphylaxis/def", "/show calciphylaxis/definition"), ("/trend phosp", "/trend phosphate"),
                                 ("my phosphate is 2 mmol", "mmol/L"), ("what is calcifi", "what is calcification?")):
                s.send(typed + "\t")
                check(f"connect: Tab completes {typed}", s.until(lambda: whole.lower() in s.screen.text().lower()), s.screen.text())
                s.drop()
            check("connect: /help lists what is the shell's too", "- /save FILE" in s.ask("/help"))
            for line in ("my dad's calcium is 11.2", "I have HIV, can I get calcinosis?", FACT): s.ask(line)
            check("connect: the history file holds plain questions alone", content(path) == f"{QUESTION}\n/help\n", content(path))
            check("connect: no diary of what is remembered elsewhere", "elsewhere" in " ".join(bare(s.ask(f"/keep {TEMP}/d")).split()))
            server.send_signal(signal.SIGTERM)
            server.wait(TIMEOUT)
            check("the server is gone: it is said", "Not answered" in s.ask(QUESTION))
            begun = time.monotonic()
            check("the server is gone: /help, /width and /timing work", "- /labs" in s.ask("/help") and "width 40" in s.ask("/width 40")
                  and "time of each answer" in s.ask("/timing"))
            s.send("/quit\r")
            check("the server is gone: /quit leaves at once", s.end(keys="") == 0 and time.monotonic() - begun < 3)
    finally:
        server.kill()
        server.wait()


def files():
    """The diary and the config file."""
    path = TEMP + "/labs.jsonl"
    with Shell(CALCIQ_HISTORY="off", CALCIQ_TODAY="2026-01-10") as s:
        s.ask("my calcium was 11.2 mg/dL on 2025-11-03")
        check("nothing is kept unasked", not os.path.exists(path))
        s.ask("/keep " + path)
        s.ask("my mother is on dialysis")
        s.ask("my phosphate is 2.2 mmol/L")
    held = content(path)
    check("/keep: a fact a line, of whom it is, as it was told", mode(path) == 0o600 and [
        (f.get("person"), f["fact"], f.get("value"), f.get("unit"), f.get("date")) for f in map(json.loads, held.splitlines())] == [
        (None, "calcium_total", 11.2, "mg/dL", "2025-11-03"), (None, "phosphate", 2.2, "mmol/L", "2026-01-10"),
        ("mother", "dialysis", None, None, None)], held)
    result = run("--with", path, text="my calcium is 10.4 mg/dL\n/trend calcium\n/forget phosphate\n/facts mother\n", CALCIQ_TODAY="2026-03-01")
    held = content(path)
    check("--with goes on with it: a trend over months", "11.2" in result.stdout and "dialysis" in result.stdout and "10.4" in held, result.stdout)
    check("/forget reaches it", "phosphate" not in held and "mother" in held, held)
    with open(path, "a") as file: file.write('{"fact":"calcium_total","value":11.2,"unit":"kg"}\n')
    before = content(path)
    result = run("--with", path, text=FACT)
    check("a damaged diary is named, with its line, and left alone",
          result.returncode == 65 and f"{path}:4: a unit that does not fit" in result.stderr and content(path) == before, result.stderr)
    os.makedirs(TEMP + "/config/calciq")
    with open(TEMP + "/config/calciq/config", "w") as file: file.write("# mine\nwidth = 44\ncolour never\n")
    result = run("ask", QUESTION, XDG_CONFIG_HOME=TEMP + "/config")
    check("the config file sets the width, and what is wrong in it is told", widest(result.stdout) <= 44
          and "config:3: no option 'colour'" in result.stderr, result.stderr)
    result = run("--no-config", "ask", QUESTION, XDG_CONFIG_HOME=TEMP + "/config")
    check("--no-config reads none", widest(result.stdout) > 44 and result.stderr == "", result.stderr)


try:
    run(text="", seconds=300)  # lets the program prepare its cache
    started = time.monotonic()
    for part in (first_minute, history, keys, signals, pipes, unwritable, connected, files):
        if len(sys.argv) < 3 or part.__name__ in sys.argv or sys.argv[2:] == ["-v"]: part()
finally:
    os.chdir("/")
    shutil.rmtree(TEMP, ignore_errors=True)
print(f"shell: {passed} passed, {failed} failed, {time.monotonic() - started:.1f} s")
sys.exit(1 if failed else 0)
