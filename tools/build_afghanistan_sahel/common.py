"""Reading, writing and the few sums that every part of the build shares.

Everything here is deterministic: rows keep the order they are given in, ties go to the lower
index, and numbers are written without exponents.
"""

import csv
import datetime
import io
import math
import unicodedata
from fractions import Fraction

EARTH_RADIUS_KM = 6371.0


def read_rows(path):
    """All rows of a CSV file as dictionaries of stripped text."""
    with open(path, encoding="utf-8", newline="") as handle:
        return [{key: (value or "").strip() for key, value in row.items()}
                for row in csv.DictReader(handle)]


def csv_text(header, rows):
    """RFC 4180 text with LF line ends. Rows are sequences in the order of `header`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"row of {len(row)} cells under a header of {len(header)}: {row}")
        writer.writerow(["" if cell is None else cell for cell in row])
    return out.getvalue()


def write_text(path, text):
    with open(path, "w", encoding="utf-8", newline="") as handle:
        handle.write(text)


def apportion(total, weights):
    """Whole shares of `total` by largest remainder; ties go to the lower index; sums to `total`."""
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact)
    if whole == 0:
        raise ValueError("all weights are zero")
    quotas = [total * weight / whole for weight in exact]
    shares = [math.floor(quota) for quota in quotas]
    rest = total - sum(shares)
    by_remainder = sorted(range(len(quotas)), key=lambda i: (shares[i] - quotas[i], i))
    for index in by_remainder[:rest]:
        shares[index] += 1
    return shares


def distance_km(a, b):
    """Great-circle distance between two (lat, lon) points."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    h = (math.sin((lat2 - lat1) / 2) ** 2
         + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h))


def nearest(point, candidates):
    """The candidate with the least distance; ties by place_id."""
    return min(candidates, key=lambda c: (distance_km(point, c.point), c.place_id))


def plain(text):
    """Letters without accents, lower case: for comparing names only."""
    flat = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).lower().split())


def number(text):
    """A whole number, or None for an empty cell."""
    return int(text) if text else None


def decimal(value, digits=4):
    """A decimal without trailing zeros."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ceil_div(a, b):
    return -(-a // b)


def month_start(month):
    """First day of a `YYYY-MM`."""
    year, number_ = month.split("-")
    return datetime.date(int(year), int(number_), 1)


def add_days(day, days):
    return day + datetime.timedelta(days=days)
