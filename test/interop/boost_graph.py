#!/usr/bin/env python3
# needs: pip
"""examples/boost_graph.cpp reads what `entente extract` prints and has the actors and facts of the CSV between states and bodies.

  boost_graph.py [FOLDER of cases]
"""
import re
import subprocess

from common import ROOT, cases, count, entente, expect, finish, read_csv, skip

BUILD = ROOT / "build/release"


def check(case, lines):
    done = subprocess.run([BUILD / "example_boost_graph", ROOT / "data/catalogue", lines], capture_output=True, text=True)
    expect(f"C++, statements, {case.name}: exit code", (done.returncode, done.stderr), (0, ""))
    rows = read_csv(entente("export", "-g", case.graph, "--states", "--format", "csv").stdout)
    wanted = (len({row[end + "_key"] for row in rows for end in ("subject", "object")}), len(rows))
    actors, facts = map(int, re.match(r"(\d+) actors, (\d+) facts\n", done.stdout).groups())
    expect(f"C++, statements, {case.name}: actors and facts", (actors, facts), wanted)
    count(case, "C++", "statements", actors, facts, len(rows[0]), whole=False)


if subprocess.run(["cmake", "--build", BUILD, "--target", "example_boost_graph"], capture_output=True).returncode:
    skip("examples/boost_graph.cpp cannot be built (cmake --preset release)")
for each in cases():
    if (each.folder / "input.jsonl").exists():
        check(each, each.folder / "input.jsonl")
finish()
