#!/usr/bin/env python3
# needs: networkx igraph
"""Check with networkx and igraph that GraphML and GEXF of every export case keep all nodes, edges and values.

  graph_readers.py [FOLDER of cases]

The CSV of the same case, read by Python, tells what must be there. Exit 0 good, 1 a difference, 77 networkx missing.
"""
import csv
import pathlib
import sys
import xml.parsers.expat

try:
    import networkx
except ImportError:
    print("skipped: networkx is not installed (pip install networkx igraph)")
    sys.exit(77)
try:
    import igraph
except ImportError:
    igraph = None

failures = []


def expect(name, found, wanted):
    if found != wanted:
        failures.append(name)
        print(f"{name}: found {found!r}, expected {wanted!r}")


def check_networkx(name, graph, rows):
    expect(f"{name}: directed", graph.is_directed(), True)
    expect(f"{name}: edges", graph.number_of_edges(), len(rows))
    ends = {(row["subject_key"], row["object_key"], row["relation"], row["polarity"]) for row in rows}
    expect(f"{name}: ends", {(s, o, d["relation"], d["polarity"]) for s, o, d in graph.edges(data=True)}, ends)
    weights = sorted(float(d["weight"]) for _, _, d in graph.edges(data=True))
    expect(f"{name}: weights", weights, sorted(float(row["articles"]) for row in rows))
    confidences = sorted(d["confidence"] for _, _, d in graph.edges(data=True))
    expect(f"{name}: confidences", confidences, sorted(float(row["confidence"]) for row in rows))
    for node, data in graph.nodes(data=True):
        # What XML cannot hold is dropped; a reader may also give out a value of white space as none.
        wanted = {row[end] for row in rows for end in ("subject", "object") if row[end + "_key"] == node}
        if len(wanted) != 1:
            failures.append(f"{name}: {node} has labels {wanted}")
            continue
        clean = "".join(c for c in wanted.pop().removeprefix("'") if c in "\t\n\r" or " " <= c and c not in "\ufffe\uffff")
        expect(f"{name}: label of {node}", " ".join((data.get("label") or "").split()), " ".join(clean.split()) or node)


def main():
    default = pathlib.Path(__file__).parent.parent / "cases" / "export"
    cases = sorted((pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default).iterdir())
    for case in cases:
        with open(case / "expected.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        for form in ("graphml", "gexf"):
            xml.parsers.expat.ParserCreate().Parse((case / f"expected.{form}").read_bytes(), True)
        check_networkx(f"{case.name}: GraphML", networkx.read_graphml(case / "expected.graphml", force_multigraph=True), rows)
        check_networkx(f"{case.name}: GEXF", networkx.read_gexf(case / "expected.gexf"), rows)
        if igraph:
            graph = igraph.Graph.Read_GraphML(str(case / "expected.graphml"))
            expect(f"{case.name}: igraph edges", graph.ecount(), len(rows))
            expect(f"{case.name}: igraph relations", sorted(graph.es["relation"]), sorted(row["relation"] for row in rows))
    print(f"{len(cases)} cases, {len(failures)} differences")
    sys.exit(1 if failures else 0)


main()
