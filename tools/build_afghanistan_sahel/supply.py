"""What is held and what is promised, except COVID-19 lots (see covid_supply.py).

Rules R12 (routine vaccines), R13 (kits), R17 (seats, experts) and R18 (earmarks).
"""

import collections
import dataclasses
import math
from fractions import Fraction

import common
import covid_supply
import products
import rules
from stores import POOL, port_id

STOCK_HEADER = "place,product,lot,expiry,packs,earmark,origin"
SUPPLIES_HEADER = ("supply_id,source,pledge,product,lot,expiry,packs,place,available_on,"
                   "clearance_days,earmark,activity,status,origin")
EARMARKS_HEADER = ("earmark_id,donor,countries,areas,programmes,products,activities,from,to,"
                   "category,reserve_share")
POLICY_HEADER = "level,product,min_weeks,max_weeks,closing_weeks"
FUNDS_HEADER = ("fund_id,source,pledge,amount,currency,available_on,valid_until,use,overhead_rate,"
                "earmark,origin")
ELIGIBILITY_HEADER = "recipient,product,state,until"
PRICES_HEADER = "product,supplier,unit_price,currency,lead_days,place,max_packs_per_week"

FUND_COUNTRY = {"Afghanistan": "AFG", "Burkina Faso (RhPF)": "BFA", "Niger (RhPF)": "NER"}
# Level, product, least, most, closing weeks. At the last place three rounds of a month; at
# first-level stores so much that a whole carton fits even where few people live. Assumed.
POLICY = ((3, "", 4, 39, 0), (4, "", 2, 20, 2), (5, "", 2, 12, 1), (5, "VITA", "", 26, 0),
          (5, "SEAT", "", 26, 0), (5, "EXPERT-DAY", "", 26, 0))
# Assumed: a short list that shows the three answers a recipient can give.
ELIGIBILITY = (("AFG", "COV-PFZ", "deferred", "2022-10-16"), ("TCD", "COV-MOD", "refuses", ""),
               ("MRT", "COV-JNJ", "accepts", ""))


class Book:
    """Rows of stock.csv, supplies.csv and earmarks.csv as they come up."""

    def __init__(self, cartons):
        self.stock, self.supplies = [], []
        self.earmarks = collections.OrderedDict()
        self.cartons = cartons

    def hold(self, place, product, lot, expiry, packs, earmark, origin):
        if packs > 0:
            self.stock.append((place, product, lot, expiry, packs, earmark, origin))

    def expect(self, supply_id, source, pledge, product, lot, expiry, packs, place, day, clearance,
               earmark, status, origin):
        if packs > 0:
            self.supplies.append((supply_id, source, pledge, product, lot, expiry, packs, place,
                                  day, clearance, earmark, "", status, origin))

    def earmark(self, earmark_id, donor, countries="", areas="", programmes="", items="",
                category=1, reserve_share=""):
        """Registers an earmark once; returns its id."""
        self.earmarks.setdefault(earmark_id, (earmark_id, donor, countries, areas, programmes,
                                              items, "", "", "", category, reserve_share))
        return earmark_id

    def whole_cartons(self, product, packs):
        carton = self.cartons[product]
        return packs // carton * carton


def build(inputs, geography, need, product_table, left_out):
    book = Book(products.cartons())
    shelf = products.shelf_life_days(product_table)
    covid_supply.add(book, inputs, need, shelf, left_out)
    add_routine(book, geography, need, shelf)
    add_kits(book, inputs, geography, need)
    add_seats_and_experts(book)
    return book


@dataclasses.dataclass
class Line:
    """One routine programme with its product."""
    programme: str
    product: str
    units_per_person: Fraction   # wastage included
    pack: int

    def packs(self, persons, share=Fraction(1)):
        return math.floor(persons * self.units_per_person * share / self.pack)


def routine_lines():
    vials = {row[0]: (row[3], row[5]) for row in products.ROUTINE}
    for programme, product in products.ROUTINE_PRODUCT.items():
        doses_in_vial, wastage = vials[product]
        yield Line(programme, product,
                   products.ROUTINE_DOSES[programme] / (1 - Fraction(wastage)), doses_in_vial)
    yield Line("VITA", "VITA", 1 / (1 - Fraction(products.VITA_WASTAGE)), products.VITA_UNITS)


