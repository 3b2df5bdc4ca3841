#!/usr/bin/env python3
# needs: oxigraph
"""`entente load` into Oxigraph's server: twice is once, a smaller graph leaves nothing of a larger one, other graphs stay, refusals are told.

Exit 0 good, 1 a difference, 77 if Oxigraph or the program is missing.
"""
import base64
import contextlib
import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from loading import ROOT, check_refusals, entente, expect, facts, finish, graphs

OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(pathlib.Path(sys.executable).parent))
if not OXIGRAPH:
    print("skipped: Oxigraph is not installed (pip install oxigraph)")
    sys.exit(77)


@contextlib.contextmanager
def store(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen([OXIGRAPH, "serve", "--location", f"{folder}/store", "--bind", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{address}/", timeout=5):
                break
            time.sleep(0.1)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def rows(url, query):
    request = urllib.request.Request(f"{url}/query", query.encode(), {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request) as answer:
        return [{name: cell["value"] for name, cell in row.items()} for row in json.load(answer)["results"]["bindings"]]


class Guarded(http.server.BaseHTTPRequestHandler):
    """A store that lets only reader with his word in."""

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        good = self.headers.get("Authorization") == "Basic " + base64.b64encode(b"reader:open sesame").decode()
        self.send_response(204 if good else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    with tempfile.TemporaryDirectory() as folder, store(folder) as url:
        other = urllib.request.Request(f"{url}/store?graph=http://other/", b"<http://a> <http://b> <http://c> .", {"Content-Type": "text/turtle"}, method="PUT")
        urllib.request.urlopen(other).close()
        for graph in graphs(folder) * 2:
            for _ in range(2):
                done = entente("load", "-g", graph, "--to", f"{url}/store")
                expect(f"{graph.name}: exit code", (done.returncode, done.stderr if done.returncode else ""), (0, ""))
                found = rows(url, "SELECT DISTINCT ?fact WHERE { GRAPH <https://w3id.org/entente/graph> { ?fact a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement> } }")
                expect(f"{graph.name}: facts", sorted(row["fact"].rsplit("/", 1)[1] for row in found), sorted(e["id"] for e in facts(graph)))
        entente("load", "-g", pathlib.Path(folder, "all.db"), "--to", f"{url}/store")
        expect("an answer to the example", len(rows(url, (ROOT / "examples/sparql/questions.rq").read_text())) > 5, True)
        expect("other graphs", len(rows(url, "SELECT * WHERE { GRAPH <http://other/> { ?s ?p ?o } }")), 1)
        named = entente("load", "-g", graph, "--to", f"{url}/store?graph=" + urllib.parse.quote("http://mine/", safe=""))
        expect("named graph: exit code", named.returncode, 0)
        expect("named graph", rows(url, "SELECT (count(*) > 100 AS ?many) WHERE { GRAPH <http://mine/> { ?s ?p ?o } }"), [{"many": "true"}])
        astray = entente("load", "-g", graph, "--to", f"{url}/nowhere")
        expect("wrong path", (astray.returncode, "is this the address of its Graph Store?" in astray.stderr), (4, True))
    guarded = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    threading.Thread(target=guarded.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{guarded.server_address[1]}"
    check_refusals("sparql", f"http://reader:open%20sesame@{place}/store", f"http://reader:hidden%20word@{place}/store", "http://reader:hidden@127.0.0.1:1/store", ["hidden", "sesame"])
    guarded.shutdown()
    finish()


main()
