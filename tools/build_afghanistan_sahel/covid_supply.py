"""COVID-19 lots: what is unspent of the donations, what COVAX still owes, what the pool holds.

Rules R10 (unspent lots) and R11 (outstanding COVAX doses).
"""

import collections
import datetime
import math

import common
import products
import rules
from stores import POOL

DOSES = {row[0]: row[3] for row in products.COVID}
POOL_EXPIRY = datetime.date(2023, 4, 30)


def add(book, inputs, need, shelf, left_out):
    for country in rules.FOCUS:
        add_unspent(book, inputs, country, need.covid[country].doses_at_start, shelf, left_out)
        add_outstanding(book, inputs, country, shelf, left_out)
    for product, doses in rules.POOL_COVID:
        packs = book.whole_cartons(product, doses // DOSES[product])
        book.hold(POOL, product, f"{product}-POOL", POOL_EXPIRY, packs, "", "assumed: R11")


def add_unspent(book, inputs, country, spent, shelf, left_out):
    """R10: doses given are taken from the oldest arrivals first; the rest is still held.

    Arrivals without a month count as the oldest. Every arrival ends as spent, held or left out.
    """
    rows = [r for r in inputs["donations"] if r["recipient_iso3"] == country]
    rows.sort(key=lambda r: (r["month"], int(r["id"])))
    for row in rows:
        doses = int(row["doses"])
        used = min(spent, doses)
        spent -= used
        what = f"{doses} doses, {row['donor_or_funder']} to {country}, {row['month'] or 'no month'}"
        if used:
            left_out.add("donations.csv", row["id"], what, used, "dose",
                         "spent before the start (oldest arrivals first)")
        rest = doses - used
        if not rest:
            continue
        product = products.COVID_BY_NAME.get(row["vaccine"])
        if product is None:
            left_out.add("donations.csv", row["id"], what, rest, "dose",
                         "unspent, but the source names no vaccine")
            continue
        if not row["month"]:
            left_out.add("donations.csv", row["id"], what, rest, "dose",
                         "unspent, but no month: no expiry can be derived")
            continue
        expiry = common.add_days(common.month_start(row["month"]),
                                 math.floor(shelf[product] * rules.REMAINING_ON_ARRIVAL))
        if expiry < common.add_days(rules.START, products.COVID_MIN_REMAINING):
            left_out.add("donations.csv", row["id"], what, rest, "dose",
                         "unspent, but expired at the start or within two weeks of it")
            continue
        packs = book.whole_cartons(product, rest // DOSES[product])
        broken = rest - packs * DOSES[product]
        if broken:
            left_out.add("donations.csv", row["id"], what, broken, "dose",
                         "rounded down to whole cartons")
        book.hold(f"{country}-AIR", product, f"D{row['id']}", expiry, packs,
                  donor_earmark(book, row), "derived: R10")


def donor_earmark(book, row):
    """R18: a donor through COVAX earmarks for a country, a bilateral one for the series too."""
    donor, country = row["donor_or_funder"], row["recipient_iso3"]
    if donor in ("Global", "Unknown", ""):
        return ""
    name = donor.replace(" ", "-")
    if row["pipeline"] == "COVAX":
        return book.earmark(f"COVAX-{name}-{country}", f"{donor} through COVAX", country,
                            category=2)
    return book.earmark(f"BILATERAL-{name}-{country}", donor, country, "",
                        ";".join(products.COVID_PROGRAMMES), category=3)


def round_key(text):
    return int(text.split()[1].split("/")[0])


def add_outstanding(book, inputs, country, shelf, left_out):
    """R11: allocated in rounds 4 to 9, less what came through COVAX, oldest rounds first."""
    delivered, untyped = collections.Counter(), 0
    for row in inputs["donations"]:
        if row["recipient_iso3"] == country and row["pipeline"] == "COVAX":
            product = products.COVID_BY_NAME.get(row["vaccine"])
            if product:
                delivered[product] += int(row["doses"])
            else:
                untyped += int(row["doses"])
    rounds = sorted((r for r in inputs["covax_allocations"] if r["iso3"] == country),
                    key=lambda r: (round_key(r["round"]), r["vaccine"]))
    for row in rounds:
        allocated = int(row["doses_allocated"])
        product = products.COVID_BY_NAME[row["vaccine"]]
        matched = min(allocated, delivered[product])
        delivered[product] -= matched
        by_untyped = min(allocated - matched, untyped)
        untyped -= by_untyped
        rest = allocated - matched - by_untyped
        key = f"{country} {row['round']} {row['vaccine']}"
        packs = book.whole_cartons(product, rest // DOSES[product])
        gone = allocated - packs * DOSES[product]
        if gone:
            left_out.add("covax_allocations.csv", key, f"{allocated} doses allocated", gone, "dose",
                         "delivered before the start, or rounded down to whole cartons")
        early = round_key(row["round"]) <= 7
        day = rules.COVAX_COMMITTED_ON if early else rules.COVAX_ANNOUNCED_ON
        lot = f"COVAX-R{round_key(row['round'])}-{country}-{product}"
        expiry = common.add_days(day, math.floor(shelf[product] * rules.REMAINING_ON_ARRIVAL))
        book.expect(lot, "COVAX", row["round"], product, lot, expiry, packs, f"{country}-AIR", day,
                    rules.CLEARANCE_DAYS[country], "", "committed" if early else "announced",
                    "derived: R11")
