"""Says whether the books hold what a scenario's stock.csv says: the same lots at the same places under the same
earmarks, to the last unit.

    imdad balance --stage on_hand --format json --as USER | python3 tools/oic_2022/compare_stock.py SCENARIO

Money and whatever is no product of the scenario are left aside. Exit 1 if anything differs.
"""

import collections
import json
import pathlib
import sys

import books

SHOWN_MOST = 20


def of_scenario(folder):
    pack_units = {row["product_id"]: int(row["pack_units"]) for row in books.read_rows(folder / "products.csv")}
    held = collections.Counter()
    for row in books.read_rows(folder / "stock.csv"):
        held[row["place"], row["product"], row["lot"], row["expiry"], row["earmark"]] += (
            int(row["packs"]) * pack_units[row["product"]])
    return held, pack_units


def of_books(document, products):
    held = collections.Counter()
    for row in document["balances"]:
        if row["unit"] in products:
            held[row["holder"], row["unit"], row["lot"], row["expiry"] or "", row["earmark"]] += int(row["amount"])
    return held


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    scenario, products = of_scenario(pathlib.Path(sys.argv[1]))
    held = of_books(json.load(sys.stdin), products)
    differing = sorted(key for key in scenario.keys() | held.keys() if scenario[key] != held[key])
    for key in differing[:SHOWN_MOST]:
        print(f"{' '.join(filter(None, key))}: {held[key]} in the books, {scenario[key]} in the scenario")
    print(f"{len(held)} lots at places compared with {len(scenario)}, {len(differing)} differ")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
