#!/usr/bin/env python3
"""What SQLite FTS5 makes of the same phrasings: accuracy and questions a second, for comparison.

    fts5-peer.py FOLDER [--nearest K]

FOLDER holds `train.tsv` and `val.tsv` (`intent<TAB>utterance`). Each phrasing becomes a row of a
full-text table (porter stems, bm25); a question is its words joined by OR. The intent of the best
row is the answer, and beside it the intent that the K best rows favour by their summed scores. The
table is in memory and one process does it all; only the asking is timed.
"""
import argparse
import collections
import os
import re
import sqlite3
import sys
import time


def pairs(path):
    with open(path, encoding="utf-8", errors="replace") as lines:
        rows = [line.rstrip("\r\n").partition("\t") for line in lines]
    return [(intent, utterance) for intent, tab, utterance in rows if tab]


def wanted(question):
    """A question as FTS5 reads it: each word quoted, any of them enough."""
    return " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--nearest", type=int, default=10, metavar="K")
    args = parser.parse_args()
    table = sqlite3.connect(":memory:")
    try:
        table.execute("CREATE VIRTUAL TABLE t USING fts5(u, i UNINDEXED, tokenize='porter unicode61')")
    except sqlite3.OperationalError as error:
        sys.exit(f"this Python's SQLite has no FTS5: {error}")
    start = time.perf_counter()
    train = pairs(os.path.join(args.folder, "train.tsv"))
    table.executemany("INSERT INTO t(i, u) VALUES (?, ?)", train)
    table.execute("INSERT INTO t(t) VALUES ('optimize')")
    loaded = time.perf_counter() - start
    questions = pairs(os.path.join(args.folder, "val.tsv"))
    select = "SELECT i, bm25(t) FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT ?"
    for nearest in (1, args.nearest):
        right = 0
        start = time.perf_counter()
        for intent, question in questions:
            query, scores = wanted(question), collections.Counter()
            for name, score in table.execute(select, (query, nearest)) if query else ():
                scores[name] -= score
            right += bool(scores) and scores.most_common(1)[0][0] == intent
        seconds = time.perf_counter() - start
        print(f"SQLite {sqlite3.sqlite_version} FTS5, bm25, porter, best of {nearest}: "
              f"accuracy {100 * right / max(1, len(questions)):.1f} %, "
              f"{len(questions) / seconds:,.0f} questions/s, "
              f"{len(train):,} phrasings indexed in {loaded:.2f} s")


if __name__ == "__main__":
    main()
