"""Writes boundaries.geojson of the Afghanistan and Sahel example: the shapes behind its maps.

    python3 tools/build_afghanistan_sahel/boundaries.py                  inputs/ -> boundaries.geojson
    python3 tools/build_afghanistan_sahel/boundaries.py --cut DATA_DIR   geo/*.geojson -> inputs/

Borders are simplified line by line, not polygon by polygon: a line that two areas share is
simplified once and used by both, so neighbours still touch. First-level areas of Afghanistan and
the outlines of all six countries are dissolved from the areas inside them, so they touch too.
The shapes are for display only and say nothing about where a border runs.
"""

import argparse
import json
import math
import pathlib
from collections import Counter, defaultdict

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "examples/afghanistan-sahel-2022"
AFG = "AFG"
SAHEL = ("BFA", "MLI", "MRT", "NER", "TCD")

# Where the shapes come from; copied into the output, because data must carry its own source.
SOURCE = ("OCHA Common Operational Datasets, administrative boundaries (COD-AB): Afghanistan level 2; "
          "Burkina Faso, Chad, Mali, Mauritania and Niger level 1; already simplified by the collection "
          "they were taken from")
LICENCE = "CC BY-IGO, as stated by OCHA for the COD-AB collections"
CHANGES = ("simplified again line by line; Afghan first-level areas and all country outlines dissolved from "
           "the areas inside them; for display only, no statement on any border")

# Farthest a dropped point may lie from the line that stays, in degrees of latitude.
TOLERANCE = {AFG: 0.012, "sahel": 0.03}
# Rings below this many square degrees are slivers between lines that do not quite meet.
SLIVER = {AFG: 0.0004, "sahel": 0.004}
MAX_BYTES = 400_000


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def rings_of(geometry):
    """All rings of a Polygon or MultiPolygon as lists of (lon, lat), first point not repeated, the
    area on the left of its line: outer rings have a positive signed area, holes a negative one."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            points = [tuple(point) for point in ring]
            points = points[:-1] if points[0] == points[-1] else points
            yield points if (signed_area(points) > 0) == (number == 0) else points[::-1]


def contains(ring, point):
    """Whether `point` lies inside `ring`, by counting crossings of a ray."""
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > point[1]) != (by > point[1]) and point[0] < (bx - ax) * (point[1] - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def dissolve(rings):
    """Lines around a group of areas: the directed edges whose reverse no member has."""
    edges = Counter()
    for ring in rings:
        edges.update(zip(ring, ring[1:] + ring[:1]))
    following = defaultdict(list)
    for (a, b) in sorted(edges):
        if (b, a) not in edges:
            following[a].append(b)
    loops = []
    for start in sorted(following):
        while following[start]:
            loop, point = [start], following[start].pop(0)
            while point != start and following[point]:
                loop.append(point)
                point = following[point].pop(0)
            if point == start and len(loop) > 2:
                loops.append(loop)
    return loops


def junctions(rings):
    """Points where lines meet: those that do not have exactly two neighbours over all rings."""
    neighbours = defaultdict(set)
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1]):
            neighbours[a].add(b)
            neighbours[b].add(a)
    return {point for point, beside in neighbours.items() if len(beside) != 2}


def distance(point, a, b, squeeze):
    """From `point` to the segment a-b, longitudes times `squeeze`."""
    px, py, ax, ay, bx, by = (point[0] * squeeze, point[1], a[0] * squeeze, a[1], b[0] * squeeze, b[1])
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay))


def simplify_line(line, tolerance, squeeze):
    """Douglas and Peucker (1973), ends kept, without recursion."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, index = 0.0, None
        for i in range(first + 1, last):
            d = distance(line[i], line[first], line[last], squeeze)
            if d > far:
                far, index = d, i
        if index is not None and far > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return [line[i] for i in sorted(keep)]


class Simplifier:
    """Simplifies every line between two junctions once, in one direction, for all who share it."""

    def __init__(self, all_rings, tolerance, squeeze):
        self.meets = junctions(all_rings)
        self.tolerance, self.squeeze = tolerance, squeeze

    def line(self, points):
        forward = points[0] < points[-1] or (points[0] == points[-1] and points[1] <= points[-2])
        kept = simplify_line(points if forward else points[::-1], self.tolerance, self.squeeze)
        return kept if forward else kept[::-1]

    def ring(self, ring):
        stops = [i for i, point in enumerate(ring) if point in self.meets]
        if not stops:
            # An island: cut at its extremes, which every copy of the ring has too.
            low, high = ring.index(min(ring)), ring.index(max(ring))
            stops = sorted({low, high})
        out = []
        for first, last in zip(stops, stops[1:] + [stops[0] + len(ring)]):
            out += self.line([ring[i % len(ring)] for i in range(first, last + 1)])[:-1]
        return out

    def slim(self, ring):
        """The simplified ring, or the ring itself where it is too small to lose points."""
        result = self.ring(ring)
        return result if len(result) >= 3 else ring


