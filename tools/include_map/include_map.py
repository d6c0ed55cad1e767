"""Draws the real include map of src/ and fails on what the architecture does not allow.

    python3 tools/include_map/include_map.py [--format table|mermaid|dot] [--root DIR] [--compiler c++]

The map goes to standard output, problems to standard error, one a line as `file:line: rule: what`; exit 1 when there
are any. --compiler also compiles every header that has no .cpp beside it alone (one with a .cpp is shown to stand
alone by being that file's first include). The rules are in rules.py.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "checks"))

import rules  # noqa: E402
from result_cache import ResultCache, key_of, toolchain_fingerprint  # noqa: E402

_INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
_PRAGMA_ONCE = re.compile(r"^\s*#\s*pragma\s+once\b", re.MULTILINE)
_DEPENDS = re.compile(r"imdad_module\(\s*(\w+)\s+DEPENDS\s+([^)]*?)(?:\bPRIVATE\b[^)]*)?\)", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Include:
    file: str  # relative to src/, e.g. "plan/planner.cpp"
    line: int
    quoted: bool
    target: str  # as written

    @property
    def module(self) -> str:
        return self.file.split("/", 1)[0]

    @property
    def place(self) -> str:
        return f"src/{self.file}:{self.line}"


@dataclasses.dataclass
class Tree:
    source: pathlib.Path
    texts: dict[str, str]  # file relative to src/ -> text
    includes: list[Include]

    @property
    def modules(self) -> list[str]:
        present = {name.split("/", 1)[0] for name in self.texts}
        known = [module for module in rules.ORDER if module in present]
        return known + sorted(present - set(known))


def read_tree(root: pathlib.Path) -> Tree:
    source = root / "src"
    texts = {}
    for path in sorted(source.rglob("*")):
        if path.suffix in (".hpp", ".cpp", ".h") and path.is_file():
            texts[path.relative_to(source).as_posix()] = path.read_text(encoding="utf-8", errors="replace")
    includes = []
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            match = _INCLUDE.match(line)
            if match:
                includes.append(Include(name, number, match.group(1) == '"', match.group(2)))
    return Tree(source, texts, includes)


def module_edges(tree: Tree) -> Counter[tuple[str, str]]:
    """How many #include lines lead from one module to another; lines inside a module are left out."""
    edges: Counter[tuple[str, str]] = Counter()
    for include in tree.includes:
        target = include.target.split("/", 1)[0]
        if include.target in tree.texts and target != include.module:
            edges[include.module, target] += 1
    return edges


def check_names(tree: Tree) -> list[str]:
    problems = []
    for module in tree.modules:
        if module not in rules.ORDER:
            problems.append(f"src/{module}: unknown_module: not in the order of tools/include_map/rules.py")
    for name in tree.texts:
        parts = pathlib.PurePosixPath(name)
        for word in (*parts.parts[:-1], parts.stem):
            if word in rules.FORBIDDEN_NAMES:
                problems.append(f"src/{name}: no_util: '{word}' says nothing; name it after what it does")
        if len(parts.parts) == 1:
            problems.append(f"src/{name}: outside_module: every file belongs to a module's folder")
        if parts.suffix == ".h":
            problems.append(f"src/{name}: header_suffix: headers end in .hpp")
    return problems


def check_headers(tree: Tree) -> list[str]:
    problems = []
    first: dict[str, Include] = {}
    for include in tree.includes:
        first.setdefault(include.file, include)
    for name, text in tree.texts.items():
        if name.endswith(".hpp"):
            if not _PRAGMA_ONCE.search(text):
                problems.append(f"src/{name}:1: pragma_once: the header has no #pragma once")
            continue
        own = name.removesuffix(".cpp") + ".hpp"
        if own in tree.texts and (name not in first or first[name].target != own):
            problems.append(f'src/{name}:1: own_header_first: the first include must be "{own}"')
    return problems


