"""Derives the files of examples/oic-2022 that follow from data: gifts, stock, what is expected, and the external
agreements under which it was given.

    python3 tools/oic_2022/derive.py                # inputs/ and the scenario -> derived/; the same bytes each time
    python3 tools/oic_2022/derive.py --check        # nothing is written; exit 1 if a file differs
    python3 tools/oic_2022/derive.py --cut FOLDER   # first cuts inputs/ anew from the folder of the open data

Standard library only. What cannot be booked is listed in derived/left-out.csv.
"""

import argparse
import pathlib
import sys

import books
import doses
import external_instruments as external
import funds
import goods

INPUTS = books.CASE / "inputs"
PLAN_COLUMNS = ("plan_id", "plan_code", "plan_name", "plan_type", "iso3_list", "start_date", "end_date", "population",
                "people_in_need", "people_targeted", "requirements_revised_usd", "funding_usd", "updated")
PLANS = ("HAFG22", "HMLI22", "HNER22", "HBFA22", "HTCD22")


def cut(folder):
    """The rows that are used, `row` being their line in the whole file."""
    whole = books.read_rows(folder / "funding" / funds.FILE)
    numbered = [{"row": str(line), **row} for line, row in enumerate(whole, start=2)]
    kept = [row for row in numbered if funds.wanted(row)]
    plans = [{name: row[name] for name in PLAN_COLUMNS} for row in books.read_rows(folder / "needs/plans_2022.csv")
             if row["plan_code"] in PLANS]
    INPUTS.mkdir(parents=True, exist_ok=True)
    write(INPUTS / funds.FILE, books.csv_text(list(kept[0]), kept))
    write(INPUTS / "plans_2022.csv", books.csv_text(PLAN_COLUMNS, plans))


def derive():
    """File name -> text."""
    scenario = {name: books.read_rows(books.SCENARIO / f"{name}.csv")
                for name in ("products", "stock", "supplies", "left-out")}
    pack_units = {row["product_id"]: int(row["pack_units"]) for row in scenario["products"]}
    shelf_life = {row["product_id"]: int(row["shelf_life_days"]) for row in scenario["products"]
                  if row["shelf_life_days"]}
    held = {row["lot"]: int(row["packs"]) * pack_units[row["product"]] for row in scenario["stock"]
            if row["origin"] == "derived: R10"}
    hashes = {"funds": books.sha256_of_file(INPUTS / funds.FILE),
              "donations": books.sha256_of_file(books.SCENARIO / "inputs" / doses.FILE),
              "vaccinations": books.sha256_of_file(books.SCENARIO / "inputs/covid_vaccinations.csv")}
    units, stock, money, given, due = (books.Commands() for _ in range(5))
    grants = {}
    goods.define_units(scenario["products"], units)
    goods.open_balances(scenario["stock"], pack_units, stock)
    funds.derive(books.read_rows(INPUTS / funds.FILE), hashes["funds"], money, grants)
    left_out = doses.derive(books.read_rows(books.SCENARIO / "inputs" / doses.FILE), scenario["left-out"], held,
                            shelf_life, hashes, given, grants)
    goods.expect(scenario["supplies"], pack_units, due)
    instruments = [*external.of_grants(grants), *external.of_plans(books.read_rows(INPUTS / "plans_2022.csv")),
                   external.illustrative(goods.ILLUSTRATIVE,
                                         books.sha256_of_file(books.SCENARIO / "supplies.csv"))]
    header = external.columns_of(instruments)
    givers = {row["holder"] for commands in (money, given) for _, row in commands.rows if row["kind"] == "pledge"}
    parties = list(external.party_rows(givers))
    members = list(external.member_rows(instruments))
    acts = list(external.acts(instruments))
    return {"units.csv": units.text(), "opening-stock.csv": stock.text(), "contributions.csv": money.text(),
            "donated-doses.csv": given.text(), "expected-supplies.csv": due.text(),
            "external-parties.csv": books.csv_text(list(parties[0]), parties),
            "member-states.csv": books.csv_text(list(members[0]), members),
            "external-instruments.csv": books.csv_text(header, instruments),
            "external-signatures.csv": books.csv_text(list(acts[0]), acts),
            "left-out.csv": books.csv_text(list(left_out[0]), left_out)}


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as handle:
        handle.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cut", type=pathlib.Path, metavar="FOLDER", help="cut inputs/ from the open data first")
    parser.add_argument("--out", type=pathlib.Path, default=books.CASE / "derived")
    parser.add_argument("--check", action="store_true", help="compare with what is there, write nothing")
    options = parser.parse_args()
    if options.cut:
        cut(options.cut)
    files = derive()
    if options.check:
        stale = [name for name, text in files.items() if (options.out / name).read_bytes() != text.encode()]
        print("\n".join(f"{name} is not what the inputs give" for name in stale) or "derived/ follows from its inputs")
        sys.exit(1 if stale else 0)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write(options.out / name, text)
        print(f"{name}: {text.count(chr(10)) - 1} rows")


if __name__ == "__main__":
    main()
