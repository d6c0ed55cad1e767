"""Checks the scenario of this example: same bytes, no dangling reference, totals that reconcile.

    python3 tools/build_afghanistan_sahel/check.py

Prints one line per check; exits 1 if any fails. It knows the format, not the builder's rules, for
everything but the first check.
"""

import collections
import csv
import datetime
import io
import json
import re
import sys

import build as builder

EXAMPLE = builder.EXAMPLE
MOST_BYTES = 12_000_000
FORBIDDEN_IN_ID = re.compile(r"[;,\"\x00-\x1f]")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE_COLUMNS = {"from", "to", "expiry", "available_on", "valid_until", "until"}
# file -> columns that hold whole or decimal numbers of at most nine digits after the point
NUMBERS = {
    "areas": "level population population_year weight lat lon",
    "places": "level lat lon ambient_l cold_l frozen_l ultra_cold_l",
    "lanes": "distance_km lead_days every_weeks first_week cost_per_m3 ambient_l cold_l frozen_l "
             "ultra_cold_l",
    "products": "pack_units pack_cm3 companion_ambient_cm3 unit_price shelf_life_days "
                "min_remaining_days",
    "packaging": "level pack_cm3 ship_multiple max_days",
    "programmes": "weight max_wait_weeks serve_level",
    "serves": "units_per_person wastage_rate series_dose min_interval_weeks max_interval_weeks",
    "needs": "persons",
    "quantification": "population share coverage_target already_served growth_rate",
    "absorption": "persons_per_week",
    "stock": "packs",
    "supplies": "packs clearance_days",
    "policy": "level min_weeks max_weeks closing_weeks",
    "funds": "amount overhead_rate",
    "earmarks": "category reserve_share",
}
# file -> (column, table it refers to); a cell may hold a list
REFERENCES = {
    "areas": (("parent", "areas"),), "places": (("area", "areas"),),
    "lanes": (("from", "places"), ("to", "places")),
    "packaging": (("product", "products"),),
    "serves": (("programme", "programmes"), ("product", "products")),
    "needs": (("programme", "programmes"), ("at", "at")),
    "quantification": (("programme", "programmes"), ("at", "at")),
    "absorption": (("programme", "programmes"), ("at", "at")),
    "stock": (("place", "places"), ("product", "products"), ("earmark", "earmarks")),
    "supplies": (("place", "places"), ("product", "products"), ("earmark", "earmarks")),
    "policy": (("product", "products"),), "funds": (("earmark", "earmarks"),),
    "earmarks": (("countries", "areas"), ("areas", "areas"), ("programmes", "programmes"),
                 ("products", "products")),
    "eligibility": (("recipient", "areas"), ("product", "products")), "closures": (("id", "at"),),
}
IDS = {"areas": "pcode", "places": "place_id", "lanes": "lane_id", "products": "product_id",
       "programmes": "programme_id", "supplies": "supply_id", "funds": "fund_id",
       "earmarks": "earmark_id"}
IDS_OF_DERIVED = {"places.csv": "place_id", "lanes.csv": "lane_id"}


class Report:
    def __init__(self):
        self.failures = 0

    def check(self, what, problems):
        """`problems` is a list of sentences; empty means that the check holds."""
        print(("ok    " if not problems else "FAIL  ") + what)
        for problem in problems[:5]:
            print("      " + problem)
        if len(problems) > 5:
            print(f"      and {len(problems) - 5} more")
        self.failures += bool(problems)

    def equal(self, what, left, right):
        self.check(f"{what}: {left} = {right}", [] if left == right else ["they differ"])


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[name], newline="")))


def same_bytes(files):
    """places.csv and lanes.csv may hold more: what `imdad network` derived on top of the build."""
    problems = []
    for name, text in files.items():
        path = EXAMPLE / name
        if not path.exists():
            problems.append(f"{name} is missing; run build.py")
        elif path.read_bytes() == text.encode("utf-8"):
            continue
        elif name in IDS_OF_DERIVED:
            problems += beyond_the_build(name, path.read_text(encoding="utf-8"), text)
        else:
            problems.append(f"{name} differs from what build.py makes; run it, or undo the change")
    return problems


