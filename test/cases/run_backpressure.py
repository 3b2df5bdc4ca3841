#!/usr/bin/env python3
"""Feeds a pipe that never ends to `extract`, whose output nobody reads: it must stop reading, not gather. Once the output is read, all is there.

  run_backpressure.py ENTENTE DATA-FOLDER
"""
import json
import pathlib
import subprocess
import sys
import threading
import time

MOST_BYTES = 4_000_000     # of input taken before the first byte of output is read
QUIET = 2.0                # seconds without a byte taken: it waits
PATIENCE = 120             # seconds until that must be so
SENTENCE = "On {day} May the foreign minister of France met the president of Iran, and Japan condemned Chad. "


class Feeder(threading.Thread):
    """Writes articles until told to end; `written` tells how far it came."""

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe, self.written, self.articles, self.ends = pipe, 0, 0, False

    def run(self):
        while not self.ends:
            text = "".join(SENTENCE.format(day=day) for day in range(1, 29))
            line = json.dumps({"id": f"news/{self.articles}", "date": "2024-05-30", "text": text}) + "\n"
            self.pipe.write(line.encode())
            self.articles += 1
            self.written += len(line)
        self.pipe.close()


def memory_of(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def stalled(feeder):
    """True once nothing has been taken for a while; False if that does not come, or too much has been taken."""
    last, since, begun = -1, time.monotonic(), time.monotonic()
    while time.monotonic() - begun < PATIENCE and feeder.written <= MOST_BYTES:
        if feeder.written != last or last == 0:
            last, since = feeder.written, time.monotonic()
        if time.monotonic() - since > QUIET:
            return True
        time.sleep(0.05)
    return False


def check(program, data, jobs):
    process = subprocess.Popen([program, "extract", "-", "--input-format", "jsonl", "-q", "-j", jobs, "--data", data],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feeder = Feeder(process.stdin)
    feeder.start()
    held = stalled(feeder)
    taken, memory = feeder.written, memory_of(process)
    feeder.ends = True
    if not held:
        process.kill()
        process.wait()
        print(f"FAILED {jobs} threads: took {taken:,} bytes while nobody read its output")
        return False
    lines = sum(1 for _ in process.stdout)
    code = process.wait()
    good = code == 0 and lines >= feeder.articles * 28
    print(f"{'ok' if good else 'FAILED'} {jobs} threads: held after {taken:,} bytes and {memory:.0f} MB; then {lines:,} statements of {feeder.articles} articles, exit code {code}")
    return good


def main():
    sys.exit(0 if all([check(*sys.argv[1:], jobs) for jobs in ("1", "2")]) else 1)


main()
