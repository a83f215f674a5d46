"""A program on a pseudo-terminal, and the screen that it draws. Waits for output, never sleeps."""
import fcntl, os, pty, re, select, signal, struct, termios, time, unicodedata

TIMEOUT = 20  # seconds for one wait; only a failing check takes that long


class Screen:
    """As much of a terminal as libedit and calciq use."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.cells, self.x, self.y = [[" "] * columns for _ in range(rows)], 0, 0
        self.pending, self.is_dim = "", False

    def resize(self, columns, rows):
        self.cells = [(row + [" "] * columns)[:columns] for row in self.cells]
        self.columns, self.x = columns, min(self.x, columns - 1)

    def down(self):
        self.y += 1
        if self.y == self.rows:
            self.cells = self.cells[1:] + [[" "] * self.columns]
            self.y -= 1

    def put(self, char):
        width = 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if self.x + width > self.columns:
            self.x = 0
            self.down()
        if width:
            self.cells[self.y][self.x] = "\0" + char if self.is_dim else char
            if width == 2:
                self.cells[self.y][self.x + 1] = ""
            self.x += width

    ESCAPE = re.compile(r"\x1b(?:\[([?>]?)([0-9;]*)([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78MDEHc])")

    def feed(self, text):
        text, self.pending, i = self.pending + text, "", 0
        while i < len(text):
            c = text[i]
            if c == "\x1b":
                found = self.ESCAPE.match(text, i)
                if not found:
                    if len(text) - i < 64:
                        self.pending = text[i:]
                        return
                    i += 1
                    continue
                if found[3] and not found[1]:
                    self.control([int(n or 0) for n in found[2].split(";")], found[3])
                i = found.end()
                continue
            if c == "\r": self.x = 0
            elif c == "\n": self.down()
            elif c == "\b": self.x = max(0, min(self.x, self.columns) - 1)
            elif c == "\t": self.x = min(self.columns - 1, self.x // 8 * 8 + 8)
            elif c >= " ": self.put(c)
            i += 1

    def control(self, numbers, letter):
        n, row = max(1, numbers[0]), self.cells[self.y]
        x = min(self.x, self.columns - 1)
        if letter == "m": self.is_dim = numbers[-1] == 2
        elif letter == "A": self.y = max(0, self.y - n)
        elif letter == "B": self.y = min(self.rows - 1, self.y + n)
        elif letter == "C": self.x = min(self.columns - 1, x + n)
        elif letter == "D": self.x = max(0, x - n)
        elif letter == "G": self.x = min(self.columns, n) - 1
        elif letter == "H":
            self.y, self.x = n - 1, max(1, numbers[1] if len(numbers) > 1 else 1) - 1
        elif letter == "K":
            row[x:] = [" "] * (self.columns - x)
        elif letter == "J":
            row[x:] = [" "] * (self.columns - x)
            for y in range(0 if numbers[0] == 2 else self.y + 1, self.rows): self.cells[y] = [" "] * self.columns
        elif letter == "P": row[x:] = row[x + n:] + [" "] * min(n, self.columns - x)
        elif letter == "@": row[x:] = ([" "] * n + row[x:])[:self.columns - x]
        elif letter == "X": row[x:x + n] = [" "] * min(n, self.columns - x)

    def text(self):
        return "\n".join("".join(row).replace("\0", "").rstrip() for row in self.cells).rstrip()

    def line(self):
        """The prompt and what is typed after it, without a hint."""
        at = [i for i, row in enumerate(self.cells) if "".join(row).startswith("calciq")]
        cells = [cell for row in self.cells[at[-1]:] for cell in row] if at else []
        return "".join(cell for cell in cells if not cell.startswith("\0")).rstrip(" ")


class Terminal:
    """A program on a pseudo-terminal; `complain(name, shown)` is told of what never came."""

    def __init__(self, command, environment, complain, columns=80, rows=24):
        self.complain, self.screen = complain, Screen(columns, rows)
        self.raw, self.seen, self.status, self.undecoded = "", 0, None, b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], command, environment)

    def pump(self, seconds):
        """Reads once; False at the end."""
        if not select.select([self.fd], [], [], max(0, seconds))[0]: return True
        try: data = os.read(self.fd, 65536)
        except OSError: data = b""
        if not data: return False
        data = self.undecoded + data
        for cut in range(len(data), max(0, len(data) - 4), -1):
            try: text = data[:cut].decode()
            except UnicodeDecodeError: continue
            self.undecoded = data[cut:]
            break
        else: text, self.undecoded = data.decode(errors="replace"), b""
        self.raw += text
        self.screen.feed(text)
        return True

    def until(self, is_so, seconds=TIMEOUT):
        end, is_alive = time.monotonic() + seconds, True
        while not is_so() and is_alive and time.monotonic() < end:
            is_alive = self.pump(end - time.monotonic())
        return is_so()

    def wait(self, pattern, seconds=TIMEOUT):
        """Waits for output since the last wait; returns the output up to the match."""
        found = []
        def is_so():
            match = re.search(pattern, self.raw[self.seen:], re.S)
            if match: found.append(match)
            return bool(match)
        if not self.until(is_so, seconds):
            self.complain(f"output matches {pattern!r}", self.raw[self.seen:] + "\n--- screen\n" + self.screen.text())
            self.seen = len(self.raw)
            return ""
        start = self.seen
        self.seen = start + found[-1].end()
        return self.raw[start:self.seen]

    def send(self, text):
        os.write(self.fd, text if isinstance(text, bytes) else text.encode())

    def type(self, text, shown=None):
        """Types without Enter and waits until the line shows it."""
        self.send(text)
        return self.shows((text if shown is None else shown).rstrip())

    def shows(self, text):
        return self.until(lambda: text in self.screen.line())

    def resize(self, columns, rows=24):
        self.screen.resize(columns, rows)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def end(self, keys="\x04"):
        """Ends the program; its exit status, or -1 if it does not end."""
        if self.status is not None: return self.status
        if keys: self.send(keys)
        end = time.monotonic() + TIMEOUT
        while self.pump(end - time.monotonic()) and time.monotonic() < end: pass
        done, status = 0, 0
        while done == 0 and time.monotonic() < end + 1:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done == 0: select.select([], [], [], 0.01)
        if done == 0:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.status = -1
        else: self.status = os.waitstatus_to_exitcode(status)
        os.close(self.fd)
        return self.status

    def __enter__(self): return self
    def __exit__(self, *_):
        if self.status is None: self.end()
