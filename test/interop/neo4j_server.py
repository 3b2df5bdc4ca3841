"""A Neo4j server of its own for a test, from Maven's packages; and its own import program."""
import base64
import contextlib
import json
import pathlib
import shutil
import subprocess
import tempfile
import urllib.parse
import urllib.request

PASSWORD = "correct horse"
HERE = pathlib.Path(__file__).parent / "neo4j"


def classpath():
    """Builds the server; None if Java or Maven is missing or the packages cannot be fetched."""
    if not shutil.which("java") or not shutil.which("mvn"):
        return None
    target = pathlib.Path(__file__).resolve().parents[2] / "build" / "interop" / "neo4j"
    lib = target / "lib"
    if not list(lib.glob("neo4j-harness-*.jar")):
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={lib}"]
        if subprocess.run(command, capture_output=True).returncode:
            return None
    classes = target / "classes"
    subprocess.run(["javac", "-d", str(classes), "-cp", f"{lib}/*", str(HERE / "src/main/java/Server.java")], check=True)
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
