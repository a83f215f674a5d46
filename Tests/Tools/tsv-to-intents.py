#!/usr/bin/env python3
"""Turns `intent<TAB>utterance` files into a folder of Intents.

    tsv-to-intents.py train.tsv [more.tsv …] --to DIR [--out-of-scope oos.tsv …] [--per-intent N]

Each intent becomes one section, `<intent>/<intent>.yaml`, whose text is "Intent <name>." and whose
phrases are its utterances. Out-of-scope utterances (of the files named, or of a label `oos` or
`out_of_scope` anywhere) become the examples of `<DIR>/scope.yaml`. Utterances keep the order of
the files; repeated ones are written once. Nothing is written outside DIR.
"""
import argparse
import os
import re
import sys

OUT_OF_SCOPE = {"oos", "out_of_scope", "out-of-scope"}


def pairs(path):
    """Yields (intent, utterance) of each line that has both."""
    with open(path, encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            intent, tab, utterance = line.rstrip("\r\n").partition("\t")
            if not tab or not intent.strip() or not utterance.strip():
                if line.strip():
                    print(f"{path}:{number}: no intent and utterance", file=sys.stderr)
                continue
            yield intent.strip(), utterance.strip()


def slug(intent):
    """The name of an intent as calciq writes ids: lower case, words joined by `-`."""
    name = re.sub(r"[^a-z0-9]+", "-", intent.lower()).strip("-")
    return name or "intent"


def quoted(text):
    """A YAML single-quoted scalar.

    Brackets, braces and bars have a meaning in phrases; they become blanks. Control characters
    are not allowed in YAML.
    """
    text = re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]", " ", text)
    text = re.sub(r"[\[\](){}|]", " ", text)
    return "'" + re.sub(r"\s+", " ", text).strip().replace("'", "''") + "'"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", help="intent<TAB>utterance, one a line")
    parser.add_argument("--to", required=True, metavar="DIR")
    parser.add_argument("--out-of-scope", nargs="*", default=[], metavar="FILE")
    parser.add_argument("--per-intent", type=int, default=0, metavar="N",
                        help="only the first N utterances of each intent")
    args = parser.parse_args()

    phrases, outside = {}, {}
    for path in args.files:
        for intent, utterance in pairs(path):
            if intent.lower() in OUT_OF_SCOPE:
                outside[quoted(utterance)] = None
                continue
            known = phrases.setdefault(intent, {})
            if not args.per_intent or len(known) < args.per_intent:
                known[quoted(utterance)] = None
    for path in args.out_of_scope:
        for _, utterance in pairs(path):
            outside[quoted(utterance)] = None

    names = {}
    for intent in phrases:
        name, number = slug(intent), 2
        while name in names:  # Two intents may differ in case or punctuation only.
            name, number = f"{slug(intent)}-{number}", number + 1
        names[name] = intent
    for name, intent in names.items():
        title = re.sub(r"[\s_-]+", " ", intent).strip() or name
        lines = [f"title: {quoted(title)}", f"text: {quoted(f'Intent {name}.')}", "phrases:"]
        lines += [f"  - {phrase}" for phrase in phrases[intent] if phrase != "''"]
        write(os.path.join(args.to, name, name + ".yaml"), "\n".join(lines) + "\n")
    if outside:
        lines = ["examples:"] + [f"  - {phrase}" for phrase in outside if phrase != "''"]
        write(os.path.join(args.to, "scope.yaml"), "\n".join(lines) + "\n")
    count = sum(len(known) for known in phrases.values())
    print(f"{len(names)} intents, {count} phrases, {len(outside)} out of scope in {args.to}")


if __name__ == "__main__":
    main()
