#!/usr/bin/env python3
# needs: pip
"""Gephi's own importers (Gephi Toolkit, from Maven) take the GraphML and GEXF of every case whole, however they merge parallel edges.

  gephi.py [FOLDER of cases]
"""
import json
import pathlib
import subprocess
import tempfile

from common import cases, count, entente, expect, finish, jars, skip, xml_text

STRATEGIES = ("SUM", "NO_MERGE", "LAST")


def imported(lib, jobs):
    """The graphs that Gephi makes of (strategy, file) each."""
    source = pathlib.Path(__file__).parent / "gephi/Import.java"
    words = [str(word) for job in jobs for word in job]
    done = subprocess.run(["java", "-Djava.awt.headless=true", "-cp", f"{lib}/*", source, *words], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def edge_of(row):
    kind = row["relation"] + ("|negative" if row["polarity"] == "negative" else "")
    label = row["relation"] + (" (negative)" if row["polarity"] == "negative" else "")
    return [row["id"], row["subject_key"], row["object_key"], kind, label, float(row["articles"]), float(row["confidence"])]


def days_of(form, edge):
    if form == "gexf":
        return (edge["days"][0], edge["days"][-1]) if edge["days"] else ("", "")
    return edge["values"].get("first_seen", ""), edge["values"].get("last_seen", "")


def check(case, form, graph):
    name = f"Gephi, {form}, {case.name}"
    expect(f"{name}: issues", graph["issues"], [])
    count(case, "Gephi", form, len(graph["nodes"]), len(graph["edges"]), len({title for edge in graph["edges"] for title in edge["values"]}))
    expect(f"{name}: labels", {node["id"]: xml_text(node["label"] or "") or node["id"] for node in graph["nodes"]},
           {key: xml_text(label) or key for key, label in case.labels.items()})
    found = [[e["id"], e["source"], e["target"], e["kind"], e["label"], e["weight"], float(e["values"]["confidence"])] for e in graph["edges"]]
    expect(f"{name}: edges", sorted(found), sorted(map(edge_of, case.rows)))
    expect(f"{name}: days", {e["id"]: days_of(form, e) for e in graph["edges"]}, {row["id"]: (row["first_seen"], row["last_seen"]) for row in case.rows})
    expect(f"{name}: directed", all(edge["directed"] for edge in graph["edges"]), True)
    expect(f"{name}: dynamic", graph["dynamic"], form == "gexf" and any(row["first_seen"] for row in case.rows))


def check_inf(lib, case, folder):
    """Gephi writes Infinity for INF in every value but labels; examples/gephi says so. When this fails, Gephi has mended it."""
    file = pathlib.Path(folder, "inf.graphml")
    entente("export", "-g", case.graph, "--format", "graphml", "--evidence", "1", "-o", file)
    graph, = imported(lib, [("SUM", file)])
    sentences = [edge["values"]["evidence"] for edge in graph["edges"] if "Treaty" in edge["values"]["evidence"]]
    expect("Gephi, graphml, INF in a value", sentences, ["Germany met Infinity Treaty in talks."])
    expect("Gephi, graphml, INF in a label", [node["label"] for node in graph["nodes"] if "Treaty" in node["label"]], ["INF Treaty"])


def main():
    lib = jars("gephi")
    if not lib:
        skip("Gephi Toolkit needs a JDK and Maven, and Maven its package (apt-get install default-jdk-headless maven)")
    jobs = [(strategy, case, form) for strategy in STRATEGIES for case in cases() for form in ("graphml", "gexf")]
    for (_, case, form), graph in zip(jobs, imported(lib, [(strategy, case.file(form)) for strategy, case, form in jobs]), strict=True):
        check(case, form, graph)
    with tempfile.TemporaryDirectory() as folder:
        check_inf(lib, next(case for case in cases() if case.name == "hostile"), folder)
    finish()


main()
