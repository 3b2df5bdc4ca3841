#!/usr/bin/env python3
# needs: oxigraph
"""`entente load` into Oxigraph's server, and into one that asks for a password."""
import base64
import contextlib
import http.server
import tempfile
import threading

from common import finish
from loading import check_refusals
from sparql_checks import check_store
from sparql_servers import oxigraph


class Guarded(http.server.BaseHTTPRequestHandler):
    """A store that lets only reader with his word in."""

    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        good = self.headers.get("Authorization") == "Basic " + base64.b64encode(b"reader:open sesame").decode()
        self.send_response(204 if good else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def guarded():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()


with tempfile.TemporaryDirectory() as folder, oxigraph(folder) as url:
    check_store(f"{url}/store", f"{url}/query", folder)
with guarded() as place:
    check_refusals("sparql", f"http://reader:open%20sesame@{place}/store", f"http://reader:hidden%20word@{place}/store", "http://reader:hidden@127.0.0.1:1/store", ["hidden", "sesame"])
finish()
