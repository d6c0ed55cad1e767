"""Serves books of a million movements, asks them at a constant rate, and writes benchmarks/results/http.csv: one row per case.

Usage: python3 benchmarks/http/run.py [--bench PATH --imdad PATH] [--out CSV] [--folder DIR] [--location LOCATION] [--books FILE --token TOKEN]
           [--movements N] [--runs N] [--rate N] [--seconds N] [--idle N] [--slow N] [--overload-rate N]
           [--memory-requests N] [--memory-rate N]

Each run sends the same rate to a bare program of Boost.Beast and to the server, one after the other, so that the ratio of the two is of one
machine at one time. The program that sends has one of the cores: it is open-loop, and each time counts from the moment
at which a request was to be sent. What was acknowledged is counted in the journal afterwards; a difference ends the run.
--folder should be on the disk that is to be measured; --location postgresql://... are books on a server instead, empty
beforehand. --books with --token serves books that an earlier run left (--keep). A case whose number is 0 is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from table import ROOT, Table, built, load, output_of, three  # noqa: E402

COLUMNS = (
    "date,commit,cores,cpu,memory_gb,load_before,load_after,database,case,movements,rate,seconds,runs,requests,good,refused,broken,"
    "p50_ms_median,p99_ms_median,p99_ms_min,p99_ms_max,worst_ms,p99_over_hello_median,p99_over_hello_min,p99_over_hello_max,"
    "server_cpu_ms_per_request_median,server_memory_mb_before,server_memory_mb_after"
).split(",")
SHOWN = ("case", "rate", "good", "refused", "broken", "p50_ms_median", "p99_ms_median", "worst_ms", "p99_over_hello_median",
         "server_cpu_ms_per_request_median", "server_memory_mb_before", "server_memory_mb_after")
MEMORY_STEPS = 10
TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A server that is ended with this program, and what it used so far."""

    def __init__(self, command: list[str], pattern: str, log: pathlib.Path):
        self.log = log.open("a", encoding="utf-8")
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=self.log, text=True)
        said = self.process.stdout.readline()
        match = re.search(pattern, said)
        if match is None:
            self.stop()
            raise SystemExit(f"run.py: {' '.join(command)} did not start: {said}{log.read_text(encoding='utf-8')}")
        self.port = match.group(1)

    def cpu_seconds(self) -> float:
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self) -> float:
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s*(\d+) kB", status).group(1)) / 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Bench:
    """The cases, each with what it adds to the table."""

    def __init__(self, options: argparse.Namespace, folder: pathlib.Path, table: Table):
        self.options = options
        self.folder = folder
        self.table = table
        self.common = {"database": "postgresql" if "://" in options.location else "sqlite", "movements": options.movements}

    def server(self) -> Process:
        command = [self.options.imdad, "serve", "--db", self.options.location, "--listen", "127.0.0.1:0"]
        return Process(command, r"http://127\.0\.0\.1:(\d+)", self.folder / "server.log")

    def hello(self) -> Process:
        return Process([self.options.bench, "hello", "--threads", "2"], r"(\d+)", self.folder / "hello.log")

    def entries(self) -> int:
        return int(output_of([self.options.bench, "count", "--db", self.options.location]))

    def load(self, server: Process, *arguments: object) -> dict:
        """One round of requests, with the seconds of computing that it took the server for each."""
        before = server.cpu_seconds()
        command = [self.options.bench, "load", "--port", server.port, "--token", self.options.token, *map(str, arguments)]
        figures = json.loads(output_of(command))
        sent = sum(sum(figures[kind]["answers"].values()) for kind in ("reads", "writes"))
        figures["cpu_ms"] = 1000 * (server.cpu_seconds() - before) / max(1, sent)
        return figures

    def writing(self, server: Process, *arguments: object) -> dict:
        """A round that writes; what it acknowledged is in the journal, and nothing else."""
        before = self.entries()
        figures = self.load(server, *arguments)
        time.sleep(0.5)
        added = self.entries() - before
        writes = figures["writes"]
        if not writes["acknowledged"] <= added <= writes["acknowledged"] + writes["broken"]:
            raise SystemExit(f"run.py: {writes['acknowledged']} changes were acknowledged, and the journal has {added} more entries")
        return figures

    def warm(self, server: Process) -> None:
        """Until books are open for as many requests as are served at once."""
        for _ in range(3):
            self.load(server, "--rate", 100, "--seconds", 3, "--warm-up", 0, "--write-share", 0.5)

    def add(self, case: str, before: str, rounds: list[dict], hello: list[dict] | None = None, **more: object) -> None:
        refused = sum(count for one in rounds for status, count in one["answers"].items() if int(status) >= 300)
        row = {
            **self.common,
            "case": case,
            "load_before": before,
            "load_after": load(),
            "runs": len(rounds),
            "requests": sum(one["sent"] for one in rounds),
            "good": sum(one["good"] for one in rounds),
            "refused": refused,
            "broken": sum(one["answers"].get("0", 0) for one in rounds),
            "p50_ms_median": f"{statistics.median(one['p50_ms'] for one in rounds):.2f}",
            **three("p99_ms", [one["p99_ms"] for one in rounds], 2),
            "worst_ms": f"{max(one['max_ms'] for one in rounds):.1f}",
            **more,
        }
        if hello:
            row |= three("p99_over_hello", [one["p99_ms"] / bare["p99_ms"] for one, bare in zip(rounds, hello)], 1)
        self.table.add(**row)
        self.table.write(self.options.out)

    def mix(self, server: Process) -> None:
        """Reads and writes as people and programs make them, in turn with the bare server."""
        options = self.options
        arguments = ("--rate", options.rate, "--seconds", options.seconds)
        before = load()
        bare, rounds = [], []
        for _ in range(options.runs):
            with self.hello() as hello:
                bare.append(self.load(hello, "--hello", *arguments))
            rounds.append(self.writing(server, "--write-share", options.write_share, *arguments))
        cpu = "server_cpu_ms_per_request_median"
        common = {"rate": options.rate, "seconds": options.seconds}
        hello_reads = [one["reads"] for one in bare]
        self.add("a bare hello", before, hello_reads, **common, **{cpu: f"{statistics.median(one['cpu_ms'] for one in bare):.3f}"})
        of_mix = {cpu: f"{statistics.median(one['cpu_ms'] for one in rounds):.3f}", "server_memory_mb_after": f"{server.memory_mb():.0f}"}
        self.add("reads of the mix", before, [one["reads"] for one in rounds], hello_reads, **common, **of_mix)
        self.add("durable writes of the mix", before, [one["writes"] for one in rounds], hello_reads, **common)

    def crowd(self, server: Process) -> None:
        """A fresh connection and its first request, while others hold connections and say little."""
        options = self.options
        before = load()
        figures = self.load(server, "--fresh", "--rate", 50, "--seconds", options.seconds, "--idle", options.idle, "--slow", options.slow)
        if figures["idle_open"] < options.idle:
            raise SystemExit(f"run.py: of {options.idle} idle connections {figures['idle_open']} were open at the end")
        self.add(f"fresh requests beside {options.idle} idle connections and {options.slow} slow clients", before, [figures["reads"]],
                 rate=50, seconds=options.seconds)

    def overload(self, server: Process) -> None:
        """More than can be served: the rest is refused at once, and what is acknowledged is there."""
        options = self.options
        before = load()
        arguments = ("--rate", options.overload_rate, "--seconds", 5, "--write-share", options.write_share, "--connections", 1000)
        figures = self.writing(server, *arguments)
        for kind in ("reads", "writes"):
            self.add(f"{kind} under overload", before, [figures[kind]], rate=options.overload_rate, seconds=5)

    def memory(self, server: Process) -> None:
        """Many requests in a row: the second half of them must not make the server larger."""
        options = self.options
        before = load()
        sizes, rounds = [], []
        for _ in range(MEMORY_STEPS):
            seconds = options.memory_requests / MEMORY_STEPS / options.memory_rate
            rounds.append(self.load(server, "--rate", options.memory_rate, "--seconds", seconds, "--warm-up", 0)["reads"])
            sizes.append(server.memory_mb())
        self.add(f"{options.memory_requests} requests in a row", before, rounds, rate=options.memory_rate,
                 seconds=round(options.memory_requests / options.memory_rate),
                 server_memory_mb_before=f"{sizes[0]:.1f}", server_memory_mb_after=f"{sizes[-1]:.1f}")

    def run(self) -> None:
        with self.server() as server:
            self.warm(server)
            if self.options.seconds and self.options.runs:
                self.mix(server)
            if self.options.idle + self.options.slow:
                self.crowd(server)
            if self.options.overload_rate:
                self.overload(server)
            if self.options.memory_requests:
                self.memory(server)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=pathlib.Path, metavar="PATH", help="imdad_http_bench of this checkout; else it is built")
    parser.add_argument("--imdad", type=pathlib.Path, metavar="PATH", help="imdad of this checkout; else it is built")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benchmarks/results/http.csv", metavar="CSV")
    parser.add_argument("--folder", default=tempfile.gettempdir(), metavar="DIR", help="where the books are made, and removed")
    parser.add_argument("--location", default="", metavar="LOCATION", help="empty database of a server: postgresql://...")
    parser.add_argument("--books", default="", metavar="FILE", help="books that an earlier run left")
    parser.add_argument("--token", default="", help="of a user of those books")
    parser.add_argument("--keep", action="store_true", help="leave the books, and print how to serve them again")
    parser.add_argument("--movements", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--rate", type=int, default=1000, metavar="N", help="requests a second")
    parser.add_argument("--seconds", type=int, default=15, metavar="N", help="of each round")
    parser.add_argument("--write-share", type=float, default=0.1, metavar="X")
    parser.add_argument("--idle", type=int, default=1000, metavar="N")
    parser.add_argument("--slow", type=int, default=300, metavar="N")
    parser.add_argument("--overload-rate", type=int, default=6000, metavar="N")
    parser.add_argument("--memory-requests", type=int, default=600_000, metavar="N")
    parser.add_argument("--memory-rate", type=int, default=2000, metavar="N")
    options = parser.parse_args(arguments)
    if bool(options.books) != bool(options.token) or (options.books and options.location):
        parser.error("--books and --token go together, and without --location")
    if options.bench is None or options.imdad is None:
        options.bench = built("imdad_http_bench", "imdad")
        options.imdad = ROOT / "build/release/src/cli/imdad"
    options.bench, options.imdad = str(options.bench.resolve()), str(options.imdad.resolve())
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    pathlib.Path(options.folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="imdad-http-bench-", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        if options.books:
            options.location = str(pathlib.Path(options.books).resolve())
        else:
            options.location = options.location or str((pathlib.Path(options.folder) if options.keep else folder).resolve() / "books.db")
            made = json.loads(output_of([options.bench, "books", "--db", options.location, "--movements", str(options.movements)]))
            options.token = made["token"]
            print(f"{made['entries']} entries, {made['accounts']} accounts, made in {made['seconds']:.0f} s", flush=True)
            if options.keep:
                print(f"--books {options.location} --token {options.token}", flush=True)
        Bench(options, folder, Table(COLUMNS, SHOWN)).run()
    print(f"wrote {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
