"""Says whether a snapshot of the books holds and expects what the scenario does from which the books were made.

    imdad snapshot SCENARIO --as-of 2022-07-24 --to SNAPSHOT --as USER
    python3 tools/oic_2022/compare_snapshot.py SCENARIO SNAPSHOT

Stock is compared row by row. Of supplies what the books can know: how much of which product arrives where and when, under
which earmark and how surely; lot and expiry of what is on its way, since what is only promised has none yet. The books do
not tell `announced` from `pledged`. Exit 1 if anything differs.
"""

import collections
import pathlib
import sys

import books

SHOWN_MOST = 20
STOCK = ("place", "product", "lot", "expiry", "packs", "earmark")
SUPPLIES = ("product", "packs", "place", "available_on", "earmark", "status")


def stock_of(folder):
    return collections.Counter(tuple(row[name] for name in STOCK) for row in books.read_rows(folder / "stock.csv"))


def supplies_of(folder):
    rows = collections.Counter()
    for row in books.read_rows(folder / "supplies.csv"):
        row["status"] = row["status"].replace("announced", "pledged")
        lot = (row["lot"], row["expiry"]) if row["status"] == "in_transit" else ()
        rows[tuple(row[name] for name in SUPPLIES) + lot] += 1
    return rows


def compare(what, scenario, snapshot):
    """Prints what only one of the two has; returns how many rows that are."""
    differing = 0
    for rows, where in ((scenario - snapshot, "scenario"), (snapshot - scenario, "snapshot")):
        for row in sorted(rows)[:SHOWN_MOST]:
            print(f"only in the {what} of the {where}: {' '.join(filter(None, row))}")
        differing += rows.total()
    print(f"{what}: {scenario.total()} rows compared with {snapshot.total()}, {differing} differ")
    return differing


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    scenario, snapshot = map(pathlib.Path, sys.argv[1:])
    differing = compare("stock", stock_of(scenario), stock_of(snapshot))
    differing += compare("supplies", supplies_of(scenario), supplies_of(snapshot))
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
