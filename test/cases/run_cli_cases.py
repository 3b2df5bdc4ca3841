#!/usr/bin/env python3
"""Run the command-line cases: every folder under test/cases/cli is one.

  run_cli_cases.py PROGRAM FOLDER [CASE...]

A case holds `command` (lines for bash, run in a copy of the folder; `entente` is the program, `at_terminal` is the program as
somebody at a terminal sees it) and what they must give: `expected.txt`, with standard output, standard error and the exit
code; characters that act in a terminal stand there as <U+001B>. ENTENTE_UPDATE_EXPECTED=1 rewrites it.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


PRELUDE = """entente() { "$ENTENTE_PROGRAM" "$@"; }
at_terminal() { SHELL=$BASH script -qec "$(printf '%q ' "$ENTENTE_PROGRAM" "$@")" /dev/null </dev/null; }
set +e
"""
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(raw, copy):
    """What was printed, without what differs from run to run."""
    text = raw.decode("utf-8", "backslashreplace").replace(str(copy), ".").replace("\r\n", "\n")
    text = re.sub(r"in \d+\.\d+ s \([\d,]+ words/s\)", "in # s (# words/s)", text)
    return ACTING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def result_of(program, case, work):
    copy = pathlib.Path(work) / case.name
    shutil.copytree(case, copy)
    script = PRELUDE + (case / "command").read_text(encoding="utf-8")
    environment = dict(os.environ, ENTENTE_PROGRAM=str(program), NO_COLOR="1", LC_ALL="C.UTF-8")
    done = subprocess.run(["bash", "-c", script], cwd=copy, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    return f"--- out\n{shown(done.stdout, copy)}--- err\n{shown(done.stderr, copy)}--- code\n{done.returncode}\n"


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    wanted = set(sys.argv[3:])
    cases = [c for c in sorted(folder.iterdir()) if (c / "command").exists() and (not wanted or c.name in wanted)]
    failed = 0
    for case in cases:
        with tempfile.TemporaryDirectory() as work:
            got = result_of(program, case, work)
        expected = case / "expected.txt"
        if os.environ.get("ENTENTE_UPDATE_EXPECTED"):
            expected.write_text(got, encoding="utf-8")
        elif not expected.exists() or expected.read_text(encoding="utf-8") != got:
            failed += 1
            print(f"FAILED {case.name}\n  expected:\n{expected.read_text(encoding='utf-8') if expected.exists() else '(nothing)'}\n  got:\n{got}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not cases else 0)


main()
