"""Arrivals of COVID-19 doses: promised, committed, received at the airport of entry, given, or laid aside.

What the list proves: that doses of a donor arrived in a country in a month. It has no days of promise and none of
dispatch: all steps up to receipt are booked on the first day of that month, and no transit is made up. What was given
since is derived (rule R10 of the scenario: the national total of doses given, oldest arrivals first). So what is on
hand here is what the scenario holds, lot by lot.
"""

import datetime
import pathlib
import sys

import books
import names

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "build_afghanistan_sahel"))
import products  # noqa: E402
import rules  # noqa: E402

FILE = "donations.csv"
UNNAMED_VACCINE = "COVID-UNNAMED"


def derive(rows, left_out, held, shelf_life, documents, commands, grants):
    """`left_out`: rows of the scenario's left-out.csv. `held`: lot -> doses that the scenario holds of it. Returns the
    arrivals that cannot be booked."""
    given = {row["row"]: int(row["quantity"]) for row in left_out
             if row["file"] == FILE and row["reason"].startswith("spent before the start")}
    unbooked = []
    for row in rows:
        if not row["month"]:
            unbooked.append({"file": FILE, "row": row["id"], "what": f"{row['donor_or_funder']} to "
                             f"{row['recipient_iso3']}, {row['vaccine']}", "quantity": row["doses"], "unit": "dose",
                             "reason": "the source names no month: there is no day to book it on, and no expiry"})
            continue
        Arrival(row, shelf_life, documents).post(given.get(row["id"], 0), held, commands, grants)
    return unbooked


class Arrival:
    """One row of the list as a lot of its own: lot and pledge are called D and the row, as in the scenario."""

    def __init__(self, row, shelf_life, documents):
        self.row, self.documents = row, documents
        self.source = books.sha256_of_row(FILE, row)
        self.country, self.donor = row["recipient_iso3"], names.donor(row["donor_or_funder"])
        self.covax = row["pipeline"] == "COVAX"
        self.doses = int(row["doses"])
        self.day = datetime.date.fromisoformat(row["month"] + "-01")
        self.product = products.COVID_BY_NAME.get(row["vaccine"], UNNAMED_VACCINE)
        # No expiry follows from an unnamed vaccine.
        self.expiry = "" if self.product == UNNAMED_VACCINE else str(
            self.day + datetime.timedelta(int(shelf_life[self.product] * rules.REMAINING_ON_ARRIVAL)))
        self.pledge = f"D{row['id']}"
        self.place = f"{self.country}-AIR"

    def earmark(self):
        donor = self.row["donor_or_funder"]
        if donor in names.UNNAMED:
            return ""
        return f"{'COVAX' if self.covax else 'BILATERAL'}-{donor.replace(' ', '-')}-{self.country}"

    def instrument(self, grants):
        """A donor's grant to one country, or COVAX to it: there all donors' doses come under one agreement."""
        country = names.called(self.country)
        if self.covax:
            key, giver = f"covax-{self.country}", "COVAX"
            kind, title = "tripartite_donation_agreement", f"Doses through COVAX to {country}, 2021 and 2022"
        else:
            key, giver = f"doses-{self.donor}-{self.country}", self.donor
            kind, title = "bilateral_grant", f"Doses of COVID-19 vaccine from {names.called(self.donor)} to {country}"
        grants.setdefault(key, {"type": kind, "giver": giver, "taker": self.country, "title": title, "file": FILE,
                                "start": [], "sources": []})
        grants[key]["start"].append(str(self.day))
        grants[key]["sources"].append(self.source)
        return key

    def post(self, given, held, commands, grants):
        shared = {"unit": self.product, "earmark": self.earmark(), "pledge": self.pledge}
        arrival = {**shared, "document": self.documents["donations"],
                   "reason": f"external, not an OIC plan: {FILE}, row {self.row['id']}; arrival in {self.row['month']}"
                             f"{' (year inferred)' if self.row['month_year_inferred'] == 'Y' else ''}, day not known"}
        lot = {"lot": self.pledge, "expiry": self.expiry}
        keeper = "COVAX" if self.covax else self.country
        commands.add(self.source, "pledge", str(self.day), self.doses, holder=self.donor, to=self.place,
                     **arrival)
        commands.add(self.source, "commit", str(self.day), self.doses, to=keeper, instrument=self.instrument(grants),
                     **arrival)
        commands.add(self.source, "receive", str(self.day), self.doses, holder=keeper, to=self.place, **lot, **arrival)
        if given:
            self.post_given(given, {**shared, **lot}, commands)
        aside = self.doses - given - held.get(self.pledge, 0)
        if aside:
            commands.add(self.source, "quarantine", books.EVE, aside, holder=self.place, **shared, **lot,
                         reason=f"derived: R10 of the scenario, laid aside: {self.why_aside(aside)}")

    def post_given(self, given, what, commands):
        """Nobody knows on which days: by the last day of the lot, or of these books."""
        by = min(self.expiry or books.EVE, books.EVE)
        clinic = f"{self.country}-MOH"
        commands.add(self.source, "deliver", by, given, holder=self.place, to=clinic, **what,
                     document=self.documents["vaccinations"],
                     reason="derived: R10 of the scenario, from the national total of doses given; at the latest by "
                            "this day")
        commands.add(self.source, "use", by, given, holder=clinic, **what,
                     reason="derived: R10 of the scenario, as its delivery")

    def why_aside(self, doses):
        if self.product == UNNAMED_VACCINE:
            return "the source names no vaccine"
        if self.expiry <= books.EVE:
            return f"expired on {self.expiry}"
        if doses >= 200:
            raise ValueError(f"{self.pledge}: {doses} doses are neither given nor held, and no rule says why")
        return "fewer than a whole carton"
