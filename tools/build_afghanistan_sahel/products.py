"""Products, packaging, programmes and what serves whom.

Volumes: packed volume per dose of the presentation, times doses in the vial, rounded up to whole
cm3 (rule R14). A pack is a vial (vaccines), a bag of 50 capsules, or one kit unit.
"""

import math

import rules

SYRINGE_CM3 = 50  # assumed: one auto-disable syringe with its share of the safety box, packed

# product, name, presentation row, doses a vial, dose volume from, injected, wastage, carton
ROUTINE = (
    ("BCG10", "BCG, 10-dose vial", "BGC_SerumIndia_10Dose", 10, True, "0.5", 50),
    ("OPV20", "Oral polio vaccine, 20-dose vial", "OPV13_SerumIndia_20Dose", 20, False, "0.25", 50),
    ("PENTA10", "Pentavalent DTP-HepB-Hib, 10-dose vial", "DTPHepBHib_SerumIndia_10Dose", 10, True,
     "0.25", 50),
    ("PCV4", "Pneumococcal conjugate, 4-dose vial", "epi:PCV", 4, True, "0.1", 50),
    ("IPV10", "Inactivated polio vaccine, 10-dose vial", "IPV_Sanofi_10Dose", 10, True, "0.25", 10),
    ("ROTA1", "Rotavirus, 1-dose tube", "Rotavirus_GSK_50Tube_1Dose", 1, False, "0.05", 50),
    ("MR10", "Measles-rubella, 10-dose vial", "MR_SerumIndia_10Dose", 10, True, "0.4", 50),
    ("YF10", "Yellow fever, 10-dose ampoule", "YellowFever_PasteurDakar_10Dose", 10, True, "0.4",
     10),
    ("MENA10", "Meningococcal A conjugate, 10-dose vial", "epi:MenA (Africa)", 10, True, "0.4", 50),
    ("TD10", "Tetanus-diphtheria, 10-dose vial", "DT_SerumIndia_Adult_10Dose", 10, True, "0.25",
     50),
)
PRESENTATIONS_USED = tuple(row[2] for row in ROUTINE if not row[2].startswith("epi:"))
EPI_ROWS_USED = tuple(row[2][4:] for row in ROUTINE if row[2].startswith("epi:"))
EPI_SHELF_MONTHS = 24   # assumed for the two rows that state none
EPI_DILUENT_CM3 = {"epi:MenA (Africa)": 2.11, "epi:PCV": 0}  # assumed: as large as the vaccine

# COVID-19: product, name, row of covid_vaccines.csv, doses a vial, shelf life if the file has none,
# doses a person, weeks between doses (least, most), wastage, name in donations and allocations.
# Doses a vial: on the public label; the file states them for Covishield only.
COVID = (
    ("COV-JNJ", "Ad26.COV2.S, 5-dose vial", "Ad26.COV2.S", 5, None, 1, None, "0.1",
     ("Johnson & Johnson",)),
    ("COV-AZ", "ChAdOx1-S, 10-dose vial", "COVISHIELD 10-dose (ChAdOx1-S)", 10, None, 2, (8, 12),
     "0.15", ("AstraZeneca",)),
    ("COV-PFZ", "BNT162b2, 6-dose vial", "BNT162b2", 6, None, 2, (3, 8), "0.1",
     ("Pfizer/BioNTech", "Pfizer")),
    ("COV-MOD", "mRNA-1273, 10-dose vial", "mRNA-1273", 10, None, 2, (4, 8), "0.15", ("Moderna",)),
    ("COV-SPH", "BBIBP-CorV, 2-dose vial", "", 2, 24, 2, (3, 8), "0.05", ("Sinopharm",)),
    ("COV-SVC", "CoronaVac, 2-dose vial", "", 2, 12, 2, (3, 8), "0.05", ("Sinovac",)),
)
COVID_PROGRAMMES = ("COVID-HW", "COVID-60", "COVID-ADULT")
COVID_BY_NAME = {name: row[0] for row in COVID for name in row[8]}
COVID_CARTON = 10
COVID_MIN_REMAINING = 14
ROUTINE_MIN_REMAINING = 30

# Storage by level of the chain where it differs from 2-8 C, and days of use after the change.
# product: levels, class there, level at which 2-8 C starts, days of use from then on
CHAIN = {
    "OPV20": ((0, 1, 2), "frozen", 3, 180),      # 6 months at 2-8 C: real
    "COV-JNJ": ((0, 1, 2), "frozen", 3, 90),     # 3 months: real
    "COV-MOD": ((0, 1, 2), "frozen", 3, 30),     # 30 days: real
    "COV-PFZ": ((0, 1, 2), "ultra_cold", 3, 31),  # the file says 5 days; label since mid-2021: 31
}
CARTON_LEVELS = (0, 1, 2)  # whole cartons leave the pool, the entry and the national store