def beyond_the_build(name, there, built):
    """Rows of the build must stand as they are, blanks may be filled; others must be derived."""
    column = IDS_OF_DERIVED[name]
    parsed = {row[column]: row for row in csv.DictReader(io.StringIO(there, newline=""))}
    problems = []
    for row in csv.DictReader(io.StringIO(built, newline="")):
        found = parsed.pop(row[column], None)
        if found is None:
            problems.append(f"{name}: {row[column]} is missing")
            continue
        problems += [f"{name}: {row[column]}, {key}: {found[key]!r} instead of {value!r}"
                     for key, value in row.items()
                     if value and key != "origin" and not same_cell(found[key], value)]
    problems += [f"{name}: {key} is neither built nor marked derived"
                 for key, row in parsed.items() if not row["origin"].startswith("derived")]
    return problems


def same_cell(a, b):
    try:
        return a == b or float(a) == float(b)
    except ValueError:
        return False


def bad_ids(tables):
    problems = []
    for table, column in IDS.items():
        seen = set()
        for line, row in enumerate(tables[table], start=2):
            value = row[column]
            if not value or FORBIDDEN_IN_ID.search(value) or len(value.encode()) > 120:
                problems.append(f"{table}.csv:{line}: {value!r} is not an id")
            if value in seen:
                problems.append(f"{table}.csv:{line}: {value} stands there twice")
            seen.add(value)
    return problems


def dangling(tables):
    known = {table: {row[column] for row in tables[table]} for table, column in IDS.items()}
    known["at"] = known["areas"] | known["places"]
    problems = [f"{value} is an area and a place" for value in known["areas"] & known["places"]]
    for table, columns in REFERENCES.items():
        for line, row in enumerate(tables[table], start=2):
            for column, target in columns:
                for value in filter(None, row[column].split(";")):
                    if value not in known[target]:
                        problems.append(f"{table}.csv:{line}, {column}: no {value} in {target}")
    return problems


def bad_cells(tables):
    problems = []
    for table, rows in tables.items():
        numbers = NUMBERS.get(table, "").split()
        for line, row in enumerate(rows, start=2):
            for column, value in row.items():
                where = f"{table}.csv:{line}, {column}: "
                if column in numbers and value:
                    signed = column in ("lat", "lon")
                    if not re.fullmatch((r"-?" if signed else "") + r"\d+(\.\d{1,9})?", value):
                        problems.append(where + f"{value!r} is not a number")
                elif (column in DATE_COLUMNS and table != "lanes" and value
                      and not (DATE.fullmatch(value) and datetime.date.fromisoformat(value))):
                    problems.append(where + f"{value!r} is not a date")
                elif column == "origin" and not re.match(r"(real|derived|assumed)(: |$)", value):
                    problems.append(where + f"{value!r} is not an origin")
    return problems


def bad_tree(tables):
    """Every area's parent is one level up, every place lies in an area of a fitting level."""
    level = {row["pcode"]: int(row["level"]) for row in tables["areas"]}
    problems = [f"area {r['pcode']}: parent {r['parent']!r} is not one level up"
                for r in tables["areas"]
                if (level.get(r["parent"], -1) if r["parent"] else -1) != int(r["level"]) - 1]
    for row in tables["places"]:
        if not row["area"] and row["kind"] != "pool":
            problems.append(f"place {row['place_id']} lies in no area")
        ministry = row["place_id"].endswith("-MOH")
        if row["level"] in "45" and level[row["area"]] != (0 if ministry else 2):
            problems.append(f"place {row['place_id']} of level {row['level']} lies in no district")
    stores = collections.Counter(r["area"] for r in tables["places"] if r["level"] == "4")
    problems += [f"district {pcode} has {stores[pcode]} district stores, not 1"
                 for pcode, lvl in level.items() if lvl == 2 and stores[pcode] != 1]
    return problems


