"""How long somebody at the board waits for each answer of a plan, over the API, and writes benchmarks/results/board.csv.

Usage: python3 benchmarks/plan/board.py [--imdad PATH] [--scenario DIR] [--runs N] [--out CSV] [--folder DIR]

A real server on small books plans the scenario. Counted from the request that starts the plan: until the estimate was told
by a server-sent event and the first page of its coverage was read, the same for the first plan, the same for the plan with
its bound. Beside each run stands `imdad plan --engine greedy` of the same scenario as a process of its own, whole: what
there would be to wait for without an early answer. --folder should be on the disk that is to be measured.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from table import ROOT, Table, load, output_of, three  # noqa: E402

COLUMNS = (
    "date,commit,cores,cpu,memory_gb,load_before,load_after,scenario,answer,runs,seconds_median,seconds_min,seconds_max,"
    "over_greedy_process_median,over_greedy_process_min,over_greedy_process_max"
).split(",")
SHOWN = ("scenario", "answer", "seconds_median", "seconds_min", "seconds_max", "over_greedy_process_median")
ANSWERS = ("estimate", "first", "plan")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imdad", type=pathlib.Path, help="default: that of the release preset, built")
    parser.add_argument("--scenario", type=pathlib.Path, default=ROOT / "examples/afghanistan-sahel-2022")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benchmarks/results/board.csv")
    parser.add_argument("--folder", type=pathlib.Path)
    return parser.parse_args()


def waits(server, scenario: str) -> dict[str, float]:
    """Seconds until each answer of one plan was read."""
    begin = time.monotonic()
    response, body = server.write("POST", "/api/v1/plans", {"scenario": scenario})
    if response.status != 200:
        raise SystemExit(f"board.py: the plan was not begun: {body.decode()}")
    plan = json.loads(body)["id"]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    connection.request("GET", f"/api/v1/plans/{plan}/events", headers=server.headers() | {"Accept": "text/event-stream"})
    events = connection.getresponse()
    found: dict[str, float] = {}
    for line in events:
        if not line.startswith(b"data: "):
            continue
        said = json.loads(line.removeprefix(b"data: "))
        for name in ANSWERS:
            if said.get(name) is True and name not in found:
                answer, grid = server.ask("GET", f"/api/v1/plans/{plan}/coverage?limit=40")
                if answer.status != 200 or not json.loads(grid)["areas"]:
                    raise SystemExit(f"board.py: no coverage: {grid.decode()[:300]}")
                found[name] = time.monotonic() - begin
        if "plan" in found:
            server.write("POST", f"/api/v1/plans/{plan}/stop", {})
        if said.get("state") in ("done", "failed", "stopped"):
            break
    connection.close()
    if len(found) != len(ANSWERS):
        raise SystemExit(f"board.py: only {found} came of plan {plan}")
    return found


def main() -> None:
    options = arguments()
    if options.imdad is None:
        output_of(["cmake", "--preset", "release"])
        output_of(["cmake", "--build", "--preset", "release", "--target", "imdad"])
        options.imdad = ROOT / "build/release/src/cli/imdad"
    os.environ["IMDAD"] = str(options.imdad.resolve())
    sys.path.insert(0, str(ROOT / "tests/server"))
    from books_server import Server, make_books  # the command line is told by IMDAD

    table = Table(COLUMNS, SHOWN)
    before = load()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = pathlib.Path(name)
        make_books(folder)
        kept = folder / "workspace/scenarios" / options.scenario.name
        shutil.copytree(options.scenario, kept)
        server = Server(folder, "--workspace", "workspace", users=("amina",))
        runs: dict[str, list[float]] = {answer: [] for answer in ANSWERS}
        ratios: dict[str, list[float]] = {answer: [] for answer in ANSWERS}
        try:
            for _ in range(options.runs):
                begin = time.monotonic()
                subprocess.run([options.imdad, "plan", kept, "--engine", "greedy", "--out", folder / secrets.token_hex(4)],
                               check=True, capture_output=True)
                whole = time.monotonic() - begin
                for answer, seconds in waits(server, options.scenario.name).items():
                    runs[answer].append(seconds)
                    ratios[answer].append(seconds / whole)
        finally:
            server.stop()
    for answer in ANSWERS:
        table.add(load_before=before, load_after=load(), scenario=options.scenario.name, answer=answer, runs=options.runs,
                  **three("seconds", runs[answer], 2), **three("over_greedy_process", ratios[answer], 3))
    table.write(options.out)


if __name__ == "__main__":
    main()
