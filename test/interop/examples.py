#!/usr/bin/env python3
# needs: oxigraph
"""Runs what the README of every folder of examples/ says, block by block, in a folder of its own with the example graph in it.

  examples.py [FOLDER of cases]

Blocks are sh, python, js and cypher; `sh install` fetches a client. Where that fails the example is skipped, and said to be.
"""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import neo4j_server
import postgres_server
import sparql_servers
from common import PROGRAM, ROOT, WORK, cases, expect, finish, skip

COMMANDS = {"sh": ("bash", "-euo", "pipefail"), "python": ("python",), "js": ("node",)}
ENDINGS = {"sh": "sh", "python": "py", "js": "mjs"}
skipped = []


@contextlib.contextmanager
def server_of(client):
    """The variables that an example finds, and who answers its Cypher."""
    with contextlib.ExitStack() as stack:
        if client == "postgres":
            postgres_server.require()
            yield {"DATABASE": stack.enter_context(postgres_server.running())}, None
        elif client == "neo4j":
            server = stack.enter_context(neo4j_server.running(neo4j_server.require()))
            yield {"SERVER": server.address()}, server
        elif client == "sparql":
            yield {"STORE": stack.enter_context(sparql_servers.oxigraph(stack.enter_context(tempfile.TemporaryDirectory())))}, None
        else:
            yield {}, None


def blocks(readme):
    return re.findall(r"^```(\w+)( install)?\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def scratch(client, graph):
    folder = WORK / "examples" / client
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "examples" / client, folder)
    shutil.copy(graph, folder / "graph.db")
    return folder


def run(language, code, folder, variables):
    path = os.pathsep.join([str(PROGRAM.parent), str(pathlib.Path(sys.executable).parent), os.environ["PATH"]])
    file = folder / f"block.{ENDINGS[language]}"
    file.write_text(code, encoding="utf-8")
    return subprocess.run([*COMMANDS[language], file.name], cwd=folder, env={**os.environ, **variables, "PATH": path}, capture_output=True, text=True)


def run_example(client, graph):
    """Every block ends well, and the last of them prints something."""
    folder, printed = scratch(client, graph), ""
    with server_of(client) as (variables, server):
        for language, install, code in blocks(folder / "README.md"):
            if language == "cypher":
                printed = "\n".join(map(str, server.rows(code)))
                continue
            done = run(language, code, folder, {"ENTENTE_DATA": str(ROOT / "data"), **variables})
            if install and done.returncode:
                skipped.append(client)
                return
            expect(f"examples, {client}: {language}", done.stderr[-1500:] if done.returncode else "", "")
            printed = done.stdout
    expect(f"examples, {client}: prints something", bool(printed.strip()), True)


def main():
    graph = next(case.graph for case in cases() if case.name == "examples")
    clients = sorted(path.parent.name for path in (ROOT / "examples").glob("*/README.md"))
    chosen = sys.argv[2:] or clients
    for client in chosen:
        run_example(client, graph)
    print(f"ran the examples of {', '.join(sorted(set(chosen) - set(skipped)))}")
    if skipped:
        skip(f"cannot install what the examples of {', '.join(skipped)} need")
    finish()


main()