def check_modules(tree: Tree) -> list[str]:
    problems = []
    for include in tree.includes:
        target = include.target.split("/", 1)[0]
        if include.target not in tree.texts or target == include.module:
            continue
        if include.module not in rules.ORDER or target not in rules.ORDER:
            continue
        if rules.ORDER.index(target) > rules.ORDER.index(include.module):
            problems.append(f"{include.place}: later_module: {include.module} comes before {target}")
        elif target not in rules.ALLOWED[include.module]:
            allowed = ", ".join(rules.ALLOWED[include.module]) or "nothing"
            problems.append(f"{include.place}: not_allowed: {include.module} may include {allowed}; not {target}")
        elif target in rules.FACE and include.target not in rules.FACE[target]:
            faces = ", ".join(sorted(rules.FACE[target]))
            problems.append(f"{include.place}: internal_header: {target} is entered by {faces} only")
    edges = module_edges(tree)
    for first, second in edges:
        if first < second and (second, first) in edges:
            problems.append(f"src: mutual_modules: {first} and {second} include each other")
    return problems


def check_third_party(tree: Tree) -> list[str]:
    problems = []
    for include in tree.includes:
        target = include.target
        if target in tree.texts:
            if not include.quoted:
                problems.append(f'{include.place}: own_in_angles: write "{target}" in quotes')
            continue
        if include.quoted:
            problems.append(f'{include.place}: not_found: src/{target} does not exist; paths start at src/, '
                            "third-party headers stand in <>")  # fmt: skip
            continue
        if target in rules.STANDARD:
            continue
        if target.startswith(rules.POSIX_PREFIXES):
            if include.module not in rules.POSIX_MODULES:
                problems.append(f"{include.place}: third_party: <{target}> of the operating system in {include.module}")
            continue
        row = next((row for row in rules.THIRD_PARTY if target.startswith(row[0])), None)
        if row is None:
            problems.append(f"{include.place}: unknown_header: <{target}> is in no row of tools/include_map/rules.py")
        elif include.module not in row[2] and include.file not in row[2]:
            problems.append(f"{include.place}: third_party: {row[1]} belongs to {', '.join(sorted(row[2]))}")
    return problems