def add_routine(book, geography, need, shelf):
    """R12: opening stock at districts and entries, later arrivals, a small unallotted reserve."""
    districts = [p for p in geography.places if p.kind == "store"]
    for line in routine_lines():
        countries = [c for c in rules.FOCUS if (c, line.programme) not in rules.NOT_IN_SCHEDULE]
        for country in countries:
            opening = add_opening(book, line, country, districts, need)
            add_arrivals(book, line, country, opening, need, shelf)
        persons = sum(need.persons[(line.programme, c)] for c in countries)
        reserve = line.packs(persons, Fraction(rules.POOL_ROUTINE_PER_CENT, 100))
        day = rules.ROUTINE_ARRIVALS[0][0]
        lot = f"{line.product}-POOL"
        book.expect(lot, "reserve not yet shared", "", line.product, lot,
                    lot_expiry(day, shelf[line.product]),
                    book.whole_cartons(line.product, reserve), POOL, day, 0, "", "committed",
                    "assumed: R12")


def add_opening(book, line, country, districts, need):
    """Lot A, at the district stores and at the entry. Returns its packs."""
    lot, total = f"{line.product}-{country}-A", 0
    for place in districts:
        if place.country == country:
            packs = line.packs(need.persons_at[(line.programme, place.area)],
                               Fraction(rules.DISTRICT_OPENING_WEEKS, rules.WEEKS))
            book.hold(place.place_id, line.product, lot, rules.OPENING_EXPIRY, packs, "",
                      "assumed: R12")
            total += packs
    packs = line.packs(need.persons[(line.programme, country)],
                       Fraction(rules.ENTRY_OPENING_WEEKS, rules.WEEKS))
    packs = book.whole_cartons(line.product, packs)
    book.hold(f"{country}-AIR", line.product, lot, rules.OPENING_EXPIRY, packs, "", "assumed: R12")
    return total + packs