# programme, name, cell, ven, weight, unmet, max wait, serve level
PROGRAMMES = (
    ("COVID-HW", "COVID-19 series, health workers", "all/adults/health_workers", "vital", "2",
     "waits", "", 4),
    ("COVID-60", "COVID-19 series, people over 60", "all/adults/over60", "vital", "1.5", "waits",
     "", 4),
    ("COVID-ADULT", "COVID-19 series, all other adults", "all/adults/other", "essential", "0.00004",
     "waits", "", 4),
    ("BCG", "BCG, newborns", "all/under5/cohort", "essential", "1", "waits", "12", 5),
    ("OPV", "Oral polio vaccine, infants", "all/under5/cohort", "vital", "1", "waits", "12", 5),
    ("PENTA", "Pentavalent vaccine, infants", "all/under5/cohort", "vital", "1", "waits", "12", 5),
    ("PCV", "Pneumococcal vaccine, infants", "all/under5/cohort", "essential", "1", "waits", "12",
     5),
    ("IPV", "Inactivated polio vaccine, infants", "all/under5/cohort", "essential", "1", "waits",
     "20", 5),
    ("ROTA", "Rotavirus vaccine, infants", "all/under5/cohort", "essential", "0.8", "lost", "", 5),
    ("MR", "Measles-rubella vaccine, 9 to 18 months", "all/under5/cohort", "vital", "1.2", "waits",
     "", 5),
    ("YF", "Yellow fever vaccine, 9 months (Sahel)", "all/under5/cohort", "essential", "1",
     "waits", "", 5),
    ("MENA", "Meningitis A vaccine, 15 months (Sahel)", "all/under5/cohort", "essential", "1",
     "waits", "", 5),
    ("VITA", "Vitamin A, children of 6 to 59 months", "all/under5", "essential", "0.5", "waits",
     "", 5),
    ("TD", "Tetanus-diphtheria booster, children of nine", "all/age5to17/age9", "non_essential",
     "1", "waits", "", 5),
    ("KIT", "Emergency health kits, people in need", "all", "vital", "1", "waits", "", 4),
    ("TRAIN", "Training in vaccine supply, ministry staff",
     "all/adults/other/ministry_staff", "non_essential", "1", "waits", "", 5),
    ("EXPERT", "Expert support to first-level health offices",
     "all/adults/other/supply_officers", "non_essential", "1", "waits", "", 5),
)
# Doses that a completed child takes; steady state (R6).
ROUTINE_DOSES = {"BCG": 1, "OPV": 4, "PENTA": 3, "PCV": 3, "IPV": 1, "ROTA": 2, "MR": 2, "YF": 1,
                 "MENA": 1, "TD": 1}
ROUTINE_PRODUCT = {"BCG": "BCG10", "OPV": "OPV20", "PENTA": "PENTA10", "PCV": "PCV4",
                   "IPV": "IPV10", "ROTA": "ROTA1", "MR": "MR10", "YF": "YF10", "MENA": "MENA10",
                   "TD": "TD10"}

VITA_UNITS, VITA_CM3, VITA_CARTON, VITA_WASTAGE = 50, 40, 10, "0.1"
KIT_CM3 = 200_000          # assumed: 0.2 m3 a basic unit of about 45 kg
KIT_PEOPLE = 1000
KIT_SHELF_DAYS, VITA_SHELF_DAYS = 720, 900

PRODUCT_HEADER = ("product_id,name,kind,unit,pack_units,storage_class,pack_cm3,"
                  "companion_ambient_cm3,unit_price,currency,shelf_life_days,min_remaining_days")
PACKAGING_HEADER = "product,level,storage_class,pack_cm3,ship_multiple,max_days"
PROGRAMME_HEADER = "programme_id,name,cell,ven,weight,unmet,max_wait_weeks,serve_level"
SERVES_HEADER = ("programme,product,units_per_person,wastage_rate,series_dose,min_interval_weeks,"
                 "max_interval_weeks")


def vial_cm3_by_doses(covid_rows):
    """Vial volume by doses in the vial: the line through the two Covishield vials (R14)."""
    known = {int(r["doses_per_vial"]): float(r["secondary_packed_cm3_per_dose"])
             * int(r["doses_per_vial"]) for r in covid_rows if r["secondary_packed_cm3_per_dose"]}
    (d1, v1), (d2, v2) = sorted(known.items())
    return lambda doses: v1 + (v2 - v1) * (doses - d1) / (d2 - d1)


