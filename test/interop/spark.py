#!/usr/bin/env python3
# needs: pyspark==4.1.1 xxhash
"""The job of examples/spark on a local cluster, whose executors are processes of their own: an executor is killed, articles are poisoned
and repeated, and the edges are byte for byte those of one machine. A broken extractor fails the job.

  spark.py
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

from common import PROGRAM, ROOT, entente, expect, finish, read_csv, skip

ARTICLES = 2000
STATES = ["France", "Germany", "Japan", "China", "Russia", "Iran", "Turkey", "Brazil", "India", "Egypt", "Israel", "Poland", "Mexico", "Kenya", "Norway", "Spain"]
DEEDS = ["sanctioned", "attacked", "criticized", "recognized", "did not sanction", "will visit", "threatened", "sent weapons to", "met officials from", "may sanction"]
POISON = ['{"id": "poisoned/1", "text": "France attacked', '{"id": "poisoned/2", "text": 17}']


def article(number):
    """Sentences drawn at random, so that no two articles are alike; but of twenty, five are copies of one text, each a day after the other."""
    copied = number % 20 in range(4, 9)
    draw = random.Random(number // 20 * 20 if copied else number)
    sentences = []
    for _ in range(16 if copied else draw.randint(2, 12)):
        one, other = draw.sample(STATES, 2)
        sentences.append(f"{one} {draw.choice(DEEDS)} {other} on {draw.randint(1, 28)} May {draw.randint(1995, 2024)}.")
    return json.dumps({"id": f"news/{number}", "text": " ".join(sentences) + (f" Paper {number % 7} has more." if copied else ""), "date": f"2024-06-{number % 28 + 1:02}", "source": f'Paper "{number % 7}", daily'})


def write_articles(file):
    lines = [article(number) for number in range(ARTICLES)]
    lines[ARTICLES // 3:ARTICLES // 3] = POISON
    file.write_text("\n".join(lines + lines[:50]) + "\n")


def pack(file, *members):
    with tarfile.open(file, "w:gz") as archive:
        for name, path in members:
            archive.add(path, name)
    return file


def descendants(process):
    """pid -> (parent, command) of what a process started."""
    known, found = {}, {process.pid: (0, "")}
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            known[int(entry.name)] = (int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]), (entry / "cmdline").read_bytes().decode(errors="replace").replace("\0", " "))
        except OSError:
            continue  # it has ended
    grown = True
    while grown:
        fresh = {pid: facts for pid, facts in known.items() if pid not in found and facts[0] in found}
        found.update(fresh)
        grown = bool(fresh)
    return found


def busy_executors(process):
    """The executors under which an extractor runs at this moment."""
    family, busy = descendants(process), set()
    for pid, (_, command) in family.items():
        if not command.startswith("./entente/entente extract"):
            continue
        while pid in family and "CoarseGrainedExecutorBackend" not in family[pid][1]:
            pid = family[pid][0]
        busy |= {pid} & set(family)
    return busy


def run_job(archive, articles, out, kill=False):
    """Gives the exit code, what the job said, and which executors worked; kills one of them in the middle of its work."""
    cores = [str(pathlib.Path(sys.executable).parent / "spark-submit"), "--master", "local-cluster[2,1,1024]", "--conf", "spark.sql.shuffle.partitions=4",
             str(ROOT / "examples/spark/edges.py"), str(archive), str(articles), str(out), "24"]
    workers, killed = set(), None
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(cores, stdout=log, stderr=log, cwd=out.parent, env=dict(os.environ, PYSPARK_PYTHON=sys.executable))
        while process.poll() is None:
            busy = busy_executors(process)
            workers |= busy
            if kill and not killed and busy:
                killed = busy.pop()
                os.kill(killed, 9)
            time.sleep(0.02)
        log.seek(0)
        return process.returncode, log.read(), workers


def joined(folder):
    return b"".join(part.read_bytes() for part in sorted(folder.glob("part-*")))


def check_edges(folder, archive):
    articles, out = folder / "articles.jsonl", folder / "out"
    write_articles(articles)
    alone = entente("build", articles, "-g", folder / "alone.db", "-q")
    expect("Spark, edges: exit code of one machine", alone.returncode, 3)
    wanted = subprocess.run([PROGRAM, "export", "-g", folder / "alone.db", "--format", "csv"], capture_output=True, check=True).stdout
    code, log, workers = run_job(archive, articles, out, kill=True)
    expect("Spark, edges: exit code", (code, log[-3000:] if code else ""), (0, ""))
    expect("Spark, edges: an executor was lost", "Lost executor" in log, True)
    expect("Spark, edges: executors that worked", len(workers) >= 2, True)
    header, edges = wanted.split(b"\r\n", 1)
    expect("Spark, edges: bytes", joined(out / "edges") == edges, True)
    expect("Spark, edges: copies of one text", any(row["articles"] == "1" and int(row["statements"]) >= 5 for row in read_csv(wanted.decode())), True)
    expect("Spark, edges: rejected", len(joined(out / "rejected").splitlines()), len(POISON))
    entente("merge", *sorted((out / "statements").glob("part-*")), "-g", folder / "merged.db", "-q")
    expect("Spark, statements: merged", entente("export", "-g", folder / "merged.db", "--format", "csv").stdout.encode() == wanted.replace(b"\r\n", b"\n"), True)
    return read_csv(wanted.decode())


def check_broken(folder):
    """Without its data the extractor cannot work, and nobody may take that for news without edges."""
    small = folder / "small.jsonl"
    small.write_text(article(1) + "\n")
    code, log, _ = run_job(pack(folder / "broken.tar.gz", ("entente", PROGRAM), ("data/catalogue/relations.json", ROOT / "data/catalogue/relations.json")), small, folder / "none")
    expect("Spark, edges: a broken extractor", (code != 0, (folder / "none/edges/_SUCCESS").exists()), (True, False))


def main():
    if not shutil.which("java"):
        skip("Spark needs Java 17 (apt-get install default-jre-headless)")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rows = check_edges(folder, pack(folder / "entente.tar.gz", ("entente", PROGRAM), ("data", ROOT / "data")))
        check_broken(folder)
    print(f"Spark merged {len(rows)} edges of {ARTICLES} articles")
    finish()


main()
