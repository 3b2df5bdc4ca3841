#!/usr/bin/env python3
# needs: pip
"""`entente load` into a real PostgreSQL: twice is once, a smaller graph leaves nothing of a larger one, refusals are told.

Exit 0 good, 1 a difference, 77 if PostgreSQL or the program is missing.
"""
import sys
import tempfile

import postgres_server as server
from loading import ROOT, check_refusals, entente, expect, facts, finish, graphs

if not all(server.find(name) for name in ("initdb", "pg_ctl", "psql")):
    print("skipped: PostgreSQL is not installed (apt-get install postgresql)")
    sys.exit(77)


def dump(url):
    """All rows of all tables, with the versions that PostgreSQL gives them."""
    return {table: server.rows(url, f"SELECT xmin::text, t::text FROM entente.{table} AS t ORDER BY id") for table in ("entity", "article", "edge", "mention")}


def main():
    with tempfile.TemporaryDirectory() as folder, server.running() as url:
        everything, one = graphs(folder)
        for graph in (everything, one, everything):
            done = entente("load", "-g", graph, "--to", url)
            expect(f"{graph.name}: exit code", (done.returncode, done.stderr if done.returncode else ""), (0, ""))
            found = server.rows(url, "SELECT id, subject_id, relation, object_id, support::text FROM entente.edge ORDER BY id COLLATE \"C\"")
            expect(f"{graph.name}: edges", found, sorted([e["id"], e["subject_key"], e["relation"], e["object_key"], e["articles"]] for e in facts(graph)))
        before = dump(url)
        expect("again: exit code", entente("load", "-g", everything, "--to", url).returncode, 0)
        expect("again: rows", dump(url), before)
        for question in (ROOT / "examples/postgres/questions.sql").read_text().split(";\n"):
            if "SELECT" in question:
                expect(f"an answer to {question.strip()[:40]}", bool(server.rows(url, question)), True)
        wrong = url.replace("correct%20horse", "hidden%20word")
        check_refusals("postgresql", url, wrong, wrong.replace(url.rsplit(":", 1)[1], "1/postgres"), ["hidden", "correct", "horse"])
        missing = entente("load", "-g", one, "--to", url.replace("/postgres", "/nowhere"))
        expect("no database", ("make it first with createdb" in missing.stderr, missing.returncode), (True, 4))
    finish()


main()
