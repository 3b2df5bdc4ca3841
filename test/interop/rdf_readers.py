#!/usr/bin/env python3
# needs: rdflib pyld pyoxigraph
"""rdflib, pyld, Oxigraph, Jena and jsonld.js find the same triples in JSON-LD, Turtle and N-Quads, and SPARQL answers as `entente query` does.

  rdf_readers.py [FOLDER of cases]
"""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

import pyoxigraph
import rdflib
from pyld import jsonld

from common import WORK, cases, count, expect, finish, jars, skip
from rdf_terms import by_oxigraph, by_rdflib, lines, oxigraph_lines
from sparql_questions import entity, questions

HERE = pathlib.Path(__file__).parent
FORMATS = {"jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD), "ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE), "nq": ("nquads", pyoxigraph.RdfFormat.N_QUADS)}
NAMES = {"jsonld": "jsonld", "ttl": "turtle", "nq": "nquads"}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def check_lines(case, client, ending, found):
    """The N-Quads of the case, taken as text, are what every reader must find; they are canonical as they stand."""
    name = f"{client}, {NAMES[ending]}, {case.name}"
    wanted = lines(case.file("nq").read_text(encoding="utf-8"))
    expect(f"{name}: missing", [line for line in wanted if line not in set(found)][:5], [])
    expect(f"{name}: too many", [line for line in found if line not in set(wanted)][:5], [])
    parts = [re.match(r"<(.*?)> <(.*?)> (.*) \.", line).groups() for line in found]
    facts = {subject for subject, _, thing in parts if thing == f"<{RDF}Statement>"}
    ends = {thing for _, predicate, thing in parts if predicate in (f"{RDF}subject", f"{RDF}object")}
    count(case, client, NAMES[ending], len(ends), len(facts), len({predicate for subject, predicate, _ in parts if subject in facts}))


def check_labels(case):
    graph = rdflib.Graph().parse(case.file("ttl"))
    labels = {entity(str(subject)): str(label) for subject, label in graph.subject_objects(rdflib.RDFS.label)}
    expect(f"rdflib, turtle, {case.name}: labels", {key: labels.get(key) for key in case.labels}, case.labels)


def check_python_readers(case):
    for ending, (rdflib_form, oxigraph_form) in FORMATS.items():
        check_lines(case, "rdflib", ending, by_rdflib(case.file(ending), rdflib_form))
        check_lines(case, "Oxigraph", ending, by_oxigraph(case.file(ending), oxigraph_form))
    document = json.loads(case.file("jsonld").read_text(encoding="utf-8"))
    text = jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})  # which leaves control characters as they are
    check_lines(case, "pyld", "jsonld", oxigraph_lines(pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_QUADS)))
    check_labels(case)


def check_jsonld_js(folder):
    project = WORK / "jsonld"
    shutil.copytree(HERE / "jsonld", project, dirs_exist_ok=True)
    if not shutil.which("npm") or subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=project).returncode:
        return "npm has no jsonld here"
    output = {case.name: folder / f"{case.name}.nq" for case in cases()}
    pairs = [path for case in cases() for path in (case.file("jsonld"), output[case.name])]
    subprocess.run(["node", project / "canonical.mjs", *pairs], check=True)
    for case in cases():
        check_lines(case, "jsonld.js", "jsonld", lines(output[case.name].read_text(encoding="utf-8")))
    return None


def rdflib_answers(case, asked):
    graph = rdflib.Graph().parse(case.file("ttl"))
    return [[{str(name): str(row[name]) for name in row.labels} for row in graph.query(sparql)] for _, sparql, _, _ in asked]


def oxigraph_answers(case, asked):
    store = pyoxigraph.Store()
    store.load(path=str(case.file("jsonld")), format=pyoxigraph.RdfFormat.JSON_LD)
    found = [store.query(sparql) for _, sparql, _, _ in asked]
    return [[{variable.value: row[variable].value for variable in answer.variables} for row in answer] for answer in found]


def jena_jobs(case, asked, folder):
    """Pairs of files for Read.java: each format, then the questions to the last of them."""
    pairs = []
    for ending in FORMATS:
        pairs += [case.file(ending), folder / f"{case.name}.{ending}.nq"]
    for number, (_, sparql, _, _) in enumerate(asked):
        question = folder / f"{case.name}.{number}.rq"
        question.write_text(sparql, encoding="utf-8")
        pairs += [question, question.with_suffix(".json")]
    return pairs


def jena_answers(case, asked, folder):
    found = [json.loads((folder / f"{case.name}.{number}.json").read_text(encoding="utf-8")) for number in range(len(asked))]
    return [[{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]] for answer in found]


def check_answers(case, client, asked, found):
    for (name, _, comparable, wanted), rows in zip(asked, found, strict=True):
        expect(f"{client}, SPARQL, {case.name}: {name}", sorted(set(map(comparable, rows))), sorted(wanted))


def check_jena(asked, folder):
    lib = jars("fuseki")
    if not lib:
        return "Jena needs a JDK and Maven, and Maven its packages (apt-get install default-jdk-headless maven)"
    pairs = [path for case in cases() for path in jena_jobs(case, asked[case.name], folder)]
    subprocess.run(["java", "-cp", f"{lib}/*", HERE / "jena/Read.java", *pairs], check=True)
    for case in cases():
        for ending in FORMATS:
            check_lines(case, "Jena", ending, by_oxigraph(folder / f"{case.name}.{ending}.nq", pyoxigraph.RdfFormat.N_QUADS))
        check_answers(case, "Jena", asked[case.name], jena_answers(case, asked[case.name], folder))
    return None


def main():
    asked = {case.name: list(questions(case)) for case in cases()}
    expect("questions that have an answer", sorted(name for name, *_ in asked["examples"]), sorted(name for name, _, _, wanted in asked["examples"] if wanted))
    for case in cases():
        check_python_readers(case)
        check_answers(case, "rdflib", asked[case.name], rdflib_answers(case, asked[case.name]))
        check_answers(case, "Oxigraph", asked[case.name], oxigraph_answers(case, asked[case.name]))
    with tempfile.TemporaryDirectory() as folder:
        missing = [reason for reason in (check_jsonld_js(pathlib.Path(folder)), check_jena(asked, pathlib.Path(folder))) if reason]
    if missing:
        skip("; ".join(missing))
    finish()


main()