def product_rows(inputs):
    """Rows of products.csv; also shelf life in days by product, for the lots."""
    presentations = {r["code"]: r for r in inputs["vaccine_presentations"]}
    schedule = {r["antigen"]: r for r in inputs["epi_schedule_volumes"]}
    covid_rows = {r["product"]: r for r in inputs["covid_vaccines"]}
    vial_cm3 = vial_cm3_by_doses(inputs["covid_vaccines"])
    rows = []
    for product, name, source, doses, injected, _, _ in ROUTINE:
        if source.startswith("epi:"):
            dose_cm3 = float(schedule[source[4:]]["secondary_packed_cm3_per_dose"])
            diluent, months = EPI_DILUENT_CM3[source], EPI_SHELF_MONTHS
        else:
            row = presentations[source]
            dose_cm3 = float(row["packed_cm3_per_dose_vaccine"])
            diluent = float(row["packed_cm3_per_dose_diluent"])
            months = float(row["life_months_freezer"] if product in CHAIN
                           else row["life_months_2_8c"])
        companion = doses * (diluent + (SYRINGE_CM3 if injected else 0))
        rows.append((product, name, "goods", "dose", doses, "cold", up(doses * dose_cm3),
                     up(companion), "", "", round(months * 30), ROUTINE_MIN_REMAINING))
    for product, name, source, doses, months, *_ in COVID:
        row = covid_rows.get(source, {})
        cm3 = row.get("secondary_packed_cm3_per_dose")
        volume = float(cm3) * doses if cm3 else vial_cm3(doses)
        months = months or int(row["shelf_life_months"])
        price = row.get("price_usd_per_dose_us", "")
        rows.append((product, name, "goods", "dose", doses, "cold", up(volume), doses * SYRINGE_CM3,
                     price, "USD" if price else "", months * 30, COVID_MIN_REMAINING))
    rows.append(("VITA", "Vitamin A capsules, bag of 50", "goods", "capsule", VITA_UNITS, "ambient",
                 VITA_CM3, "", "", "", VITA_SHELF_DAYS, 60))
    rows.append(("IEHK-B", "Interagency emergency health kit, basic unit", "goods", "kit", 1,
                 "ambient", KIT_CM3, "", "", "", KIT_SHELF_DAYS, 180))
    rows.append(("SEAT", "Seat in a training course", "seats", "seat", 1, "", "", "", "", "", "",
                 ""))
    rows.append(("EXPERT-DAY", "Day of a supply expert", "expert_days", "day", 1, "", "", "", "",
                 "", "", ""))
    return rows


def up(volume):
    """Whole cm3, rounded up; a hair's breadth of binary noise does not count."""
    return math.ceil(round(volume, 6))


def shelf_life_days(product_table):
    return {row[0]: row[10] for row in product_table if row[10] != ""}


def cartons():
    """Packs in a carton by product."""
    result = {row[0]: row[6] for row in ROUTINE}
    result.update({row[0]: COVID_CARTON for row in COVID})
    result.update({"VITA": VITA_CARTON, "IEHK-B": 1, "SEAT": 1, "EXPERT-DAY": 1})
    return result


def packaging_rows():
    rows = []
    for product, carton in cartons().items():
        levels, cold_class, change_level, days = CHAIN.get(product, ((), "", None, ""))
        wanted = set(levels) | ({change_level} if days else set())
        if carton > 1:
            wanted |= set(CARTON_LEVELS)
        for level in sorted(wanted):
            rows.append((product, level, cold_class if level in levels else "", "",
                         carton if carton > 1 and level in CARTON_LEVELS else "",
                         days if level == change_level else ""))
    return rows


def serves_rows():
    rows = []
    for programme in COVID_PROGRAMMES:
        for product, _, _, _, _, doses, interval, wastage, _ in COVID:
            for dose in range(1, doses + 1):
                least, most = interval if dose > 1 else ("", "")
                rows.append((programme, product, 1, wastage, dose, least, most))
    wastage = {row[0]: row[5] for row in ROUTINE}
    for programme, product in ROUTINE_PRODUCT.items():
        rows.append((programme, product, ROUTINE_DOSES[programme], wastage[product], 1, "", ""))
    rows.append(("VITA", "VITA", 1, VITA_WASTAGE, 1, "", ""))
    rows.append(("KIT", "IEHK-B", "0.001", 0, 1, "", ""))
    rows.append(("TRAIN", "SEAT", 1, 0, 1, "", ""))
    rows.append(("EXPERT", "EXPERT-DAY", rules.EXPERT_DAYS_PER_OFFICE, 0, 1, "", ""))
    return rows
