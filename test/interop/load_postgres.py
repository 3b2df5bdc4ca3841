#!/usr/bin/env python3
# needs: pip
"""`entente load` into a real PostgreSQL: twice is once, a smaller graph leaves nothing of a larger one, refusals are told."""
import tempfile

import postgres_server as server
from common import ROOT, entente, expect, finish
from loading import check_refusals, facts, graphs, load


def dump(url):
    """All rows of all tables, with the versions that PostgreSQL gives them."""
    return {table: server.rows(url, f"SELECT xmin::text, t::text FROM entente.{table} AS t ORDER BY id") for table in ("entity", "article", "edge", "mention")}


def check_loads(url, folder):
    everything, one = graphs(folder)
    for graph in (everything, one, everything):
        load(graph.name, graph, url)
        found = server.rows(url, "SELECT id, subject_id, relation, object_id, support::text FROM entente.edge ORDER BY id COLLATE \"C\"")
        expect(f"{graph.name}: edges", found, sorted([e["id"], e["subject_key"], e["relation"], e["object_key"], e["articles"]] for e in facts(graph)))
    before = dump(url)
    load("again", everything, url)
    expect("again: rows", dump(url), before)
    missing = entente("load", "-g", one, "--to", url.replace("/postgres", "/nowhere"))
    expect("no database", ("make it first with createdb" in missing.stderr, missing.returncode), (True, 4))


server.require()
with tempfile.TemporaryDirectory() as scratch, server.running() as address:
    check_loads(address, scratch)
    wrong = address.replace("correct%20horse", "hidden%20word")
    check_refusals("postgresql", address, wrong, wrong.replace(address.rsplit(":", 1)[1], "1/postgres"), ["hidden", "correct", "horse"])
finish()
