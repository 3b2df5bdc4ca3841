"""What the checks of `entente load` into SPARQL stores have in common."""
import json
import urllib.parse
import urllib.request

from common import entente, expect
from loading import facts, graphs, load


def rows(url, query):
    """The answer of a SELECT, from the address that takes queries."""
    request = urllib.request.Request(url, query.encode(), {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request) as answer:
        return [{name: cell["value"] for name, cell in row.items()} for row in json.load(answer)["results"]["bindings"]]


def check_facts(store, query, graph):
    load(graph.name, graph, store)
    found = rows(query, "SELECT DISTINCT ?fact WHERE { GRAPH <https://w3id.org/entente/graph> { ?fact a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> } }")
    expect(f"{graph.name}: facts", sorted(row["fact"].rsplit("/", 1)[1] for row in found), sorted(e["id"] for e in facts(graph)))


def check_store(store, query, folder):
    """Twice is once, a smaller graph leaves nothing of a larger one, other graphs stay. `store` takes graphs, `query` questions."""
    other = urllib.request.Request(f"{store}?graph=http://other/", b"<http://a> <http://b> <http://c> .", {"Content-Type": "text/turtle"}, method="PUT")
    urllib.request.urlopen(other).close()
    everything, one = graphs(folder)
    for graph in (everything, everything, one, one):
        check_facts(store, query, graph)
    expect("other graphs", len(rows(query, "SELECT * WHERE { GRAPH <http://other/> { ?s ?p ?o } }")), 1)
    load("named graph", one, f"{store}?graph=" + urllib.parse.quote("http://mine/", safe=""))
    expect("named graph", rows(query, "SELECT (count(*) > 100 AS ?many) WHERE { GRAPH <http://mine/> { ?s ?p ?o } }"), [{"many": "true"}])
    astray = entente("load", "-g", one, "--to", store.rsplit("/", 1)[0] + "/nowhere/at/all")
    expect("wrong path", (astray.returncode, "is this the address of its Graph Store?" in astray.stderr), (4, True))
