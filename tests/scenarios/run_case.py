#!/usr/bin/env python3
"""Runs one transcript case against the built `imdad`.

A case is a folder <what_it_shows>/ with run.txt and, where needed, input/ and expected/.
run.txt is read line by line:

  # a comment
  from examples/tutorial [as NAME]   copies a folder of the repository into the work folder
  $ COMMAND                     runs it with bash in the work folder; `imdad` is the built one
  exit N                        the command ended with status N (0 if no such line follows)
  out is FILE | err is FILE     the stream equals expected/FILE
  out has TEXT | err has TEXT   the stream contains TEXT          (`lacks`: it does not)
  out matches REGEX             a line of the stream matches      (also err)
  out empty | err empty
  json PATH = VALUE             the output is one JSON document; VALUE is JSON; PATH is a.b.0.c
  json PATH >= N | <= N         a number in it
  json PATH has keys A, B       an object in it, or every object of a list, has at least these keys
  json PATH size N              a list or object in it has N members
  file FILE exists | absent
  file FILE has TEXT | lacks TEXT
  same A B                      two files or folders hold the same bytes

The work folder is a fresh temporary one that holds a copy of input/ as `input`. Exit status 0
if everything holds; otherwise every mismatch is printed with its line of run.txt.
With IMDAD_UPDATE=1 the expected/ files are rewritten instead of compared.
"""

import argparse
import json
import operator
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TIMEOUT_S = 240


class Mismatch(Exception):
    pass


def at_path(document, path):
    """The part of a JSON document at a.b.0.c; `.` is the whole."""
    for key in [] if path == "." else path.split("."):
        try:
            document = document[int(key)] if isinstance(document, list) else document[key]
        except (KeyError, IndexError, ValueError, TypeError):
            raise Mismatch(f"there is no {path} in the output") from None
    return document


def tree(path):
    """Relative name -> bytes of a file or of every file in a folder."""
    if path.is_file():
        return {"": path.read_bytes()}
    if not path.is_dir():
        raise Mismatch(f"{path.name} does not exist")
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


