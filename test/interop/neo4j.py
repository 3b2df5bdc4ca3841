#!/usr/bin/env python3
# needs: pip
"""A Neo4j server takes the folder of every case, twice, by load.cypher and by its own import program.

  neo4j.py [FOLDER of cases]
"""
import os
import re
import shutil
import subprocess
import tempfile

import neo4j_server
from common import cases, count, expect, finish


def line_count(case, name):
    return (case.file("neo4j") / f"{name}.csv").read_bytes().count(b"\n")


def relationship(row):
    kind = ("NOT_" if row["polarity"] == "negative" else "") + row["relation"].upper().replace("-", "_")
    return [row["id"], row["subject_key"], kind, row["object_key"], int(row["articles"]), row["first_seen"] or None]


def check_load(case, server):
    name = f"Neo4j, load.cypher, {case.name}"
    expect(f"{name}: script", server.run(server.folder / "entente" / "load.cypher"), "done")
    found = server.rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id, a.id, type(r), b.id, r.support, toString(r.first_seen) ORDER BY r.id")
    expect(f"{name}: relationships", found, sorted(map(relationship, case.rows)))
    # A cell of this CSV has no line breaks or tabs.
    expect(f"{name}: labels", {key: label for key, label in server.rows("MATCH (n:Entity)--(:Entity) RETURN DISTINCT n.id, n.label")},
           {key: re.sub(r"[\t\r\n]", " ", label) for key, label in case.names.items()})
    chains = server.rows("MATCH (:Article)<-[:IN]-(m:Mention)-[:SUPPORTS]->(f:Fact)-[:SUBJECT]->(:Entity) MATCH (f)-[:OBJECT]->(:Entity) RETURN count(m), count(DISTINCT f)")
    expect(f"{name}: evidence", chains, [[line_count(case, "mentions"), len(case.rows)]])


def check_loads(case, server):
    shutil.rmtree(server.folder / "entente", ignore_errors=True)
    shutil.copytree(case.file("neo4j"), server.folder / "entente")
    for _ in range(2):
        check_load(case, server)
    nodes = server.rows("MATCH (n:Entity)--(:Entity) RETURN count(DISTINCT n)")[0][0]
    edges, columns = server.rows("MATCH (:Entity)-[r]->(:Entity) UNWIND keys(r) AS key RETURN count(DISTINCT r), count(DISTINCT key)")[0]
    count(case, "Neo4j", "load.cypher", nodes, edges, columns)


def check_import(case, path):
    """Into a new database: the program counts what it took and refuses what it cannot read."""
    with tempfile.TemporaryDirectory() as folder:
        program = neo4j_server.import_program(path, folder)
        done = subprocess.run(["sh", case.file("neo4j") / "import.sh", "neo4j", f"--report-file={folder}/report"], capture_output=True, text=True,
                              env=dict(os.environ, NEO4J_ADMIN=str(program)))
    counts = re.search(r"Imported:\s+(\d+) nodes\s+(\d+) relationships", done.stdout)
    if not counts:
        print(done.stdout[-1500:], done.stderr[-1500:])
    nodes = (int(counts[1]) if counts else 0) - sum(line_count(case, name) for name in ("articles", "facts", "mentions"))
    edges = (int(counts[2]) if counts else 0) - sum(line_count(case, name) for name in ("subject", "object", "supports", "in"))
    count(case, "Neo4j", "import.sh", nodes, edges, len((case.file("neo4j") / "edges.header.csv").read_text().split(",")))


classes = neo4j_server.require()
with neo4j_server.running(classes) as running:
    for each in cases():  # one after another into one database: each load replaces the one before
        check_loads(each, running)
for each in cases():
    check_import(each, classes)
finish()
