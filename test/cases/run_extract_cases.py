#!/usr/bin/env python3
"""Run the extraction cases: every folder under test/cases/extract/en is one small article and its statements.

  run_extract_cases.py PROGRAM FOLDER

A case holds `input.txt` (an article; a front matter line `date: YYYY-MM-DD` if it needs one) and `expected.tsv`: subject,
relation, object, polarity, modality, content, first and last day, who says so; sorted; `-` for what is absent.
ENTENTE_UPDATE_EXPECTED=1 rewrites what is expected.
"""
import json
import os
import pathlib
import subprocess
import sys

HEADER = "subject\trelation\tobject\tpolarity\tmodality\tcontent\tfirst\tlast\tsaid_by\n"


def row(s):
    date, source = s["date"] or {}, s["source"] or {}
    cells = [s["subject"]["key"], s["relation"], s["object"]["key"], s["polarity"], s["modality"], s["content"],
             date.get("first"), date.get("last"), source.get("key")]
    return "\t".join(c or "-" for c in cells) + "\n"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = sorted(c for c in folder.iterdir() if (c / "input.txt").exists())
    failed = 0
    for case in cases:
        done = subprocess.run([program, "extract", str(case / "input.txt")], capture_output=True, text=True, timeout=120)
        rows = sorted({row(json.loads(line)) for line in done.stdout.splitlines()})
        got = HEADER + "".join(rows)
        expected = case / "expected.tsv"
        if os.environ.get("ENTENTE_UPDATE_EXPECTED"):
            expected.write_text(got, encoding="utf-8")
        elif done.returncode or expected.read_text(encoding="utf-8") != got:
            failed += 1
            print(f"FAILED {case.name} (exit {done.returncode}) {done.stderr}")
            print("  expected\n" + expected.read_text(encoding="utf-8") + "  got\n" + got)
    print(f"{len(cases) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not cases else 0)


main()
