#!/usr/bin/env python3
# needs: rdflib pyld
"""Check with other people's readers that the JSON-LD, N-Quads and Turtle of every export case hold the same triples.

  jsonld_equals_nquads.py [FOLDER of cases]

Uses rdflib and, if it is installed, pyld. Exit 0 all equal, 1 a difference, 77 rdflib is not installed.
"""
import json
import pathlib
import sys

try:
    import rdflib
except ImportError:
    print("skipped: rdflib is not installed (pip install rdflib pyld)")
    sys.exit(77)
try:
    from pyld import jsonld
except ImportError:
    jsonld = None

# Readers may not change what is written: a lexical form is compared as it stands.
rdflib.NORMALIZE_LITERALS = False


def triples_of(path, form):
    graph = rdflib.Dataset() if form == "nquads" else rdflib.Graph()
    graph.parse(path, format=form)
    quads = graph.quads() if form == "nquads" else graph
    return {tuple(term.n3() for term in quad[:3]) for quad in quads}


def pyld_triples_of(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    text = jsonld.to_rdf(document, {"format": "application/n-quads"})
    graph = rdflib.Graph()
    graph.parse(data=text, format="nt")
    return {tuple(term.n3() for term in triple) for triple in graph}


def compare(name, expected, found):
    if expected == found:
        return True
    print(f"{name}: {len(expected - found)} triples missing, {len(found - expected)} too many")
    for sign, triples in (("-", expected - found), ("+", found - expected)):
        for triple in sorted(triples)[:5]:
            print(sign, *triple)
    return False


def main():
    default = pathlib.Path(__file__).parent.parent / "cases" / "export"
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    good, cases = True, sorted(folder.iterdir())
    for case in cases:
        lines = (case / "expected.nq").read_text(encoding="utf-8").split("\n")[:-1]
        expected = triples_of(case / "expected.nq", "nquads")
        if len(expected) != len(lines) or not lines:
            print(f"{case.name}: {len(lines)} lines, {len(expected)} triples")
            good = False
        good &= compare(f"{case.name}: JSON-LD by rdflib", expected, triples_of(case / "expected.jsonld", "json-ld"))
        good &= compare(f"{case.name}: Turtle by rdflib", expected, triples_of(case / "expected.ttl", "turtle"))
        if jsonld:
            good &= compare(f"{case.name}: JSON-LD by pyld", expected, pyld_triples_of(case / "expected.jsonld"))
    print(f"{len(cases)} cases, {'all equal' if good else 'differences'}")
    sys.exit(0 if good else 1)


main()
