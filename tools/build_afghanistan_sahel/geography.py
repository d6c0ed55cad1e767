"""Areas and serving places: countries, first-level areas, Afghan districts, Sahel catchments.

Rules R1 (population of 2022), R2 (catchments), R3 (population of a facility) and R4 (outreach of
health posts) of the example's README live here.
"""

import collections
import dataclasses
from fractions import Fraction

import catchments
import common
import rules


@dataclasses.dataclass
class Area:
    pcode: str
    level: int
    name: str
    parent: str
    country: str
    population: object = None       # as written: a source figure with its year, or a 2022 figure
    population_year: object = None
    people_2022: object = None
    point: object = None
    name_ar: str = ""
    name_fr: str = ""
    region: str = ""                # supply region, Afghanistan only
    origin: str = "real"


@dataclasses.dataclass
class Place:
    place_id: str
    name: str
    kind: str
    level: int
    area: str
    point: object
    tier: int = 0
    people: int = 0                 # own population of 2022
    people_with_outreach: int = 0   # plus that of the health posts it serves
    served_by: str = ""             # health posts: the centre whose outreach serves them
    owner: str = ""
    first_level: str = ""
    country: str = ""
    type: str = ""


@dataclasses.dataclass
class Geography:
    areas: dict                      # pcode -> Area, in writing order
    places: list                     # district stores and facilities, in writing order
    growth: dict                     # country -> (rate, how it was got)
    notes: collections.Counter


def point_of(row, lat="lat", lon="lon"):
    return (float(row[lat]), float(row[lon])) if row[lat] and row[lon] else None


def build(inputs, left_out):
    areas, notes = {}, collections.Counter()
    growth = growth_rates(inputs)
    add_countries(areas, inputs)
    add_first_level(areas, inputs, growth, left_out)
    places = add_afghan_districts(areas, inputs, growth, notes)
    facilities = usable_facilities(inputs, left_out, notes)
    catchments_of = catchments.assign(areas, facilities, notes)
    add_catchments(areas, catchments_of, notes)
    share_population(areas, facilities)
    assign_outreach(facilities, notes)
    for pcode, _ in catchments_of:
        areas[pcode].people_2022 = sum(f.people for f in facilities if f.area == pcode)
        areas[pcode].population = areas[pcode].people_2022
        areas[pcode].population_year = rules.START.year
    return Geography(areas, places + facilities, growth, notes)


def growth_rates(inputs):
    """R1: the rate between the 2022 plan's population and the 2024-25 total, where plausible."""
    plan = {r["iso3_list"]: common.number(r["population"]) for r in inputs["plans_2022"]}
    later = collections.defaultdict(int)
    year = {}
    for row in inputs["admin_areas"]:
        if row["level"] == "1" and row["population"]:
            later[row["country_iso3"]] += int(row["population"])
            year[row["country_iso3"]] = int(row["population_year"])
    rates = {}
    for country in rules.FOCUS:
        years = year[country] - rules.START.year
        if years == 0:
            rates[country] = (0.0, "real: population of 2022")
            continue
        rate = (later[country] / plan[country]) ** (1 / years) - 1 if plan.get(country) else None
        least, most = rules.GROWTH_RANGE
        if rate is not None and least <= rate <= most:
            rates[country] = (round(rate, 3), "derived: R1")
        else:
            rates[country] = (rules.GROWTH_ELSEWHERE, "assumed: R1")
    return rates


def in_2022(row, growth):
    years = int(row["population_year"]) - rules.START.year
    rate = Fraction(str(growth[row["country_iso3"]][0]))
    return round(int(row["population"]) / (1 + rate) ** years)


def add_countries(areas, inputs):
    for row in inputs["countries"]:
        areas[row["iso3"]] = Area(
            row["iso3"], 0, row["name_en"], "", row["iso3"], common.number(row["population_2025"]),
            common.number(row["population_year"]), None,
            point_of(row, "capital_lat", "capital_lon"), row["name_ar"], row["name_fr"])


def add_first_level(areas, inputs, growth, left_out):
    for row in inputs["admin_areas"]:
        if row["level"] != "1":
            continue
        if not row["population"]:
            left_out.add("admin_areas.csv", row["pcode"], row["name"], 1, "area",
                         "no population in the source; MR-NKC Nouakchott, which holds it, is used")
            continue
        french = row["name"] if row["country_iso3"] in rules.SAHEL else ""
        areas[row["pcode"]] = Area(
            row["pcode"], 1, row["name"], row["parent_pcode"], row["country_iso3"],
            int(row["population"]), int(row["population_year"]), in_2022(row, growth),
            point_of(row), "", french, row["supply_region"])


