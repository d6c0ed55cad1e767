"""Shows that one mistake does not compile, and for the right reason.

A case is a .cpp file with blocks between #ifdef MUST_NOT_COMPILE_n and #endif, n counted from 1. The file must compile
as it stands; with each block on, alone, the compiler must refuse it and its first error must lie inside that block, so
that a typing error or a missing header elsewhere never passes for the refusal that is wanted. What is refused while
a constant is worked out counts where the constant is asked for, which g++ says in a line of its own.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import subprocess
import sys


def blocks(source: str) -> dict[int, tuple[int, int]]:
    """Number of the block -> its first and last line, both inside."""
    found: dict[int, tuple[int, int]] = {}
    current = None
    for number, line in enumerate(source.splitlines(), start=1):
        start = re.match(r"#ifdef MUST_NOT_COMPILE_(\d+)", line)
        if start:
            current = (int(start.group(1)), number + 1)
        elif current and line.startswith("#endif"):
            found[current[0]] = (current[1], number - 1)
            current = None
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("case", type=pathlib.Path)
    options = parser.parse_args()

    def compile_with(*defines: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [options.compiler, "-std=c++20", "-fsyntax-only", "-Wconversion", "-Wunused-result", "-Werror",
             "-I", options.include, *defines, str(options.case)],
            capture_output=True,
            text=True,
        )  # fmt: skip

    cases = blocks(options.case.read_text(encoding="utf-8"))
    if not cases:
        print(f"{options.case.name}: no block MUST_NOT_COMPILE_1")
        return 1
    control = compile_with()
    if control.returncode != 0:
        print(f"{options.case.name}: does not compile even without its bad lines:\n{control.stderr}")
        return 1
    failures = 0
    for number, (first, last) in sorted(cases.items()):
        done = compile_with(f"-DMUST_NOT_COMPILE_{number}")
        # What is refused while a constant is worked out fails in its header, and the compiler names the line that asked.
        error = re.search(rf"{re.escape(options.case.name)}:(\d+):\d+:\s+(?:(?:fatal )?error:|in .constexpr. expansion)", done.stderr)
        if done.returncode == 0:
            print(f"{options.case.name}:{first}: block {number} compiles and must not")
            failures += 1
        elif error is None or not first <= int(error.group(1)) <= last:
            print(f"{options.case.name}:{first}: block {number} fails elsewhere:\n{done.stderr}")
            failures += 1
        else:
            print(f"{options.case.name}:{first}: block {number} is refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
