"""clang-tidy-19 over the files of src/, in parallel, skipping those whose exact input passed before.

run-clang-tidy gives one verdict for all files; here each file has its own, so that it can be remembered: the key is the
file, the headers of src/ that it reaches, its compile command, .clang-tidy and the versions of tools and packages.

    python3 tools/checks/tidy.py --build build/ci [--jobs N] [--fix] [FILE...]
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from result_cache import ResultCache, key_of, toolchain_fingerprint
from tracked import ROOT

TIDY = "clang-tidy-19"
_INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def reachable(file: pathlib.Path, source_root: pathlib.Path, contents: dict[pathlib.Path, str]) -> list[pathlib.Path]:
    """The file and every header of src/ that it includes, directly or not, sorted."""
    seen: set[pathlib.Path] = set()
    waiting = [file]
    while waiting:
        current = waiting.pop()
        if current in seen or not current.is_file():
            continue
        seen.add(current)
        if current not in contents:
            contents[current] = current.read_text(encoding="utf-8", errors="surrogateescape")
        waiting.extend(source_root / name for name in _INCLUDE.findall(contents[current]))
    return sorted(seen)


def compile_commands(build: pathlib.Path) -> dict[pathlib.Path, str]:
    """Command per file of src/, with the checkout's own path taken out so that another clone has the same key."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    source_root = ROOT / "src"
    commands = {}
    for entry in entries:
        file = pathlib.Path(entry["file"])
        if source_root in file.parents:
            commands[file] = entry["command"].replace(str(ROOT), ".")
    return commands


def run_tidy(build: pathlib.Path, file: pathlib.Path, fix: bool) -> tuple[pathlib.Path, bool, str, float]:
    start = time.monotonic()
    command = [TIDY, "-p", str(build), "--quiet", *(["--fix", "--format-style=file"] if fix else []), str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    return file, done.returncode == 0, done.stdout, time.monotonic() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/ci", help="folder with compile_commands.json")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fix", action="store_true", help="apply the fixes that clang-tidy offers (one job)")
    parser.add_argument("files", nargs="*", help="only these")
    options = parser.parse_args()

    build = (ROOT / options.build).resolve()
    commands = compile_commands(build)
    if not commands:
        print(f"{options.build}/compile_commands.json names no file of src/")
        return 1
    if options.files:
        wanted = {pathlib.Path(name).resolve() for name in options.files}
        unknown = wanted - set(commands)
        if unknown:
            print("not in the build:", *sorted(str(path) for path in unknown))
            return 1
        commands = {file: command for file, command in commands.items() if file in wanted}

    cache = ResultCache("tidy")
    tools = toolchain_fingerprint(ROOT / "script/packages.txt", [TIDY, "--version"])
    settings = (ROOT / ".clang-tidy").read_text(encoding="utf-8")
    contents: dict[pathlib.Path, str] = {}
    keys = {}
    for file, command in sorted(commands.items()):
        inputs = reachable(file, ROOT / "src", contents)
        pieces = [piece for path in inputs for piece in (str(path.relative_to(ROOT)), contents[path])]
        keys[file] = key_of(tools, settings, command, *pieces)

    pending = [file for file in keys if not cache.has_passed(keys[file])]
    print(f"{len(keys)} files, {len(keys) - len(pending)} unchanged since they passed, {len(pending)} to check", flush=True)
    failures = []
    jobs = 1 if options.fix else options.jobs
    with concurrent.futures.ThreadPoolExecutor(max_workers=jobs) as pool:
        running = [pool.submit(run_tidy, build, file, options.fix) for file in pending]
        for number, future in enumerate(concurrent.futures.as_completed(running), start=1):
            file, clean, output, seconds = future.result()
            print(f"[{number}/{len(pending)}] {file.relative_to(ROOT)} {seconds:.1f} s", flush=True)
            if clean:
                cache.remember(keys[file])
            else:
                failures.append((file, output))
    for file, output in sorted(failures):
        print(f"\n{file.relative_to(ROOT)}\n{output.replace(str(ROOT) + '/', '')}")
    if failures:
        print(f"clang-tidy: {len(failures)} files with findings: {', '.join(f.name for f, _ in sorted(failures))}")
    else:
        print("clang-tidy: clean")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
