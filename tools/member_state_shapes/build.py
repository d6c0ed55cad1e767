"""Writes data/member_state_shapes.json: the outlines of the member states for small maps of the world.

    python3 tools/member_state_shapes/build.py OUTLINES.geojson

OUTLINES.geojson has one feature for each state with its code in `iso3` (Natural Earth, admin 0). Points are put on a grid
of 1/50 degree, each written as the step from the one before; islands that shrink to nothing on it are left out, but never
the last one of a state. The same form as the boundaries of a plan over the API.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
PER_DEGREE = 50
SOURCE = "Natural Earth, admin 0"
LICENCE = "public domain"


def steps(ring: list[list[float]], per_degree: int = PER_DEGREE) -> list[int]:
    """Of a closed ring, without its last point; empty if it shrinks to a line."""
    points: list[tuple[int, int]] = []
    for lon, lat in ring:
        point = (round(lon * per_degree), round(lat * per_degree))
        if not points or points[-1] != point:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return []
    before, found = (0, 0), []
    for point in points:
        found += [point[0] - before[0], point[1] - before[1]]
        before = point
    return found


def speck(ring: list[list[float]]) -> list[int]:
    """A triangle of one unit where even the largest ring is smaller."""
    return [round(ring[0][0] * PER_DEGREE), round(ring[0][1] * PER_DEGREE), 1, 0, 0, 1]


def shape(feature: dict) -> dict:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [found for polygon in polygons for ring in polygon if (found := steps(ring))]
    return {"pcode": feature["properties"]["iso3"], "rings": rings or [speck(max(polygons, key=lambda one: len(one[0]))[0])]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("outlines", type=Path)
    features = json.loads(parser.parse_args().outlines.read_text(encoding="utf-8"))["features"]
    with open(DATA / "member_states.csv", encoding="utf-8", newline="") as text:
        states = {row["iso3"] for row in csv.DictReader(text)}
    shapes = sorted((shape(one) for one in features if one["properties"]["iso3"] in states), key=lambda one: one["pcode"])
    missing = states - {one["pcode"] for one in shapes}
    if missing:
        raise SystemExit(f"no outline of {', '.join(sorted(missing))}")
    document = {"per_degree": PER_DEGREE, "source": SOURCE, "licence": LICENCE, "shapes": shapes}
    (DATA / "member_state_shapes.json").write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