def feature(pcode, rings, simplifier, sliver):
    """One area: its outer rings, largest first, each with the holes that lie in it."""
    outers = sorted((r for r in rings if signed_area(r) > 0), key=lambda r: (-signed_area(r), r))
    outers = outers[:1] + [r for r in outers[1:] if signed_area(r) >= sliver]
    holes = [r for r in rings if signed_area(r) <= -max(sliver, 1e-9)]
    polygons = []
    for outer in outers:
        members = [outer] + [h for h in holes if contains(outer, h[0])
                             and not any(contains(o, h[0]) for o in outers if o is not outer
                                         and signed_area(o) < signed_area(outer))]
        polygons.append([[[round(x, 3), round(y, 3)] for x, y in slim + slim[:1]]
                         for slim in (simplifier.slim(ring) for ring in members)])
    geometry = ({"type": "Polygon", "coordinates": polygons[0]} if len(polygons) == 1
                else {"type": "MultiPolygon", "coordinates": polygons})
    return {"type": "Feature", "properties": {"pcode": pcode}, "geometry": geometry}


def country_features(features, country, first_level, tolerance, sliver):
    """Outline, first-level areas and the areas themselves of one country, in that order.
    first_level: pcode of the first-level area of a feature; its own where that is the lowest level."""
    own = {f["properties"]["pcode"]: list(rings_of(f["geometry"])) for f in features}
    all_rings = [ring for rings in own.values() for ring in rings]
    middle = sum(point[1] for ring in all_rings for point in ring) / sum(len(r) for r in all_rings)
    simplifier = Simplifier(all_rings, tolerance, math.cos(math.radians(middle)))
    groups = defaultdict(list)
    for f in features:
        groups[first_level(f)] += own[f["properties"]["pcode"]]
    out = [feature(country, dissolve(all_rings), simplifier, sliver)]
    if set(groups) != set(own):
        out += [feature(p, dissolve(groups[p]), simplifier, sliver) for p in sorted(groups)]
    return out + [feature(p, own[p], simplifier, 0.0) for p in sorted(own)]


def read_features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def collection_text(members, features):
    """One feature a line, so that changes can be read."""
    head = "".join(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n"
                   for key, value in members.items())
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    return f'{{"type": "FeatureCollection",\n{head} "features": [\n{lines}\n]}}\n'


def build(example):
    inputs = example / "inputs"
    afghan = read_features(inputs / "boundaries_afg_level2.geojson")
    sahel = read_features(inputs / "boundaries_sahel_level1.geojson")
    features = country_features(afghan, AFG, lambda f: f["properties"]["parent"], TOLERANCE[AFG], SLIVER[AFG])
    for country in SAHEL:
        members = [f for f in sahel if f["properties"]["iso3"] == country]
        features += country_features(members, country, lambda f: f["properties"]["pcode"],
                                     TOLERANCE["sahel"], SLIVER["sahel"])
    text = collection_text({"title": "Areas of the Afghanistan and Sahel example, for display only",
                            "source": SOURCE, "licence": LICENCE, "changes": CHANGES}, features)
    size = len(text.encode("utf-8"))
    if size > MAX_BYTES:
        raise SystemExit(f"boundaries.geojson would have {size} bytes, more than {MAX_BYTES}; raise TOLERANCE")
    (example / "boundaries.geojson").write_text(text, encoding="utf-8", newline="\n")
    print(f"boundaries.geojson: {len(features)} areas, {size} bytes")


def cut(data, example):
    """Copies the features of the six countries, unchanged, with the columns that the build uses."""
    for source, target, wanted in (
            ("admin2_afg_sdn_som.geojson", "boundaries_afg_level2.geojson", (AFG,)),
            ("admin1_focus.geojson", "boundaries_sahel_level1.geojson", SAHEL)):
        features = [{"type": "Feature",
                     "properties": {k: f["properties"][k] for k in ("pcode", "name", "parent", "iso3")
                                    if k in f["properties"]},
                     "geometry": f["geometry"]}
                    for f in read_features(data / "geo" / source) if f["properties"]["iso3"] in wanted]
        text = collection_text({"source": SOURCE, "licence": LICENCE}, features)
        (example / "inputs" / target).write_text(text, encoding="utf-8", newline="\n")
        print(f"{target}: {len(features)} areas, {len(text.encode('utf-8'))} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--example", type=pathlib.Path, default=EXAMPLE, help="folder of the example")
    parser.add_argument("--cut", type=pathlib.Path, metavar="DATA_DIR", help="make the inputs again")
    arguments = parser.parse_args()
    if arguments.cut:
        cut(arguments.cut, arguments.example)
    else:
        build(arguments.example)


if __name__ == "__main__":
    main()
