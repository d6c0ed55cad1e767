"""Who stands in the sources under which name, and what that party is called in three languages."""

import books

# Name in the sources -> (id, type, English, French, Arabic). Member states come with the books.
OTHERS = {
    "Australia": ("AUS", "state", "Australia", "Australie", "أستراليا"),
    "Austria": ("AUT", "state", "Austria", "Autriche", "النمسا"),
    "Belgium": ("BEL", "state", "Belgium", "Belgique", "بلجيكا"),
    "Canada": ("CAN", "state", "Canada", "Canada", "كندا"),
    "China": ("CHN", "state", "China", "Chine", "الصين"),
    "Croatia": ("HRV", "state", "Croatia", "Croatie", "كرواتيا"),
    "Cyprus": ("CYP", "state", "Cyprus", "Chypre", "قبرص"),
    "Czech Republic": ("CZE", "state", "Czechia", "Tchéquie", "التشيك"),
    "Denmark": ("DNK", "state", "Denmark", "Danemark", "الدانمرك"),
    "France": ("FRA", "state", "France", "France", "فرنسا"),
    "Germany": ("DEU", "state", "Germany", "Allemagne", "ألمانيا"),
    "Greece": ("GRC", "state", "Greece", "Grèce", "اليونان"),
    "Iceland": ("ISL", "state", "Iceland", "Islande", "آيسلندا"),
    "India": ("IND", "state", "India", "Inde", "الهند"),
    "Ireland": ("IRL", "state", "Ireland", "Irlande", "أيرلندا"),
    "Italy": ("ITA", "state", "Italy", "Italie", "إيطاليا"),
    "Korea": ("KOR", "state", "Republic of Korea", "République de Corée", "جمهورية كوريا"),
    "Luxembourg": ("LUX", "state", "Luxembourg", "Luxembourg", "لكسمبرغ"),
    "Montenegro": ("MNE", "state", "Montenegro", "Monténégro", "الجبل الأسود"),
    "Netherlands": ("NLD", "state", "Netherlands", "Pays-Bas", "هولندا"),
    "New Zealand": ("NZL", "state", "New Zealand", "Nouvelle-Zélande", "نيوزيلندا"),
    "Norway": ("NOR", "state", "Norway", "Norvège", "النرويج"),
    "Philippines": ("PHL", "state", "Philippines", "Philippines", "الفلبين"),
    "Portugal": ("PRT", "state", "Portugal", "Portugal", "البرتغال"),
    "Spain": ("ESP", "state", "Spain", "Espagne", "إسبانيا"),
    "Sweden": ("SWE", "state", "Sweden", "Suède", "السويد"),
    "Switzerland": ("CHE", "state", "Switzerland", "Suisse", "سويسرا"),
    "UK": ("GBR", "state", "United Kingdom", "Royaume-Uni", "المملكة المتحدة"),
    "USA": ("USA", "state", "United States", "États-Unis", "الولايات المتحدة"),
    "African Vaccine Acquisition Trust": (
        "AVAT", "organisation", "African Vaccine Acquisition Trust",
        "Fonds africain pour l'acquisition des vaccins", "الصندوق الأفريقي لاقتناء اللقاحات"),
    "Private donations (through UNF)": (
        "UNF", "organisation", "Private donations through the United Nations Foundation",
        "Dons privés par la Fondation des Nations Unies", "تبرعات خاصة عبر مؤسسة الأمم المتحدة"),
}

SAME = {"United Kingdom": "UK", "Turkey": "Türkiye"}

MEMBERS = {row["name_en"]: row["iso3"] for row in books.read_rows(books.ROOT / "data/member_states.csv")}

# The sources say "Global" or "Unknown" where COVAX brought doses and names no donor.
UNNAMED = {"Global": "COVAX", "Unknown": "COVAX"}

# Who stands as `source` in the scenario's supplies.
SOURCES = {
    "COVAX": "COVAX",
    "national programme and partners": "NATIONAL-PROGRAMMES",
    "reserve not yet shared": "RESERVE",
    "training centre": "TRAINING-CENTRE",
    "technical cooperation": "TECHNICAL-COOPERATION",
    "illustrative donor A": "ILLUSTRATIVE-A",
    "illustrative donor B": "ILLUSTRATIVE-B",
    "illustrative donor C": "ILLUSTRATIVE-C",
    "illustrative donor D": "ILLUSTRATIVE-D",
    "Country-based pooled fund Afghanistan": "CBPF-AFG",
    "Country-based pooled fund Niger (RhPF)": "CBPF-NER",
    "Country-based pooled fund Burkina Faso (RhPF)": "CBPF-BFA",
    "Afghanistan Humanitarian Response Plan 2022": "HAFG22",
    "Mali Plan de Réponse Humanitaire 2022": "HMLI22",
    "Niger Plan de Réponse Humanitaire 2022": "HNER22",
    "Burkina Faso Plan de Réponse Humanitaire 2022": "HBFA22",
    "Tchad Plan de Réponse Humanitaire 2022": "HTCD22",
}


def donor(name):
    """Id of the party behind a donor's name. A name that nobody entered here stops the derivation."""
    name = SAME.get(name, name)
    if name in OTHERS:
        return OTHERS[name][0]
    return MEMBERS.get(name) or UNNAMED[name]


def is_member(party):
    return party in MEMBERS.values()


def called(party):
    """English name of a party that gives or receives."""
    for row in OTHERS.values():
        if row[0] == party:
            return row[2]
    return next(name for name, code in MEMBERS.items() if code == party)
