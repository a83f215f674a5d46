#!/usr/bin/env python3
"""Draws a conversation as an animated SVG: the lines of a transcript, and what the program answers now.

    recording.py PROGRAM TRANSCRIPT > recording.svg

Each turn is a scene; they follow one another, and begin again. Where motion is not wanted, the last scene stands.
"""
import html, os, re, subprocess, sys, tempfile

COLUMNS, ROWS = 76, 26
CELL, LINE, MARGIN, BAR = 8.4, 19, 14, 30
PER_LETTER, READING = 0.055, 5.0  # seconds
STYLE = {"1": "b", "2": "d", "1;7": "r", "7": "r"}


def turns(path):
    """The messages of a transcript, each with its rows, and its header."""
    header, messages, is_open = {}, [], False
    for line in open(path, encoding="utf-8").read().split("\n")[1:]:
        if not messages and re.match(r"[a-z]+: ", line):
            name, value = line.split(": ", 1)
            header[name] = value
        is_row = line.startswith(">")
        if is_row and is_open: messages[-1].append(line[2:])
        elif is_row: messages.append([line[2:]])
        is_open = is_row
    return header, messages


def answers(program, header, messages):
    """What is answered to each message, with its escapes."""
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": os.environ["PATH"], "HOME": home, "LC_ALL": "C.UTF-8", "CALCIQ_TODAY": header.get("clock", "none"),
               "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")}
        for name in ("LD_LIBRARY_PATH", "CALCIQ_INTENTS"):
            if name in os.environ: env[name] = os.environ[name]
        text = "".join("\u2028".join(rows) + "\n" for rows in messages)
        result = subprocess.run([program, "--color", "always", "--width", str(COLUMNS - 2)], input=text, text=True,
                                capture_output=True, env=env, check=True)
    found = result.stdout.split("\n---\n\n")
    assert len(found) == len(messages), "a message without an answer, or with two"
    return found


def styled(line):
    """Pieces of a line as `(class, text)`."""
    pieces, style = [], ""
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        escape = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if escape: style = STYLE.get(escape[1], "")
        elif part: pieces.append((style, part))
    return pieces


def row(number, pieces):
    y = BAR + MARGIN + LINE * (number + 1) - 5
    column, shapes = 0, []
    for style, text in pieces:
        x = MARGIN + column * CELL
        width = len(text) * CELL
        if style == "r": shapes.append(f'<rect class="q" x="{x:.1f}" y="{y - 14}" width="{width:.1f}" height="{LINE}"/>')
        shapes.append(f'<text x="{x:.1f}" y="{y}" textLength="{width:.1f}"' + (f' class="{style}"' if style else "")
                      + f'>{html.escape(text)}</text>')
        column += len(text)
    return "".join(shapes)


def picture(header, messages, replies):
    scenes, at = [], 0.0
    for rows, reply in zip(messages, replies):
        lines = [[("b", "calciq"), ("", "❯ " + rows[0])]] + [[("", "        " + more)] for more in rows[1:]]
        lines.append([])
        typed = len(lines)
        lines += [styled(line) for line in reply.rstrip("\n").split("\n")]
        if len(lines) > ROWS: lines = lines[:ROWS - 1] + [[("d", "…")]]
        pause = PER_LETTER * sum(map(len, rows))
        scenes.append((at, at + pause, at + pause + READING + 0.12 * len(lines), lines, typed))
        at = scenes[-1][2]
    total = at
    rows = max(len(scene[3]) for scene in scenes)
    width, height = round(2 * MARGIN + COLUMNS * CELL), BAR + 2 * MARGIN + LINE * rows
    frames, groups = [], []
    for i, (begin, answered, end, lines, typed) in enumerate(scenes):
        for name, start, rows in ((f"t{i}", begin, range(typed)), (f"a{i}", answered, range(typed, len(lines)))):
            a, b = 100 * start / total, 100 * end / total
            is_last = i == len(scenes) - 1
            frames.append(f"@keyframes {name}{{0%,{max(a - .01, 0):.2f}%{{opacity:{int(a == 0)}}}{a:.2f}%,{b - .01:.2f}%{{opacity:1}}"
                          f"{b:.2f}%,100%{{opacity:{int(is_last)}}}}}")
            still = "" if is_last else " s"
            groups.append(f'<g class="f{still}" style="animation-name:{name}">' + "".join(row(n, lines[n]) for n in rows) + "</g>")
    title = html.escape(header.get("title", "A conversation"))
    said = html.escape(" / ".join(" ".join(rows) for rows in messages))
    return f'''<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="t d">
<title id="t">{title}</title><desc id="d">{said}</desc>
<style>
svg{{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}}
text{{fill:#d8dee4;white-space:pre}}.b{{font-weight:bold;fill:#fff}}.d{{fill:#9aa4ae}}.r{{font-weight:bold;fill:#15191e}}.q{{fill:#d8dee4}}
.f{{animation:{total:.1f}s infinite step-end}}
{"".join(frames)}
@media (prefers-reduced-motion:reduce){{.f{{animation:none}}.s{{display:none}}}}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#15191e"/>
<circle cx="18" cy="16" r="5" fill="#4a525b"/><circle cx="36" cy="16" r="5" fill="#4a525b"/><circle cx="54" cy="16" r="5" fill="#4a525b"/>
{chr(10).join(groups)}
</svg>
'''


if __name__ == "__main__":
    if len(sys.argv) != 3: sys.exit(__doc__)
    header, messages = turns(sys.argv[2])
    sys.stdout.write(picture(header, messages, answers(os.path.abspath(sys.argv[1]), header, messages)))
