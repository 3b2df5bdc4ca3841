#!/usr/bin/env python3
"""Kills what writes at random moments: nothing that was committed is lost, and one more run ends in the same bytes.

  run_kills.py PROGRAM ARTICLES

ARTICLES is a folder of text files, read some hundred times over under other keys. $ENTENTE_KILLS is how often each command is
killed while it runs, 10 by itself; $ENTENTE_SEED repeats a run.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

COPIES = 240      # enough statements that the graph is kept beside its file
BUILT_COPIES = 64  # two commits of `build`
FORMATS = ("graphml", "nquads")
MOST_TRIES = 20   # for each kill that hits a command that runs: those that come too late say nothing


def run(*words):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True).stdout


def write_articles(folder, file, copies):
    """Every article so many times, each a day of its own, so that none is a copy of another."""
    with file.open("w") as out:
        for number in range(copies):
            for article in sorted(folder.iterdir()):
                head, _, text = article.read_text().partition("\n\n")
                title = re.search(r"^title: *(.*)$", head, re.M)
                day = f"{1990 + number // 48}-{1 + number // 4 % 12:02}-{1 + number % 4 * 7:02}"
                out.write(json.dumps({"id": f"{article.stem}/{number}", "title": title[1] if title else "", "date": day, "text": text}) + "\n")


class Victim:
    """A command that writes to a graph file, and how to see that the file is right."""

    def __init__(self, program, work, name, words):
        self.program, self.name, self.words = program, name, words
        self.graph = work / f"{name}.db"

    def command(self, graph):
        return [str(self.program), *map(str, self.words), "-g", str(graph)]

    def exported(self, graph):
        return [run(self.program, "export", "-g", graph, "--format", form) for form in FORMATS]

    def articles(self):
        """How many the file holds; 0 while it has no tables."""
        try:
            return int(run("sqlite3", self.graph, "SELECT count(*) FROM articles"))
        except subprocess.CalledProcessError:
            return 0

    def kill(self, after):
        """True if it was running."""
        process = subprocess.Popen(self.command(self.graph), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        hit = process.poll() is None
        process.kill()
        process.wait()
        return hit


def seconds_of(words):
    started = time.monotonic()
    subprocess.run(words, check=True, capture_output=True)
    return time.monotonic() - started


def check(victim, whole, kills, rng):
    """Faults found; `whole` is a graph file that nobody disturbed."""
    faults, hits, tries, kept = [], 0, 0, victim.articles()
    whole_time = seconds_of(victim.command(whole))
    wanted = victim.exported(whole)
    while hits < kills and tries < MOST_TRIES * kills:
        tries += 1
        hits += victim.kill(rng.uniform(0, whole_time))
        left = victim.articles()
        if left < kept:
            faults.append(f"{kept} articles were there, {left} are left")
        kept = left
        if victim.name == "build" and kept >= 256 and rng.random() < 0.5:  # begin again, so that new articles are written in the next run too
            victim.graph.unlink()
            kept = 0
    subprocess.run(victim.command(victim.graph), check=True, capture_output=True)
    if victim.exported(victim.graph) != wanted:
        faults.append("the exports differ")
    run(victim.program, "check", victim.graph)
    if hits < kills:
        faults.append(f"only {hits} of {tries} kills hit it running")
    print(f"{'FAILED' if faults else 'passed'} {victim.name}: {tries} kills, {hits} while it ran, whole run {whole_time:.2f} s; {'; '.join(faults) or 'the same bytes'}")
    return faults


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    kills = int(os.environ.get("ENTENTE_KILLS", 10))
    seed = int(os.environ.get("ENTENTE_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        write_articles(folder, work / "many.jsonl", COPIES)
        write_articles(folder, work / "articles.jsonl", BUILT_COPIES)
        (work / "statements.jsonl").write_bytes(run(program, "extract", "--quiet", work / "many.jsonl"))
        build = Victim(program, work, "build", ["build", "--quiet", work / "articles.jsonl"])
        faults = check(build, work / "whole.db", kills, rng)
        faults += check(Victim(program, work, "merge", ["merge", work / "statements.jsonl"]), work / "merged.db", kills, rng)
        asking = Victim(program, work, "query", ["query", "? attacks ?"])  # makes the graph that lies beside the file
        asking.graph.write_bytes((work / "merged.db").read_bytes())
        asking.kill = lambda after, kill=asking.kill: ((work / "query.db-graph").unlink(missing_ok=True), kill(after))[1]
        faults += check(asking, work / "merged.db", kills, rng)
        if not (work / "query.db-graph").exists():
            faults.append("query")
            print("FAILED query: the graph beside the file is missing")
    sys.exit(1 if faults else 0)


main()
