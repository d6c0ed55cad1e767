"""Agreements between others under which gifts were made: known by what was given, not by their texts.

No text of them is public. So each says in its title that it is external and derived; the documents attached are
fingerprints of the records that show it, named as stand-ins; it is said to be signed on the first day on which
something was given or promised under it, by somebody whom the source does not name.
"""

import hashlib

import books
import names

PARTY = "terms.parties["
MANDATE = {"mandates[recorded].holder": "not named in the source", "mandates[recorded].capacity": "signatory",
           "mandates[recorded].source": "stands for whoever signed; see README.md"}


def stand_in(kind, why, sha256):
    return {f"attachments[{kind}].kind": kind, f"attachments[{kind}].name": f"Stand-in for the {why}",
            f"attachments[{kind}].sha256": sha256}


def not_at_hand(records, sha256):
    return {**stand_in("text", f"text, which is not at hand: {records}", sha256),
            **stand_in("signed_file", f"signed file, which is not at hand: {records}", sha256)}


def row_of(key, kind, giver, taker, **terms):
    """One row; `terms` are the last parts of their paths."""
    return {"id": key, "classification": "public", "type": kind,
            "source_reason": "external: agreed by others, not by the OIC", "terms.title.en": terms["title"],
            "terms.objectives": terms["objective"], "terms.period.start": terms["start"],
            "terms.period.end": terms["end"],
            "terms.financial_clause": "true" if kind in ("contribution_letter", "response_plan") else "false",
            "terms.worth.minor_units": terms.get("cents", ""), "terms.worth.currency": "USD" if "cents" in terms else "",
            f"{PARTY}{giver}].focal_point": "@external.givers", f"{PARTY}{taker}].focal_point": "@external.takers"}


def of_grants(grants):
    for key, grant in sorted(grants.items()):
        count = len(grant["sources"])
        yield {**row_of(key, grant["type"], grant["giver"], grant["taker"],
                        title=f"External, derived: {grant['title']}", start=min(grant["start"]), end=books.YEAR_END,
                        objective="to give what the list says that was given"),
               **not_at_hand(f"{count} row{'s' if count > 1 else ''} of {grant['file']}",
                             hashlib.sha256("".join(grant["sources"]).encode()).hexdigest())}


def of_plans(plans):
    """The response plans of 2022, each with what it requires."""
    for plan in plans:
        record = books.sha256_of_row("plans_2022.csv", plan)
        yield {**row_of(f"plan-{plan['plan_code']}", "response_plan", "OCHA", plan["iso3_list"],
                        title=f"External: {plan['plan_name']}", start=plan["start_date"], end=plan["end_date"],
                        objective=f"to reach {int(plan['people_targeted']):,} of {int(plan['people_in_need']):,} people "
                                  "in need", cents=int(plan["requirements_revised_usd"]) * 100),
               **stand_in("text", f"text, which is not at hand: row {plan['plan_code']} of plans_2022.csv", record),
               **stand_in("signed_file", "signed file: a response plan is published, not signed", record)}


def illustrative(key, supplies):
    """Under which routine vaccines, seats, expert-days and the illustrative donors' kits are committed: what no source
    reports needs an agreement too. `supplies`: SHA-256 of the scenario's supplies.csv."""
    return {**row_of(key, "work_plan", "NATIONAL-PROGRAMMES", "OCHA", start="2022-07-01", end="2023-01-31",
                     title="Illustrative: supplies that the scenario assumes, second half of 2022",
                     objective="to have an agreement for what no source reports"),
            "source_reason": "illustrative: nobody agreed to it",
            **stand_in("text", "text: there is none, see supplies.csv of the scenario", supplies),
            **stand_in("signed_file", "signed file: there is none, see supplies.csv of the scenario", supplies)}


def columns_of(rows):
    """All columns, those of parties last and givers before takers: the last party gives the reference its code."""
    pairs = [parties for _, parties in parties_of(rows)]
    givers = {giver for giver, _ in pairs} - {"OCHA"}
    takers = {taker for _, taker in pairs} - {"OCHA"}
    others = [key for key in dict.fromkeys(key for row in rows for key in row) if not key.startswith(PARTY)]
    return others + [f"{PARTY}{party}].focal_point" for party in [*sorted(givers), "OCHA", *sorted(takers)]]


def parties_of(rows):
    """Instrument -> its parties, in the order in which they accept and sign."""
    for row in rows:
        yield row["id"], [key[len(PARTY):key.index("]")] for key in row if key.startswith(PARTY)]


def acts(rows):
    """One row per instrument: who accepts and signs, and on which day it is said to be signed."""
    for row, (key, parties) in zip(rows, parties_of(rows)):
        yield {"instrument": key, "giver": parties[0], "taker": parties[1], "signed_on": row["terms.period.start"]}


def party_rows(used):
    """Givers that are no member states."""
    for code, kind, english, french, arabic in names.OTHERS.values():
        if code in used:
            yield {"id": code, "code": code, "type": kind, "names.en": english, "names.fr": french, "names.ar": arabic,
                   "roles": "donor", **MANDATE}


def member_rows(rows):
    """Member states are in the books already: they get the mandate only."""
    signing = {party for _, parties in parties_of(rows) for party in parties}
    for party in sorted(filter(names.is_member, signing)):
        yield {"id": party, **MANDATE}
