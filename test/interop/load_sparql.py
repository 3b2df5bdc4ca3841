#!/usr/bin/env python3
# needs: oxigraph
"""`entente load` into Oxigraph's server, and into one that asks for a password.

Exit 0 good, 1 a difference, 77 if Oxigraph or the program is missing.
"""
import base64
import contextlib
import http.server
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from loading import check_refusals, finish
from sparql_checks import check_store

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
        check_store(f"{url}/store", f"{url}/query", folder)
    guarded = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    threading.Thread(target=guarded.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{guarded.server_address[1]}"
    check_refusals("sparql", f"http://reader:open%20sesame@{place}/store", f"http://reader:hidden%20word@{place}/store", "http://reader:hidden@127.0.0.1:1/store", ["hidden", "sesame"])
    guarded.shutdown()
    finish()


main()
