"""What the checks of `entente load` have in common."""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("ENTENTE_PROGRAM") or ROOT / "build/release/entente")

if not PROGRAM.exists():
    print(f"skipped: there is no {PROGRAM}; build it or name it with ENTENTE_PROGRAM")
    sys.exit(77)

failures = []


def expect(name, found, wanted):
    if found != wanted:
        failures.append(name)
        print(f"{name}: found {found!r}, expected {wanted!r}")


def entente(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)


def graphs(folder):
    """Two graph files: all example articles, and one of them."""
    articles = sorted((ROOT / "examples/articles").iterdir())
    made = []
    for name, inputs in (("all", articles), ("one", articles[:1])):
        made.append(pathlib.Path(folder, f"{name}.db"))
        if entente("build", "-q", "-g", made[-1], *inputs).returncode:
            raise RuntimeError("entente build failed")
    return made


def facts(graph):
    """The edges of a graph file, as the CSV export has them."""
    import csv
    import io
    text = entente("export", "-g", graph, "--format", "csv").stdout
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def check_refusals(name, good_url, bad_password_url, no_server_url, secret):
    """A wrong password and a missing server end with exit code 4, a cure and no word of the password."""
    with tempfile.TemporaryDirectory() as folder:
        graph, _ = graphs(folder)
        for what, url, words in (("wrong password", bad_password_url, "refuses the name or the password"), ("no server", no_server_url, "cannot connect")):
            done = entente("load", "-g", graph, "--to", url)
            expect(f"{name}, {what}: exit code", done.returncode, 4)
            expect(f"{name}, {what}: message", words in done.stderr, True)
            expect(f"{name}, {what}: password is told", any(word in done.stderr + done.stdout for word in secret), False)
        good = entente("load", "-g", graph, "--to", good_url, "--log-level", "debug")
        expect(f"{name}: exit code", (good.returncode, good.stderr if good.returncode else ""), (0, ""))
        expect(f"{name}: password is told", any(word in good.stderr + good.stdout for word in secret), False)


def finish():
    print(f"{len(failures)} differences")
    sys.exit(1 if failures else 0)
