#!/usr/bin/env python3
# needs: pandas
"""pandas reads the event data; its rows are the statements of the graph file that plain SQL calls events.

  events.py [FOLDER of cases]
"""
import contextlib
import csv
import pathlib
import sqlite3
import tempfile

import pandas

from common import cases, count, entente, expect, finish

EVENTS = """SELECT id, confidence FROM statements JOIN relations ON relations.key = relation
            WHERE plover IS NOT NULL AND (NOT standing OR modality = 'actual') AND (:named OR subject_actor <> object_actor) ORDER BY id"""


def check(case, folder):
    file = folder / f"{case.name}.tsv"
    done = entente("export", "-g", case.graph, case.ends, "--format", "events", "-o", file)
    expect(f"pandas, events, {case.name}: export", done.stderr if done.returncode else "", "")
    found = pandas.read_csv(file, sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False, dtype={"text": str})
    with contextlib.closing(sqlite3.connect(f"{case.graph.absolute().as_uri()}?mode=ro", uri=True)) as database:
        wanted = database.execute(EVENTS, {"named": case.ends == "--actors"}).fetchall()
    expect(f"pandas, events, {case.name}: ids", sorted(found["id"]), [row[0] for row in wanted])
    stored = dict(row[:2] for row in wanted)
    far = [row.id for row in found.itertuples() if abs(stored.get(row.id, -1) - row.confidence) > 0.0000501]  # four digits are printed
    expect(f"pandas, events, {case.name}: confidence", far, [])
    expect(f"pandas, events, {case.name}: classes", all(name.isupper() for name in found["event"]), True)
    count(case, "pandas", "events", len(set(found["source"]) | set(found["target"])), len(found), len(found.columns), whole=False)


with tempfile.TemporaryDirectory() as scratch:
    for each in cases():
        check(each, pathlib.Path(scratch))
finish()
