"""What the runners of this folder share: programs run, the machine as it was, tables of results."""

from __future__ import annotations

import csv
import datetime
import os
import pathlib
import platform
import re
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]


def output_of(command: list[str]) -> str:
    """What it prints. A command that cannot be started, or fails, ends the run."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    except OSError as error:
        raise SystemExit(f"run.py: cannot start {command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        raise SystemExit(f"run.py: {' '.join(command)} ended with {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout


def built(*targets: str) -> pathlib.Path:
    """The first target, a benchmark, of this very checkout, so that the commit in the table is the one measured."""
    output_of(["cmake", "--preset", "release"])
    output_of(["cmake", "--build", "--preset", "release", "--target", *targets])
    return ROOT / "build/release/benchmarks" / targets[0]


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
    """Median, least and greatest, each a column."""
    return {
        f"{name}_median": f"{statistics.median(values):.{digits}f}",
        f"{name}_min": f"{min(values):.{digits}f}",
        f"{name}_max": f"{max(values):.{digits}f}",
    }


class Table:
    """The rows so far, each written with the machine's own columns; `shown`: those that are printed as a row comes."""

    def __init__(self, columns: list[str], shown: tuple[str, ...], rows: list[dict] | None = None):
        self.columns = columns
        self.shown = shown
        self.rows = rows or []
        self.machine = machine()

    def add(self, **figures: object) -> None:
        self.rows.append({**dict.fromkeys(self.columns, ""), **self.machine, **figures})
        print("  ".join(str(self.rows[-1][name]) for name in self.shown if self.rows[-1][name] != ""), flush=True)

    def write(self, path: pathlib.Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, self.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)
