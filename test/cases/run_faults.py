#!/usr/bin/env python3
"""Faults around what is written and what is kept: disks that are full or may not be written to, two writers, clocks that jump, files
that were cut or changed. Each is told with an exit code and a cure, what was kept stays, and one more run ends in the same bytes.

  run_faults.py PROGRAM ARTICLES [CASE...]

$ENTENTE_ROUNDS is how often each file is damaged, 12 by itself; $ENTENTE_SEED repeats a run. What a machine does not allow (a small
disk needs root, a clock libfaketime) is said and left out.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROUNDS = int(os.environ.get("ENTENTE_ROUNDS", 12))
MOST_ROUNDS = 3 * ROUNDS // 2
SEED = int(os.environ.get("ENTENTE_SEED", random.SystemRandom().randrange(10**6)))
FAKETIME = pathlib.Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
NOBODY = 65534
FORMATS = ("csv", "nquads", "jsonld")


class Skipped(Exception):
    pass


class Bench:
    """A program, articles, and a graph that nobody disturbed."""

    def __init__(self, program, articles, work):
        self.program, self.work = program, work
        self.articles = sorted(articles.iterdir())
        self.rng = random.Random(SEED)
        self.whole = work / "whole.db"
        self.good("build", "-q", "-g", self.whole, *self.articles)
        self.wanted = self.exported(self.whole)

    def run(self, *words, **more):
        return subprocess.run([str(self.program), *map(str, words)], capture_output=True, timeout=300, **more)

    def good(self, *words, **more):
        done = self.run(*words, **more)
        assert done.returncode == 0, f"{words[0]} ended with {done.returncode}: {done.stderr.decode()}"
        return done.stdout

    def exported(self, graph):
        return [self.good("export", "-g", graph, "--format", form) for form in FORMATS]

    def rebuilt(self, graph):
        """One more run ends in the same bytes."""
        self.good("build", "-q", "-g", graph, *self.articles)
        assert self.exported(graph) == self.wanted, "the exports differ"
        self.good("check", graph)

    def told(self, done, code, *words):
        message = done.stderr.decode()
        assert done.returncode == code, f"exit code {done.returncode}, expected {code}: {message[:300]}"
        assert all(word in message for word in words), f"expected {words} in: {message[:300]}"


def disk(bench, size):
    """A disk of so many bytes."""
    place = bench.work / "disk"
    place.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True).returncode != 0:
        raise Skipped("a small disk can be mounted by root only")
    return place


def unmounted(bench):
    subprocess.run(["umount", "-l", str(bench.work / "disk")], capture_output=True)


def full_disk(bench):
    """Every size from a few pages up; what was committed before stays."""
    try:
        for part in (0.1, 0.3, 0.6, 0.9):
            place = disk(bench, int(part * bench.whole.stat().st_size) // 4096 * 4096)
            graph = place / "g.db"
            bench.told(bench.run("build", "-q", "-g", graph, *bench.articles), 4, "space")
            if graph.exists() and graph.stat().st_size:
                assert bench.run("check", graph).returncode in (0, 4), "a full disk leaves no file that can be looked at"
            unmounted(bench)
        place = disk(bench, 8192)
        bench.told(bench.run("export", "-g", bench.whole, "--format", "jsonld", "-o", place / "g.jsonld"), 4, "space")
        assert not any(place.iterdir()), "a part of an export is left"
        unmounted(bench)
        place = disk(bench, 4 << 20)
        graph = place / "g.db"
        bench.good("build", "-q", "-g", graph, bench.articles[0])
        before = bench.exported(graph)
        (place / "ballast").write_bytes(bytes(shutil.disk_usage(place).free - 4096))
        bench.told(bench.run("build", "-q", "-g", graph, *bench.articles), 4, "space")
        assert bench.exported(graph) == before, "what was committed is lost"
        (place / "ballast").unlink()
        bench.rebuilt(graph)
    finally:
        unmounted(bench)


def full_output(bench):
    for words in (["extract", "-q", *bench.articles], ["query", "-g", bench.whole, "? ? ?"], ["export", "-g", bench.whole, "--format", "csv"], ["stats", "-g", bench.whole], ["--help"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([str(bench.program), *map(str, words)], stdout=full, stderr=subprocess.PIPE, timeout=60)
        assert done.returncode == 4 and b"cannot write" in done.stderr, f"{words[0]} to a full disk ended with {done.returncode}: {done.stderr.decode()}"


def read_only(bench):
    """A folder, then a file, that this user may not write to: reading goes on, writing is told, nothing changes."""
    place = bench.work / "kept"
    place.mkdir()
    graph = place / "g.db"
    shutil.copy(bench.whole, graph)
    place.chmod(0o555)
    graph.chmod(0o444)
    for folder in bench.work.resolve().parents:
        if not os.access(folder, os.X_OK):
            raise Skipped(f"{folder} is closed")
    bench.work.chmod(0o755)
    before = graph.read_bytes()
    as_user = {"user": NOBODY} if os.geteuid() == 0 else {}
    try:
        if bench.run("--version", **as_user).returncode != 0:
            raise Skipped("the program cannot be run by another user")
        for words in (["build", "-q", "-g", graph, bench.articles[0]], ["forget", "-g", graph, "x"]):
            bench.told(bench.run(*words, **as_user), 4, "read-only")
        bench.told(bench.run("build", "-q", "-g", place / "new.db", bench.articles[0], **as_user), 4, "may be written to")
        bench.told(bench.run("export", "-g", graph, "--format", "csv", "-o", place / "a.csv", **as_user), 4, "cannot write")
        bench.good("query", "-g", graph, "? ? ?", **as_user)
        bench.good("check", graph, **as_user)
        assert graph.read_bytes() == before and [f.name for f in place.iterdir()] == ["g.db"], "something was written"
    finally:
        place.chmod(0o755)


def two_writers(bench):
    """Each is done, or told of the other; together and again they make the graph of all."""
    for round_ in range(3):
        graph = bench.work / f"shared-{round_}.db"
        half = len(bench.articles) // 2
        writers = [subprocess.Popen([str(bench.program), "build", "-q", "-j", "1", "-g", str(graph), *map(str, part)], stderr=subprocess.PIPE)
                   for part in (bench.articles[:half], bench.articles[half:], bench.articles)]
        for writer in writers:
            message = writer.communicate(timeout=120)[1].decode()
            assert writer.returncode == 0 or (writer.returncode == 4 and "another program is writing" in message), message
        bench.rebuilt(graph)


def clock(bench):
    """Years apart, and jumping both ways while it runs: not a byte depends on the time."""
    if not FAKETIME.exists():
        raise Skipped("libfaketime is not installed")
    if bench.run("--version", env=dict(os.environ, LD_PRELOAD=str(FAKETIME), FAKETIME="@2001-02-03 04:05:06")).returncode != 0:
        raise Skipped("libfaketime does not go with this program")  # as with sanitizers
    whole = bench.whole.read_bytes()
    for number, when in enumerate(["@1975-01-01 00:00:00", "@2037-12-31 23:59:59", "+0 x10000"]):
        graph = bench.work / f"clock-{number}.db"
        env = dict(os.environ, LD_PRELOAD=str(FAKETIME), FAKETIME=when)
        bench.good("build", "-q", "-g", graph, *bench.articles, env=env)
        assert graph.read_bytes() == whole, f"the file differs in the year of {when}"
        assert bench.exported(graph) == bench.wanted
    stamp, graph = bench.work / "time", bench.work / "jump.db"
    stamp.write_text("@2030-01-01 00:00:00")
    env = dict(os.environ, LD_PRELOAD=str(FAKETIME), FAKETIME_TIMESTAMP_FILE=str(stamp), FAKETIME_NO_CACHE="1")
    process = subprocess.Popen([str(bench.program), "build", "-g", str(graph), "-j", "1", *map(str, bench.articles * 8)], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for jump in range(60):
        stamp.write_text(["@1990-01-01 00:00:00", "@2036-01-01 00:00:00", "@2000-02-29 12:00:00"][jump % 3])
        time.sleep(0.01)
    message = process.communicate(timeout=300)[1].decode()
    assert process.returncode == 0, message
    assert graph.read_bytes() == whole, "the file differs after the clock jumped"


def damaged(bytes_, rng):
    """Cut, or with a few bits turned."""
    changed = bytearray(bytes_)
    if rng.random() < 0.3:
        return bytes(changed[: rng.randrange(len(changed))])
    for _ in range(rng.choice((1, 1, 1, 16, 256))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def graph_file(bench):
    """`check` finds the damage, or there is none to be seen; `query` answers or tells; nothing else happens to the file."""
    graph = bench.work / "damaged.db"
    whole, found = bench.whole.read_bytes(), 0
    answer = bench.good("query", "-g", bench.whole, "? ? ?", "--format", "jsonl")
    rounds = 0
    while rounds < ROUNDS or (found <= ROUNDS // 2 and rounds < MOST_ROUNDS):  # some fall on bytes that say nothing
        rounds += 1
        graph.write_bytes(damaged(whole, bench.rng))
        before = graph.read_bytes()
        checked, asked = bench.run("check", graph), bench.run("query", "-g", graph, "? ? ?", "--format", "jsonl")
        for done in (checked, asked):
            assert done.returncode in (0, 1, 4) and (done.returncode == 0 or done.stderr), f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}"
        assert graph.read_bytes() == before, "reading changed the file"
        found += checked.returncode == 4
        if checked.returncode == 0:
            assert asked.stdout == answer, "check calls a file sound that answers otherwise"
    assert found > ROUNDS // 2, f"only {found} of {rounds} damages were found"


def copied_data(bench):
    """The data folder of the program, with files of its own."""
    data = bench.work / "data"
    if not data.exists():
        shutil.copytree(bench.program.parent / "share/entente", data)
    return data


def model(bench):
    data = copied_data(bench)
    file = data / "lang/en/parser.model"
    whole = file.read_bytes()
    for _ in range(ROUNDS):
        file.write_bytes(damaged(whole, bench.rng))
        bench.told(bench.run("extract", "-q", "--data", data, bench.articles[0]), 4, "parser.model", "parser model")
    file.write_bytes(whole)


def pack(bench):
    """The tables are read in its place: slower, and the same."""
    data = copied_data(bench)
    file = data / "catalogue/actors.pack"
    whole, wanted = file.read_bytes(), bench.good("extract", "-q", bench.articles[0])
    for _ in range(ROUNDS // 2):
        file.write_bytes(damaged(whole, bench.rng))
        assert bench.good("extract", "-q", "--data", data, bench.articles[0]) == wanted, "a damaged pack was believed"
    file.write_bytes(whole)


CASES = [full_disk, full_output, read_only, two_writers, clock, graph_file, model, pack]


def main():
    program, articles = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    print(f"seed {SEED}")
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(program, articles, pathlib.Path(name))
        for case in CASES:
            if sys.argv[3:] and case.__name__ not in sys.argv[3:]:
                continue
            started = time.monotonic()
            try:
                case(bench)
                result = "passed"
            except Skipped as why:
                result = f"left out: {why}"
            except AssertionError as fault:
                result, failed = f"FAILED: {fault}", failed + 1
            print(f"{case.__name__}: {result} ({time.monotonic() - started:.1f} s)", flush=True)
    sys.exit(1 if failed else 0)


main()
