"""Prints "PASSED FAILED SKIPPED" of a ctest report (--output-junit)."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree


def skipped_on_purpose(case: ElementTree.Element) -> bool:
    """A test whose program is missing is "notrun" too, and that is a failure."""
    note = case.find("skipped")
    return note is not None and note.get("message", "").startswith("SKIP_")


def counts(path: str) -> tuple[int, int, int]:
    """Counted case by case: the totals in the report's head leave tests that could not start among the passed ones."""
    passed = failed = skipped = 0
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run" and case.find("failure") is None and case.find("error") is None:
            passed += 1
        elif status == "disabled" or (status == "notrun" and skipped_on_purpose(case)):
            skipped += 1
        else:
            failed += 1
    return passed, failed, skipped


if __name__ == "__main__":
    print(*counts(sys.argv[1]))
