"""What all checks have in common: the graphs to look at, the comparison, and the table of what was counted.

A check ends by finish(): exit code 0 all as expected, 1 a difference. Exit code 77 is a check that could not run.
"""
import contextlib
import csv
import functools
import io
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build/interop"
PROGRAM = pathlib.Path(os.environ.get("ENTENTE_PROGRAM") or ROOT / "build/release/entente")

failures = []
_counts = {}  # (client, format) -> case -> (nodes, edges, columns)


def expect(name, found, wanted):
    """Notes and prints a difference. A name begins "client, format"."""
    if found != wanted:
        failures.append(name)
        print(f"{name}: found {found!r}, expected {wanted!r}")


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def entente(*arguments):
    if not PROGRAM.exists():
        skip(f"there is no {PROGRAM}; build it or name it with ENTENTE_PROGRAM")
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def unguarded(cell):
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r\n＝＋－＠") else cell


def xml_text(text):
    """What is left of a label in XML, white space set aside: readers change it."""
    return " ".join("".join(c for c in text if c in "\t\n\r" or " " <= c and c not in "\ufffe\uffff").split())


class Case:
    """A folder with a graph file and exports expected.*; the CSV, read by Python, tells what the others must hold."""

    def __init__(self, folder):
        self.folder, self.name, self.graph = folder, folder.name, folder / "graph.db"
        self.ends = "--states" if folder.name.endswith("-states") else "--actors"

    def file(self, ending):
        return self.folder / f"expected.{ending}"

    @functools.cached_property
    def rows(self):
        return read_csv(self.file("csv").read_bytes().decode())

    @functools.cached_property
    def labels(self):
        return {row[end + "_key"]: unguarded(row[end]) for row in self.rows for end in ("subject", "object")}

    @property
    def names(self):
        """What most formats give for a label: the key where there is none to see."""
        return {key: label if label.strip() else key for key, label in self.labels.items()}


def cases():
    """The cases of the folder that the command line names, else those that scripts/test-interop made last."""
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else WORK / "cases"
    return [Case(entry) for entry in sorted(folder.iterdir()) if (entry / "expected.csv").exists()]


def count(case, client, form, nodes, edges, columns, whole=True):
    """Compares how many nodes and edges a client found in a graph with the CSV, if it has the whole, and keeps them for the table."""
    if whole:
        expect(f"{client}, {form}, {case.name}: nodes", nodes, len(case.labels))
        expect(f"{client}, {form}, {case.name}: edges", edges, len(case.rows))
    _counts.setdefault((client, form), {})[case.name] = (nodes, edges, columns)


def write_table():
    """Adds a line a client and format to the file that INTEROP_TABLE names."""
    if "INTEROP_TABLE" not in os.environ:
        return
    with open(os.environ["INTEROP_TABLE"], "a", encoding="utf-8") as table:
        for (client, form), found in _counts.items():
            nodes, edges, columns = zip(*found.values())
            wrong = sum(name.startswith(f"{client}, {form}") for name in failures)
            print(client, form, len(found), sum(nodes), sum(edges), max(columns), f"{wrong} differences" if wrong else "same", sep="\t", file=table)


def finish():
    write_table()
    print(f"{len(failures)} differences")
    sys.exit(1 if failures else 0)


def jars(name):
    """The folder of what test/interop/<name>/pom.xml asks for; None if Java or Maven is missing or has it not."""
    if not shutil.which("java") or not shutil.which("mvn"):
        return None
    lib = WORK / name / "lib"
    if list(lib.glob("*.jar")):
        return lib
    pom = pathlib.Path(__file__).parent / name / "pom.xml"
    done = subprocess.run(["mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", f"-DoutputDirectory={lib}"], capture_output=True)
    return lib if done.returncode == 0 else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(command, ping, folder):
    """A server for the time of a block, ready to answer at the address `ping`."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(ping, timeout=5):
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()
