#!/usr/bin/env python3
"""Inputs without measure: each is read or refused in bounded time and memory, with a message.

  run_limits.py PROGRAM [CASE...]

Every case makes its input on the fly, some through a pipe that never ends. $ENTENTE_LIMITS=full takes the sizes that the README
states (an article of 1 GB, a sentence of a million words), else smaller ones; bounds are wide, and wider under sanitizers.
"""
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

FULL = os.environ.get("ENTENTE_LIMITS") == "full"
MB = 1 << 20
SLOWER = float(os.environ.get("ENTENTE_SLOWER", 1))  # sanitizers take ten times as long, and more memory
SECONDS = 60 * SLOWER
ARTICLE = 1024 * MB if FULL else 256 * MB   # more than what is read of one article, or of one line
WORDS = 1_000_000 if FULL else 100_000
DEEP = 1_000_000 if FULL else 200_000
REFUSED = 350 * MB  # an article of 64 MB and a record of 192 MB are held before they are found too long


def pieces(piece, size):
    """So many bytes of the same piece."""
    for _ in range(size // len(piece)):
        yield piece


def gzip_bomb(size):
    """A gzip file that unpacks to `size` letters."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for piece in pieces(b"a" * MB, size):
        yield packer.compress(piece)
    yield packer.flush()


def zstd_bomb(size):
    """A zstd frame of runs (RFC 8878, 3.1.1.2.2): four bytes for each 128 KB."""
    block = 1 << 17
    yield struct.pack("<IBB", 0xFD2FB528, 0, 0x38)  # no size, window of 128 KB
    count = size // block
    for number in range(count):
        yield struct.pack("<I", block << 3 | 1 << 1 | (number == count - 1))[:3] + b"a"


def article(name, *body):
    return name, [b'{"id":"good","text":"France condemned Iran."}\n', *body]


def feed(doctype, text):
    return f'<?xml version="1.0"?><!DOCTYPE rss [{doctype}]><rss><channel><item><title>x</title><description>{text}</description></item></channel></rss>'.encode()


def laughs():
    names = [f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(12)]
    return [feed('<!ENTITY a0 "ha">' + "".join(names), "&a12;")]


def wide_entity():
    return [feed(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 20_000)]


def long_list():
    """One sentence of a tree that is as wide as it may be, again and again."""
    for _ in range(WORDS // 400):
        yield b"The minister said that it was " + b"France, " * 190 + b"and Iran who met.\n\n"


GOOD = b'{"text":"France condemned Iran."}\n'

# Name: (how it is called, its bytes, exit codes, what the message says, most memory)
CASES = {
    "gzip-bomb": ("extract", "a.txt.gz", lambda: gzip_bomb(ARTICLE), {1}, "the article is longer than", REFUSED),
    "gzip-bomb-line": ("extract", "a.jsonl.gz", lambda: gzip_bomb(ARTICLE), {1}, "the line is longer than", 2 * REFUSED),
    "zstd-bomb": ("extract", "a.txt.zst", lambda: zstd_bomb(ARTICLE), {1}, "the article is longer than", REFUSED),
    "article": ("extract", "-", lambda: pieces(b"France condemned Iran. " * 1000, ARTICLE), {1}, "the article is longer than", REFUSED),
    "article-in-a-line": ("extract", "a.jsonl", lambda: [b'{"text":"', *pieces(b"France met Iran. " * 1000, ARTICLE), b'"}\n', GOOD], {3}, "the line is longer than", 2 * REFUSED),
    "line-without-end": ("merge", "-", lambda: pieces(b"a" * MB, ARTICLE), {4}, "the line is longer than", REFUSED),
    "row": ("extract", "a.csv", lambda: [b'text\n"', *pieces(b"France met Iran. " * 1000, ARTICLE), b'"\nFrance met Iran.\n'], {1, 3}, "", 2 * REFUSED),
    "sentence": ("extract", "a.txt", lambda: pieces(b"and France and Iran ", 5 * WORDS), {0}, None, REFUSED),
    "sentence-without-blanks": ("extract", "a.txt", lambda: [b"The minister said that France condemned Iran for the attack that it was behind.\n\n", *pieces(b"abcdefgh-", 5 * WORDS)], {0, 1}, None, REFUSED),
    "names": ("extract", "a.txt", long_list, {0, 1}, None, REFUSED),
    "paragraphs": ("extract", "a.txt", lambda: pieces(b"The minister said that France condemned Iran.\n\n", 5 * WORDS), {0}, None, REFUSED),
    "brackets": ("extract", "a.txt", lambda: pieces(b"((((\"'``", 2 * WORDS), {0}, None, REFUSED),
    "entity-bomb": ("extract", "a.xml", laughs, {1}, "entity", REFUSED),
    "wide-entity": ("extract", "a.xml", wide_entity, {1}, "", REFUSED),
    "deep-xml": ("extract", "a.xml", lambda: [b"<rss><channel><item>", *pieces(b"<a>", 3 * DEEP)], {1}, "", REFUSED),
    "deep-json": ("extract", "a.jsonl", lambda: [b'{"text":', *pieces(b"[", DEEP), b"\n", GOOD], {3}, "nested deeper than", REFUSED),
    "deep-json-file": ("extract", "a.json", lambda: pieces(b'{"a":', 5 * DEEP), {1}, "", REFUSED),
    "deep-html": ("extract", "a.html", lambda: pieces(b"<div>", 5 * DEEP), {1}, "nested deeper than", REFUSED),
    "deep-html-formats": ("extract", "a.html", lambda: [*pieces(b"<b><i><a href=x>", DEEP), b"<p>France met Iran."], {0, 1}, None, 2 * REFUSED),
    "tables": ("extract", "a.html", lambda: pieces(b"<table><tr><td>a", DEEP), {0, 1}, None, 2 * REFUSED),
    "attributes": ("extract", "a.html", lambda: [b"<p ", *(b"a%d=1 " % i for i in range(DEEP)), b">France met Iran.</p>"], {0, 1}, None, REFUSED),
    "deep-json-ld": ("extract", "a.html", lambda: [b'<script type="application/ld+json">', *pieces(b"[", DEEP), b"</script><p>France met Iran.</p>"], {0, 1}, None, REFUSED),
    "keys": ("extract", "a.jsonl", lambda: [b'{"text":"France met Iran."', *(b',"k%d":1' % i for i in range(DEEP)), b"}\n"], {0}, None, REFUSED),
    "columns": ("extract", "a.csv", lambda: [b"text," * DEEP, b"\n", b"x," * DEEP, b"\n"], {0, 1, 3}, None, REFUSED),
    "records": ("extract", "a.warc", lambda: pieces(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", 20 * DEEP), {1}, None, REFUSED),
    "headers": ("extract", "a.warc", lambda: [b"WARC/1.0\r\n", *pieces(b"a: b\r\n", 6 * DEEP)], {1}, "has more than 500 headers", REFUSED),
    "record-length": ("extract", "a.warc", lambda: [b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nx"], {1}, "", REFUSED),
    "deep-config": ("check --config", "a.json", lambda: pieces(b"[", DEEP), {4}, "nested deeper than", REFUSED),
    "deep-rules": ("check --data", "rules", lambda: [b'{"relation":"attacks","rules":', *pieces(b'[{"where":', 10 * DEEP)], {2, 4}, "nested deeper than", REFUSED),
    "conllu": ("parse --pretokenized", "a.conllu", lambda: (b"%d\tand\t_\t_\t_\t_\t_\t_\t_\t_\n" % (i + 1) for i in range(WORDS)), {1, 4}, "", REFUSED),
    "pattern": ("query -g g.db", None, None, {1}, "at most", REFUSED),
}


def data_with_rules(program, work, text):
    """A data folder whose only fault is one rule file."""
    shipped = program.parent / "share/entente"
    data = work / "data"
    for folder in ("catalogue", "lang/en/rules"):
        (data / folder).mkdir(parents=True)
    for part in (shipped / "catalogue").iterdir():
        (data / "catalogue" / part.name).symlink_to(part.resolve())
    for part in (shipped / "lang/en").iterdir():
        if part.name != "rules":
            (data / "lang/en" / part.name).symlink_to(part.resolve())
    (data / "lang/en/rules/deep.json").write_bytes(b"".join(text))
    return data


def words_of(program, work, name):
    command, file, made, *_ = CASES[name]
    words = command.split()
    if name == "pattern":
        (work / "a.txt").write_text("France condemned Iran.\n")
        subprocess.run([program, "build", "-q", "-g", "g.db", "a.txt"], cwd=work, check=True, capture_output=True)
        return [*words, *["attacks"] * 20_000]
    if name == "deep-rules":
        return [*words, data_with_rules(program, work, made())]
    if file != "-":
        with (work / file).open("wb") as out:
            out.writelines(made())
    return [*words, file] if command.startswith("check") else [*words, "-q", file]


def feed_pipe(process, made):
    try:
        for piece in made():
            process.stdin.write(piece)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it has heard enough


def run(program, name):
    """What is wrong; nothing if it kept within its bounds."""
    _, file, made, codes, message, memory = CASES[name]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        words = words_of(program, work, name)
        started = time.monotonic()
        with (work / "out").open("wb") as out, (work / "err").open("wb") as err:
            process = subprocess.Popen([program, *words], cwd=work, stdin=subprocess.PIPE if file == "-" else subprocess.DEVNULL, stdout=out, stderr=err)
            if file == "-":
                threading.Thread(target=feed_pipe, args=(process, made), daemon=True).start()
            killer = threading.Timer(SECONDS, process.kill)
            killer.start()
            _, status, usage = os.wait4(process.pid, 0)
            killer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds, peak, told = time.monotonic() - started, usage.ru_maxrss * 1024, (work / "err").read_text(errors="replace")
    faults = []
    if process.returncode not in codes:
        faults.append(f"exit code {process.returncode}, expected one of {sorted(codes)}")
    if message is not None and (not told or message not in told):
        faults.append(f"expected a message with '{message}'")
    if len(told) > 20_000:
        faults.append(f"{len(told)} characters of messages")
    if seconds > SECONDS:
        faults.append("too slow")
    if SLOWER == 1 and peak > memory:
        faults.append(f"more than {memory // MB} MB")
    print(f"{'FAILED' if faults else 'passed'} {name:24} {seconds:6.1f} s {peak // MB:5} MB  code {process.returncode}  {re.sub('[^ -~]', '?', told[:110])}")
    for fault in faults:
        print(f"       {fault}")
    return faults


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    failed = [name for name in sys.argv[2:] or CASES if run(program, name)]
    print(f"{len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
