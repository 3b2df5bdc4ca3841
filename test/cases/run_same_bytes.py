#!/usr/bin/env python3
"""Same input, same bytes: whatever the threads, the order of articles and repetition.

  run_same_bytes.py PROGRAM ARTICLES

Prints the seed of the order; give it as $ENTENTE_SEED to repeat a run.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile

FORMATS = ("graphml", "jsonld", "nquads")


def run(*words, **options):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, **options).stdout


def exported(program, graph):
    return {f: run(program, "export", "-g", graph, "--format", f) for f in FORMATS}


def build(program, graph, articles, *options):
    run(program, "build", "--quiet", "-g", graph, *options, *articles)
    return exported(program, graph)


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    seed = int(os.environ.get("ENTENTE_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}")
    articles = sorted(folder.iterdir())
    shuffled = articles[:]
    random.Random(seed).shuffle(shuffled)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        one = build(program, work / "one.db", articles, "--jobs", "1")
        checks = {
            "two threads": lambda: build(program, work / "two.db", articles, "--jobs", "2") == one,
            "another order": lambda: build(program, work / "order.db", shuffled) == one,
            "the same again": lambda: build(program, work / "one.db", articles) == one,
            "in two runs": lambda: (build(program, work / "parts.db", articles[::2]),
                                    build(program, work / "parts.db", articles[1::2]) == one)[1],
        }
        results = {label: check() for label, check in checks.items()}
    for label, right in results.items():
        print(f"{'passed' if right else 'FAILED'} {label}")
    failed = sum(not right for right in results.values())
    print(f"{len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
