"""A Neo4j server of its own for a test, from Maven's packages; and its own import program."""
import base64
import contextlib
import json
import pathlib
import subprocess
import tempfile
import urllib.parse
import urllib.request

from common import jars, skip

PASSWORD = "correct horse"
SOURCE = pathlib.Path(__file__).parent / "neo4j/Server.java"


def require():
    """Builds the server and gives its class path."""
    lib = jars("neo4j")
    if not lib:
        skip("Neo4j needs a JDK and Maven, and Maven its packages (apt-get install default-jdk-headless maven)")
    classes = lib.parent / "classes"
    subprocess.run(["javac", "-d", str(classes), "-cp", f"{lib}/*", str(SOURCE)], check=True)
    return f"{classes}:{lib}/*"


class Server:
    def __init__(self, process, url, folder):
        self.process, self.url, self.folder = process, url, folder

    def address(self, password=PASSWORD):
        """As `entente load --to` takes it."""
        return f"neo4j://neo4j:{urllib.parse.quote(password)}@{urllib.parse.urlsplit(self.url).netloc}"

    def run(self, file):
        """Runs a file of Cypher; gives "done" or what went wrong."""
        print(file, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()

    def rows(self, cypher):
        body = json.dumps({"statements": [{"statement": cypher}]}).encode()
        secret = base64.b64encode(f"neo4j:{PASSWORD}".encode()).decode()
        headers = {"Content-Type": "application/json", "Authorization": f"Basic {secret}"}
        with urllib.request.urlopen(urllib.request.Request(f"{self.url.rstrip('/')}/db/neo4j/tx/commit", body, headers)) as answer:
            found = json.load(answer)
        if found["errors"]:
            raise RuntimeError(found["errors"])
        return [row["row"] for row in found["results"][0]["data"]]


@contextlib.contextmanager
def running(path):
    with tempfile.TemporaryDirectory() as folder:
        log = open(pathlib.Path(folder, "log"), "w")
        process = subprocess.Popen(["java", "-cp", path, "Server", folder, PASSWORD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            for line in process.stdout:
                if line.startswith("ready "):
                    break
            else:
                raise RuntimeError(pathlib.Path(folder, "log").read_text()[-2000:])
            yield Server(process, line.split()[1], pathlib.Path(folder))
        finally:
            process.stdin.close()
            process.wait(60)


def import_program(path, folder):
    """A neo4j-admin that puts its databases into `folder`."""
    program = pathlib.Path(folder, "neo4j-admin")
    program.write_text(f'#!/bin/sh\nexport NEO4J_HOME="{folder}" NEO4J_CONF="{folder}"\nexec java -cp "{path}" org.neo4j.cli.AdminTool "$@"\n')
    program.chmod(0o755)
    pathlib.Path(folder, "neo4j.conf").write_text("")
    return program