def add_arrivals(book, line, country, opening, need, shelf):
    """Lots B and C: what the country's share of its need leaves after the opening stock."""
    share = rules.ROUTINE_SHARE[country] + rules.ROUTINE_SHARE_BY_PRODUCT.get(line.product, 0)
    rest = line.packs(need.persons[(line.programme, country)], Fraction(share, 100)) - opening
    for letter, (day, per_cent, status) in zip("BC", rules.ROUTINE_ARRIVALS):
        lot = f"{line.product}-{country}-{letter}"
        book.expect(lot, "national programme and partners", "", line.product, lot,
                    lot_expiry(day, shelf[line.product]),
                    book.whole_cartons(line.product, max(0, rest) * per_cent // 100),
                    f"{country}-AIR", day, rules.CLEARANCE_DAYS[country], "", status,
                    "derived: R12")


def lot_expiry(day, shelf_days):
    return common.add_days(day, math.floor(shelf_days * rules.REMAINING_ON_ARRIVAL))


def pooled_fund_share(inputs, country, plan_funding):
    paid = sum(Fraction(r["paid_usd"] or "0") for r in inputs["pooled_fund_contributions"]
               if FUND_COUNTRY.get(r["fund"]) == country)
    return min(Fraction(1, 2), paid / plan_funding)


def add_kits(book, inputs, geography, need):
    """R13: the funded share of each plan's kits, part of it earmarked."""
    plans = {r["iso3_list"]: r for r in inputs["plans_2022"]}
    expiry = common.add_days(rules.START, products.KIT_SHELF_DAYS)
    pool = 0
    for country in rules.FOCUS:
        if country not in plans:
            continue
        plan = plans[country]
        kits = math.floor(Fraction(need.persons[("KIT", country)], products.KIT_PEOPLE)
                          * Fraction(plan["funding_pct"]) / 100)
        pooled = pooled_fund_share(inputs, country, Fraction(plan["funding_usd"]))
        parts = {"pool": kits * rules.KIT_POOL_PER_CENT // 100,
                 "tight": kits * rules.KIT_TIGHT_PER_CENT // 100, "fund": math.floor(kits * pooled)}
        pool += parts["pool"]
        rest = kits - sum(parts.values())
        held = rest * rules.KIT_STOCK_PER_CENT // 100
        book.hold(f"{country}-AIR", "IEHK-B", f"KIT-{country}-A", expiry, held, "", "derived: R13")
        port = port_id(*rules.PORTS[country])
        first_day, _, first_status = rules.KIT_ARRIVALS[0]
        for name, earmark in (("tight", tight_earmark(book, geography, country)),
                              ("fund", fund_earmark(book, country))):
            if earmark:
                book.expect(f"KIT-{country}-{name}", book.earmarks[earmark][1], "", "IEHK-B",
                            f"KIT-{country}-{name}", expiry, parts[name], port, first_day,
                            rules.CLEARANCE_DAYS[country], earmark, first_status, "derived: R13")
        shares = common.apportion(rest - held, [row[1] for row in rules.KIT_ARRIVALS])
        for index, (day, _, status) in enumerate(rules.KIT_ARRIVALS):
            lot = f"KIT-{country}-{'BCD'[index]}"
            book.expect(lot, plan["plan_name"], plan["plan_code"], "IEHK-B", lot, expiry,
                        shares[index], port, day, rules.CLEARANCE_DAYS[country], "", status,
                        "derived: R13")
    book.hold(POOL, "IEHK-B", "KIT-POOL", expiry, pool, "", "derived: R13")


def tight_earmark(book, geography, country):
    """Category 4: one region only. The donors are invented, the narrowness is what matters."""
    if country == rules.AFG:
        west = sorted(a.pcode for a in geography.areas.values() if a.region == "Western")
        return book.earmark("ILL-AFG-WEST", "illustrative donor A", "AFG", ";".join(west), "KIT",
                            category=4)
    if country == "TCD":
        return book.earmark("ILL-TCD-LAC", "illustrative donor B", "TCD", "TD07", "KIT", category=4)
    return book.earmark("ILL-LIPTAKO", "illustrative donor C", "MLI;NER;BFA",
                        "ML05;ML07;BF56;NE006", "KIT", category=4)


def fund_earmark(book, country):
    for fund, iso3 in FUND_COUNTRY.items():
        if iso3 == country:
            return book.earmark(f"CBPF-{iso3}", f"Country-based pooled fund {fund}", iso3,
                                category=2)
    return None


def add_seats_and_experts(book):
    earmark = book.earmark("ILL-SEATS-SAHEL", "illustrative donor D", ";".join(rules.SAHEL), "",
                           "TRAIN", category=3, reserve_share="0.3")
    for index, (day, seats) in enumerate(rules.COURSES, start=1):
        book.expect(f"COURSE-{index}", "training centre", "", "SEAT", f"COURSE-{index}", "", seats,
                    POOL, day, 0, earmark if index == 2 else "",
                    "committed" if index < 4 else "announced", "assumed: R17")
    for index, (day, days) in enumerate(rules.EXPERT_TRANCHES, start=1):
        book.expect(f"EXPERTS-{index}", "technical cooperation", "", "EXPERT-DAY",
                    f"EXPERTS-{index}", "", days, POOL, day, 0, "",
                    "committed" if index < 3 else "pledged", "assumed: R17")


def fund_rows(book, inputs, left_out):
    """Contributions of 2022 to the three country funds; loaded, not used by the planner yet."""
    rows, others = [], collections.Counter()
    for row in inputs["pooled_fund_contributions"]:
        country = FUND_COUNTRY.get(row["fund"])
        if country is None:
            others[row["fund"]] += 1
            continue
        paid = Fraction(row["paid_usd"] or "0") > 0
        amount = row["paid_usd"] if paid else row["pledge_usd"]
        number = 1 + sum(1 for r in rows if r[0].startswith(f"CBPF-{country}-"))
        rows.append((f"CBPF-{country}-{number:02d}", row["donor"], f"pledged {row['pledge_date']}",
                     money(amount), "USD",
                     row["paid_date"] if paid else "2022-10-03", "2023-12-31", "", "0.07",
                     fund_earmark(book, country), "real" if paid else "assumed: R18"))
    for fund, count in others.items():
        left_out.add("pooled_fund_contributions.csv", fund, "contributions of 2022", count,
                     "contribution", "fund of another country, or worldwide (CERF)")
    return rows


def money(text):
    whole, _, cents = text.partition(".")
    return f"{whole}.{(cents + '00')[:2]}"
