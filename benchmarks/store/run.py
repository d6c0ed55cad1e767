"""Runs imdad_store_bench and writes benchmarks/results/store.csv: one row per stage and number of writers.

Usage: python3 benchmarks/store/run.py [--bench PATH] [--out CSV] [--folder DIR] [--runs N] [--writers 1,8,32]
           [--transfers N] [--import-transfers N] [--read-transfers N]

Each run of transfers or an import is a process of its own; in it the same rows are then inserted plainly, by one thread in
as many transactions, and the ratio of the two rates is taken run by run. A single writer waits for the disk
for each transfer, so it gets a tenth of the transfers. --folder should be on the disk that is to be measured. Rates are medians with
the least and the greatest; the load of the machine before the first and after the last run stands beside them.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = (
    "date,commit,cores,cpu,memory_gb,load_before,load_after,stage,writers,entries,count,transactions_median,runs,"
    "seconds_median,seconds_min,seconds_max,per_second_median,per_second_min,per_second_max,plain_seconds_median,"
    "rate_over_plain_median,rate_over_plain_min,rate_over_plain_max"
).split(",")


def output_of(command: list[str]) -> str:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    except OSError as error:
        raise SystemExit(f"run.py: cannot start {command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        raise SystemExit(f"run.py: {' '.join(command)} ended with {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout


def built_bench() -> pathlib.Path:
    """imdad_store_bench of this very checkout, so that the commit in the table is the one measured."""
    output_of(["cmake", "--preset", "release"])
    output_of(["cmake", "--build", "--preset", "release", "--target", "imdad_store_bench"])
    return ROOT / "build/release/benchmarks/imdad_store_bench"


def commit() -> str:
    sources = ["src", "cmake", "CMakeLists.txt", "CMakePresets.json", "benchmarks/*.hpp", "benchmarks/*.cpp"]
    changed = output_of(["git", "status", "--porcelain", "--", *sources]).strip()
    return output_of(["git", "rev-parse", "--short=12", "HEAD"]).strip() + ("-dirty" if changed else "")


def machine() -> dict:
    cpu = re.search(r"model name\s*:\s*(.+)", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = re.search(r"MemTotal:\s*(\d+) kB", pathlib.Path("/proc/meminfo").read_text(encoding="ascii"))
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
        "commit": commit(),
        "cores": len(os.sched_getaffinity(0)),
        "cpu": cpu.group(1).strip() if cpu else platform.machine(),
        "memory_gb": round(int(memory.group(1)) * 1024 / 1e9),
    }


def load() -> str:
    return f"{os.getloadavg()[0]:.2f}"


def three(name: str, values: list[float], digits: int) -> dict:
    return {
        f"{name}_median": f"{statistics.median(values):.{digits}f}",
        f"{name}_min": f"{min(values):.{digits}f}",
        f"{name}_max": f"{max(values):.{digits}f}",
    }


def row(figures: list[dict], before: str) -> dict:
    """One row of the table for the runs of one stage."""
    first = figures[0]
    seconds = [figure["seconds"] for figure in figures]
    result = {
        **{name: first[name] for name in ("stage", "writers", "entries", "count")},
        "transactions_median": round(statistics.median(figure["transactions"] for figure in figures)) or "",
        "load_before": before,
        "load_after": load(),
        "runs": len(figures),
        **three("seconds", seconds, 4),
        **three("per_second", [figure["count"] / figure["seconds"] for figure in figures], 0),
    }
    if first["plain_seconds"]:
        plain = [figure["plain_seconds"] for figure in figures]
        result["plain_seconds_median"] = f"{statistics.median(plain):.4f}"
        result |= three("rate_over_plain", [other / own for other, own in zip(plain, seconds)], 3)
    return result


class Table:
    def __init__(self, path: pathlib.Path):
        self.path = path
        self.rows: list[dict] = []
        self.machine = machine()

    def add(self, figures: list[dict], before: str) -> None:
        self.rows.append({**dict.fromkeys(COLUMNS, ""), **self.machine, **row(figures, before)})
        shown = ("stage", "writers", "count", "seconds_median", "per_second_median", "rate_over_plain_median")
        print("  ".join(str(self.rows[-1][name]) for name in shown if self.rows[-1][name] != ""), flush=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)


def figures_of(options: argparse.Namespace, *arguments: object) -> list[dict]:
    command = [options.bench, *map(str, arguments), "--folder", options.folder]
    return [json.loads(line) for line in output_of(command).splitlines()]


def measure(options: argparse.Namespace) -> None:
    table = Table(options.out)
    for writers in options.writers:
        before = load()
        count = options.transfers if writers > 1 else max(2, options.transfers // 10)
        arguments = ("transfers", "--writers", writers, "--transfers", count)
        table.add([figures_of(options, *arguments)[0] for _ in range(options.runs)], before)
    before = load()
    arguments = ("import", "--transfers", options.import_transfers)
    table.add([figures_of(options, *arguments)[0] for _ in range(options.runs)], before)
    before = load()
    stages: dict[str, list[dict]] = {}
    for figure in figures_of(options, "reads", "--transfers", options.read_transfers, "--runs", options.runs):
        stages.setdefault(figure["stage"], []).append(figure)
    for figures in stages.values():
        table.add(figures, before)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=pathlib.Path, metavar="PATH", help="built from this checkout; else it is built")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benchmarks/results/store.csv", metavar="CSV")
    parser.add_argument("--folder", default=tempfile.gettempdir(), metavar="DIR")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--writers", type=lambda text: [int(part) for part in text.split(",")], default=[1, 8, 32], metavar="N,...")
    parser.add_argument("--transfers", type=int, default=20_000, metavar="N")
    parser.add_argument("--import-transfers", type=int, default=200_000, metavar="N")
    parser.add_argument("--read-transfers", type=int, default=1_000_000, metavar="N")
    options = parser.parse_args(arguments)
    if options.runs < 1 or any(writers < 1 for writers in options.writers):
        parser.error("--runs and --writers count from 1")
    options.bench = str(options.bench.resolve() if options.bench else built_bench())
    measure(options)
    print(f"wrote {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
