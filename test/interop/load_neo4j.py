#!/usr/bin/env python3
# needs: pip
"""`entente load` into a real Neo4j: twice is once, a smaller graph leaves nothing of a larger one, foreign nodes stay, refusals are told.

Exit 0 good, 1 a difference, 77 if Java, Maven, its packages or the program are missing.
"""
import sys
import tempfile
import urllib.parse

import neo4j_server
from loading import ROOT, check_refusals, entente, expect, facts, finish, graphs

path = neo4j_server.classpath()
if not path:
    print("skipped: Neo4j needs a JDK and Maven, and Maven its packages (apt-get install default-jdk-headless maven)")
    sys.exit(77)


def dump(server):
    return server.rows("MATCH (n) RETURN labels(n), properties(n) ORDER BY n.id"), server.rows("MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r) ORDER BY a.id, b.id, type(r), r.id")


def main():
    with tempfile.TemporaryDirectory() as folder, neo4j_server.running(path) as server:
        everything, one = graphs(folder)
        server.rows("CREATE (:Article {id: 'somebody else'}), (:Entity {name: 'foreign'})")
        url = server.address()
        for graph in (everything, one, everything):
            done = entente("load", "-g", graph, "--to", url)
            expect(f"{graph.name}: exit code", (done.returncode, done.stderr if done.returncode else ""), (0, ""))
            found = server.rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id, a.id, r.relation, b.id, r.support ORDER BY r.id")
            expect(f"{graph.name}: relationships", found, sorted([e["id"], e["subject_key"], e["relation"], e["object_key"], int(e["articles"])] for e in facts(graph)))
        before = dump(server)
        expect("again: exit code", entente("load", "-g", everything, "--to", url).returncode, 0)
        expect("again: all", dump(server), before)
        for question in (ROOT / "examples/neo4j/questions.cypher").read_text().split(";\n"):
            if "RETURN" in question:
                expect(f"an answer to {question.strip()[-60:]}", bool(server.rows(question)), True)
        expect("foreign nodes", server.rows("MATCH (n) WHERE n.entente_load IS NULL RETURN count(n)"), [[2]])
        port = urllib.parse.urlsplit(server.url).port
        check_refusals("neo4j", url, server.address("hidden word"), server.address("hidden word").replace(f":{port}", ":1"), ["hidden", "correct", "horse"])
        missing = entente("load", "-g", one, "--to", url + "/nowhere")
        expect("no database", ("is there a database 'nowhere'" in missing.stderr or "nowhere" in missing.stderr, missing.returncode), (True, 4))
        bolt = entente("load", "-g", one, "--to", url.replace(f":{port}", ":7687"))
        expect("bolt", (bolt.returncode, "7474" in bolt.stderr), (2, True))
    finish()


main()
