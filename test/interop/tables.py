#!/usr/bin/env python3
# needs: duckdb
"""DuckDB reads the CSV and what `entente extract` prints; plain SQL in SQLite counts the same in the SQLite export and in the graph file.

  tables.py [FOLDER of cases]
"""
import contextlib
import pathlib
import sqlite3
import tempfile

import duckdb

from common import cases, count, entente, expect, finish

EDGES = "SELECT id, subject_id, relation, object_id, polarity, support, first_seen, last_seen, confidence FROM edge ORDER BY id"
FACTS = "SELECT subject_key, relation, object_key, polarity, articles, first_seen, last_seen FROM facts ORDER BY 1, 2, 3, 4"


def edge_of(row):
    return (row["id"], row["subject_key"], row["relation"], row["object_key"], row["polarity"], int(row["articles"]), row["first_seen"] or None, row["last_seen"] or None,
            float(row["confidence"]))


def check_csv(case):
    cells = f"read_csv('{case.file('csv')}', all_varchar = true, nullstr = '')"
    found = duckdb.sql(f"SELECT * FROM {cells}")
    rows = [{name: cell or "" for name, cell in zip(found.columns, row)} for row in found.fetchall()]
    expect(f"DuckDB, csv, {case.name}: cells", rows, case.rows)
    nodes = duckdb.sql(f"SELECT subject_key FROM {cells} UNION SELECT object_key FROM {cells}").fetchall()
    count(case, "DuckDB", "csv", len(nodes), len(rows), len(found.columns))
    typed = duckdb.sql(f"SELECT sum(articles), sum(confidence) FROM read_csv('{case.file('csv')}')").fetchall()[0]
    expect(f"DuckDB, csv, {case.name}: numbers", (int(typed[0]), round(typed[1], 6)), (sum(int(r["articles"]) for r in case.rows), round(sum(float(r["confidence"]) for r in case.rows), 6)))


def check_sqlite(case, folder):
    file = folder / f"{case.name}.db"
    done = entente("export", "-g", case.graph, case.ends, "--format", "sqlite", "-o", file)
    expect(f"SQLite, sqlite, {case.name}: export", done.stderr if done.returncode else "", "")
    with contextlib.closing(sqlite3.connect(file)) as database:
        rows = database.execute(EDGES).fetchall()
        expect(f"SQLite, sqlite, {case.name}: edges", [(*row[:-1], round(row[-1], 4)) for row in rows], sorted(map(edge_of, case.rows)))
        labels = dict(database.execute("SELECT id, label FROM entity WHERE id IN (SELECT subject_id FROM edge UNION SELECT object_id FROM edge)"))
        expect(f"SQLite, sqlite, {case.name}: labels", labels, case.names)
        expect(f"SQLite, sqlite, {case.name}: integrity", database.execute("PRAGMA integrity_check").fetchall() + database.execute("PRAGMA foreign_key_check").fetchall(), [("ok",)])
        count(case, "SQLite", "sqlite", len(labels), database.execute("SELECT count(*) FROM edge_readable").fetchone()[0], len(database.execute("PRAGMA table_info(edge)").fetchall()))


def check_graph_file(case):
    """The view `facts` has the ends as they were named."""
    with contextlib.closing(sqlite3.connect(f"{case.graph.absolute().as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute(FACTS).fetchall()
        wanted = sorted((e["subject_key"], e["relation"], e["object_key"], e["polarity"], int(e["articles"]), e["first_seen"] or None, e["last_seen"] or None) for e in case.rows)
        expect(f"SQLite, graph file, {case.name}: facts", rows, wanted)
        # A CSV cannot hold the character 0.
        labels = {key: label.replace("\0", "") for key, label in database.execute("SELECT key, label FROM actors")}
        expect(f"SQLite, graph file, {case.name}: labels", labels, case.labels)
        count(case, "SQLite", "graph file", len(labels), len(rows), len(database.execute("SELECT * FROM facts LIMIT 1").description))


with tempfile.TemporaryDirectory() as scratch:
    for each in cases():
        check_csv(each)
        check_sqlite(each, pathlib.Path(scratch))
        if each.ends == "--actors":
            check_graph_file(each)
finish()
