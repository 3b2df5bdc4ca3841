#!/usr/bin/env python3
# needs: rdflib pyshacl
"""The RDF of every case conforms to schemas/shapes.ttl, by pyshacl; and a graph that lacks a part of a fact does not.

  shapes.py [FOLDER of cases]
"""
import pyshacl
import rdflib
from rdflib import RDF

from common import ROOT, cases, count, expect, finish

KG = rdflib.Namespace("https://w3id.org/entente/ns#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
NEEDED = {RDF.Statement: [RDF.subject, RDF.predicate, RDF.object, KG.polarity, KG.modality, KG.confidence, KG.goldstein, KG.support, PROV.wasDerivedFrom],
          KG.Mention: [PROV.hadPrimarySource, KG.sentence, KG.charStart, KG.charEnd, KG.namedSubject, KG.namedObject, KG.predicateText, KG.modality, KG.confidence]}

shapes = rdflib.Graph().parse(ROOT / "schemas/shapes.ttl")


def report(graph):
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, advanced=False)
    return "" if conforms else text


def check_case(case):
    graph = rdflib.Graph().parse(case.file("jsonld"), format="json-ld")
    expect(f"pyshacl, jsonld, {case.name}: report", report(graph)[:2000], "")
    facts = set(graph.subjects(RDF.type, RDF.Statement))
    ends = set(graph.objects(None, RDF.subject)) | set(graph.objects(None, RDF.object))
    count(case, "pyshacl", "jsonld", len(ends), len(facts), len({predicate for fact in facts for predicate in graph.predicates(fact)}))


def check_gaps(case):
    """Takes one triple away at a time, or adds one too many."""
    graph = rdflib.Graph().parse(case.file("ttl"))
    for kind, predicates in NEEDED.items():
        thing = min(graph.subjects(RDF.type, kind))
        for predicate in predicates:
            triple = next(graph.triples((thing, predicate, None)))
            graph.remove(triple)
            expect(f"pyshacl, turtle, without {predicate}: refused", bool(report(graph)), True)
            graph.add(triple)
        foreign = (thing, rdflib.URIRef("http://example.org/foreign"), rdflib.Literal("?"))
        graph.add(foreign)
        expect(f"pyshacl, turtle, with a foreign property of {kind}: refused", bool(report(graph)), True)
        graph.remove(foreign)
    expect("pyshacl, turtle, whole again", report(graph), "")


for each in cases():
    check_case(each)
check_gaps(next(case for case in cases() if case.name == "basic"))
finish()
