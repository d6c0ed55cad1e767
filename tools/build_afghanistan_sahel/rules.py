"""Every assumed constant of the example, with its reason. The numbered rules (R1, R2, ...) are
written out in examples/afghanistan-sahel-2022/README.md; origin cells point to them.
"""

import datetime

START = datetime.date(2022, 7, 25)
WEEKS = 26
HALF_YEAR = 2  # yearly cohorts are divided by this

AFG = "AFG"
SAHEL = ("MLI", "NER", "BFA", "TCD", "MRT")
FOCUS = (AFG,) + SAHEL

# R1. The growth rate ties the 2024-25 total to the population of the 2022 response plan where
# that gives a rate inside this range; elsewhere the two totals come from different censuses.
GROWTH_RANGE = (0.015, 0.045)
GROWTH_ELSEWHERE = 0.029  # assumed: usual order of natural growth in the Sahel

# R3. Weight of a facility in its first-level area's population: a health post serves a village or
# two, a centre serves several (Niger: about 5,000 and 20,000 people). Hospitals count as a centre
# for the town around them; referred patients are not counted twice.
TIER_WEIGHT = {1: 1, 2: 4, 3: 4, 4: 4}

# R2. Two anchors nearer than this are one town's hospitals: the higher tier stays.
ANCHOR_MERGE_KM = 1.0
# R2. A first-level area that has population but no facility is searched for in the areas it was
# carved out of: catchments whose anchor lies this near to its seat are moved to it.
SEAT_KM = 30.0

# R5. Net litres by device of inputs/cold_chain.csv.
TIER2_DEVICE = ("Std_RCW50EK_KE", 1)
TIER3_DEVICE = ("Std_MK144_E", 2)
TIER4_DEVICE = ("Std_ColdRoomFridge_U", 1)
DISTRICT_DEVICE = "Std_MK304_E"
DISTRICT_COLD_ROOM = "Std_ColdRoomFridge_U"
DISTRICT_PEOPLE_OF_TWO = 200_000   # two refrigerators up to here, then one more per:
DISTRICT_PEOPLE_PER_DEVICE = 50_000
DISTRICT_PEOPLE_OF_COLD_ROOM = 1_000_000
AMBIENT_L = {1: 500, 2: 2_000, 3: 10_000, 4: 40_000}  # a cupboard, a room, a store, a depot
DISTRICT_AMBIENT_L = (20_000, 100)  # a small depot, and litres per 1,000 people for kits

# R6. Births per 1,000 people a year and survivors to their first birthday. Assumed: rounded from
# the usual United Nations estimates of about 2022.
BIRTHS_PER_1000 = {"AFG": 36, "MLI": 41, "NER": 45, "BFA": 36, "TCD": 43, "MRT": 33}
SURVIVORS_PER_1000 = {"AFG": 957, "MLI": 940, "NER": 940, "BFA": 950, "TCD": 935, "MRT": 965}
AGE9_PER_1000 = {"AFG": 27, "MLI": 29, "NER": 31, "BFA": 28, "TCD": 30, "MRT": 26}
CHILDREN_6_59_MONTHS_PER_1000 = {"AFG": 145, "MLI": 155, "NER": 165, "BFA": 145, "TCD": 160,
                                 "MRT": 135}
# Vaccines that a national schedule did not hold in 2022 (assumed from general knowledge).
NOT_IN_SCHEDULE = {("TCD", "PCV"), ("TCD", "ROTA"), ("AFG", "YF"), ("AFG", "MENA")}

# R7. COVID-19: the strategy of July 2022 (all health workers, all older people, 70 % of others).
HEALTH_WORKERS_PER_1000 = 5
OVER60_PER_1000 = {"AFG": 42, "MLI": 40, "NER": 41, "BFA": 42, "TCD": 39, "MRT": 52}
ADULTS_PER_1000 = {"AFG": 465, "MLI": 450, "NER": 435, "BFA": 475, "TCD": 450, "MRT": 510}
OTHER_ADULTS_TARGET = "0.7"

# R8. Two dated totals make a pace if they lie at least this far apart.
PACE_DAYS = 14

