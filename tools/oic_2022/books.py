"""What the parts of the derivation share: the folders, CSV, ids, and the file of commands."""

import csv
import hashlib
import io
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASE = ROOT / "examples/oic-2022"
SCENARIO = ROOT / "examples/afghanistan-sahel-2022"

# The last day that the books look at; the scenario begins on the day after.
EVE = "2022-07-24"
YEAR_END = "2022-12-31"

COLUMNS = ("kind", "id", "business_date", "holder", "to", "unit", "unit_kind", "decimals", "lot", "expiry", "earmark",
           "pledge", "stage", "amount", "expected", "shared", "instrument", "document", "reason")


def read_rows(path):
    """All rows of a CSV file as dictionaries of stripped text."""
    with open(path, encoding="utf-8", newline="") as handle:
        return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(handle)]


def csv_text(header, rows):
    """RFC 4180 text with LF line ends. Rows are dictionaries: what one lacks is an empty cell, and what no column takes
    is left out."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def sha256_of_file(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sha256_of_row(file, row):
    """Fingerprint of one source row: its file and its cells in their order."""
    return hashlib.sha256("\x1f".join([file, *row.values()]).encode()).hexdigest()


class Commands:
    """Rows for `imdad post`. The id of a command is the first half of the SHA-256 of the source row and of what is
    booked from it, so the same source gives the same file, and posting it twice books nothing twice."""

    def __init__(self):
        self.rows = []  # (day by which it is sorted, command)
        self.latest = {}

    def add(self, source, kind, day, amount="", **fields):
        """`source`: fingerprint of the row that it comes from."""
        command = {"kind": kind, "business_date": day, "amount": str(amount), **fields}
        body = "\x1f".join([source, *(f"{key}={value}" for key, value in command.items())])
        command["id"] = hashlib.sha256(body.encode()).hexdigest()[:32]
        self.latest[source] = max(day, self.latest.get(source, day))
        self.rows.append((self.latest[source], command))

    def text(self):
        """By business day, but no command before one of the same source that came first: some payments are older
        than the pledge that they pay. Empty columns are left out."""
        rows = [command for _, command in sorted(self.rows, key=lambda row: row[0])]
        used = [name for name in COLUMNS if any(row.get(name) for row in rows)]
        return csv_text(used, rows)
