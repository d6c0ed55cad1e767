"""Runs imdad_store_bench and writes benchmarks/results/store.csv: one row per stage and number of writers.

Usage: python3 benchmarks/store/run.py [--bench PATH] [--out CSV] [--folder DIR] [--server DIR] [--runs N] [--writers 1,8,32]
           [--transfers N] [--import-transfers N] [--read-transfers N]

Each run of transfers or an import is a process of its own; in it the same rows are then inserted plainly, by one thread in
as many transactions, and the ratio of the two rates is taken run by run. A single writer waits for the disk
for each transfer, so it gets a tenth of the transfers. --folder should be on the disk that is to be measured, and so should
the folder given to `tests/support/postgres_server.sh start DIR`, whose --server DIR adds the same stages on PostgreSQL. Rates are medians with
the least and the greatest; the load of the machine before the first and after the last run stands beside them.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from table import ROOT, Table, built, load, output_of, three  # noqa: E402

COLUMNS = (
    "date,commit,cores,cpu,memory_gb,load_before,load_after,database,stage,writers,entries,count,transactions_median,runs,"
    "seconds_median,seconds_min,seconds_max,per_second_median,per_second_min,per_second_max,plain_seconds_median,"
    "rate_over_plain_median,rate_over_plain_min,rate_over_plain_max"
).split(",")
SHOWN = ("database", "stage", "writers", "count", "seconds_median", "per_second_median", "rate_over_plain_median")


def row(figures: list[dict], before: str) -> dict:
    """One row of the table for the runs of one stage."""
    first = figures[0]
    seconds = [figure["seconds"] for figure in figures]
    result = {
        **{name: first[name] for name in ("database", "stage", "writers", "entries", "count")},
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


def figures_of(options: argparse.Namespace, *arguments: object) -> list[dict]:
    server = ["--server", options.server] if options.database == "postgresql" else []
    command = [options.bench, *map(str, arguments), "--folder", options.folder, *server]
    return [json.loads(line) for line in output_of(command).splitlines()]


def measure(options: argparse.Namespace, table: Table) -> None:
    """All stages on one of the databases."""

    def add(figures: list[dict], before: str) -> None:
        table.add(**row(figures, before))
        table.write(options.out)

    for writers in options.writers:
        before = load()
        count = options.transfers if writers > 1 else max(2, options.transfers // 10)
        arguments = ("transfers", "--writers", writers, "--transfers", count)
        add([figures_of(options, *arguments)[0] for _ in range(options.runs)], before)
    before = load()
    arguments = ("import", "--transfers", options.import_transfers)
    add([figures_of(options, *arguments)[0] for _ in range(options.runs)], before)
    before = load()
    stages: dict[str, list[dict]] = {}
    for figure in figures_of(options, "reads", "--transfers", options.read_transfers, "--runs", options.runs):
        stages.setdefault(figure["stage"], []).append(figure)
    for figures in stages.values():
        add(figures, before)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=pathlib.Path, metavar="PATH", help="built from this checkout; else it is built")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benchmarks/results/store.csv", metavar="CSV")
    parser.add_argument("--folder", default=tempfile.gettempdir(), metavar="DIR")
    parser.add_argument("--server", metavar="DIR", help="folder of the socket of a PostgreSQL server: measured after SQLite")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--writers", type=lambda text: [int(part) for part in text.split(",")], default=[1, 8, 32], metavar="N,...")
    parser.add_argument("--transfers", type=int, default=20_000, metavar="N")
    parser.add_argument("--import-transfers", type=int, default=200_000, metavar="N")
    parser.add_argument("--read-transfers", type=int, default=1_000_000, metavar="N")
    options = parser.parse_args(arguments)
    if options.runs < 1 or any(writers < 1 for writers in options.writers):
        parser.error("--runs and --writers count from 1")
    options.bench = str(options.bench.resolve() if options.bench else built("imdad_store_bench"))
    table = Table(COLUMNS, SHOWN)
    for options.database in ("sqlite", "postgresql") if options.server else ("sqlite",):
        measure(options, table)
    print(f"wrote {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
