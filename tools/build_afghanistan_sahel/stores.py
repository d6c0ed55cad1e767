"""Rows of areas.csv, places.csv, lanes.csv, closures.csv and facility_tiers.csv.

Stores of levels 2 and 3, the missing lanes and the litres of those levels are left to
`imdad network`, which derives them and marks them so.
"""

import common
import rules

AREAS_HEADER = ("pcode,level,name,name_ar,name_fr,parent,population,population_year,weight,lat,lon,"
                "origin")
PLACES_HEADER = ("place_id,name,kind,level,area,lat,lon,ambient_l,cold_l,frozen_l,ultra_cold_l,"
                 "owner,sensitivity,origin")
LANES_HEADER = ("lane_id,from,to,mode,distance_km,lead_days,every_weeks,first_week,cost_per_m3,"
                "ambient_l,cold_l,frozen_l,ultra_cold_l,origin")
CLOSURES_HEADER = "what,id,from,to,reason,origin"
TIERS_HEADER = "place_id,tier,population,population_with_outreach,served_by"
POOL = "POOL"


def coordinates(point):
    return ("", "") if point is None else (common.decimal(point[0], 5), common.decimal(point[1], 5))


def area_rows(geography):
    return [(a.pcode, a.level, a.name, a.name_ar, a.name_fr, a.parent, a.population,
             a.population_year, "", *coordinates(a.point), a.origin)
            for a in sorted(geography.areas.values(), key=lambda a: (a.level, a.pcode))]


def litres_of(device, inputs):
    for row in inputs["cold_chain"]:
        if row["name"] == device:
            return float(row["cooler_net_litres"])
    raise KeyError(device)


def district_litres(people, inputs):
    """R5: refrigerators by population of the district or catchment, a cold room for the largest."""
    ambient, per_1000 = rules.DISTRICT_AMBIENT_L
    ambient += people * per_1000 // 1000
    if people >= rules.DISTRICT_PEOPLE_OF_COLD_ROOM:
        return ambient, litres_of(rules.DISTRICT_COLD_ROOM, inputs)
    more = common.ceil_div(max(0, people - rules.DISTRICT_PEOPLE_OF_TWO),
                           rules.DISTRICT_PEOPLE_PER_DEVICE)
    return ambient, (2 + more) * litres_of(rules.DISTRICT_DEVICE, inputs)


def facility_litres(tier, inputs):
    if tier == 1:
        return rules.AMBIENT_L[1], 0
    device, count = {2: rules.TIER2_DEVICE, 3: rules.TIER3_DEVICE, 4: rules.TIER4_DEVICE}[tier]
    return rules.AMBIENT_L[tier], count * litres_of(device, inputs)


def place_rows(inputs, geography):
    rows = [(POOL, "Global pool of lots not yet shared between countries", "pool", 0, "", "", "",
             "", "", "", "", "", "public", "assumed: R16")]
    rows += entry_rows(inputs)
    rows += ministry_rows(inputs, geography)
    district_people = {a.pcode: a.people_2022 for a in geography.areas.values() if a.level == 2}
    for place in geography.places:
        if place.kind == "store":
            ambient, cold = district_litres(district_people[place.area], inputs)
        else:
            ambient, cold = facility_litres(place.tier, inputs)
        rows.append((place.place_id, place.name, place.kind, place.level, place.area,
                     *coordinates(place.point), ambient, common.decimal(cold), 0, 0, place.owner,
                     "restricted", "derived: R2 R5" if place.kind == "store" else "derived: R5"))
    return rows


def entry_rows(inputs):
    rows = []
    for country, icao in rules.AIRPORTS.items():
        row = next(r for r in inputs["airports"] if r["icao"] == icao)
        rows.append((f"{country}-AIR", row["name"], "entry", 1, country, row["lat"], row["lon"],
                     "", "", "", "", "", "public", "assumed: R16"))
    for country, number, name, lat, lon in port_rows(inputs):
        rows.append((port_id(country, number), f"Port of {name}", "entry", 1, country, lat, lon,
                     "", "", "", "", "", "public", "derived: R16"))
    return rows


def port_id(country, number):
    return f"{country}-PORT-{number}"


def port_rows(inputs):
    for row in inputs["ports"]:
        yield row["country_iso3"], row["wpi_number"], row["name"], row["lat"], row["lon"]


def ministry_rows(inputs, geography):
    """R17: one serving place per member state; no goods fit in, only seats and expert-days.

    Level 5 like every place that serves: a place of level 2 would pass for the national store.
    """
    rows = []
    for row in inputs["countries"]:
        area = geography.areas[row["iso3"]]
        rows.append((f"{area.pcode}-MOH", f"Ministry of health of {area.name}", "facility", 5,
                     area.pcode, *coordinates(area.point), 0, 0, 0, 0, "Public", "public",
                     "derived: R17"))
    return rows


def lane_rows(inputs):
    """Only what no rule derives: the virtual way of seats and expert-days, no room for goods."""
    return [(f"{POOL}--{row['iso3']}-MOH", POOL, f"{row['iso3']}-MOH", "virtual", "", 0, 1, 0, "",
             0, 0, 0, 0, "assumed: R17") for row in inputs["countries"]]


def closure_rows():
    return [(*row, "assumed: R20") for row in rules.CLOSURES]


def tier_rows(geography):
    return [(p.place_id, p.tier, p.people, p.people_with_outreach, p.served_by)
            for p in geography.places if p.tier]


def covid_note(need):
    """Lines for the terminal: what the COVID-19 figures rest on."""
    lines = []
    for country, state in need.covid.items():
        lines.append(f"{country}: {state.doses_at_start} doses by the start, "
                     f"{float(state.per_day):.0f} a day ({state.window}), "
                     f"{float(state.ratio):.3f} persons a dose ({state.ratio_origin}), "
                     f"{100 * float(state.uptake):.1f} % of adults")
    return lines
