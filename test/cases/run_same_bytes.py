#!/usr/bin/env python3
"""Same input, same bytes: whatever the threads, the order of articles, repetition, and kills in the middle.

  run_same_bytes.py PROGRAM ARTICLES [KILLS]

Prints the seed of the kill times; give it as $ENTENTE_SEED to repeat a run.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

FORMATS = ("graphml", "jsonld", "nquads")


def run(*words, **options):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, **options).stdout


def exported(program, graph):
    return {f: run(program, "export", "-g", graph, "--format", f) for f in FORMATS}


def build(program, graph, articles, *options):
    run(program, "build", "--quiet", "-g", graph, *options, *articles)
    return exported(program, graph)


def kill_and_rerun(program, articles, work, wanted, kills, rng):
    """Kills builds at random moments into one file, then builds once more; True if the bytes are right."""
    graph = work / "killed.db"
    started = time.monotonic()
    run(program, "build", "--quiet", "-g", work / "timed.db", *articles)
    whole = time.monotonic() - started
    for _ in range(kills):
        process = subprocess.Popen([program, "build", "--quiet", "-g", str(graph), *map(str, articles)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, 1.1 * whole))
        process.kill()
        process.wait()
    return build(program, graph, articles) == wanted


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    kills = int(sys.argv[3]) if len(sys.argv) > 3 else 10
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
            f"{kills} kills": lambda: kill_and_rerun(program, articles, work, one, kills, random.Random(seed)),
        }
        results = {label: check() for label, check in checks.items()}
    for label, right in results.items():
        print(f"{'passed' if right else 'FAILED'} {label}")
    failed = sum(not right for right in results.values())
    print(f"{len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
