#!/usr/bin/env python3
"""Writes the manual page from a template and the program's own help.

    manual.py PROGRAM TEMPLATE > calciq.1
    manual.py PROGRAM TEMPLATE --check calciq.1     exit 1 where the page has fallen behind
"""
import json, os, re, subprocess, sys, tempfile

HIDDEN = {"help"}


def output(program, *arguments, text=None):
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LC_ALL": "C.UTF-8", "CALCIQ_HISTORY": "off",
               "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")}
        for name in ("LD_LIBRARY_PATH", "CALCIQ_INTENTS"):
            if name in os.environ: env[name] = os.environ[name]
        return subprocess.run([program, *arguments], input=text, capture_output=True, text=True, env=env, check=True).stdout


def escaped(text):
    """As mdoc reads a line of text: no backslash, no leading point, a sentence a line."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = re.sub(r"(?<=[.!?]) (?=[A-Z])", "\n", re.sub(r"\s+", " ", text.strip()))
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def flag(name):
    return "Fl " + ("-" + name["name"] if name["kind"] == "long" else name["name"])


def item(argument):
    """What stands before the words of an option or an argument: `.It Fl -width Ar columns`."""
    dots = " ..." if argument["isRepeating"] else ""
    if argument["kind"] == "positional": return f".It Ar {argument['valueName']}{dots}"
    names = " , ".join(flag(name) for name in argument["names"])
    return f".It {names}" + (f" Ar {argument['valueName']}{dots}" if argument["kind"] == "option" else "")


def described(argument):
    words = argument.get("abstract", "")
    default = argument.get("defaultValue")
    if default not in (None, "", "auto"): words += f" The default is {default.removesuffix('.0')}."
    return item(argument) + "\n" + escaped(words)


def shown(arguments):
    return [a for a in arguments if a.get("shouldDisplay", True) and a["valueName"] not in ("version", "help")]


def usage(command, common):
    """`.Nm Cm ask [-json] [-fact fact ...] question ...`, without what every command understands."""
    parts = []
    for argument in shown(command.get("arguments", [])):
        if item(argument) in common: continue
        text = item(argument)[4:]
        if argument["kind"] != "positional" and " , " in text: text = text.split(" , ")[-1]
        parts.append(f".Op {text}" if argument["isOptional"] else "." + text)
    return parts


def page(program, template):
    help_ = json.loads(output(program, "--experimental-dump-help"))["command"]
    commands = [c for c in help_["subcommands"] if c["commandName"] not in HIDDEN and c.get("shouldDisplay", True)]
    sets = [{item(a) for a in shown(c["arguments"])} for c in commands if c["commandName"] != "replay"]
    common = set.intersection(*sets)
    globals_ = [a for a in shown(commands[0]["arguments"]) if item(a) in common]
    whole = [a for a in help_["arguments"] if a.get("shouldDisplay", True)]

    synopsis, subcommands = [], []
    for command in commands:
        name = command["commandName"]
        nested = [c for c in command.get("subcommands", []) if c["commandName"] not in HIDDEN]
        for one in nested or [command]:
            names = name if one is command else f"{name} {one['commandName']}"
            synopsis += [".Nm"] + ([] if names == "shell" else [f".Cm {names}"])
            synopsis += usage(one, common) if name != "serve" else [".Op Ar options"]
        subcommands += [f".It Cm {name}", escaped(command["abstract"])]
        if command.get("discussion"): subcommands += [".Pp", escaped(command["discussion"])]
        for one in nested or [command]:
            own = [a for a in shown(one.get("arguments", [])) if one is not command or item(a) not in common]
            own = [a for a in own if item(a) not in common]
            if one is not command: subcommands += [".Pp", f".Nm Cm {name} {one['commandName']} :", escaped(one["abstract"])]
            if own: subcommands += [".Bl -tag -width 6n", *map(described, own), ".El"]

    listed = re.findall(r"^- (/.*)$|^(\S.*:)$", output(program, "--width", "400", text="/help\n"), re.M)
    groups = [[]]
    for line, heading in listed:
        if heading: groups.append([])
        else: groups[-1].append(line)
    rows = [[f".It Ic {usage_.replace('|', ' | ').replace(']', ' ]')}\n{escaped(words[:1].upper() + words[1:] + '.')}"
             for usage_, words in (line.split(": ", 1) for line in group)] for group in groups]

    filled = {"SYNOPSIS": synopsis, "GLOBAL": [described(a) for a in globals_ + whole], "SUBCOMMANDS": subcommands,
              "COMMANDS": rows[0], "OWNCOMMANDS": rows[1], "KEYS": keys(program)}
    with open(template, encoding="utf-8") as file: text = file.read()
    for name, lines in filled.items():
        assert text.count(f"@{name}@") == 1, name
        text = text.replace(f"@{name}@", "\n".join(lines))
    return '.\\" Written by "make manual" from calciq.1.in and the program\'s help.\n' + text


def keys(program):
    """The keys, as /help tells them at a terminal."""
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Shell"))
    from driver import Terminal
    env = {"PATH": os.environ.get("PATH", ""), "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "CALCIQ_HISTORY": "off",
           "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")}
    for name in ("LD_LIBRARY_PATH", "CALCIQ_INTENTS"):
        if name in os.environ: env[name] = os.environ[name]
    with Terminal([program, "--width", "400"], env, lambda name, shown: sys.exit(f"{name}\n{shown}")) as terminal:
        terminal.wait("calciq> ")
        terminal.send("/help\r")
        text = terminal.wait(r"Keys:.*?calciq> ").replace("\r", "")
    rows = re.findall(r"^- (.*?): (.*)$", text[text.rindex("Keys:"):], re.M)
    assert rows, text
    return [f".It {name}\n{escaped(words[:1].upper() + words[1:] + '.')}" for name, words in rows]


if __name__ == "__main__":
    program, template = os.path.abspath(sys.argv[1]), sys.argv[2]
    text = page(program, template)
    if len(sys.argv) < 4:
        sys.stdout.write(text)
    else:
        with open(sys.argv[4], encoding="utf-8") as file: held = file.read()
        if held != text:
            import difflib
            sys.stderr.writelines(list(difflib.unified_diff(held.splitlines(True), text.splitlines(True), "held", "now"))[:20])
            sys.exit("the manual page has fallen behind: run 'make manual'")
