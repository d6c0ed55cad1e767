"""docs/asvs.csv says per item of OWASP ASVS 5.0 where it is enforced and which test shows it: each file and each test is there.

A test is one of
    server.FILE:Class.test_name         tests/server/FILE.py
    tests/.../FILE.cpp:Suite.Name       a test of GoogleTest in that file
    scenario:NAME                       a folder of tests/scenarios
    web:FILE:title                      tests/web/FILE
"""

from __future__ import annotations

import ast
import csv
import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = "docs/asvs.csv"
COLUMNS = ["item", "level", "what", "applies", "where", "test", "why_not"]


@functools.cache
def text_of(root: pathlib.Path, path: str) -> str:
    file = root / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@functools.cache
def methods_of(root: pathlib.Path, path: str) -> frozenset[str]:
    """`Class.method` of the tests in a Python file."""
    classes = [node for node in ast.parse(text_of(root, path)).body if isinstance(node, ast.ClassDef)]
    return frozenset(f"{one.name}.{inner.name}" for one in classes for inner in one.body if isinstance(inner, ast.FunctionDef))


def is_registered(root: pathlib.Path, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text_of(root, "tests/server/CMakeLists.txt")) is not None


def is_test(root: pathlib.Path, test: str) -> bool:
    if test.startswith("scenario:"):
        return (root / "tests/scenarios" / test.removeprefix("scenario:") / "run.txt").is_file()
    if test.startswith("web:"):
        _, file, title = test.split(":", 2)
        return f"test('{title}'" in text_of(root, f"tests/web/{file}")
    file, _, name = test.partition(":")
    if file.startswith("server."):
        module = file.removeprefix("server.")
        return name in methods_of(root, f"tests/server/{module}.py") and is_registered(root, module)
    suite, _, case = name.partition(".")
    return re.search(rf"\bTEST(?:_F|_P)?\(\s*{re.escape(suite)},\s*{re.escape(case)}\)", text_of(root, file)) is not None


def problems_in(row: dict[str, str], root: pathlib.Path) -> list[str]:
    found = []
    if not re.fullmatch(r"\d+\.\d+\.\d+", row["item"]) or row["level"] not in ("1", "2", "3"):
        found.append("item and level are like 3.4.1 and 2")
    if row["applies"] not in ("yes", "partly", "no"):
        found.append(f"applies is yes, partly or no, not '{row['applies']}'")
    if row["applies"] != "no" and not row["where"]:
        found.append("it applies, and nothing enforces it")
    if row["applies"] != "yes" and not row["why_not"]:
        found.append("what is missing, or why it does not apply, is not said")
    if not row["test"] and not row["why_not"]:
        found.append("no test, and no reason why not")
    found += [f"there is no {path}" for path in row["where"].split("; ") if path and not (root / path).exists()]
    found += [f"there is no test {test}" for test in row["test"].split("; ") if test and not is_test(root, test)]
    return [f"{FILE}: {row['item']}: {one}" for one in found]


def problems(root: pathlib.Path) -> list[str]:
    with open(root / FILE, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            return [f"{FILE}: the columns are {', '.join(COLUMNS)}"]
        rows = list(reader)
    items = [row["item"] for row in rows]
    found = [f"{FILE}: {item} stands twice" for item in sorted(set(items)) if items.count(item) > 1]
    found += [f"{FILE}: there is nothing in it"] if not rows else []
    return found + [one for row in rows for one in problems_in(row, root)]


def main() -> int:
    found = problems(ROOT)
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
