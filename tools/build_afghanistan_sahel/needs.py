"""Who needs what: quantification rows, the kit caseload, training, experts and absorption.

Rules R6 (routine cohorts), R7 (COVID-19), R8 (absorption), R9 (caseload of kits), R17 (training
and experts) and R19 (vitamin A).
"""

import collections
import dataclasses
import datetime
import math
from fractions import Fraction

import common
import products
import rules

QUANTIFICATION_HEADER = ("programme,at,method,population,share,coverage_target,already_served,"
                         "cases_per_1000,consumption,reporting_rate,stockout_days,growth_rate,"
                         "buffer_weeks,source,origin")
NEEDS_HEADER = "programme,at,from,to,persons,group,activity,source,origin"
ABSORPTION_HEADER = "at,programme,from,to,persons_per_week,origin"
CASELOAD = "planning caseload: 2022 national total (real) spread by the 2024 pattern (derived)"
CASELOAD_BY_POPULATION = ("planning caseload: 2022 national total (real) spread by population "
                          "(derived)")


@dataclasses.dataclass
class Needs:
    quantification: list
    needs: list
    absorption: list
    persons: collections.Counter       # (programme, country) -> persons
    persons_at: collections.Counter    # (programme, district or catchment) -> persons
    covid: dict                        # country -> CovidState


@dataclasses.dataclass
class CovidState:
    doses_at_start: int
    per_day: Fraction
    window: str
    ratio: Fraction
    ratio_origin: str
    uptake: Fraction


def build(inputs, geography, left_out):
    result = Needs([], [], [], collections.Counter(), collections.Counter(), {})
    result.covid = covid_states(inputs, geography)
    add_demographic(result, geography)
    add_kits(result, inputs, geography, left_out)
    add_training(result, geography)
    add_absorption(result, geography)
    return result


def share_text(numerator, denominator):
    return common.decimal(numerator / denominator, 9)


def half_year_share(programme, country):
    """Share of the population that needs a vaccine within half a year."""
    births = rules.BIRTHS_PER_1000[country]
    if programme == "BCG":
        return share_text(births, 1000 * rules.HALF_YEAR)
    if programme == "TD":
        return share_text(rules.AGE9_PER_1000[country], 1000 * rules.HALF_YEAR)
    if programme == "VITA":
        return share_text(rules.CHILDREN_6_59_MONTHS_PER_1000[country], 1000)
    return share_text(births * rules.SURVIVORS_PER_1000[country], 1_000_000 * rules.HALF_YEAR)


def add_demographic(result, geography):
    for place in geography.places:
        for programme in products.ROUTINE_PRODUCT:
            if (place.country, programme) not in rules.NOT_IN_SCHEDULE:
                add_row(result, geography, programme, place, place.people_with_outreach,
                        half_year_share(programme, place.country), "1", 0, "R6")
        add_row(result, geography, "VITA", place, place.people,
                half_year_share("VITA", place.country), "1", 0, "R19")
    for place in geography.places:
        if place.kind == "store":
            add_covid(result, geography, place)


def add_covid(result, geography, store):
    """For the whole district or catchment: teams start from its store."""
    people = geography.areas[store.area].people_2022
    health = rules.HEALTH_WORKERS_PER_1000
    over60 = rules.OVER60_PER_1000[store.country]
    other = rules.ADULTS_PER_1000[store.country] - over60 - health
    for programme, share, target in (("COVID-HW", health, "1"), ("COVID-60", over60, "1"),
                                     ("COVID-ADULT", other, rules.OTHER_ADULTS_TARGET)):
        group = people * Fraction(share, 1000)
        served = min(math.floor(group * result.covid[store.country].uptake),
                     math.floor(group * Fraction(target)))
        persons = math.ceil(group * Fraction(target)) - served
        if persons > 0:
            # Everybody waits from the day the programme opens: the first groups at once, all other
            # adults when the teams have had three months for them.
            opens = rules.OTHER_ADULTS_FROM if programme == "COVID-ADULT" else rules.START
            result.needs.append((programme, store.area, opens, opens + datetime.timedelta(days=6),
                                 persons, "resident", "",
                                 f"{people} people x {share}/1000 x {target} - {served} served",
                                 "derived: R7"))
            result.persons[(programme, store.country)] += persons
            result.persons_at[(programme, store.area)] += persons


def add_row(result, geography, programme, place, people, share, target, served, rule):
    """One row of quantification.csv.

    Afghan districts leave the population to areas.csv and state the growth rate that brings it
    back to 2022; Sahel rows state the people of 2022 that R3 and R4 give them.
    """
    area, rate = geography.areas[place.area], ""
    at = place.area if place.country == rules.AFG else place.place_id
    population, exact = people, Fraction(people)
    if place.country == rules.AFG:
        rate = geography.growth[rules.AFG][0]
        years = area.population_year - rules.START.year
        population, exact = "", area.population / (1 + Fraction(str(rate))) ** years
    persons = math.ceil(exact * Fraction(share) * Fraction(target)) - served
    if persons <= 0:
        return
    result.quantification.append((programme, at, "demographic", population, share, target,
                                  served or "", "", "", "", "", rate, "", rule,
                                  f"derived: {rule}"))
    result.persons[(programme, place.country)] += persons
    result.persons_at[(programme, place.area)] += persons