class Case:
    def __init__(self, imdad, repository, folder, work):
        self.repository, self.folder, self.work = repository, folder, work
        self.done = None
        # No terminal, no colour, no locale of the machine; the binary's own folder comes first.
        self.environment = {
            "PATH": f"{imdad.parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "HOME": str(work),
            "LC_ALL": "C.UTF-8",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def copy_from(self, source, name=None):
        target = self.work / (name or pathlib.Path(source).name)
        shutil.copytree(self.repository / source, target)

    def run(self, command):
        self.done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )

    def stream(self, name):
        raw = self.done.stdout if name == "out" else self.done.stderr
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Mismatch(f"the output is not UTF-8: {error}") from None

    def expect_exit(self, status):
        if self.done.returncode != status:
            raise Mismatch(
                f"exit status {self.done.returncode}, expected {status}\n"
                f"stdout: {self.stream('out')[-2000:]}\nstderr: {self.stream('err')[-2000:]}"
            )

    def expect_text(self, text, what, verb, wanted):
        if verb == "has" and wanted not in text:
            raise Mismatch(f"{what} lacks: {wanted}\n{text[:4000]}")
        if verb == "lacks" and wanted in text:
            raise Mismatch(f"{what} has: {wanted}\n{text[:4000]}")
        if verb == "matches" and not re.search(wanted, text, re.MULTILINE):
            raise Mismatch(f"no line of {what} matches: {wanted}\n{text[:4000]}")
        if verb == "empty" and text:
            raise Mismatch(f"{what} is not empty:\n{text[:2000]}")
        if verb == "is":
            expected = self.folder / "expected" / wanted
            if os.environ.get("IMDAD_UPDATE"):
                expected.parent.mkdir(exist_ok=True)
                expected.write_text(text, encoding="utf-8")
            elif not expected.is_file():
                raise Mismatch(f"expected/{wanted} does not exist")
            elif expected.read_text(encoding="utf-8") != text:
                raise Mismatch(f"{what} differs from expected/{wanted}:\n{text[:6000]}")

    def expect_json(self, path, rest):
        try:
            document = json.loads(self.stream("out"))
        except json.JSONDecodeError as error:
            raise Mismatch(f"the output is not one JSON document: {error}") from None
        found = at_path(document, path)
        if rest.startswith("has keys "):
            for item in found if isinstance(found, list) else [found]:
                missing = [k for k in (key.strip() for key in rest[9:].split(",")) if k not in item]
                if missing:
                    raise Mismatch(f"{path} lacks the keys {missing}; it has {sorted(item)}")
            return
        if rest.startswith("size "):
            if len(found) != int(rest[5:]):
                raise Mismatch(f"{path} has {len(found)} members, expected {rest[5:]}")
            return
        symbol, wanted = rest.split(" ", 1)
        compare = {"=": operator.eq, ">=": operator.ge, "<=": operator.le}[symbol]
        if not compare(found, json.loads(wanted)):
            raise Mismatch(f"{path} is {json.dumps(found)}, expected {symbol} {wanted}")

    def expect_file(self, name, verb, wanted):
        path = self.work / name
        if verb in ("exists", "absent"):
            if path.exists() != (verb == "exists"):
                raise Mismatch(f"{name} is {'there' if path.exists() else 'not there'}")
            return
        if not path.is_file():
            raise Mismatch(f"{name} is not there")
        self.expect_text(path.read_text(encoding="utf-8"), name, verb, wanted)

    def expect_same(self, left, right):
        a, b = tree(self.work / left), tree(self.work / right)
        if sorted(a) != sorted(b):
            raise Mismatch(f"{left} has {sorted(a)}, {right} has {sorted(b)}")
        different = [name for name in a if a[name] != b[name]]
        if different:
            raise Mismatch(f"{left} and {right} differ in {different}")

    def line(self, text):
        """One line of run.txt. Lines about a result need a command before them."""
        word, _, rest = text.partition(" ")
        if word == "from":
            source, _, name = rest.partition(" as ")
            return self.copy_from(source, name or None)
        if word == "$":
            return self.run(rest)
        if self.done is None:
            raise Mismatch("no command before this line")
        if word == "exit":
            return self.expect_exit(int(rest))
        if word in ("out", "err"):
            verb, _, wanted = rest.partition(" ")
            if verb not in ("is", "has", "lacks", "matches", "empty"):
                raise Mismatch(f"unknown expectation: {text}")
            return self.expect_text(self.stream(word), f"std{word}", verb, wanted)
        if word == "json":
            return self.expect_json(*rest.split(" ", 1))
        if word == "file":
            name, _, verb = rest.partition(" ")
            verb, _, wanted = verb.partition(" ")
            if verb not in ("exists", "absent", "has", "lacks", "matches"):
                raise Mismatch(f"unknown expectation: {text}")
            return self.expect_file(name, verb, wanted)
        if word == "same":
            return self.expect_same(*rest.split())
        raise Mismatch(f"unknown line: {text}")


def lines_of(run_file):
    """(number, text), with `exit 0` put in behind each command that states no status."""
    stated = [(n, t.strip()) for n, t in enumerate(run_file.read_text(encoding="utf-8").splitlines(), 1)]
    stated = [(n, t) for n, t in stated if t and not t.startswith("#")]
    for i, (number, text) in enumerate(stated):
        yield number, text
        following = stated[i + 1][1] if i + 1 < len(stated) else ""
        if text.startswith("$ ") and not following.startswith("exit "):
            yield number, "exit 0"


def main():
    parser = argparse.ArgumentParser(description="Runs one transcript case.")
    parser.add_argument("--imdad", required=True, type=pathlib.Path)
    parser.add_argument("--repository", required=True, type=pathlib.Path)
    parser.add_argument("case", type=pathlib.Path)
    arguments = parser.parse_args()
    failed = commands = 0
    with tempfile.TemporaryDirectory(prefix="imdad-case-") as temporary:
        work = pathlib.Path(temporary)
        folder = arguments.case.resolve()
        if (folder / "input").is_dir():
            shutil.copytree(folder / "input", work / "input")
        case = Case(arguments.imdad.resolve(), arguments.repository.resolve(), folder, work)
        for number, text in lines_of(folder / "run.txt"):
            commands += text.startswith("$ ")
            try:
                case.line(text)
            except (Mismatch, OSError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"{folder.name}/run.txt:{number}: {text}\n    {error}")
    if commands == 0:
        print(f"{folder.name}/run.txt runs no command")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
