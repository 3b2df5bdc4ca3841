#!/usr/bin/env python3
"""Reads articles of a megabyte, of prose and of what is worst for a reader, and fails if any takes more memory than promised.

  run_memory.py ENTENTE DATA-FOLDER [KIND…]
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

PROMISED = 250  # MB
SIZE = 1_000_000
THREADS = "2"     # one takes less
STATES = ["France", "Germany", "Japan", "China", "Russia", "Iran", "Turkey", "Brazil", "India", "Egypt", "Israel", "Poland", "Mexico", "Kenya"]
VERBS = ["sanctioned", "attacked", "criticized", "threatened", "visited", "supported"]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def repeated(make):
    """A text of SIZE bytes from what make(draw) gives."""
    draw, parts, size = random.Random(7), [], 0
    while size < SIZE:
        parts.append(make(draw))
        size += len(parts[-1].encode()) + 1
    return " ".join(parts).encode()[:SIZE].decode(errors="ignore")


def prose(draw):
    path = draw.choice(sorted((ROOT / "examples/articles").glob("*.txt")))
    return path.read_text(encoding="utf-8").split("\n\n", 1)[1] + "\n\n"


def every_sentence_tells(draw):
    one, other = draw.sample(STATES, 2)
    return f"On {draw.randint(1, 28)} May the foreign minister of {one} {draw.choice(VERBS)} {other}."


def lists(draw):
    """Each sentence tells of nine pairs."""
    names = draw.sample(STATES, 6)
    return f"The {names[0]}, {names[1]} and {names[2]} {draw.choice(VERBS)} {names[3]}, {names[4]} and {names[5]}."


KINDS = {
    "prose": prose,
    "a statement a sentence": every_sentence_tells,
    "lists": lists,
    "short words": lambda draw: " ".join(draw.choice("I a to of in it is he we on".split()) for _ in range(12)) + ".",
    "short sentences": lambda draw: draw.choice(["He hit it.", "We did it.", "It is so.", "I am in."]),
    "names": lambda draw: "He met " + ", ".join(f"{draw.choice(['President', 'Mr', 'General'])} {chr(draw.randint(65, 90))}{draw.choice('aeiou')}{draw.randint(1, 9)}" for _ in range(9)) + " and it is in the news.",
    "pronouns": lambda draw: "France and its army said that they and their allies would help them if it did so for its own people.",
    "one sentence": lambda draw: "and the army of France went to Iran",
    "one word": lambda draw: "the",
    "lines": lambda draw: "the news is in\n\n",
    "marks": lambda draw: "the . ! ? \" ' ( ) [ ] - -- ...",
}


def main():
    program, data, *wanted = sys.argv[1:]
    failed = 0
    for kind, make in KINDS.items():
        if wanted and kind not in wanted:
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            text = repeated(make)
            for number in range(2):
                print(json.dumps({"id": f"{kind}/{number}", "text": text, "language": "en", "date": "2024-05-30"}), file=file)
            file.flush()
            process = subprocess.Popen([program, "extract", "-q", "-j", THREADS, "--data", data, file.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
        megabytes, code = usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)
        fits = megabytes <= PROMISED and code in (0, 1, 3)
        failed += not fits
        print(f"{'ok' if fits else 'FAILED':7}{kind:24}{megabytes:5.0f} MB  {usage.ru_utime:5.1f} s  exit code {code}", flush=True)
    sys.exit(1 if failed else 0)


main()
