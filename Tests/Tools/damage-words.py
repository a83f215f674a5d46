#!/usr/bin/env python3
"""Damages one word of each question, the same way on every run.

    damage-words.py < questions.tsv > damaged.tsv        [--seed N] [--count N]

Reads `intent<TAB>question` or bare questions, one a line. In each, one word of at least four
letters loses a letter, gains one, has one replaced, or has two neighbours swapped. The choice
depends on the seed, the line number and the question, on nothing else.
"""
import argparse
import random
import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def damaged(word, chance):
    """A word with one slip of the finger; never the word itself."""
    for _ in range(20):
        place = chance.randrange(len(word))
        slip = chance.randrange(4)
        if slip == 0:
            changed = word[:place] + word[place + 1:]
        elif slip == 1:
            changed = word[:place] + chance.choice(LETTERS) + word[place:]
        elif slip == 2:
            changed = word[:place] + chance.choice(LETTERS) + word[place + 1:]
        else:
            changed = word[:place] + word[place:place + 2][::-1] + word[place + 2:]
        if changed != word:
            return changed
    return word[:-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=0, help="only the first N lines")
    args = parser.parse_args()
    for number, line in enumerate(sys.stdin, 1):
        if args.count and number > args.count:
            break
        head, tab, question = line.rstrip("\r\n").rpartition("\t")
        words = question.split(" ")
        long = [i for i, word in enumerate(words) if sum(c.isalpha() for c in word) >= 4]
        if long:
            # A string as seed is hashed by SHA-512: equal in every version and on every machine.
            chance = random.Random(f"{args.seed}:{number}:{question}")
            at = chance.choice(long)
            words[at] = damaged(words[at], chance)
        print(head + tab + " ".join(words))


if __name__ == "__main__":
    main()