def unserved_needs(tables):
    """A need at an area needs a place there at the level of serving or above it."""
    serve_level = {r["programme_id"]: int(r["serve_level"]) for r in tables["programmes"]}
    lowest = collections.defaultdict(set)
    for row in tables["places"]:
        lowest[row["area"]].add(int(row["level"]))
    places = {row["place_id"] for row in tables["places"]}
    return [f"{row['programme']} at {row['at']}: no place serves there"
            for table in ("needs", "quantification") for row in tables[table]
            if row["at"] not in places
            and not any(2 <= lvl <= serve_level[row["programme"]] for lvl in lowest[row["at"]])]


def sum_of(rows, column, **where):
    return sum(int(float(r[column] or 0)) for r in rows
               if all(r[key] == value for key, value in where.items()))


def totals(report, tables, inputs, left):
    used = sum(1 for r in tables["places"] if r["place_id"].startswith("KWTRP"))
    report.equal("facilities in the list = used + left out", len(inputs["facilities"]),
                 used + sum_of(left, "quantity", file="facilities.csv"))
    report.equal("districts of Afghanistan", 401,
                 sum(1 for r in tables["areas"] if r["level"] == "2" and r["parent"][:2] == "AF"))
    report.equal("member states with a place for training", 57,
                 sum(1 for r in tables["places"] if r["place_id"].endswith("-MOH")))
    doses_in_pack = {r["product_id"]: int(r["pack_units"]) for r in tables["products"]}
    held = sum(int(r["packs"]) * doses_in_pack[r["product"]] for r in tables["stock"]
               if re.fullmatch(r"D\d+", r["lot"]))
    report.equal("donated doses = held + spent or left out", sum_of(inputs["donations"], "doses"),
                 held + sum_of(left, "quantity", file="donations.csv"))
    expected = sum(int(r["packs"]) * doses_in_pack[r["product"]] for r in tables["supplies"]
                   if r["source"] == "COVAX")
    report.equal("COVAX doses allocated = expected + delivered or left out",
                 sum_of(inputs["covax_allocations"], "doses_allocated"),
                 expected + sum_of(left, "quantity", file="covax_allocations.csv"))
    report.equal("kit caseload = people in need of the five plans",
                 sum_of(inputs["plans_2022"], "people_in_need"),
                 sum_of(tables["needs"], "persons", programme="KIT"))
    report.equal("contributions of 2022 = loaded + left out",
                 len(inputs["pooled_fund_contributions"]), len(tables["funds"])
                 + sum_of(left, "quantity", file="pooled_fund_contributions.csv"))
    catchments = sum_of((r for r in tables["areas"] if "~" in r["pcode"]), "population")
    report.equal("people of the catchments = people of their facilities", catchments,
                 sum_of(tables["facility_tiers"], "population"))
    report.equal("people of facilities = people served with outreach", catchments,
                 sum_of(tables["facility_tiers"], "population_with_outreach"))


def main():
    report = Report()
    inputs = builder.read_inputs(EXAMPLE / "inputs")
    files, _ = builder.build(inputs)
    report.check("a rebuild gives the same bytes", same_bytes(files))
    header = json.loads(files["datapackage.json"])
    start = datetime.date.fromisoformat(header["imdad"]["start"])
    report.check("the start is a Monday", [] if start.weekday() == 0 else [str(start)])
    tables = {name[:-4]: rows_of(files, name) for name in files if name.endswith(".csv")}
    left = tables.pop("left-out")
    report.check("ids are well formed and stand once", bad_ids(tables))
    report.check("no reference dangles", dangling(tables))
    report.check("numbers, dates and origins can be read", bad_cells(tables))
    report.check("areas form a tree, every district has one store", bad_tree(tables))
    report.check("every need has a place that can serve it", unserved_needs(tables))
    totals(report, tables, inputs, left)
    size = sum(path.stat().st_size for path in EXAMPLE.rglob("*") if path.is_file())
    report.check(f"the folder is under {MOST_BYTES} bytes ({size})",
                 [] if size < MOST_BYTES else ["too large"])
    sys.exit(1 if report.failures else 0)


if __name__ == "__main__":
    main()
