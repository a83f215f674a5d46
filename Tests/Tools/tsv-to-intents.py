#!/usr/bin/env python3
"""Turns `intent<TAB>utterance` files into a folder of Intents that calciq loads and checks clean.

    tsv-to-intents.py train.tsv [more.tsv …] --to DIR [--out-of-scope oos.tsv …] [--per-intent N]

Each intent becomes one section, `<intent>/<intent>.yaml`: its utterances are the phrases, and its
text, "About <intent>. [1]", is a stand-in to be written over. The citation keeps the intent's name
as it stood in the file. Out-of-scope utterances (of the files named, or of a label `oos` or
`out_of_scope` anywhere) become `elsewhere.txt`. A phrase that says nothing, repeats
another of its intent, or stands under an earlier intent already is left out; each of the last kind
is told on stderr. Nothing is written outside DIR, which must be new or empty.
"""
import argparse
import os
import re
import sys
import unicodedata

OUT_OF_SCOPE = {"oos", "out_of_scope", "out-of-scope", "out of scope"}
# A longer line is not read when it is typed, so it cannot be a phrase.
LONGEST = 4096
SOURCE = "utterances"


def pairs(path):
    """Yields (place, intent, utterance) of each line that has both; the utterance may hold tabs."""
    with open(path, encoding="utf-8-sig", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            intent, tab, utterance = line.rstrip("\r\n").partition("\t")
            if tab and intent.strip() and utterance.strip():
                yield f"{path}:{number}", intent.strip(), utterance
            elif line.strip():
                print(f"{path}:{number}: no intent and utterance", file=sys.stderr)


def cleaned(text):
    """An utterance as a phrase says it.

    Brackets, braces and bars have a meaning in phrases, a slash in front would be a command, and
    control and invisible characters are not allowed in YAML: they become blanks.
    """
    text = "".join(
        " " if c in "[](){}|" or unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        else c for c in text)
    return re.sub(r"^[/\s]+", "", re.sub(r"\s+", " ", text)).strip()


def key(phrase):
    """What makes two phrases the same: their words without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", phrase.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`´")
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def quoted(text):
    """A YAML single-quoted scalar on one line."""
    return "'" + text.replace("'", "''") + "'"


def slug(intent):
    """The name of an intent as calciq writes ids: lower case, words joined by `-`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", intent)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80].strip("-") or "intent"


def readable(intent, name):
    """An intent's name as words: `nextHoliday`, `next_holiday` → next holiday."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", intent)
    text = cleaned(re.sub(r"[\s_.:/\\-]+", " ", spaced))
    return text if key(text) else name.replace("-", " ")


def section(intent, name, phrases):
    """The text of an intent's file."""
    title = readable(intent, name)
    about = quoted(f"About {title}. [1]")
    lines = [
        f"title: {quoted(title)}", "facet: answer", f"gist: {about}", f"text: {about}", "citations:",
        f"  - source: {SOURCE}", f"    section: {quoted(cleaned(intent) or name)}", "phrases:"]
    return lines + [f"  - {quoted(phrase)}" for phrase in phrases]


def write(folder, path, lines):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


class Gathering:
    """Phrases under their intents, each once."""

    def __init__(self, per_intent):
        self.per_intent = per_intent
        self.phrases, self.owners, self.outside, self.dropped = {}, {}, {}, 0

    def add(self, place, intent, utterance):
        phrase = cleaned(utterance)
        words = key(phrase)
        if not words or len(phrase.encode()) > LONGEST or words in ("help", "quit", "exit"):
            print(f"{place}: left out, not a phrase: {phrase[:60]!r}", file=sys.stderr)
        elif intent.lower() in OUT_OF_SCOPE:
            self.outside.setdefault(words, phrase)
        elif self.owners.get(words, intent) != intent:
            self.dropped += 1
            print(f"{place}: left out, {phrase!r} is of {self.owners[words]!r} too, not only of "
                  f"{intent!r}", file=sys.stderr)
        else:
            known = self.phrases.setdefault(intent, {})
            if not self.per_intent or len(known) < self.per_intent:
                self.owners[words] = intent
                known.setdefault(words, phrase)

    def write(self, folder):
        names, inside = {}, 0
        for intent, phrases in self.phrases.items():
            if not phrases:
                print(f"no phrase is left for the intent {intent!r}", file=sys.stderr)
                continue
            name, number = slug(intent), 2
            while name in names:  # Two intents may differ in case or punctuation only.
                name, number = f"{slug(intent)}-{number}", number + 1
            names[name] = intent
            inside += len(phrases)
            write(folder, f"{name}/{name}.yaml", section(intent, name, phrases.values()))
        write(folder, "sources.yaml", [
            f"title: 'calciq answers {len(names)} intents'", "sources:", f"  - id: {SOURCE}",
            "    title: 'Utterances by intent'", "    label: 'Utterances'",
            "    trust: 'Examples of what people say; the answers are stand-ins.'"])
        outside = [phrase for words, phrase in self.outside.items() if words not in self.owners]
        if outside:
            write(folder, "elsewhere.txt", [p for p in outside if not p.startswith("#")])
        print(f"{len(names)} intents, {inside} phrases, {len(outside)} out of scope in {folder}; "
              f"{self.dropped} phrases left out that another intent has")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", help="intent<TAB>utterance, one a line")
    parser.add_argument("--to", required=True, metavar="DIR")
    parser.add_argument("--out-of-scope", nargs="*", default=[], metavar="FILE")
    parser.add_argument("--per-intent", type=int, default=0, metavar="N",
                        help="only the first N utterances of each intent")
    args = parser.parse_args()
    if os.path.isdir(args.to) and os.listdir(args.to):
        sys.exit(f"{args.to}: is not empty; files left there would be knowledge too")

    gathering = Gathering(args.per_intent)
    for path in args.files:
        for place, intent, utterance in pairs(path):
            gathering.add(place, intent, utterance)
    for path in args.out_of_scope:
        for place, _, utterance in pairs(path):
            gathering.add(place, "oos", utterance)
    gathering.write(args.to)


if __name__ == "__main__":
    main()
