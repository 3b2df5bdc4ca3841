"""Prints the table of what each client counted: table.py FILE, whose lines common.py writes."""
import pathlib
import sys

HEAD = ["client", "format", "graphs", "nodes", "edges", "columns", "result"]


def main():
    lines = [HEAD] + [line.split("\t") for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    widths = [max(map(len, column)) for column in list(zip(*lines))[:-1]]
    for line in lines:
        print(*(cell.rjust(width) if cell.isdigit() else cell.ljust(width) for cell, width in zip(line, widths)), line[-1], sep="  ")


main()
