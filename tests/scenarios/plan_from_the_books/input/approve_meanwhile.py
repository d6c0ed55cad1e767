"""Approves a proposal while somebody else writes, and takes the plan away meanwhile.

Usage: approve_meanwhile.py BOOKS PLAN PROPOSAL USER

What is proposed is read and checked before the books are locked: by the time the approval waits for the lock it needs the
folder of the plan no more, and nobody has waited for its reading.
"""

import os
import pathlib
import sqlite3
import subprocess
import sys
import time

books, plan, proposal, user = sys.argv[1:]
other = sqlite3.connect(books, isolation_level=None)
other.execute("BEGIN IMMEDIATE")
approval = subprocess.Popen(["imdad", "proposal", "approve", proposal, "--as", user])


def used() -> int:
    """Clock ticks of computing so far."""
    fields = pathlib.Path(f"/proc/{approval.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


# It waits for the lock as soon as it computes no more; it has begun when it used anything.
before = -1
while used() == 0 or used() != before:
    before = used()
    time.sleep(1)
    if approval.poll() is not None:
        sys.exit(f"the approval did not wait for the lock: it ended with {approval.returncode}")
os.rename(plan, plan + ".away")
other.execute("ROLLBACK")
sys.exit(approval.wait())
