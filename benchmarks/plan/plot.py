"""Draws benchmarks/results/plan.csv as time against size: what Imdad and the solvers beside it took.

Usage: python3 benchmarks/plan/plot.py [--table CSV] [--out SVG] [--commits HASH,...]

Needs the package matplotlib. Times are medians; bars are the least and the greatest. A peer that ran out of time or of
memory is drawn where it was stopped, as a cross with the word. Rows of the last commit in the table are drawn, or of those
that --commits names: what is in several of them is taken of the first.
"""

from __future__ import annotations

import argparse
import collections
import csv
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZES = {"S": 22_124, "M": 880_000, "M2": 3_500_000, "L": 17_600_000}  # variables of the relaxation, as planning counts them
STOPPED = {"Time limit reached": "time limit", "Out of memory": "out of memory", "Memory limit reached": "out of memory"}


def read(table: pathlib.Path, commits: list[str]) -> list[dict]:
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise SystemExit(f"plot.py: {table} has no rows")
    chosen: list[dict] = []
    for commit in commits or [rows[-1]["commit"]]:
        there = {(name_of(row), row["instance"]) for row in chosen}
        found = [row for row in rows if row["commit"] == commit and row["instance"] in SIZES]
        if not found:
            raise SystemExit(f"plot.py: {table} has no instances of commit {commit}; it has {sorted({r['commit'] for r in rows})}")
        chosen += [row for row in found if (name_of(row), row["instance"]) not in there]
    # What was measured twice is taken where it was measured more often.
    often = {}
    for row in chosen:
        key = (name_of(row), row["instance"], row["seed"])
        if key not in often or int(row["runs"]) > int(often[key]["runs"]):
            often[key] = row
    return list(often.values())


def name_of(row: dict) -> str:
    if row["stage"] != "plan":
        return row["subject"]
    threads = "thread" if row["threads"] == "1" else "threads"
    return f"{row['subject']}, {row['policy']}, {row['threads']} {threads}"


def draw(rows: list[dict], out: pathlib.Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "imdad"
    matplotlib.rcParams["svg.fonttype"] = "none"
    import matplotlib.pyplot as plt

    lines = collections.defaultdict(lambda: collections.defaultdict(list))
    for row in sorted(rows, key=lambda row: SIZES[row["instance"]]):
        lines[name_of(row)][row["instance"]].append(row)
    figure, axes = plt.subplots(figsize=(9, 5.5))
    for number, (name, by_size) in enumerate(sorted(lines.items(), key=lambda item: not item[0].startswith("imdad"))):
        points, crosses = [], []
        for size, found in by_size.items():
            seconds = sorted(float(row["seconds_median"]) for row in found)
            point = (SIZES[size], seconds[len(seconds) // 2])
            stopped = next((STOPPED[row["status"]] for row in found if row["status"] in STOPPED), None)
            if stopped:
                crosses.append((*point, stopped))
            else:
                low = min(float(row["seconds_min"]) for row in found)
                high = max(float(row["seconds_max"]) for row in found)
                points.append((*point, point[1] - low, high - point[1]))
        points.sort()
        style = {"color": f"C{number}", "label": name}
        if points:
            x, y, low, high = zip(*points)
            marker = "o" if name.startswith("imdad") else "s"
            axes.errorbar(x, y, yerr=(low, high), marker=marker, linestyle="-", capsize=3, **style)
            style.pop("label")
        for x, y, word in crosses:
            axes.plot([x], [y], marker="x", markersize=9, linestyle="", **style)
            style.pop("label", None)
            axes.annotate(word, (x, y), textcoords="offset points", xytext=(6, 4), fontsize=8, color=f"C{number}")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(list(SIZES.values()), [f"{name}\n{count / 1e6:.2g} M" for name, count in SIZES.items()])
    axes.minorticks_off()
    axes.set_xlabel("instance, variables of its relaxation")
    axes.set_ylabel("seconds")
    axes.grid(True, which="major", alpha=0.3)
    axes.legend(fontsize=8)
    commits = " and ".join(dict.fromkeys(row["commit"] for row in rows))
    axes.set_title(f"Commit {commits}, {rows[0]['cores']} cores, {rows[0]['cpu']}", fontsize=9)
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None})


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--table", type=pathlib.Path, default=ROOT / "benchmarks/results/plan.csv", metavar="CSV")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benchmarks/results/plan.svg", metavar="SVG")
    parser.add_argument("--commits", type=lambda text: text.split(","), default=[], metavar="HASH,...")
    options = parser.parse_args(arguments)
    draw(read(options.table, options.commits), options.out)
    print(f"wrote {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
