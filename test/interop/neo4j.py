#!/usr/bin/env python3
# needs: pip
"""Load the Neo4j folders of the export cases into a real server, twice each, and import them with its own import program.

  neo4j.py [FOLDER of cases]

The CSV of the same case tells what must be there. Exit 0 good, 1 a difference, 77 if Java, Maven or the packages are missing.
"""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import neo4j_server

failures = []


def expect(name, found, wanted):
    if found != wanted:
        failures.append(name)
        print(f"{name}: found {found!r}, expected {wanted!r}")


def labels_of(folder):
    """The labels of the entities, from the PostgreSQL folder beside it, which another server has read already."""
    plain = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    lines = [line.split("\t") for line in (folder / "entity.tsv").read_bytes().decode().split("\n")[:-1]]
    unescape = lambda cell: re.sub(r"\\(.)", lambda m: plain[m[1]], cell)
    return {key: re.sub(r"[\t\r\n]", " ", unescape(label)) for key, label, *_ in lines}


def check_load(case, server):
    with open(case / "expected.csv", newline="", encoding="utf-8") as file:
        edges = list(csv.DictReader(file, strict=True))
    shutil.rmtree(server.folder / "entente", ignore_errors=True)
    shutil.copytree(case / "expected.neo4j", server.folder / "entente")
    wanted = sorted([e["id"], e["subject_key"], ("NOT_" if e["polarity"] == "negative" else "") + e["relation"].upper().replace("-", "_"), e["object_key"],
                     int(e["articles"]), e["first_seen"] or None] for e in edges)
    for round_number in (1, 2):
        name = f"{case.name}, load {round_number}"
        expect(name, server.run(server.folder / "entente" / "load.cypher"), "done")
        found = server.rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id, a.id, type(r), b.id, r.support, toString(r.first_seen) ORDER BY r.id")
        expect(f"{name}: relationships", found, wanted)
        expect(f"{name}: labels", dict(server.rows("MATCH (n:Entity) RETURN n.id, n.label")), labels_of(case / "expected.postgres"))
        chains = server.rows("MATCH (:Article)<-[:IN]-(m:Mention)-[:SUPPORTS]->(f:Fact)-[:SUBJECT]->(:Entity) MATCH (f)-[:OBJECT]->(:Entity) RETURN count(m), count(DISTINCT f)")
        mentions = (case / "expected.neo4j" / "mentions.csv").read_bytes().count(b"\n")
        expect(f"{name}: evidence", chains, [[mentions, len(edges)]])


def check_import(case, path):
    """Into a new database: the program counts what it took and refuses what it cannot read."""
    with tempfile.TemporaryDirectory() as folder:
        program = neo4j_server.import_program(path, folder)
        done = subprocess.run(["sh", str(case / "expected.neo4j" / "import.sh"), "neo4j", f"--report-file={folder}/report"], capture_output=True, text=True,
                              env=dict(os.environ, NEO4J_ADMIN=str(program)))
        counts = re.search(r"Imported:\s+(\d+) nodes\s+(\d+) relationships", done.stdout)
        with open(case / "expected.csv", newline="", encoding="utf-8") as file:
            edges = sum(1 for _ in csv.DictReader(file, strict=True))
        lines = lambda name: (case / "expected.neo4j" / f"{name}.csv").read_bytes().count(b"\n")
        nodes = sum(lines(name) for name in ("entities", "articles", "facts", "mentions"))
        relationships = edges + sum(lines(name) for name in ("subject", "object", "supports", "in"))
        expect(f"{case.name}, import", counts and (int(counts[1]), int(counts[2])), (nodes, relationships))
        if not counts:
            print(done.stdout[-1500:], done.stderr[-1500:])


def main():
    default = pathlib.Path(__file__).parent.parent / "cases" / "export"
    cases = sorted((pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default).iterdir())
    path = neo4j_server.classpath()
    if not path:
        print("skipped: Neo4j needs a JDK and Maven, and Maven its packages (apt-get install default-jdk-headless maven)")
        sys.exit(77)
    with neo4j_server.running(path) as server:
        for case in cases:  # one after another into one database: each load replaces the one before
            if (case / "expected.postgres").exists():
                check_load(case, server)
    for case in cases:
        check_import(case, path)
    print(f"{len(cases)} cases, {len(failures)} differences")
    sys.exit(1 if failures else 0)


main()
