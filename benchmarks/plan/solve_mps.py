"""Solves the MPS file of a relaxation by HiGHS, the peer of the benchmarks, and prints one JSON object.

Usage: python3 solve_mps.py FILE [--solver simplex|ipm|hipo|pdlp] [--time-limit SECONDS]

The file minimises minus the value; `objective` is the value.

Needs the package highspy (hipo: highspy[extras]). One thread; the interior-point methods run without crossover, which
is their best case here. Reading the file is not counted in the seconds.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import sys
import time


def peak_mb() -> int:
    """Largest resident memory of this process so far, 10^6 bytes, rounded up."""
    status = pathlib.Path("/proc/self/status").read_text(encoding="ascii")
    kib = int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1))
    return -(-kib * 1024 // 1_000_000)


def solve(file: str, solver: str, time_limit: float) -> dict:
    import highspy

    highs = highspy.Highs()
    settings = {"output_flag": False, "threads": 1, "time_limit": time_limit, "solver": solver, "run_crossover": "off"}
    for name, value in settings.items():
        if highs.setOptionValue(name, value) == highspy.HighsStatus.kError:
            raise SystemExit(f"solve_mps.py: HiGHS {highs.version()} has no {name}={value} here")
    if highs.readModel(file) == highspy.HighsStatus.kError:
        raise SystemExit(f"solve_mps.py: HiGHS cannot read {file}")
    begin, cpu_begin = time.monotonic(), time.process_time()
    highs.run()
    seconds, cpu_seconds = time.monotonic() - begin, time.process_time() - cpu_begin
    info = highs.getInfo()
    return {
        "solver": f"HiGHS {highs.version()} {solver}",
        "status": highs.modelStatusToString(highs.getModelStatus()),
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "objective": -info.objective_function_value,
        "primal_infeasibility": info.max_primal_infeasibility,
        "dual_infeasibility": info.max_dual_infeasibility,
        "iterations": max(info.simplex_iteration_count, info.ipm_iteration_count, info.pdlp_iteration_count),
        "peak_mb": peak_mb(),
    }


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--solver", default="simplex", choices=["simplex", "ipm", "hipo", "pdlp"])
    parser.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS")
    options = parser.parse_args(arguments)
    print(json.dumps(solve(options.file, options.solver, options.time_limit)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
