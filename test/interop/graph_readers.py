#!/usr/bin/env python3
# needs: networkx igraph
"""networkx and igraph read the GraphML and GEXF of every case with all nodes, edges, values and days.

  graph_readers.py [FOLDER of cases]
"""
import xml.parsers.expat

import igraph
import networkx

from common import cases, count, expect, finish, xml_text


def values(rows, *columns):
    return sorted(tuple(row[column] for column in columns) for row in rows)


def check_nodes(name, case, labels):
    """A reader may give out a label of white space as none; the key stands for it."""
    expect(f"{name}: labels", {key: xml_text(label or "") or key for key, label in labels.items()}, {key: xml_text(label) or key for key, label in case.labels.items()})


def check_edges(name, case, edges):
    """`edges`: (subject, object, attributes) each."""
    found = sorted((s, o, d["relation"], d["polarity"], float(d["weight"]), float(d["confidence"])) for s, o, d in edges)
    wanted = sorted((r["subject_key"], r["object_key"], r["relation"], r["polarity"], float(r["articles"]), float(r["confidence"])) for r in case.rows)
    expect(f"{name}: edges", found, wanted)


def columns_of(edges):
    return len({name for _, _, data in edges for name in data})


def check_networkx(case, form, graph):
    name = f"networkx, {form}, {case.name}"
    edges = list(graph.edges(data=True))
    count(case, "networkx", form, graph.number_of_nodes(), len(edges), columns_of(edges))
    expect(f"{name}: directed", graph.is_directed(), True)
    check_nodes(name, case, {key: data.get("label") for key, data in graph.nodes(data=True)})
    check_edges(name, case, edges)
    if form == "gexf":
        days = [(d["relation"], d["spells"][0][0], d["spells"][-1][1]) for _, _, d in edges if "spells" in d]
    else:
        days = [(d["relation"], d["first_seen"], d["last_seen"]) for _, _, d in edges if "first_seen" in d]
    expect(f"{name}: days", sorted(days), [row for row in values(case.rows, "relation", "first_seen", "last_seen") if row[1]])


def check_igraph(case):
    graph = igraph.Graph.Read_GraphML(str(case.file("graphml")))
    keys = graph.vs["id"]
    edges = [(keys[edge.source], keys[edge.target], edge.attributes()) for edge in graph.es]
    count(case, "igraph", "graphml", graph.vcount(), graph.ecount(), columns_of(edges))
    check_nodes(f"igraph, graphml, {case.name}", case, dict(zip(keys, graph.vs["label"])))
    check_edges(f"igraph, graphml, {case.name}", case, edges)


for each in cases():
    for ending in ("graphml", "gexf"):
        xml.parsers.expat.ParserCreate().Parse(each.file(ending).read_bytes(), True)
    check_networkx(each, "graphml", networkx.read_graphml(each.file("graphml"), force_multigraph=True))
    check_networkx(each, "gexf", networkx.read_gexf(each.file("gexf")))
    check_igraph(each)
finish()
