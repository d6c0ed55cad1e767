"""Goods, seats and expert-days: what the scenario holds besides donated doses, and what it expects.

Holders, units and lots have the names of the scenario's places, products and lots; amounts are in the smallest issue
unit (dose, capsule, kit), where the scenario counts packs. Nothing of this is reported anywhere: each row says by which
rule of the scenario it is derived or assumed.
"""

import books
import names

KINDS = {"goods": "medicine", "seats": "seats", "expert_days": "expert_days"}
ILLUSTRATIVE = "illustrative-supply-2022"


def define_units(products, commands):
    commands.add("unit USD", "define_unit", books.EVE, unit="USD", unit_kind="currency", decimals="2")
    commands.add("unit COVID-UNNAMED", "define_unit", books.EVE, unit="COVID-UNNAMED", unit_kind="goods",
                 reason="doses of COVID-19 vaccine of which the source names no vaccine")
    for row in products:
        commands.add(books.sha256_of_row("products.csv", row), "define_unit", books.EVE, unit=row["product_id"],
                     unit_kind=KINDS[row["kind"]], reason=f"{row['name']}; counted by the {row['unit']}")


def open_balances(stock, pack_units, commands):
    """All stock that no arrival explains."""
    for row in stock:
        if row["origin"] == "derived: R10":
            continue
        commands.add(books.sha256_of_row("stock.csv", row), "opening_balance", books.EVE,
                     int(row["packs"]) * pack_units[row["product"]], holder=row["place"], unit=row["product"],
                     lot=row["lot"], expiry=row["expiry"], earmark=row["earmark"],
                     reason=f"{row['origin']} of the scenario")


def expect(supplies, pack_units, commands):
    """`announced` and `pledged` are a pledge, `committed` is committed to the place where it will arrive, `in_transit`
    has left for it. The pledge is called as the supply."""
    for row in supplies:
        source = books.sha256_of_row("supplies.csv", row)
        amount = int(row["packs"]) * pack_units[row["product"]]
        what = {"unit": row["product"], "earmark": row["earmark"], "pledge": row["supply_id"],
                "expected": row["available_on"], "reason": f"{row['origin']} of the scenario"}
        commands.add(source, "pledge", books.EVE, amount, holder=names.SOURCES[row["source"]], to=row["place"], **what)
        if row["status"] in ("announced", "pledged"):
            continue
        on_its_way = row["status"] == "in_transit"
        keeper = names.SOURCES[row["source"]] if on_its_way else row["place"]
        commands.add(source, "commit", books.EVE, amount, to=keeper, instrument=instrument_of(row), **what)
        if on_its_way:
            commands.add(source, "dispatch", books.EVE, amount, holder=keeper, to=row["place"], stage="committed",
                         lot=row["lot"], expiry=row["expiry"], **what)


def instrument_of(row):
    """Kits of a response plan and of a pooled fund come under the plan, COVAX doses under COVAX's agreement with the
    country; nothing stands behind the rest but the scenario itself."""
    party = names.SOURCES[row["source"]]
    if party == "COVAX":
        return f"covax-{row['place'].split('-')[0]}"
    if party.startswith("CBPF-"):
        return f"plan-H{party.removeprefix('CBPF-')}22"
    if party.startswith("H"):
        return f"plan-{party}"
    return ILLUSTRATIVE