# R10. Share of the shelf life that is left when a donated lot arrives.
REMAINING_ON_ARRIVAL = 0.75
# R11. Outstanding COVAX doses.
COVAX_COMMITTED_ON = datetime.date(2022, 8, 29)
COVAX_ANNOUNCED_ON = datetime.date(2022, 10, 31)
CLEARANCE_DAYS = {"AFG": 10, "MLI": 7, "NER": 7, "BFA": 7, "TCD": 10, "MRT": 5}
POOL_COVID = (("COV-JNJ", 600_000), ("COV-AZ", 300_000))  # doses not yet allotted to a country

# R12. Routine vaccines: supply as a share of need.
ROUTINE_SHARE = {"AFG": 85, "MLI": 88, "NER": 86, "BFA": 92, "TCD": 80, "MRT": 90}  # per cent
ROUTINE_SHARE_BY_PRODUCT = {"BCG10": 4, "PCV4": -4, "ROTA1": -8, "IPV10": -6, "VITA": -10}
DISTRICT_OPENING_WEEKS = 6
ENTRY_OPENING_WEEKS = 6
OPENING_EXPIRY = datetime.date(2022, 12, 31)
ROUTINE_ARRIVALS = ((datetime.date(2022, 8, 15), 60, "in_transit"),
                    (datetime.date(2022, 10, 17), 40, "committed"))  # per cent of the rest
POOL_ROUTINE_PER_CENT = 4  # of need, held unallotted

# R13. Kits: shares of a plan's kits, in per cent; the rest arrives by the last row.
KIT_POOL_PER_CENT = 10
KIT_TIGHT_PER_CENT = 15
KIT_ARRIVALS = ((datetime.date(2022, 8, 8), 50, "in_transit"),
                (datetime.date(2022, 9, 19), 35, "committed"),
                (datetime.date(2022, 11, 7), 15, "announced"))
KIT_STOCK_PER_CENT = 30
KIT_CASELOAD_UNTIL = datetime.date(2022, 10, 16)  # three months, what a kit covers
OTHER_ADULTS_FROM = START + datetime.timedelta(weeks=13)  # R7: health workers and over 60 first

# R16. Ports of entry: for landlocked states the nearest of a coastal member state.
PORTS = {"AFG": ("PAK", "48600"), "MLI": ("CIV", "46000"), "BFA": ("TGO", "46090"),
         "NER": ("BEN", "46110"), "TCD": ("CMR", "46280"), "MRT": ("MRT", "45814")}
AIRPORTS = {"AFG": "OAKB", "MLI": "GABS", "NER": "DRRN", "BFA": "DFFD", "TCD": "FTTJ",
            "MRT": "GQNO"}

# R17. Training and experts.
SEAT_STEPS = ((1_000_000, 4), (10_000_000, 8), (50_000_000, 12))
SEATS_LARGEST = 16
COURSES = ((datetime.date(2022, 9, 5), 150), (datetime.date(2022, 10, 3), 150),
           (datetime.date(2022, 10, 31), 120), (datetime.date(2022, 11, 28), 100))
NOMINATED_UNTIL = datetime.date(2022, 8, 28)
EXPERT_DAYS_PER_OFFICE = 10
EXPERT_TRANCHES = ((datetime.date(2022, 8, 1), 350), (datetime.date(2022, 10, 3), 250),
                   (datetime.date(2022, 12, 5), 100))

# R20. Closures: all assumed, from what is generally known of seasonal roads.
CLOSURES = (
    ("area", "TD15", "2022-08-08", "2022-09-18", "rainy season: Salamat cut off by road"),
    ("area", "TD21", "2022-08-15", "2022-09-11", "rainy season: wadis of Sila in flood"),
    ("area", "NE002", "2022-09-05", "2022-09-18", "floods of the Komadougou in Diffa"),
    ("area", "AF16", "2022-12-26", "2023-01-22", "winter: passes to Nuristan under snow"),
    ("area", "AF24", "2023-01-02", "2023-01-15", "winter: roads of Daykundi under snow"),
)
