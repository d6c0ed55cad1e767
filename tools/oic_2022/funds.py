"""Contributions to the three country-based pooled funds of the region, and of member states of the OIC to the worldwide
Central Emergency Response Fund: pledged, committed, paid.

What the list proves: that a donor pledged an amount on a day and, where it says so, paid it on a day. Nothing is known
of what the fund did with it, so the money ends on hand at the fund.
"""

import decimal

import books
import names

FILE = "pooled_fund_contributions.csv"
FUNDS = {"Afghanistan": "CBPF-AFG", "Burkina Faso (RhPF)": "CBPF-BFA", "Niger (RhPF)": "CBPF-NER", "CERF": "CERF"}
YEARS = ("2021", "2022")


def wanted(row):
    return row["fund"] in FUNDS and row["fiscal_year"] in YEARS and (
        row["fund"] != "CERF" or names.SAME.get(row["donor"], row["donor"]) in names.MEMBERS)


def cents(text):
    value = decimal.Decimal(text or "0") * 100
    if value != value.to_integral_value():
        raise ValueError(f"{text} USD is not whole cents")
    return int(value)


def letter_of(donor):
    return f"letter-{donor}"


def derive(rows, document, commands, grants):
    """`grants`: instrument -> what external_instruments.py needs of it."""
    numbers = {}
    for row in rows:
        fund = FUNDS[row["fund"]]
        # The scenario numbers the contributions of 2022; earlier ones say their year.
        series = fund if row["fiscal_year"] == "2022" else f"{fund}-{row['fiscal_year']}"
        numbers[series] = numbers.get(series, 0) + 1
        post(row, fund, f"{series}-{numbers[series]:02d}", document, commands, grants)


def post(row, fund, pledge, document, commands, grants):
    donor = names.donor(row["donor"])
    source = books.sha256_of_row(FILE, row)
    paid = cents(row["paid_usd"])
    level = paid + cents(row["pledge_usd"])
    if not level or row["pledge_date"] > books.EVE:
        raise ValueError(f"row {row['row']} pledges nothing by {books.EVE}")
    what = {"unit": "USD", "pledge": pledge, "document": document,
            "reason": f"external, not an OIC plan: {FILE}, row {row['row']}"}
    # What goes to the worldwide fund is for no country, and must not count for one of these.
    worldwide = {"shared": "true"} if fund == "CERF" else {}
    if not worldwide:
        what["earmark"] = fund
    commands.add(source, "pledge", row["pledge_date"], level, holder=donor, to=fund, **what, **worldwide)
    if not paid:
        return
    # In three rows the payment is older than the pledge; the letter must hold on both days.
    grants.setdefault(letter_of(donor), {
        "type": "contribution_letter", "giver": donor, "taker": "OCHA", "file": FILE, "start": [], "sources": [],
        "title": f"Contributions of {names.called(donor)} to pooled funds, 2021 and 2022"})
    grant = grants[letter_of(donor)]
    grant["start"] += [row["pledge_date"], row["paid_date"]]
    grant["sources"].append(source)
    commands.add(source, "commit", row["pledge_date"], paid, to=fund, instrument=letter_of(donor), **what)
    commands.add(source, "receive", row["paid_date"], paid, holder=fund, to=fund, **what)
