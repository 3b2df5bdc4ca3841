#!/usr/bin/env python3
# needs: pip
"""Load the PostgreSQL folders of the export cases into a real server, twice each, and compare with the CSV of the same case.

  postgres.py [FOLDER of cases]

Exit 0 good, 1 a difference, 77 if PostgreSQL is not installed.
"""
import csv
import pathlib
import re
import subprocess
import sys

import postgres_server as server

if not all(server.find(name) for name in ("initdb", "pg_ctl", "psql")):
    print("skipped: PostgreSQL is not installed (apt-get install postgresql)")
    sys.exit(77)

failures = []


def expect(name, found, wanted):
    if found != wanted:
        failures.append(name)
        print(f"{name}: found {found!r}, expected {wanted!r}")


def load(url, folder):
    done = subprocess.run(["sh", str(folder / "load.sh"), url], capture_output=True, text=True)
    if done.returncode:
        failures.append(folder)
        print(f"{folder}: load.sh: {done.stderr}")


def unescaped(line):
    """A line of COPY's text format, read by other code than ours."""
    plain = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return [None if cell == "\\N" else re.sub(r"\\(.)", lambda m: plain[m[1]], cell) for cell in line.split("\t")]


def check(case, url):
    folder = case / "expected.postgres"
    with open(case / "expected.csv", newline="", encoding="utf-8") as file:
        edges = list(csv.DictReader(file, strict=True))
    for round_number in (1, 2):
        load(url, folder)
        name = f"{case.name}, load {round_number}"
        found = server.rows(url, "SELECT id, subject_id, relation, object_id, polarity, support::text FROM entente.edge ORDER BY id COLLATE \"C\"")
        wanted = sorted([e["id"], e["subject_key"], e["relation"], e["object_key"], e["polarity"], e["articles"]] for e in edges)
        expect(f"{name}: edges", found, wanted)
        for table in ("entity", "article", "mention"):
            lines = (folder / f"{table}.tsv").read_bytes().decode().split("\n")[:-1]
            expect(f"{name}: {table}", server.rows(url, f"SELECT count(*) FROM entente.{table}"), [[str(len(lines))]])
        labels = {cells[0]: cells[1] for cells in map(unescaped, (folder / "entity.tsv").read_bytes().decode().split("\n")[:-1])}
        expect(f"{name}: labels", dict(server.rows(url, "SELECT id, label FROM entente.entity")), labels)
        # A row that stays as it is keeps its version, so nothing that hangs on it is woken up.
        versions = server.rows(url, "SELECT xmin::text, id FROM entente.edge ORDER BY id")
        if round_number == 2:
            expect(f"{name}: rewritten rows", versions, before)
        before = versions
    expect(f"{case.name}: view", server.rows(url, "SELECT count(*) FROM entente.edge_readable"), [[str(len(edges))]])


def main():
    default = pathlib.Path(__file__).parent.parent / "cases" / "export"
    cases = sorted((pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default).iterdir())
    with server.running() as url:
        for case in cases:  # one after another into one database: each load replaces the one before
            check(case, url)
    print(f"{len(cases)} cases, {len(failures)} differences")
    sys.exit(1 if failures else 0)


main()