def add_afghan_districts(areas, inputs, growth, notes):
    places = []
    for row in inputs["admin_areas"]:
        if row["level"] != "2":
            continue
        point, origin = point_of(row), "real"
        if point is None:
            point, origin = areas[row["parent_pcode"]].point, "derived: R15"
            notes["Afghan districts without a point: the province's point is used"] += 1
        area = Area(row["pcode"], 2, row["name"], row["parent_pcode"], rules.AFG,
                    int(row["population"]), int(row["population_year"]), in_2022(row, growth),
                    point, origin=origin)
        areas[area.pcode] = area
        places.append(Place(
            f"{area.pcode}-store", f"{area.name} district store", "store", 4, area.pcode, point,
            people=area.people_2022, people_with_outreach=area.people_2022,
            first_level=area.parent, country=rules.AFG))
    return places


def usable_facilities(inputs, left_out, notes):
    """Facilities with a point and a first-level area, each once."""
    rows = inputs["facilities"]
    facilities, seen = [], {}
    area_names = {r["pcode"]: r["name"] for r in inputs["admin_areas"]}
    # Higher tiers first, so that of two entries for one place the higher tier stays.
    for row in sorted(rows, key=lambda r: -int(r["level_tier"])):
        what = f"{row['name']} ({row['admin1']}, {row['country_iso3']})"
        reason = None
        key = (row["country_iso3"], row["lat"], row["lon"], plain_facility(row["name"]))
        if not row["lat"] and not row["admin1_pcode"]:
            reason = "neither point nor first-level area: no catchment can be found"
        elif not row["lat"] or not row["admin1_pcode"]:
            reason = "no point or no first-level area"
        elif "outside_country" in row["flags"]:
            reason = "the source marks its point as outside the country"
        elif key in seen:
            reason = f"listed twice (same point and name): {seen[key]} is used"
        elif "possible_duplicate" in row["flags"]:
            reason = "the source marks it as a duplicate of another entry"
        if reason:
            left_out.add("facilities.csv", row["facility_id"], what, 1, "facility", reason)
            continue
        seen[key] = row["facility_id"]
        if not same_name(row["admin1"], area_names[row["admin1_pcode"]]):
            notes["facilities used whose area by name is not that by point (the point counts)"] += 1
        facilities.append(Place(
            row["facility_id"], row["name"], "facility", 5, "", point_of(row),
            int(row["level_tier"]), owner=row["ownership"], first_level=row["admin1_pcode"],
            country=row["country_iso3"], type=row["type"]))
    facilities.sort(key=lambda f: f.place_id)
    notes["facilities in the open list (5 countries)"] = len(rows)
    notes["facilities used"] = len(facilities)
    notes["facilities left out"] = len(rows) - len(facilities)
    return facilities


def same_name(a, b):
    """Roughly: the list writes Ouaddan for Ouaddai, Tillabery for Tillaberi."""
    return common.plain(a)[:5] == common.plain(b)[:5]


def plain_facility(name):
    return common.plain(name).replace("'", "")


def add_catchments(areas, catchment_list, notes):
    used = collections.Counter(anchor.name for _, anchor in catchment_list)
    for code, anchor in catchment_list:
        name = f"Catchment of {anchor.name}"
        if used[anchor.name] > 1:
            name += f" ({areas[anchor.first_level].name})"
        parent = areas[anchor.first_level]
        areas[code] = Area(code, 2, name, parent.pcode, parent.country, point=anchor.point,
                           origin="derived: R2 R3")
        notes[f"catchments in {parent.country}"] += 1


def share_population(areas, facilities):
    """R3: a first-level area's people over its facilities by weight of tier, to the last person."""
    by_area = collections.defaultdict(list)
    for facility in facilities:
        by_area[facility.first_level].append(facility)
    for pcode, members in sorted(by_area.items()):
        shares = common.apportion(areas[pcode].people_2022,
                                  [rules.TIER_WEIGHT[f.tier] for f in members])
        for facility, share in zip(members, shares):
            facility.people = share


def assign_outreach(facilities, notes):
    """R4: a post's vaccine need is met by the nearest centre or hospital of its catchment."""
    centres = collections.defaultdict(list)
    for facility in facilities:
        facility.people_with_outreach = facility.people if facility.tier >= 2 else 0
        if facility.tier >= 2:
            centres[facility.area].append(facility)
    for facility in facilities:
        if facility.tier == 1:
            parent = common.nearest(facility.point, centres[facility.area])
            parent.people_with_outreach += facility.people
            facility.served_by = parent.place_id
            notes["health posts served by outreach of a centre"] += 1
