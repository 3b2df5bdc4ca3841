#!/usr/bin/env python3
# needs: pip
"""`entente load` into a real Neo4j: twice is once, a smaller graph leaves nothing of a larger one, foreign nodes stay, refusals are told."""
import tempfile
import urllib.parse

import neo4j_server
from common import entente, expect, finish
from loading import check_refusals, facts, graphs, load


def dump(server):
    return server.rows("MATCH (n) RETURN labels(n), properties(n) ORDER BY n.id"), server.rows("MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r) ORDER BY a.id, b.id, type(r), r.id")


def check_loads(server, everything, one):
    server.rows("CREATE (:Article {id: 'somebody else'}), (:Entity {name: 'foreign'})")
    for graph in (everything, one, everything):
        load(graph.name, graph, server.address())
        found = server.rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id, a.id, r.relation, b.id, r.support ORDER BY r.id")
        expect(f"{graph.name}: relationships", found, sorted([e["id"], e["subject_key"], e["relation"], e["object_key"], int(e["articles"])] for e in facts(graph)))
    before = dump(server)
    load("again", everything, server.address())
    expect("again: all", dump(server), before)
    expect("foreign nodes", server.rows("MATCH (n) WHERE n.entente_load IS NULL RETURN count(n)"), [[2]])


def check_mistakes(server, graph):
    url, port = server.address(), urllib.parse.urlsplit(server.url).port
    check_refusals("neo4j", url, server.address("hidden word"), server.address("hidden word").replace(f":{port}", ":1"), ["hidden", "correct", "horse"])
    missing = entente("load", "-g", graph, "--to", url + "/nowhere")
    expect("no database", ("nowhere" in missing.stderr, missing.returncode), (True, 4))
    bolt = entente("load", "-g", graph, "--to", url.replace(f":{port}", ":7687"))
    expect("bolt", (bolt.returncode, "7474" in bolt.stderr), (2, True))


with tempfile.TemporaryDirectory() as folder, neo4j_server.running(neo4j_server.require()) as running:
    all_articles, one_article = graphs(folder)
    check_loads(running, all_articles, one_article)
    check_mistakes(running, one_article)
finish()