def covid_states(inputs, geography):
    """R7 and R8: doses given by the start, best observed pace, persons per dose, uptake."""
    ratio, ratio_origin = persons_per_dose(inputs)
    states = {}
    for country in rules.FOCUS:
        points = dose_points(inputs, country)
        pace, since, until = max(paces(points))
        last_day, last = points[-1]
        latest = max((rate for rate in paces(points) if rate[2] == last_day), key=lambda r: r[1])
        doses = last + math.floor(latest[0] * (rules.START - last_day).days)
        people = sum(a.people_2022 for a in geography.areas.values()
                     if a.level == 1 and a.country == country)
        adults = people * Fraction(rules.ADULTS_PER_1000[country], 1000)
        states[country] = CovidState(doses, pace, f"{since} to {until}", ratio, ratio_origin,
                                     min(Fraction(1), doses * ratio / adults))
    return states


def persons_per_dose(inputs):
    """From the most recent row that states both; older rows are from before second doses."""
    rows = [r for r in inputs["covid_vaccinations"] if r["people_vaccinated"]]
    row = max(rows, key=lambda r: (r["date"], r["iso3"]))
    return (Fraction(int(row["people_vaccinated"]), int(row["total_vaccinations"])),
            f"{row['iso3']} {row['date']}")


def dose_points(inputs, country):
    """(day, doses given so far), from nil at the month of the first arrival."""
    known = sorted((datetime.date.fromisoformat(r["date"]), int(r["total_vaccinations"]))
                   for r in inputs["covid_vaccinations"] if r["iso3"] == country)
    first = [r["month"] for r in inputs["donations"]
             if r["recipient_iso3"] == country and r["month"]]
    return ([(common.month_start(min(first)), 0)] if first else []) + known


def paces(points):
    """(doses a day, since, until) between any two points at least two weeks apart."""
    return [(Fraction(b[1] - a[1], (b[0] - a[0]).days), a[0], b[0])
            for i, a in enumerate(points) for b in points[i + 1:]
            if (b[0] - a[0]).days >= rules.PACE_DAYS]


def add_kits(result, inputs, geography, left_out):
    """R9: the 2022 caseload of the response plan, spread over districts and catchments."""
    plan = {r["iso3_list"]: int(r["people_in_need"]) for r in inputs["plans_2022"]}
    pattern = caseload_pattern(inputs)
    for country in rules.FOCUS:
        if country not in plan:
            left_out.add("plans_2022.csv", country, "emergency kits", 1, "country",
                         "no response plan and no people in need in the sources: no kit need")
            continue
        districts = [a for a in geography.areas.values() if a.level == 2 and a.country == country]
        source = CASELOAD
        if country == rules.AFG:
            shares = common.apportion(plan[country], [pattern[a.pcode] for a in districts])
        elif country == "TCD":
            source = CASELOAD_BY_POPULATION
            shares = common.apportion(plan[country], [a.people_2022 for a in districts])
        else:
            shares = two_step_shares(plan[country], districts, pattern)
        for area, persons in zip(districts, shares):
            if persons > 0:
                result.needs.append(("KIT", area.pcode, rules.START, rules.KIT_CASELOAD_UNTIL,
                                     persons, "resident", "", source, "derived: R9"))
                result.persons[("KIT", country)] += persons
                result.persons_at[("KIT", area.pcode)] += persons


def caseload_pattern(inputs):
    """People in need of 2024 by district (Afghanistan) and by first-level area (Sahel)."""
    pattern = collections.Counter()
    for row in inputs["needs_by_sector_admin"]:
        if row["level"] == "admin2":
            pattern[caseload_key(row)] += int(row["people_in_need"] or 0)
    for row in inputs["needs_bfa_admin3_2024"]:
        pattern[row["admin3_pcode"][:4]] += int(row["people_in_need"] or 0)
    return pattern


def caseload_key(row):
    """The source leaves the first-level code of Mali and Niger blank, and writes NER001003 where
    the areas say NE001."""
    code = row["admin2_pcode"]
    if row["iso3"] == rules.AFG:
        return code
    return "NE" + code[3:6] if row["iso3"] == "NER" else code[:4]


def two_step_shares(total, districts, pattern):
    parents = sorted({a.parent for a in districts})
    by_parent = dict(zip(parents, common.apportion(total, [pattern[p] for p in parents])))
    shares = {}
    for parent in parents:
        inside = [a for a in districts if a.parent == parent]
        parts = common.apportion(by_parent[parent], [a.people_2022 for a in inside])
        shares.update({a.pcode: part for a, part in zip(inside, parts)})
    return [shares[a.pcode] for a in districts]


def seats_asked(population):
    for limit, seats in rules.SEAT_STEPS:
        if population < limit:
            return seats
    return rules.SEATS_LARGEST


def add_training(result, geography):
    """R17: seats by population of the member state; ten expert-days per first-level office."""
    countries = [a for a in geography.areas.values() if a.level == 0]
    for area in countries:
        seats = seats_asked(area.population)
        result.needs.append(("TRAIN", f"{area.pcode}-MOH", rules.START, rules.NOMINATED_UNTIL,
                             seats, "", "", "R17", "assumed: R17"))
        result.persons[("TRAIN", area.pcode)] += seats
    for country in rules.FOCUS:
        offices = sum(1 for a in geography.areas.values()
                      if a.level == 1 and a.country == country)
        result.needs.append(("EXPERT", f"{country}-MOH", "", "", offices, "", "", "R17",
                             "assumed: R17"))
        result.persons[("EXPERT", country)] += offices


def add_absorption(result, geography):
    """R8: the best observed pace of a country, over its first-level areas by population."""
    programmes = ";".join(products.COVID_PROGRAMMES)
    for country in rules.FOCUS:
        firsts = [a for a in geography.areas.values() if a.level == 1 and a.country == country]
        weekly = math.floor(result.covid[country].per_day * 7)
        for area, share in zip(firsts, common.apportion(weekly, [a.people_2022 for a in firsts])):
            result.absorption.append((area.pcode, programmes, "", "", share, "derived: R8"))
