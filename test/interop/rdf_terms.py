"""Canonical N-Quads of what different readers make of a file, so that they can be compared as text."""
import re

import pyoxigraph
import rdflib

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

# Readers may not change what is written: a lexical form is compared as it stands.
rdflib.NORMALIZE_LITERALS = False


def escaped(text):
    return re.sub(r'[\x00-\x1f\x7f"\\]', lambda m: ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def literal(text, datatype, language):
    if language:
        return f'"{escaped(text)}"@{language}'
    return f'"{escaped(text)}"' + (f"^^<{datatype}>" if datatype and datatype != XSD_STRING else "")


def rdflib_term(term):
    return literal(str(term), term.datatype, term.language) if isinstance(term, rdflib.Literal) else f"<{term}>"


def oxigraph_term(term):
    return literal(term.value, term.datatype.value, term.language) if isinstance(term, pyoxigraph.Literal) else f"<{term.value}>"


def by_rdflib(file, form):
    """Canonical lines of a file; form: json-ld, turtle or nquads."""
    graph = rdflib.Dataset()
    graph.parse(file, format=form)
    return sorted(" ".join(map(rdflib_term, quad[:3])) + " ." for quad in graph.quads())


def oxigraph_lines(quads):
    return sorted({" ".join(map(oxigraph_term, (quad.subject, quad.predicate, quad.object))) + " ." for quad in quads})


def by_oxigraph(file, form):
    """Canonical lines of a file; form: a pyoxigraph.RdfFormat."""
    return oxigraph_lines(pyoxigraph.parse(path=str(file), format=form))


def lines(text):
    return sorted(set(text.split("\n")) - {""})
