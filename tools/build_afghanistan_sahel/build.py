"""Builds the scenario examples/afghanistan-sahel-2022 from its inputs/.

    python3 tools/build_afghanistan_sahel/build.py [--out DIR]

Standard library only; the same inputs give the same bytes. Totals of what was used and what was
left out are printed; left-out.csv lists the latter row by row.
"""

import argparse
import collections
import pathlib

import common
import geography
import left_out as left_out_module
import needs
import package
import products
import stores
import supply

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples/afghanistan-sahel-2022"


def read_inputs(folder):
    return {path.stem: common.read_rows(path) for path in sorted(folder.glob("*.csv"))}


def build(inputs):
    """File name -> text of every file of the scenario, and the totals for the terminal."""
    left = left_out_module.LeftOut()
    geo = geography.build(inputs, left)
    need = needs.build(inputs, geo, left)
    product_table = products.product_rows(inputs)
    book = supply.build(inputs, geo, need, product_table, left)
    funds = supply.fund_rows(book, inputs, left)
    left_out_module.add_reference_rows(left, inputs)
    tables = (
        ("areas", stores.AREAS_HEADER, stores.area_rows(geo)),
        ("places", stores.PLACES_HEADER, stores.place_rows(inputs, geo)),
        ("lanes", stores.LANES_HEADER, stores.lane_rows(inputs)),
        ("closures", stores.CLOSURES_HEADER, stores.closure_rows()),
        ("products", products.PRODUCT_HEADER, product_table),
        ("packaging", products.PACKAGING_HEADER, products.packaging_rows()),
        ("programmes", products.PROGRAMME_HEADER, products.PROGRAMMES),
        ("serves", products.SERVES_HEADER, products.serves_rows()),
        ("needs", needs.NEEDS_HEADER, need.needs),
        ("quantification", needs.QUANTIFICATION_HEADER, need.quantification),
        ("absorption", needs.ABSORPTION_HEADER, need.absorption),
        ("stock", supply.STOCK_HEADER, book.stock),
        ("supplies", supply.SUPPLIES_HEADER, book.supplies),
        ("policy", supply.POLICY_HEADER, supply.POLICY),
        ("funds", supply.FUNDS_HEADER, funds),
        ("prices", supply.PRICES_HEADER, ()),
        ("earmarks", supply.EARMARKS_HEADER, list(book.earmarks.values())),
        ("eligibility", supply.ELIGIBILITY_HEADER, supply.ELIGIBILITY),
    )
    files = {f"{name}.csv": common.csv_text(header.split(","), rows)
             for name, header, rows in tables}
    files["facility_tiers.csv"] = common.csv_text(stores.TIERS_HEADER.split(","),
                                                  stores.tier_rows(geo))
    files["left-out.csv"] = common.csv_text(left_out_module.HEADER.split(","),
                                            sorted(left.rows, key=lambda r: (r[0], str(r[1]))))
    files["datapackage.json"] = package.text([name for name, _, _ in tables],
                                              (EXAMPLE / "README.md").read_text("utf-8"))
    return files, totals(tables, geo, need, left)


def totals(tables, geo, need, left):
    lines = [f"{name}.csv: {len(rows)} rows" for name, _, rows in tables]
    lines += [f"growth rate {country}: {rate} ({origin})"
              for country, (rate, origin) in geo.growth.items()]
    lines += [f"{what}: {count}" for what, count in geo.notes.items()]
    lines += ["COVID-19 " + line for line in stores.covid_note(need)]
    by_programme = collections.Counter()
    for (programme, _), persons in need.persons.items():
        by_programme[programme] += persons
    lines += [f"need {programme}: {persons} persons" for programme, persons in by_programme.items()]
    lines += [f"left out, {file}: {rows} rows, {quantity} {unit}(s): {reason}"
              for (file, unit, reason), (rows, quantity) in left.totals().items()]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, default=EXAMPLE)
    options = parser.parse_args()
    files, lines = build(read_inputs(EXAMPLE / "inputs"))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        common.write_text(options.out / name, text)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
