"""Cuts the open data collections down to the files, columns and rows that the build uses.

    python3 tools/build_afghanistan_sahel/cut_inputs.py DATA_DIR

DATA_DIR holds geo/, needs/, supply/ and funding/. The result is what stands in
examples/afghanistan-sahel-2022/inputs/; run it again only when the collections change.
"""

import pathlib
import shutil
import sys

import common
import products
import rules

INPUTS = pathlib.Path(__file__).resolve().parents[2] / "examples/afghanistan-sahel-2022/inputs"


def in_focus(column):
    return lambda row: row[column] in rules.FOCUS


def ports(row):
    return (row["country_iso3"], row["wpi_number"]) in rules.PORTS.values()


def areas(row):
    """Countries and first-level areas of the six, districts of Afghanistan."""
    return row["country_iso3"] in rules.FOCUS and (row["level"] in "01"
                                                   or row["country_iso3"] == rules.AFG)


def caseload(row):
    """The overall 2024 caseload only: clusters overlap and are never added up."""
    return (row["iso3"] in rules.FOCUS and row["cluster"] == "ALL" and row["year"] == "2024")


def pooled(row):
    return row["fiscal_year"] == "2022"


def devices(row):
    return row["name"] in (rules.TIER2_DEVICE[0], rules.TIER3_DEVICE[0], rules.TIER4_DEVICE[0],
                           rules.DISTRICT_DEVICE, rules.DISTRICT_COLD_ROOM)


CUTS = (
    # folder/file, columns, which rows
    ("geo/countries.csv", "iso3,name_en,name_ar,name_fr,population_2025,population_year,"
     "capital_geonames,capital_lat,capital_lon", lambda row: True),
    ("geo/admin_areas.csv", "pcode,level,country_iso3,name,name_local,parent_pcode,supply_region,"
     "population,population_year,lat,lon,location_method", areas),
    ("geo/facilities.csv", "country_iso3,admin1,admin1_pcode,facility_id,name,type,level_tier,"
     "ownership,lat,lon,flags",
     lambda row: row["country_iso3"] in rules.SAHEL),
    ("geo/airports.csv", "country_iso3,icao,name,lat,lon",
     lambda row: row["icao"] in rules.AIRPORTS.values()),
    ("geo/ports.csv", "country_iso3,wpi_number,name,unlocode,harbor_size,lat,lon", ports),
    ("needs/plans_2022.csv", "plan_code,plan_name,plan_type,iso3_list,population,people_in_need,"
     "requirements_revised_usd,funding_usd,funding_pct,updated",
     lambda row: row["plan_type"] == "Humanitarian response plan" and row["iso3_list"]
     in rules.FOCUS),
    ("needs/needs_by_sector_admin.csv", "iso3,year,level,admin1_pcode,admin2_pcode,cluster,"
     "description,people_in_need", caseload),
    ("needs/needs_bfa_admin3_2024.csv", "admin3_pcode,cluster,people_in_need",
     lambda row: row["cluster"] == "ALL"),
    ("needs/covid_vaccinations.csv", "iso3,date,total_vaccinations,people_vaccinated,"
     "people_fully_vaccinated,daily_vaccinations_smoothed,source", in_focus("iso3")),
    ("needs/kits.csv", "kit,unit,people_served,months_covered,units_per_complete_kit,note,source",
     lambda row: True),
    ("supply/vaccine_presentations.csv", "code,name,antigen,presentation,doses_per_vial,"
     "packed_cm3_per_dose_vaccine,packed_cm3_per_dose_diluent,life_months_freezer,"
     "life_months_2_8c,secondary_packaging,manufacturer",
     lambda row: row["code"] in products.PRESENTATIONS_USED),
    ("supply/epi_schedule_volumes.csv", "antigen,schedule,secondary_packed_cm3_per_dose,source",
     lambda row: row["antigen"] in products.EPI_ROWS_USED),
    ("supply/covid_vaccines.csv", "product,manufacturer,doses_per_person,doses_per_vial,"
     "secondary_packed_cm3_per_dose,shelf_life_months,shelf_life_storage,refrigerated_life,"
     "price_usd_per_dose_us,sources", lambda row: True),
    ("supply/cold_chain.csv", "name,make,model,display_name,category,freezer_net_litres,"
     "cooler_net_litres,notes", devices),
    ("supply/covax_allocations.csv", "iso3,round,vaccine,doses_allocated", in_focus("iso3")),
    ("supply/donations.csv", "id,recipient_iso3,donor_or_funder,pipeline,vaccine,doses,"
     "date_as_given,month,month_year_inferred,source_url", in_focus("recipient_iso3")),
    ("funding/pooled_fund_contributions.csv", "fund_type,fund,donor,fiscal_year,pledge_date,"
     "pledge_usd,paid_date,paid_usd", pooled),
)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: cut_inputs.py DATA_DIR")
    data = pathlib.Path(sys.argv[1])
    INPUTS.mkdir(parents=True, exist_ok=True)
    for source, columns, keep in CUTS:
        header = columns.split(",")
        rows = [row for row in common.read_rows(data / source) if keep(row)]
        target = INPUTS / pathlib.Path(source).name
        common.write_text(target, common.csv_text(header, [[r[c] for c in header] for r in rows]))
        print(f"{target.name}: {len(rows)} rows")
    shutil.copyfile(data / "supply/LICENSE.hermes.txt", INPUTS / "LICENSE.hermes.txt")


if __name__ == "__main__":
    main()
