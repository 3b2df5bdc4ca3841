#!/usr/bin/env python3
"""Check the manual page and the shell completions against what the program itself says in its help.

  check_documents.py PROGRAM FOLDER

FOLDER holds entente.1, entente.bash, _entente and entente.fish. Every command and option must be in each of them, and every
value that they offer must be one that the program takes. Shells that are not installed are left out, and said.
"""
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

faults = []


def expect(condition, message):
    if not condition:
        faults.append(message)


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout


def commands_of(program):
    return re.findall(r"^  ([a-z]+) +\S", output_of(program, "--help").split("Subcommands:")[1], re.M)


def options_of(program, command):
    """{long name: short name or None}, as the command's help lists them."""
    rows = re.findall(r"^  (?:(-\w),)?--([a-z-]+)", output_of(program, command, "--help"), re.M)
    return {name: short or None for short, name in rows}


def check_manual(path, table):
    """Options stand under headings that name their commands."""
    text = path.read_text(encoding="utf-8").replace("\\-", "-")
    found = collections.defaultdict(set)
    commands = set(table)
    for line in text.split(".SH OPTIONS")[1].split(".SH ")[0].splitlines():
        if line.startswith(".SS Options of "):
            named = line.removeprefix(".SS Options of ")
            commands = set(table) if named == "every command" else set(re.split(r", | and ", named))
        for option in re.findall(r"\\fB(--?[a-z-]+)\\fR", line):
            for command in commands:
                found[command].add(option)
    listed = re.findall(r"^\\fB([a-z]+)\\fR", text.split(".SH COMMANDS")[1].split(".SH ")[0], re.M)
    expect(listed == list(table), f"{path.name}: commands are {listed}")
    for command, options in table.items():
        wanted = {name for long, short in options.items() for name in (f"--{long}", short) if name}
        expect(found[command] == wanted | {"--version"}, f"{path.name}: {command}: {sorted(found[command] ^ wanted)}")


def check_roff(path):
    for command in (["man", "--warnings", "-l"], ["mandoc", "-Tlint", "-Werror"]):
        if not shutil.which(command[0]):
            print(f"left out: {command[0]} is not installed")
            continue
        done = subprocess.run([*command, path], capture_output=True, text=True, timeout=60)
        said = done.stderr if command[0] == "man" else done.stdout
        expect(done.returncode == 0 and not said, f"{command[0]}: {said}")


def bash_offers(path, words, folder):
    """What bash offers for the last of the words."""
    script = f'source "{path}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _entente; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True, timeout=60, cwd=folder)
    expect(not done.stderr, f"bash: {words}: {done.stderr}")
    return set(done.stdout.split())


def fish_offers(path, line, folder):
    done = subprocess.run(["fish", "-N", "-c", f"source {path}; complete -C '{line}'"], capture_output=True, text=True, timeout=60, cwd=folder)
    expect(not done.stderr, f"fish: {line}: {done.stderr}")
    return {row.split("\t")[0] for row in done.stdout.splitlines()}


def check_bash(path, table, folder):
    expect(bash_offers(path, ["entente", ""], folder) >= set(table), "bash: commands are missing")
    for command, options in table.items():
        wanted = {name for long, short in options.items() for name in (f"--{long}", short) if name}
        found = bash_offers(path, ["entente", command, "-"], folder)
        expect(found == wanted, f"bash: {command}: {sorted(found ^ wanted)}")
    expect(bash_offers(path, ["entente", "build", "a"], folder) == {"article.txt"}, "bash: build takes files")
    expect(bash_offers(path, ["entente", "query", "a"], folder) == set(), "bash: query takes no files")
    expect(bash_offers(path, ["entente", "query", "--format", "=", "js"], folder) == {"jsonl"}, "bash: --format=js")


def check_fish(path, table, folder):
    if not shutil.which("fish"):
        return print("left out: fish is not installed")
    expect(fish_offers(path, "entente ", folder) >= set(table), "fish: commands are missing")
    for command, options in table.items():
        found = fish_offers(path, f"entente {command} --", folder)
        wanted = {f"--{long}" for long in options}
        expect(found == wanted, f"fish: {command}: {sorted(found ^ wanted)}")
    expect("article.txt" in fish_offers(path, "entente build a", folder), "fish: build takes files")
    expect("article.txt" not in fish_offers(path, "entente query a", folder), "fish: query takes no files")


def zsh_branches(path):
    """{command: its branch of the script}"""
    text = path.read_text(encoding="utf-8")
    return {command: body for command, body in re.findall(r"^    ([a-z]+)\)\n((?:      .*\n)+)", text, re.M)}


def check_zsh(path, table):
    branches = zsh_branches(path)
    expect(list(branches) == list(table), f"zsh: commands are {list(branches)}")
    for command, options in table.items():
        offered = set(re.findall(r"^ +'(?:\([^)]*\)|\*)?'?\{?(?:-\w,)?(--[a-z-]+)", branches.get(command, ""), re.M))
        found = offered | {name for pair in re.findall(r"\{(-\w,--[a-z-]+)\}", branches.get(command, "")) for name in pair.split(",")}
        wanted = {name for long, short in options.items() for name in (f"--{long}", short) if name}
        expect(found == wanted, f"zsh: {command}: {sorted(found ^ wanted)}")
    if shutil.which("zsh"):
        done = subprocess.run(["zsh", "-n", path], capture_output=True, text=True, timeout=60)
        expect(done.returncode == 0, f"zsh: {done.stderr}")
    else:
        print("left out: zsh is not installed")


def complains(program, command, option, value, folder):
    """Whether the program refuses the value of that option."""
    arguments = {"query": ["France ? ?x"], "path": ["France", "Iran"], "timeline": ["France"], "show": ["France"], "export": ["--format", "csv"], "load": ["--to", "http://127.0.0.1:9/store"]}
    given = arguments.get(command, ["article.txt"] if command in ("build", "extract", "parse") else [])
    words = [command, *(given if f"--{option}" not in given else []), f"--{option}", value]
    done = subprocess.run([program, *words], capture_output=True, text=True, errors="replace", cwd=folder, stdin=subprocess.DEVNULL, timeout=60)
    return f"--{option}: " in done.stderr


def check_values(program, path, table, folder):
    """Every value that is offered for an option is taken, and one that is not offered is refused."""
    count = 0
    empty = pathlib.Path(folder) / "empty"  # so that no files are offered
    empty.mkdir()
    for command, options in table.items():
        for option in options:
            values = bash_offers(path, ["entente", command, f"--{option}", ""], empty)
            if not values:
                continue
            expect(complains(program, command, option, "nonsense", folder), f"{command} --{option} takes nonsense")
            for value in sorted(values):
                expect(not complains(program, command, option, value, folder), f"{command} --{option} {value} is refused")
                count += 1
    expect(count > 100, f"only {count} values are offered")


def main():
    program, documents = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    table = {command: options_of(program, command) for command in commands_of(program)}
    expect(len(table) > 10, f"the help lists {list(table)}")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "article.txt").write_text("France condemned Iran.\n", encoding="utf-8")
        check_manual(documents / "entente.1", table)
        check_roff(documents / "entente.1")
        check_bash(documents / "entente.bash", table, folder)
        check_fish(documents / "entente.fish", table, folder)
        check_zsh(documents / "_entente", table)
        check_values(program, documents / "entente.bash", table, folder)
    print("\n".join(faults) or f"{len(table)} commands, {sum(map(len, table.values()))} options: all there")
    sys.exit(1 if faults else 0)


main()
