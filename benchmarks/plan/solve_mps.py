"""Solves the MPS file of a relaxation by HiGHS or CLP, the peers of the benchmarks, and prints one JSON object.

Usage: python3 solve_mps.py FILE [--solver simplex|ipm|hipo|pdlp|clp|clp-barrier] [--time-limit SECONDS] [--memory-mb N]

The file minimises minus the value; `objective` is the value.

HiGHS needs the package highspy (hipo: highspy[extras]), CLP the program `clp` (Debian: coinor-clp). One thread; the
interior-point methods run without crossover, which is their best case here. Reading the file is not counted in the
seconds. A peer that runs past the time limit, or asks for more memory than it may have, ends with the status
"Time limit reached" or "Out of memory"; a reader that ends by itself is told apart from these.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import resource
import subprocess
import sys
import time

CLP = {"clp": ["-dualsimplex"], "clp-barrier": ["-crossover", "off", "-barrier"]}
TIME_LIMIT = "Time limit reached"
OUT_OF_MEMORY = "Out of memory"


def peak_mb() -> int:
    """Largest resident memory of this process so far, 10^6 bytes, rounded up."""
    status = pathlib.Path("/proc/self/status").read_text(encoding="ascii")
    kib = int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1))
    return -(-kib * 1024 // 1_000_000)


def run_clp(arguments: list[str], time_limit: float) -> dict:
    """Output, wall and computing seconds and peak memory of one run of the program `clp`."""
    begin = time.monotonic()
    process = subprocess.Popen(["clp", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    timed_out = False
    try:
        output, _ = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired:
        timed_out = True
        process.kill()
        output, _ = process.communicate()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "output": output,
        "timed_out": timed_out,
        "seconds": time.monotonic() - begin,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_mb": -(-usage.ru_maxrss * 1024 // 1_000_000),
        "returncode": process.returncode,
    }


def solve_clp(file: str, solver: str, time_limit: float) -> dict:
    """By the program; what reading alone takes is measured first and taken off."""
    reading = run_clp([file, "-quit"], time_limit)
    if reading["returncode"] != 0 or "rows" not in reading["output"]:
        raise SystemExit(f"solve_mps.py: clp cannot read {file}:\n{reading['output']}")
    run = run_clp([file, *CLP[solver], "-quit"], reading["seconds"] + time_limit)
    optimal = re.search(r"Optimal objective (\S+) - (\d+) iterations", run["output"])
    version = re.search(r"version ([\d.]+)", run["output"])
    status = "Optimal" if optimal else TIME_LIMIT if run["timed_out"] else f"ended with {run['returncode']}"
    if not optimal and "bad_alloc" in run["output"]:
        status = OUT_OF_MEMORY
    return {
        "solver": f"CLP {version.group(1) if version else ''} {'dual simplex' if solver == 'clp' else 'barrier'}",
        "status": status,
        "seconds": max(0.0, run["seconds"] - reading["seconds"]),
        "cpu_seconds": max(0.0, run["cpu_seconds"] - 2 * reading["cpu_seconds"]),
        "objective": -float(optimal.group(1)) if optimal else None,
        "primal_infeasibility": 0.0 if optimal else None,
        "dual_infeasibility": None,
        "iterations": int(optimal.group(2)) if optimal else None,
        "peak_mb": run["peak_mb"],
    }


def solve_highs(file: str, solver: str, time_limit: float) -> dict:
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


def last_line(text: str) -> str:
    """What this script prints; HiGHS may say its name before."""
    return text.strip().rpartition("\n")[2]


def limited(arguments: list[str], memory_mb: int) -> int:
    """Runs this script again as a process that may have so much memory; says so if that was too little."""
    bound = memory_mb * 1_000_000
    command = [sys.executable, __file__, *arguments, "--memory-mb", "0"]
    begin = time.monotonic()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (bound, bound)),
    )
    try:
        print(json.dumps(json.loads(last_line(done.stdout))))
    except json.JSONDecodeError:
        told = done.stdout + done.stderr
        starved = done.returncode < 0 or "bad_alloc" in told or "MemoryError" in told
        if not starved:
            sys.stderr.write(done.stderr)
            return done.returncode or 1
        solver = arguments[arguments.index("--solver") + 1] if "--solver" in arguments else "simplex"
        print(
            json.dumps(
                {
                    "solver": f"CLP {solver}" if solver in CLP else f"HiGHS {solver}",
                    "status": OUT_OF_MEMORY,
                    "seconds": time.monotonic() - begin,
                    "cpu_seconds": resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime,
                    "objective": None,
                    "primal_infeasibility": None,
                    "dual_infeasibility": None,
                    "iterations": None,
                    "peak_mb": memory_mb,
                }
            )
        )
    return 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--solver", default="simplex", choices=["simplex", "ipm", "hipo", "pdlp", *CLP])
    parser.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS")
    parser.add_argument("--memory-mb", type=int, default=0, metavar="N", help="0: as much as there is")
    options = parser.parse_args(arguments)
    if options.memory_mb > 0:
        return limited(arguments, options.memory_mb)
    solve = solve_clp if options.solver in CLP else solve_highs
    print(json.dumps(solve(options.file, options.solver, options.time_limit)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
