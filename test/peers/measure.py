"""Runs entente and other programs over the same text, one at a time on one core, and prints how fast each read it and how much memory it took.

    measure.py --entente PROGRAM [--spacy PYTHON MODEL] [--corenlp CLASSPATH-FILE] [--words N] [--runs N] [--cpu N] [FILE…]

FILE: plain text or JSON Lines (*.jsonl) with `text`; by default the example articles. The text is repeated until it has N words. A program that is
not named is left out. Words are what white space parts, the same for all. The time of a program to start is that of a run over one short sentence;
the rate leaves it out. Memory is the peak of the process. Each figure is the median of the runs.
"""
import argparse
import collections
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
Program = collections.namedtuple("Program", "name does like command")  # like: what entente gives that is compared; None for entente itself
Figures = collections.namedtuple("Figures", "start rate memory")


def body(text):
    """A text file without the lines `title: …` at its head, which are for entente alone."""
    head, _, rest = text.partition("\n\n")
    return rest if all(": " in line for line in head.split("\n")) else text


def read_texts(names):
    for name in names:
        path = pathlib.Path(name)
        if path.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in path.open(encoding="utf-8"))
        else:
            yield body(path.read_text(encoding="utf-8"))


def write_texts(texts, words, folder):
    """Writes the texts, over again, until there are so many words, a file each; gives the number of words."""
    folder.mkdir()
    written = number = 0
    while written < words:
        for text in texts:
            (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
            written += len(text.split())
            number += 1
            if written >= words:
                break
    return written


def programs(options):
    """Every program with its command, to which the folder is still to be added."""
    whole, triples, trees = "statements with actors, times and speakers", "open triples", "tags, lemmas, trees"
    yield Program("entente", whole, None, [options.entente, "extract", "--quiet", "--jobs", "1", "FOLDER"])
    yield Program("entente", triples, None, [options.entente, "extract", "--quiet", "--jobs", "1", "--format", "open", "FOLDER"])
    yield Program("entente", trees, None, [options.entente, "parse", "--quiet", "--jobs", "1", "FOLDER"])
    if options.spacy:
        python, model = options.spacy
        peer = [python, ROOT / "test/peers/spacy_peer.py", model, "FOLDER"]
        yield Program("spaCy", trees + ", kinds of names", whole, peer)
        yield Program("spaCy", trees, trees, [*peer, "ner"])
    if options.corenlp:
        jars = pathlib.Path(options.corenlp).read_text().strip()
        yield Program("CoreNLP OpenIE", triples, triples, ["java", "-Xmx4g", "-cp", jars, "edu.stanford.nlp.naturalli.OpenIE", "-threads", "1", "FILES"])


def with_input(command, folder):
    """The command with the folder in the place of FOLDER, its files in that of FILES."""
    filled = []
    for part in command:
        filled.extend(sorted(folder.iterdir()) if part == "FILES" else [folder] if part == "FOLDER" else [part])
    return filled


def run(command, cpu):
    """Seconds and peak memory in MB of one process pinned to a core; exits with what it printed if it fails or prints nothing."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=errors, env=clean,
                                   preexec_fn=lambda: os.sched_setaffinity(0, {cpu}))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        if process.returncode != 0 or output.seek(0, os.SEEK_END) == 0:
            errors.seek(0)
            sys.exit(f"measure: {command[0]} gave exit code {process.returncode} and printed:\n{errors.read().decode(errors='replace')[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def figures(program, short, folder, words, options):
    starts = [run(with_input(program.command, short), options.cpu)[0] for _ in range(options.runs)]
    whole = [run(with_input(program.command, folder), options.cpu) for _ in range(options.runs)]
    start = statistics.median(starts)
    return Figures(start, words / (statistics.median(seconds for seconds, _ in whole) - start), statistics.median(memory for _, memory in whole))


def processor():
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--entente", required=True)
    parser.add_argument("--spacy", nargs=2)
    parser.add_argument("--corenlp")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cpu", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    texts = [text for text in read_texts(options.files or sorted((ROOT / "examples/articles").glob("*.txt"))) if text.strip()]
    if not texts:
        sys.exit("measure: no text in " + ", ".join(options.files))
    with tempfile.TemporaryDirectory() as work:
        short, folder = pathlib.Path(work, "short"), pathlib.Path(work, "texts")
        write_texts(["France and Japan signed a treaty."], 1, short)
        words = write_texts(texts, options.words, folder)
        print(f"{words:,} words in {len(list(folder.iterdir())):,} texts; one core of {processor()}; {datetime.date.today()}; "
              f"load {os.getloadavg()[0]:.2f}; median of {options.runs}\n")
        print("| program | gives | words/s | entente is | peak memory | start |\n|---|---|---|---|---|---|")
        rates = {}
        for program in programs(options):
            found = figures(program, short, folder, words, options)
            if program.like is None:
                rates[program.does] = found.rate
            ratio = f"{rates[program.like] / found.rate:.1f} times as fast" if program.like else ""
            print(f"| {program.name} | {program.does} | {found.rate:,.0f} | {ratio} | {found.memory:,.0f} MB | {found.start:.2f} s |", flush=True)


main()
