#!/usr/bin/env python3
# needs: pip
"""`entente load` into Apache Jena Fuseki, from Maven's packages.

Exit 0 good, 1 a difference, 77 if Java, Maven, its packages or the program are missing.
"""
import contextlib
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from loading import ROOT, finish
from sparql_checks import check_store

LIB = ROOT / "build/interop/fuseki/lib"


def fetched():
    if not shutil.which("java") or not shutil.which("mvn"):
        return False
    if list(LIB.glob("jena-fuseki-main-*.jar")):
        return True
    pom = pathlib.Path(__file__).parent / "fuseki/pom.xml"
    return subprocess.run(["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={LIB}"], capture_output=True).returncode == 0


@contextlib.contextmanager
def running(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["java", "-cp", f"{LIB}/*", "org.apache.jena.fuseki.main.cmds.FusekiMainCmd", "--localhost", f"--port={port}", "--mem", "/news"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/$/ping", timeout=5):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/news"
    finally:
        process.terminate()
        process.wait()


def main():
    if not fetched():
        print("skipped: Fuseki needs Java and Maven, and Maven its packages (apt-get install default-jre-headless maven)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder, running(folder) as url:
        check_store(f"{url}/data", f"{url}/query", folder)
    finish()


main()
