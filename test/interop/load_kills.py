#!/usr/bin/env python3
# needs: oxigraph
"""Kills `entente load` at random moments: one more load ends in the rows and triples that a load without a kill gives. PostgreSQL holds
one graph or the other meanwhile, never a part of one; a SPARQL store may show parts of both until its PUT is done.

  load_kills.py [postgres]     with the word, only PostgreSQL

$ENTENTE_KILLS is how often it is killed while it runs, for each database, 8 by itself; $ENTENTE_SEED repeats a run.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import postgres_server
from common import PROGRAM, ROOT, entente, expect, finish
from sparql_checks import rows as answers
from sparql_servers import oxigraph

KILLS = int(os.environ.get("ENTENTE_KILLS", 8))
COPIES = 24           # of the example articles, so that a load takes long enough to be hit
MOST_TRIES = 20       # for each kill that hits a load that runs: those that come too late say nothing
TRIPLES = "SELECT ?s ?p ?o WHERE { GRAPH <https://w3id.org/entente/graph> { ?s ?p ?o } }"
TABLES = ("entity", "article", "edge", "mention")


def write_graph(folder, name, numbers):
    """A graph file of every example article once a number, each time on a day of its own."""
    articles, file = folder / f"{name}.jsonl", folder / f"{name}.db"
    with articles.open("w") as out:
        for number in numbers:
            for article in sorted((ROOT / "examples/articles").iterdir()):
                text = article.read_text().partition("\n\n")[2]
                out.write(json.dumps({"id": f"{article.stem}/{number}", "date": f"{1990 + number // 12}-{1 + number % 12:02}-01", "text": text}) + "\n")
    if entente("build", "--quiet", articles, "-g", file).returncode:
        raise RuntimeError("entente build failed")
    return file


def command(graph, url):
    return [PROGRAM, "load", "-g", graph, "--to", url]


def killed(graph, url, after):
    """Whether the load was running when it was killed."""
    process = subprocess.Popen(command(graph, url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    hit = process.poll() is None
    process.kill()
    process.wait()
    return hit


def check(name, url, contents, graphs, rng, whole):
    """Whether the database is `whole` after every kill is looked at if it promises to be. `contents` gives all that the database holds, as something that can be compared."""
    wanted, seconds = [], 0
    for graph in (*graphs, graphs[0]):
        began = time.monotonic()
        done = subprocess.run(command(graph, url), capture_output=True, text=True)
        seconds = max(seconds, time.monotonic() - began)
        expect(f"{name}: exit code", (done.returncode, done.stderr if done.returncode else ""), (0, ""))
        wanted.append(contents())
    expect(f"{name}: loading again", wanted[2] == wanted[0] != wanted[1], True)
    hits = tries = parts = 0
    while hits < KILLS and tries < MOST_TRIES * KILLS:
        tries += 1
        hits += killed(graphs[tries % 2], url, rng.uniform(0, seconds))
        parts += contents() not in wanted
    if whole:
        expect(f"{name}: parts of a graph after a kill", parts, 0)
    expect(f"{name}: kills in time", hits, KILLS)
    for graph, right in zip(graphs, wanted):
        expect(f"{name}: exit code after kills", subprocess.run(command(graph, url), capture_output=True).returncode, 0)
        expect(f"{name}: contents after kills", contents() == right, True)
    print(f"{name}: {tries} kills, {hits} while it ran, {parts} left a part, whole load {seconds:.2f} s")


def main():
    seed = int(os.environ.get("ENTENTE_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}")
    rng = random.Random(seed)
    postgres_server.require()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        graphs = [write_graph(folder, "one", range(COPIES)), write_graph(folder, "other", range(COPIES // 2, COPIES + 6))]
        with postgres_server.running() as url:
            check("PostgreSQL", url, lambda: [postgres_server.rows(url, f"SELECT t::text FROM entente.{table} AS t ORDER BY id") for table in TABLES], graphs, rng, True)
        if "postgres" in sys.argv[1:]:
            return finish()
        with oxigraph(folder) as place:
            check("SPARQL", f"{place}/store", lambda: sorted(map(json.dumps, answers(f"{place}/query", TRIPLES))), graphs, rng, False)
    finish()


main()
