#!/usr/bin/env python3
# needs: pip
"""A PostgreSQL server takes the folder of every case, twice, and holds what the CSV of the case says.

  postgres.py [FOLDER of cases]
"""
import re
import subprocess

import postgres_server as server
from common import cases, count, expect, finish


def load(name, url, folder):
    done = subprocess.run(["sh", str(folder / "load.sh"), url], capture_output=True, text=True)
    expect(f"{name}: load.sh", done.stderr if done.returncode else "", "")


def unescaped(line):
    """A line of COPY's text format, read by other code than ours."""
    plain = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return [None if cell == "\\N" else re.sub(r"\\(.)", lambda m: plain[m[1]], cell) for cell in line.split("\t")]


def lines(folder, table):
    return (folder / f"{table}.tsv").read_bytes().decode().split("\n")[:-1]


def check_tables(name, case, url):
    folder = case.file("postgres")
    found = server.rows(url, "SELECT id, subject_id, relation, object_id, polarity, support::text FROM entente.edge ORDER BY id COLLATE \"C\"")
    expect(f"{name}: edges", found, sorted([e["id"], e["subject_key"], e["relation"], e["object_key"], e["polarity"], e["articles"]] for e in case.rows))
    for table in ("entity", "article", "mention"):
        expect(f"{name}: {table}", server.rows(url, f"SELECT count(*) FROM entente.{table}"), [[str(len(lines(folder, table)))]])
    labels = {cells[0]: cells[1] for cells in map(unescaped, lines(folder, "entity"))}
    expect(f"{name}: labels", dict(server.rows(url, "SELECT id, label FROM entente.entity")), labels)


def check(case, url):
    name, versions = f"PostgreSQL, postgres, {case.name}", []
    for _ in range(2):
        load(name, url, case.file("postgres"))
        check_tables(name, case, url)
        versions.append(server.rows(url, "SELECT xmin::text, id FROM entente.edge ORDER BY id"))
    # A row that stays as it is keeps its version, so nothing that hangs on it is woken up.
    expect(f"{name}: rewritten rows", versions[0], versions[1])
    number = lambda sql: int(server.rows(url, sql)[0][0])
    columns = number("SELECT count(*) FROM information_schema.columns WHERE table_schema = 'entente' AND table_name = 'edge'")
    nodes = number("SELECT count(DISTINCT id) FROM (SELECT subject_id AS id FROM entente.edge UNION ALL SELECT object_id FROM entente.edge) AS ends")
    count(case, "PostgreSQL", "postgres", nodes, number("SELECT count(*) FROM entente.edge_readable"), columns)


server.require()
with server.running() as address:
    for each in cases():  # one after another into one database: each load replaces the one before
        check(each, address)
finish()
