"""The list of everything in the inputs that the scenario does not use, with the reason."""

HEADER = "file,row,what,quantity,unit,reason"


class LeftOut:
    def __init__(self):
        self.rows = []

    def add(self, file, row, what, quantity, unit, reason):
        """One input row, or a group of rows under a common name, that is not used."""
        self.rows.append((file, row, what, quantity, unit, reason))

    def count(self, file, unit):
        return sum(r[3] for r in self.rows if r[0] == file and r[4] == unit)

    def totals(self):
        """(file, unit, reason) -> (rows, quantity), in the order of first appearance."""
        result = {}
        for file, _, _, quantity, unit, reason in self.rows:
            key = (file, unit, reason.split(":")[0])
            rows, total = result.get(key, (0, 0))
            result[key] = (rows + 1, total + quantity)
        return result


# Rows that stand in inputs/ for reference, or that a rule passes over.
REFERENCE_ROWS = (
    ("covid_vaccines.csv", "AZD1222", "AstraZeneca vaccine of another maker", 1, "row",
     "no packed volume: AstraZeneca lots are planned as the 10-dose Covishield vial"),
    ("kits.csv", "IEHK 2017", "complete kit for 10,000 people", 1, "row",
     "planned in basic units of 1,000 people"),
    ("kits.csv", "IEHK 2018 (MSF) supplementary", "supplementary unit for 10,000 people", 1, "row",
     "planned in basic units of 1,000 people"),
)


def add_reference_rows(left_out, inputs):
    for row in REFERENCE_ROWS:
        left_out.add(*row)
    totals = sum(1 for r in inputs["needs_by_sector_admin"] if r["level"] != "admin2")
    left_out.add("needs_by_sector_admin.csv", "country and admin1", "totals of countries and "
                 "first-level areas", totals, "row",
                 "totals: the rows below them are used; Burkina Faso has its own file, Chad has "
                 "no rows below the country")
