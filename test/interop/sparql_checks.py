"""What the checks of `entente load` into SPARQL stores have in common."""
import json
import pathlib
import urllib.parse
import urllib.request

from loading import ROOT, entente, expect, facts, graphs


def rows(url, query):
    """The answer of a SELECT, from the address that takes queries."""
    request = urllib.request.Request(url, query.encode(), {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request) as answer:
        return [{name: cell["value"] for name, cell in row.items()} for row in json.load(answer)["results"]["bindings"]]


def check_store(store, query, folder):
    """Twice is once, a smaller graph leaves nothing of a larger one, other graphs stay. `store` takes graphs, `query` questions."""
    other = urllib.request.Request(f"{store}?graph=http://other/", b"<http://a> <http://b> <http://c> .", {"Content-Type": "text/turtle"}, method="PUT")
    urllib.request.urlopen(other).close()
    for graph in graphs(folder) * 2:
        for _ in range(2):
            done = entente("load", "-g", graph, "--to", store)
            expect(f"{graph.name}: exit code", (done.returncode, done.stderr if done.returncode else ""), (0, ""))
            found = rows(query, "SELECT DISTINCT ?fact WHERE { GRAPH <https://w3id.org/entente/graph> { ?fact a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> } }")
            expect(f"{graph.name}: facts", sorted(row["fact"].rsplit("/", 1)[1] for row in found), sorted(e["id"] for e in facts(graph)))
    entente("load", "-g", pathlib.Path(folder, "all.db"), "--to", store)
    expect("an answer to the example", len(rows(query, (ROOT / "examples/sparql/questions.rq").read_text())) > 5, True)
    expect("other graphs", len(rows(query, "SELECT * WHERE { GRAPH <http://other/> { ?s ?p ?o } }")), 1)
    named = entente("load", "-g", graph, "--to", f"{store}?graph=" + urllib.parse.quote("http://mine/", safe=""))
    expect("named graph: exit code", named.returncode, 0)
    expect("named graph", rows(query, "SELECT (count(*) > 100 AS ?many) WHERE { GRAPH <http://mine/> { ?s ?p ?o } }"), [{"many": "true"}])
    astray = entente("load", "-g", graph, "--to", store.rsplit("/", 1)[0] + "/nowhere/at/all")
    expect("wrong path", (astray.returncode, "is this the address of its Graph Store?" in astray.stderr), (4, True))
