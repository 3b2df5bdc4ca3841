"""What the checks of `entente load` have in common."""
import pathlib
import tempfile

from common import ROOT, entente, expect, read_csv


def graphs(folder):
    """Two graph files: all example articles with statements whose texts are code in some language, and one article."""
    articles = sorted((ROOT / "examples/articles").iterdir())
    made = []
    for name, inputs in (("all", articles), ("one", articles[:1])):
        made.append(pathlib.Path(folder, f"{name}.db"))
        if entente("build", "-q", "-g", made[-1], *inputs).returncode:
            raise RuntimeError("entente build failed")
    if entente("merge", "-q", "-g", made[0], ROOT / "test/cases/export/injection/input.jsonl", ROOT / "test/cases/export/hostile/input.jsonl").returncode:
        raise RuntimeError("entente merge failed")
    return made


def facts(graph):
    """The edges of a graph file, as the CSV export has them."""
    return read_csv(entente("export", "-g", graph, "--format", "csv").stdout)


def load(name, graph, url):
    """Loads a graph file and expects that to go well."""
    done = entente("load", "-g", graph, "--to", url)
    expect(f"{name}: exit code", (done.returncode, done.stderr if done.returncode else ""), (0, ""))


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
