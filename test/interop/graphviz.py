#!/usr/bin/env python3
# needs: pip
"""Graphviz reads the DOT of every case: what it draws is counted, and no label acts as markup.

  graphviz.py [FOLDER of cases]
"""
import html
import json
import re
import shutil
import subprocess

from common import cases, count, expect, finish, skip, xml_text


def read(case):
    done = subprocess.run(["dot", "-Tdot_json", case.file("dot")], capture_output=True, text=True)
    expect(f"Graphviz, dot, {case.name}: messages", done.stderr, "")
    return json.loads(done.stdout, strict=False)


def shown(label):
    """The text of a label: its line breaks stand for blanks, and it may hold entities."""
    plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nlr" else m[1], label)
    return xml_text(html.unescape(plain))


def check(case):
    """A picture has the strongest facts only, and one arrow for those that share their ends and colour."""
    name, graph = f"Graphviz, dot, {case.name}", read(case)
    labels = {node["name"]: shown(node["label"]) for node in graph["objects"]}
    expect(f"{name}: labels", labels, {key: xml_text(case.names[key].replace("\x7f", "")) for key in labels})
    names = [node["name"] for node in graph["objects"]]
    arrows = {(names[edge["tail"]], names[edge["head"]]) for edge in graph["edges"]}
    expect(f"{name}: arrows without a fact", arrows - {(row["subject_key"], row["object_key"]) for row in case.rows}, set())
    expect(f"{name}: arrows", 0 < len(graph["edges"]) <= len(case.rows), True)
    count(case, "Graphviz", "dot", len(names), len(graph["edges"]), len({key for edge in graph["edges"] for key in edge}), whole=False)


if not shutil.which("dot"):
    skip("Graphviz is not installed (apt-get install graphviz)")
for each in cases():
    check(each)
finish()
