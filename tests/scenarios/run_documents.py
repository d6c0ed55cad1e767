#!/usr/bin/env python3
"""Runs every `imdad` command line that stands in the documents and in `--help`, and compares what
the documents show of the output with what is printed.

In README.md, CONTRIBUTING.md, docs/**/*.md and examples/**/README.md:

  ```sh       lines that begin with `imdad` are run, one after the other
  ```console  lines that begin with `$ ` are run if they begin with a word of RUNNABLE; the lines
              behind one must be found, as whole lines (spaces at the end aside) and in this order, in
              what it prints (a line `...` stands for any lines)

A comment right before the block changes what is expected of all its commands:
  <!-- commands: exit 6 -->   they end with status 6
Commands on another example than the tutorial take long: they are run, and nothing else is, with --real.
Each document has its own work folder, in which `examples/` is a copy. A block in no language that
holds an `imdad` line is an error: nobody would notice when it rots.
"""

import argparse
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

RUNNABLE = {"imdad", "cat", "head", "cp", "sed", "grep", "tail", "rm"}
COMMANDS = ("check", "new", "network", "needs", "plan", "verify", "export-lp")
TIMEOUT_S = 240


def documents(repository):
    found = [repository / "README.md", repository / "CONTRIBUTING.md"]
    found += sorted((repository / "docs").rglob("*.md")) + sorted((repository / "examples").rglob("README.md"))
    return [path for path in found if path.is_file()]


def blocks(text):
    """(line number, language, directive, lines) of each fenced block."""
    lines = text.splitlines()
    i = 0
    while i < len(lines):
        fence = re.match(r"\s*```\s*(\w*)\s*$", lines[i])
        if not fence:
            i += 1
            continue
        before = next((l for l in reversed(lines[:i]) if l.strip()), "")
        directive = re.match(r"\s*<!-- commands: (.*?) -->", before)
        end = i + 1
        while end < len(lines) and not lines[end].strip().startswith("```"):
            end += 1
        yield i + 1, fence.group(1), directive.group(1) if directive else "", lines[i + 1 : end]
        i = end + 1


def commands_of(language, lines):
    """(offset, command, shown output lines) in one block."""
    found = []
    for offset, line in enumerate(lines, 1):
        if language == "sh" and re.match(r"imdad\s", line):
            found.append((offset, line.split("  #")[0].rstrip(), []))
        elif language == "console" and line.startswith("$ "):
            found.append((offset, line[2:], []))
        elif language == "console" and found:
            found[-1][2].append(line.rstrip())
    return [entry for entry in found if shlex.split(entry[1])[0] in RUNNABLE]


def names_real_example(command):
    return any(name != "tutorial" for name in re.findall(r"examples/([A-Za-z0-9_-]+)", command))


def first_missing(shown, printed):
    """The first line of `shown` that `printed` lacks, in order; None if all are there."""
    position, skipping = 0, True
    for line in shown:
        if line.strip() == "...":
            skipping = True
            continue
        if not line.strip():
            continue
        while position < len(printed) and printed[position] != line:
            if not skipping and printed[position].strip():
                return line
            position += 1
        if position == len(printed):
            return line
        position += 1
        skipping = False
    return None


class Runner:
    def __init__(self, imdad, repository, real):
        self.imdad, self.repository, self.real = imdad, repository, real
        self.run_count, self.faults = 0, []

    def run(self, command, work):
        environment = dict(os.environ, PATH=f"{self.imdad.parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
        for match in re.findall(r"examples/([A-Za-z0-9_-]+)", command):
            source, target = self.repository / "examples" / match, work / "examples" / match
            if source.is_dir() and not target.exists():
                shutil.copytree(source, target)
        self.run_count += 1
        return subprocess.run(
            ["bash", "-c", command],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT_S,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def check_command(self, where, command, shown, status, work):
        done = self.run(command, work)
        if done.returncode != status:
            self.faults.append(f"{where}: {command}\n    exit {done.returncode}, not {status}\n{done.stdout[-1500:]}")
            return
        missing = first_missing(shown, [line.rstrip() for line in done.stdout.splitlines()])
        if missing is not None:
            self.faults.append(f"{where}: {command}\n    does not print: {missing}\n{done.stdout[:6000]}")

    def check_document(self, path):
        name = path.relative_to(self.repository)
        with tempfile.TemporaryDirectory(prefix="imdad-docs-") as temporary:
            for line, language, directive, lines in blocks(path.read_text(encoding="utf-8")):
                if language == "" and any(re.match(r"(\$ )?imdad\s", l) for l in lines):
                    self.faults.append(f"{name}:{line}: an imdad command in a block without a language")
                status = int(directive.split()[1]) if directive.startswith("exit ") else 0
                for offset, command, shown in commands_of(language, lines):
                    if names_real_example(command) != self.real:
                        continue
                    where = f"{name}:{line + offset}"
                    self.check_command(where, command, shown, status, pathlib.Path(temporary))

    def check_help(self):
        with tempfile.TemporaryDirectory(prefix="imdad-help-") as temporary:
            work = pathlib.Path(temporary)
            for command in COMMANDS:
                text = self.run(f"imdad {command} --help", work).stdout
                examples = re.findall(r"^\s+(imdad .*)$", text.partition("Example:")[2], re.MULTILINE)
                if not examples:
                    self.faults.append(f"imdad {command} --help shows no example")
                for example in examples:
                    self.check_command(f"imdad {command} --help", example, [], 0, work)


def main():
    parser = argparse.ArgumentParser(description="Runs the commands that stand in the documents.")
    parser.add_argument("--imdad", required=True, type=pathlib.Path)
    parser.add_argument("--repository", required=True, type=pathlib.Path)
    parser.add_argument("--real", action="store_true", help="only the commands on the large examples")
    parser.add_argument("documents", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    repository = arguments.repository.resolve()
    runner = Runner(arguments.imdad.resolve(), repository, arguments.real)
    for path in [p.resolve() for p in arguments.documents] or documents(repository):
        runner.check_document(path)
    if not arguments.documents and not arguments.real:
        runner.check_help()
    for fault in runner.faults:
        print(fault)
    print(f"{runner.run_count} commands run, {len(runner.faults)} faults")
    # No document need show a large example; that nothing at all was run is a fault.
    return 1 if runner.faults or (runner.run_count == 0 and not arguments.real) else 0


if __name__ == "__main__":
    sys.exit(main())
