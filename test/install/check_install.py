#!/usr/bin/env python3
"""Install a build into a folder, move that, and use it as a stranger would.

  check_install.py BUILD SOURCE CMAKE CXX BUILD_TYPE

Checks the files that are there; that nothing in them names the build or the source; that the program finds its data from where
it stands; and that a project of somebody else configures, builds and runs with find_package(entente).
"""
import os
import pathlib
import subprocess
import sys
import tempfile

WANTED = ["bin/entente", "include/entente/pipeline.h", "share/entente/catalogue/relations.json", "share/entente/catalogue/actors/terms.tsv",
          "share/entente/lang/en/parser.model", "share/entente/lang/en/rules/meets-with.json", "share/entente/schemas/statement.schema.json",
          "share/entente/schemas/store/001.sql", "share/man/man1/entente.1", "share/bash-completion/completions/entente",
          "share/zsh/site-functions/_entente", "share/fish/vendor_completions.d/entente.fish", "share/doc/entente/LICENSE"]
ANSWERS = """state/fra criticizes state/irn
state/jpn not signed-treaty-with state/rus
state/jpn visits state/fra
"""

faults = []


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=900, **more)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def check_files(prefix, build, source, build_type):
    for name in WANTED:
        if not (prefix / name).is_file():
            faults.append(f"{name} is missing")
    if not list(prefix.glob("lib*/**/cmake/entente/entente-config.cmake")):
        faults.append("entente-config.cmake is missing")
    if build_type in ("Debug", "RelWithDebInfo"):  # debug information names the sources
        return
    for file in filter(pathlib.Path.is_file, prefix.rglob("*")):
        content = file.read_bytes()
        for folder in (build, source):
            if str(folder).encode() in content:
                faults.append(f"{file.relative_to(prefix)} names {folder}")


def check_program(prefix, folder):
    environment = {name: value for name, value in os.environ.items() if name != "ENTENTE_DATA"}
    (folder / "link").symlink_to(prefix / "bin/entente")
    (folder / "article.txt").write_text("France condemned Iran.\n", encoding="utf-8")
    for program in (prefix / "bin/entente", folder / "link"):
        found = run(program, "extract", "article.txt", cwd=folder, env=environment)
        if '"relation":"criticizes"' not in found:
            faults.append(f"{program} extracts {found!r}")


def check_stranger(prefix, source, folder, cmake, cxx, build_type):
    project = folder / "stranger"
    run(cmake, "-G", "Ninja", "-S", source / "test/install/stranger", "-B", project, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={cxx}",
        f"-DCMAKE_BUILD_TYPE={build_type}")
    run(cmake, "--build", project)
    rows = run(project / "stranger", folder / "graph.db").splitlines(keepends=True)
    found = "".join(sorted(rows[:-2])) + "".join(rows[-2:])
    if found != ANSWERS + "4 actors\nGraphML has Japan\n":
        faults.append(f"the stranger's program prints\n{found}")


def main():
    build, source, cmake, cxx, build_type = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), *sys.argv[3:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        run(cmake, "--install", build, "--prefix", folder / "first")
        prefix = (folder / "first").rename(folder / "moved")
        check_files(prefix, build, source, build_type)
        check_program(prefix, folder)
        check_stranger(prefix, source, folder, cmake, cxx, build_type)
    print("\n".join(faults) or "installed, moved and used")
    sys.exit(1 if faults else 0)


main()
