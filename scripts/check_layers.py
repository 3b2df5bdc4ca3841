#!/usr/bin/env python3
"""Check that every module includes only what its layer may include, and that no two modules define a type of one name,
which the linker would take for one type; exit 1 naming each breach.

  check_layers.py [ROOT]
"""
import pathlib
import re
import sys

MODEL = {"base", "model"}
ALLOWED = {
    "base": {"base"},
    "model": MODEL,
    **{name: MODEL | {name} for name in ("ingest", "text", "nlp", "link", "clause", "rules", "graph")},
    "pipeline": MODEL | {"ingest", "text", "nlp", "link", "clause", "rules", "pipeline"},
    **{name: MODEL | {"graph", name} for name in ("store", "query", "export")},
    "load": MODEL | {"graph", "export", "load"},
    "train": MODEL | {"text", "nlp", "train"},
}
# Which module a public header belongs to; those not named here belong to the model or below.
HEADER_OWNER = {"reader": "ingest", "conllu": "text", "open_triples": "clause", "rules": "rules", "graph": "graph", "bgl": "graph", "query": "query", "analysis": "query",
                "store": "store", "exporter": "export", "loader": "load", "pipeline": "pipeline"}
# spdlog speaks to people, and only the command line does.
ONLY_IN = {"spdlog": {"cli"}, "CLI": {"cli"}, "boost": {"base", "graph", "query", "store", "export"}}


def breaches(root):
    source = root / "src"
    for path in sorted(p for p in source.rglob("*") if p.suffix in (".h", ".cpp")):
        module = path.relative_to(source).parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
            if not found:
                continue
            parts = found.group(1).split("/")
            where = f"{path.relative_to(root)}:{number}"
            if parts[0] in ONLY_IN and module not in ONLY_IN[parts[0]]:
                yield f"{where}: {module} may not include {parts[0]}"
            if module == "cli" or len(parts) < 2:
                continue
            owner = HEADER_OWNER.get(parts[1].removesuffix(".h"), "model") if parts[0] == "entente" else parts[0]
            if (source / owner).is_dir() and owner not in ALLOWED[module] and owner != "model":
                yield f"{where}: {module} may not include {owner}"


def twice_defined(root):
    """Types of one name in the headers of two modules. The training program has a namespace of its own."""
    defined = {}
    for path in sorted((root / "src").rglob("*.h")):
        module = path.relative_to(root / "src").parts[0]
        if module == "train":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r"(?:class|struct|enum class) (\w+)[^;]*$", line) or re.match(r"(?:class|struct|enum class) (\w+).*\{", line)
            if not found:
                continue
            first = defined.setdefault(found.group(1), (module, f"{path.relative_to(root)}:{number}"))
            if first[0] != module:
                yield f"{path.relative_to(root)}:{number}: {found.group(1)} is defined in {first[1]} too"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    found = [*breaches(root), *twice_defined(root)]
    for line in found:
        print(line)
    print(f"{len(found)} breaches of the layers")
    sys.exit(1 if found else 0)


main()
