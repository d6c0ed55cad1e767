"""Runs imdad_bench and writes benchmarks/results/plan.csv: one row per instance, seed and number of threads.

Usage: python3 benchmarks/plan/run.py [--bench PATH] [--out CSV] [--runs N] [--instances S:5,M:3,M2:1,L:1]
           [--threads 1,2] [--policies worst_first,most_served] [--scenario DIR] [--large-mb N] [--peer-python PATH --peers S:5:simplex,S:5:clp,M:1:hipo] [--append]

With --scenario its stages are timed inside the program, and `imdad plan` as a whole process, files and all. With
--large-mb `imdad check` reads a scenario whose needs.csv has that size. Each run is a process of its own. Times are medians with the least and the greatest; the load of the machine before and
after the first and last run stands beside them, because a figure taken on a busy machine says little. Peers solve the
linear relaxation of the same instances: HiGHS, if the interpreter of --peer-python has highspy, and CLP, if there is the
program `clp`; one that runs out of time or of memory keeps its row and says so. Exits 1 if a plan is
worth more than the optimum of its relaxation, which would be a fault in the planner, the measure or the relaxation.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from table import ROOT, Table, built, load, output_of, three  # noqa: E402

COLUMNS = (
    "date,commit,cores,cpu,memory_gb,load_before,load_after,subject,stage,instance,seed,threads,runs,seconds_median,"
    "seconds_min,seconds_max,cpu_seconds_median,peak_mb,policy,value,bound,gap,worst_off_bound,served_share,worst_area,worst_area_coverage,status,"
    "value_over_optimum,cpu_seconds_over_imdad,one_thread_over_this"
).split(",")
SHOWN = ("subject", "stage", "instance", "seed", "threads", "seconds_median", "value", "value_over_optimum")
# An interior-point method without crossover is right to about this share of the objective.
TOLERANCE = 1e-6


def spread(seconds: list[float]) -> dict:
    return {"runs": len(seconds), **three("seconds", seconds, 4)}


def quality(report: dict) -> dict:
    worst = report["worst_area"] or {"pcode": "", "coverage": ""}
    share = report.get("served_share")
    return {
        "value": f"{report['value']:.6f}",
        **{name: report.get(name) or "" for name in ("policy", "bound", "gap", "worst_off_bound")},
        "served_share": "" if share is None else f"{share:.6f}",
        "worst_area": worst["pcode"],
        "worst_area_coverage": worst["coverage"],
    }


def same_plan(reports: list[dict], what: str) -> dict:
    """The first report; all must tell of the same plan."""
    values = {report["value"] for report in reports}
    if len(values) != 1:
        raise SystemExit(f"run.py: {what} gave different plans from run to run: {sorted(values)}")
    return reports[0]


def measure_instance(table: Table, options: argparse.Namespace, instance: str, seed: int, policy: str) -> dict:
    """Rows for each number of threads; the report and the median seconds of computing of the fewest threads."""
    medians = {}
    cpu_seconds = {}
    report = {}
    for threads in options.threads:
        before = load()
        command = [options.bench, "plan", "--instance", instance, "--seed", str(seed), "--threads", str(threads)]
        command += ["--policy", policy, "--gap", str(options.gap)]
        reports = [json.loads(output_of([*command, "--format", "json"])) for _ in range(options.runs)]
        report = same_plan(reports, f"instance {instance}, seed {seed}, {policy}")
        medians[threads] = statistics.median(r["seconds"] for r in reports)
        cpu_seconds[threads] = statistics.median(r["cpu_seconds"] for r in reports)
        table.add(
            subject=f"imdad {report['engine']}",
            stage="plan",
            instance=instance,
            seed=seed,
            threads=threads,
            load_before=before,
            load_after=load(),
            **spread([r["seconds"] for r in reports]),
            cpu_seconds_median=f"{cpu_seconds[threads]:.4f}",
            peak_mb=max(r["peak_mb"] for r in reports),
            **quality(report),
            status="planned",
            one_thread_over_this=f"{medians[1] / medians[threads]:.2f}" if 1 in medians else "",
        )
    return {"report": report, "cpu_seconds": cpu_seconds[min(options.threads)]}


def measure_scenario(table: Table, options: argparse.Namespace) -> None:
    first = {}
    for threads in options.threads:
        before = load()
        command = [options.bench, "scenario", str(options.scenario), "--threads", str(threads), "--format", "json"]
        reports = [json.loads(output_of(command)) for _ in range(options.runs)]
        report = same_plan(reports, str(options.scenario))
        for stage in ("load", "derive", "plan", "verify"):
            seconds = [r[f"{stage}_seconds"] for r in reports]
            first.setdefault(stage, statistics.median(seconds))
            planning = stage == "plan"
            cpu = statistics.median(r["plan_cpu_seconds"] for r in reports)
            table.add(
                subject="imdad plan and baselines",
                stage=stage,
                instance=report["scenario"],
                threads=threads,
                load_before=before,
                load_after=load(),
                **spread(seconds),
                cpu_seconds_median=f"{cpu:.4f}" if planning else "",
                peak_mb=max(r["peak_mb"] for r in reports),
                **(quality(report) if planning else {}),
                status="verified",
                one_thread_over_this=f"{first[stage] / statistics.median(seconds):.2f}"
                if planning and options.threads[0] == 1
                else "",
            )


def run_whole(command: list[str]) -> dict:
    """Wall and computing seconds and peak memory of one run, as the operating system accounts for it."""
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"run.py: {' '.join(command)} ended with {process.returncode}")
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": -(-usage.ru_maxrss * 1024 // 10**6)}


def measure_whole(table: Table, options: argparse.Namespace, what: dict, command: list[str], first: float | None) -> float:
    """One row for a command as a whole; the median seconds. `first` are those with one thread."""
    before = load()
    runs = [run_whole(command) for _ in range(options.runs)]
    median = statistics.median(run["seconds"] for run in runs)
    table.add(
        **what,
        load_before=before,
        load_after=load(),
        **spread([run["seconds"] for run in runs]),
        cpu_seconds_median=f"{statistics.median(run['cpu'] for run in runs):.4f}",
        peak_mb=max(run["peak_mb"] for run in runs),
        status="exit 0",
        one_thread_over_this=f"{first / median:.2f}" if first else "",
    )
    return median


def measure_plan_command(table: Table, options: argparse.Namespace) -> None:
    first = None
    with tempfile.TemporaryDirectory() as folder:
        for threads in options.threads:
            command = [options.imdad, "plan", str(options.scenario), "--out", f"{folder}/out", "--threads", str(threads)]
            what = {"subject": "imdad plan", "stage": "whole process", "instance": options.scenario.name, "threads": threads}
            median = measure_whole(table, options, what, command, first)
            first = median if threads == 1 else first


def measure_large_file(table: Table, options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = pathlib.Path(parent) / "large"
        shutil.copytree(ROOT / "examples/tutorial", folder)
        row = "care,XT0101,2022-07-25,2022-08-{:02},{},resident,,\"register, page {}\",assumed: for a benchmark\n"
        with (folder / "needs.csv").open("a", encoding="utf-8") as file:
            n = 0
            while file.tell() < options.large_mb * 10**6:
                file.writelines(row.format(1 + i % 28, i % 97, i) for i in range(n, n + 1000))
                n += 1000
        what = {"subject": "imdad check", "stage": "whole process", "instance": f"needs.csv of {options.large_mb} MB", "threads": 1}
        measure_whole(table, options, what, [options.imdad, "check", str(folder)], None)


def measure_peer(table: Table, options: argparse.Namespace, instance: str, seed: int, solver: str, mine: dict) -> bool:
    """True unless the plan is worth more than the optimum."""
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "relaxation.mps")
        policy = ["--policy", options.policies[0], "--engine", "greedy"]
        output_of([options.bench, "plan", "--instance", instance, "--seed", str(seed), "--mps", file, *policy])
        script = str(ROOT / "benchmarks/plan/solve_mps.py")
        limit = ["--time-limit", str(options.peer_time_limit), "--memory-mb", str(options.peer_memory_mb)]
        told = output_of([options.peer_python, script, file, "--solver", solver, *limit])
        peer = json.loads(told.strip().rpartition("\n")[2])  # HiGHS may say its name before
    # Without crossover HiGHS calls an optimum "Unknown" when its post-solved prices are not clean; a point that
    # breaks rows, as after a time limit, proves nothing.
    solved = peer["status"] == "Optimal" or (peer["status"] == "Unknown" and peer["primal_infeasibility"] < 1e-6)
    ratio = mine["report"]["value"] / peer["objective"] if solved else None
    table.add(
        subject=peer["solver"],
        stage="solve the linear relaxation",
        instance=instance,
        seed=seed,
        threads=1,
        load_before=before,
        load_after=load(),
        **spread([peer["seconds"]]),
        cpu_seconds_median=f"{peer['cpu_seconds']:.4f}",
        peak_mb=peer["peak_mb"],
        value=f"{peer['objective']:.6f}" if solved else "",
        status=peer["status"],
        value_over_optimum=f"{ratio:.6f}" if solved else "",
        cpu_seconds_over_imdad=f"{peer['cpu_seconds'] / mine['cpu_seconds']:.1f}",
    )
    if solved and ratio > 1 + TOLERANCE:
        print(f"run.py: the plan of {instance}, seed {seed}, is worth more than the optimum", file=sys.stderr)
        return False
    return True


def instance_list(text: str) -> list[tuple[str, int]]:
    """ "S:5,M:1" -> [("S", 5), ("M", 1)]; the number counts seeds, from 1."""
    return [(name, int(count)) for name, _, count in (part.partition(":") for part in text.split(",") if part)]


def peer_list(text: str) -> list[tuple[str, int, str]]:
    parts = [part.split(":") for part in text.split(",") if part]
    return [(name, int(count), solver) for name, count, solver in parts]


def thread_list(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=pathlib.Path, metavar="PATH", help="built from this checkout; else it is built")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benchmarks/results/plan.csv", metavar="CSV")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--instances", type=instance_list, default="S:5,M:3,M2:1,L:1", metavar="NAME:SEEDS,...")
    parser.add_argument("--threads", type=thread_list, default=[1, 2], metavar="N,...")
    parser.add_argument("--policies", type=lambda text: text.split(","), default=["worst_first"], metavar="NAME,...")
    parser.add_argument("--gap", type=float, default=0.005, metavar="SHARE")
    parser.add_argument("--scenario", type=pathlib.Path, metavar="DIR", help="a scenario folder to time as well")
    parser.add_argument("--large-mb", type=int, metavar="N", help="time `imdad check` on a needs.csv of this size")
    parser.add_argument("--peer-python", default=sys.executable, metavar="PATH", help="an interpreter with highspy")
    parser.add_argument("--peers", type=peer_list, default=[], metavar="NAME:SEEDS:SOLVER,...")
    parser.add_argument("--peer-time-limit", type=float, default=300.0, metavar="SECONDS")
    parser.add_argument("--peer-memory-mb", type=int, default=11_000, metavar="N")
    parser.add_argument("--append", action="store_true", help="keep the rows that the file has")
    options = parser.parse_args(arguments)
    if options.scenario:
        options.scenario = options.scenario.resolve()
    if options.runs < 1 or any(threads < 1 for threads in options.threads):
        parser.error("--runs and --threads count from 1")
    return options


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    bench = options.bench.resolve() if options.bench else built("imdad_bench", "imdad")
    options.bench = str(bench)
    options.imdad = str(bench.parents[1] / "src/cli/imdad")
    kept = []
    if options.append and options.out.exists():
        with options.out.open(newline="", encoding="utf-8") as file:
            kept = list(csv.DictReader(file))
    table = Table(COLUMNS, SHOWN, kept)
    measured = {}
    for instance, count in options.instances:
        for seed in range(1, count + 1):
            for policy in reversed(options.policies):  # peers solve for the first one
                measured[instance, seed] = measure_instance(table, options, instance, seed, policy)
            table.write(options.out)
    if options.scenario:
        measure_scenario(table, options)
        measure_plan_command(table, options)
        table.write(options.out)
    if options.large_mb:
        measure_large_file(table, options)
        table.write(options.out)
    in_order = True
    for instance, count, solver in options.peers:
        for seed in range(1, count + 1):
            if (instance, seed) not in measured:
                raise SystemExit(f"run.py: --peers names {instance} with seed {seed}, which --instances does not")
            mine = measured[instance, seed]
            in_order = measure_peer(table, options, instance, seed, solver, mine) and in_order
            table.write(options.out)
    print(f"wrote {options.out}")
    return 0 if in_order else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
