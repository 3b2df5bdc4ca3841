"""Questions in SPARQL and in entente's own patterns that must have one answer."""
import json

from common import entente

PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX kg: <https://w3id.org/entente/ns#>
PREFIX rel: <https://w3id.org/entente/relation/>
"""

FACTS = PREFIXES + """
SELECT ?fact ?subject ?relation ?object ?polarity ?support ?confidence WHERE {
  ?fact a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
    kg:polarity ?polarity ; kg:support ?support ; kg:confidence ?confidence .
  %s
}
"""

# Name, pattern, filters of `entente query`, condition in SPARQL.
FACT_QUESTIONS = [
    ("one relation", "?x sanctions ?y", [], "FILTER(?relation = rel:sanctions && ?polarity = kg:Positive)"),
    ("quad class", "?x material-conflict ?y", [], '?relation kg:quadClass "material-conflict" FILTER(?polarity = kg:Positive)'),
    ("event class", "?x CONSULT ?y", [], '?relation kg:ploverClass "CONSULT" FILTER(?polarity = kg:Positive)'),
    ("denials", "?x ? ?y", ["--polarity", "negative"], "FILTER(?polarity = kg:Negative)"),
    ("one actor", "Germany ? ?y", ["--polarity", "any"],
     "BIND(<https://w3id.org/entente/entity/state/deu> AS ?actor) FILTER(?subject = ?actor || (?object = ?actor && EXISTS { ?relation a owl:SymmetricProperty }))"),
    ("support", "?x ? ?y", ["--polarity", "any", "--min-articles", "2"], "FILTER(?support >= 2)"),
    ("everything", "?x ? ?y", ["--polarity", "any"], ""),
]

# Name, pattern, triples: the plain ones stand for what is said to be so. A pattern gives a symmetric fact once, and joins only different facts.
JOIN_QUESTIONS = [
    ("symmetric", "?a meets-with ?b", "?a rel:meets-with ?b FILTER(str(?a) < str(?b))"),
    ("shared adversary", "?a sanctions ?b . ?c sanctions ?b", "?a rel:sanctions ?b . ?c rel:sanctions ?b FILTER(?a != ?c)"),
    ("two relations", "?a demands-of ?b . ?c cuts-ties-with ?b", "?a rel:demands-of ?b . ?c rel:cuts-ties-with ?b"),
]


def last(iri):
    return iri.rsplit("/", 1)[1].rsplit("#", 1)[-1]


def entity(iri):
    return iri.removeprefix("https://w3id.org/entente/entity/")


def answers(case, pattern, *filters):
    done = entente("query", pattern, "-g", case.graph, case.ends, *filters, "--format", "jsonl")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def questions(case):
    """(name, SPARQL, what makes a row of an answer comparable, what entente answers) each."""
    for name, pattern, filters, condition in FACT_QUESTIONS:
        facts = [fact for answer in answers(case, pattern, *filters) for fact in answer["facts"]]
        wanted = {(f["id"], f["subject"], f["relation"], f["object"], f["polarity"], f["articles"], round(f["confidence"], 4)) for f in facts}
        yield name, FACTS % condition, fact_row, wanted
    for name, pattern, triples in JOIN_QUESTIONS:
        wanted = {tuple(sorted(answer["bindings"].items())) for answer in answers(case, pattern, "--modality", "actual")}
        yield name, f"{PREFIXES} SELECT DISTINCT * WHERE {{ {triples} }}", join_row, wanted


def fact_row(row):
    return (last(row["fact"]), entity(row["subject"]), last(row["relation"]), entity(row["object"]), last(row["polarity"]).lower(), int(row["support"]),
            float(row["confidence"]))


def join_row(row):
    return tuple(sorted((name, entity(iri)) for name, iri in row.items()))