def file_cycles(tree: Tree) -> list[list[str]]:
    """Strongly connected groups of more than one file (or a file that includes itself), by Tarjan's algorithm."""
    graph: dict[str, list[str]] = {name: [] for name in tree.texts}
    for include in tree.includes:
        if include.target in tree.texts:
            graph[include.file].append(include.target)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    groups: list[list[str]] = []

    def visit(start: str) -> None:
        work = [(start, iter(graph[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(graph[target])))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == node:
                            break
                    if len(group) > 1 or node in graph[node]:
                        groups.append(sorted(group))

    for name in graph:
        if name not in index:
            visit(name)
    return groups


def check_cycles(tree: Tree) -> list[str]:
    return [f"src/{group[0]}: cycle: {' <-> '.join(group)}" for group in sorted(file_cycles(tree))]


def check_links(tree: Tree) -> list[str]:
    """An include without its DEPENDS in the module's CMakeLists.txt compiles by luck and fails to link elsewhere."""
    problems = []
    edges = module_edges(tree)
    for module in tree.modules:
        lists = tree.source / module / "CMakeLists.txt"
        if not lists.is_file():
            continue
        match = _DEPENDS.search(lists.read_text(encoding="utf-8"))
        if match is None:
            continue  # an executable, or the first module
        declared = set(match.group(2).split())
        for target in sorted(target for source, target in edges if source == module and target not in declared):
            problems.append(f"src/{module}/CMakeLists.txt: undeclared_link: includes {target} but does not DEPEND on it")
        for target in sorted(declared):
            if module in rules.ORDER and target not in rules.ALLOWED[module]:
                problems.append(f"src/{module}/CMakeLists.txt: not_allowed: {module} may not depend on {target}")
    return problems


def check_standalone(tree: Tree, compiler: str) -> list[str]:
    """Compiles each header that no .cpp includes first, twice in one unit, and says which do not stand alone."""
    headers = [name for name in tree.texts if name.endswith(".hpp") and name.removesuffix(".hpp") + ".cpp" not in tree.texts]
    cache = ResultCache("standalone_headers")
    packages = pathlib.Path(__file__).resolve().parents[2] / "script/packages.txt"
    tools = toolchain_fingerprint(packages, [compiler, "--version"])
    targets: dict[str, list[str]] = {}
    for include in tree.includes:
        targets.setdefault(include.file, []).append(include.target)

    def inputs(header: str) -> list[str]:
        seen: set[str] = set()
        waiting = [header]
        while waiting:
            name = waiting.pop()
            if name in tree.texts and name not in seen:
                seen.add(name)
                waiting.extend(targets.get(name, []))
        return [piece for name in sorted(seen) for piece in (name, tree.texts[name])]

    def compile_one(header: str) -> str | None:
        key = key_of(tools, header, *inputs(header))
        if cache.has_passed(key):
            return None
        unit = f'#include "{header}"\n#include "{header}"\n'
        done = subprocess.run(
            [compiler, "-std=c++20", "-fsyntax-only", "-I", str(tree.source), "-x", "c++", "-"],
            input=unit,
            capture_output=True,
            text=True,
        )
        if done.returncode == 0:
            cache.remember(key)
            return None
        reason = next((line for line in done.stderr.splitlines() if "error" in line), "does not compile")
        reason = reason.replace(str(tree.source), "src")
        return f"src/{header}: not_standalone: compiled alone: {reason}"

    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return [problem for problem in pool.map(compile_one, headers) if problem]


def all_problems(tree: Tree, compiler: str | None = None) -> list[str]:
    problems = [
        *check_names(tree),
        *check_headers(tree),
        *check_modules(tree),
        *check_third_party(tree),
        *check_cycles(tree),
        *check_links(tree),
    ]
    if compiler:
        problems += check_standalone(tree, compiler)
    return problems


def as_table(tree: Tree) -> str:
    edges = module_edges(tree)
    lines = [f"{'module':<10} {'files':>5} {'lines':>6}  includes (number of #include lines)"]
    for module in tree.modules:
        own = {name: text for name, text in tree.texts.items() if name.startswith(module + "/")}
        targets = [f"{target} {edges[module, target]}" for target in tree.modules if (module, target) in edges]
        line_count = sum(len(text.splitlines()) for text in own.values())
        lines.append(f"{module:<10} {len(own):>5} {line_count:>6}  {', '.join(targets) or '-'}")
    return "\n".join(lines)


def as_mermaid(tree: Tree) -> str:
    edges = module_edges(tree)
    lines = ["graph BT"]
    lines += [f"    {module}" for module in tree.modules]
    lines += [f"    {source} --> {target}" for source, target in sorted(edges)]
    return "\n".join(lines)


def as_dot(tree: Tree) -> str:
    edges = module_edges(tree)
    lines = ["digraph includes {", "    rankdir=BT;", "    node [shape=box];"]
    lines += [f"    {module};" for module in tree.modules]
    lines += [f'    {source} -> {target} [label="{count}"];' for (source, target), count in sorted(edges.items())]
    return "\n".join([*lines, "}"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--format", choices=("table", "mermaid", "dot"), default="table")
    parser.add_argument("--compiler", help="also compile every header without a .cpp alone, with this compiler")
    options = parser.parse_args()

    tree = read_tree(options.root)
    if not tree.texts:
        print(f"no C++ files under {options.root}/src", file=sys.stderr)
        return 1
    print({"table": as_table, "mermaid": as_mermaid, "dot": as_dot}[options.format](tree))
    problems = all_problems(tree, options.compiler)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
