"""Rule R2: the named catchments that stand in for districts in the Sahel.

The facility list carries the first-level area only. A district there is the catchment of the
nearest referral or district hospital inside the same first-level area.
"""

import collections

import common
import rules


def is_anchor(facility, with_referral):
    """R2: referral health centres where a first-level area has them, hospitals elsewhere."""
    if facility.first_level in with_referral:
        return facility.type == "Referral Health Centre"
    return facility.tier >= 3 and facility.type != "Polyclinic"


def find_anchors(facilities, notes):
    with_referral = {f.first_level for f in facilities if f.type == "Referral Health Centre"}
    by_area = collections.defaultdict(list)
    for facility in facilities:
        by_area[facility.first_level].append(facility)
    anchors = {}
    for pcode, members in sorted(by_area.items()):
        candidates = sorted((f for f in members if is_anchor(f, with_referral)),
                            key=lambda f: (-f.tier, f.place_id))
        chosen = []
        for facility in candidates:
            if all(common.distance_km(facility.point, c.point) >= rules.ANCHOR_MERGE_KM
                   for c in chosen):
                chosen.append(facility)
            else:
                notes["hospitals within 1 km of another anchor (no catchment of their own)"] += 1
        if not chosen:
            chosen = [largest_most_central(members)]
            notes["first-level areas without a hospital: one catchment around the largest and "
                  "most central facility"] += 1
        anchors[pcode] = sorted(chosen, key=lambda f: f.place_id)
    return anchors


def largest_most_central(members):
    top = max(f.tier for f in members)
    centre = (sum(f.point[0] for f in members) / len(members),
              sum(f.point[1] for f in members) / len(members))
    return common.nearest(centre, [f for f in members if f.tier == top])


def assign(areas, facilities, notes):
    """Sets area, kind and level of every facility; returns (code, anchor) in order of code."""
    anchors = find_anchors(facilities, notes)
    nearest_anchor = {f.place_id: common.nearest(f.point, anchors[f.first_level])
                      for f in facilities}
    moved = move_to_empty_areas(areas, anchors, notes)
    for facility in facilities:
        anchor_id = nearest_anchor[facility.place_id].place_id
        if anchor_id in moved:
            facility.first_level = moved[anchor_id]
            notes["facilities moved with their catchment to an area that had none"] += 1
    catchments = [(f"{pcode}~C{index:03d}", anchor) for pcode in sorted(anchors)
                  for index, anchor in enumerate(
                      sorted(anchors[pcode], key=lambda a: a.place_id), start=1)]
    code_of = {anchor.place_id: code for code, anchor in catchments}
    for facility in facilities:
        facility.area = code_of[nearest_anchor[facility.place_id].place_id]
    for _, anchor in catchments:
        anchor.kind, anchor.level = "store", 4
    return catchments


def move_to_empty_areas(areas, anchors, notes):
    """Catchments whose anchor stands at the seat of a first-level area without any facility.

    Such an area was carved out of its neighbour after the list was made (Menaka out of Gao).
    Changes `anchors`; returns anchor -> new first-level area.
    """
    moved = {}
    for area in list(areas.values()):
        if area.level != 1 or area.country not in rules.SAHEL or area.pcode in anchors:
            continue
        near = [anchor for members in anchors.values() for anchor in members
                if anchor.country == area.country
                and common.distance_km(anchor.point, area.point) <= rules.SEAT_KM]
        if not near:
            raise ValueError(f"{area.pcode} {area.name}: no facility anywhere near its seat")
        for anchor in near:
            anchors[anchor.first_level].remove(anchor)
            moved[anchor.place_id] = area.pcode
            notes[f"catchment of {anchor.name} moved from {anchor.first_level} to {area.pcode} "
                  f"{area.name}, which has no facility in the list"] += 1
        anchors[area.pcode] = near
    return moved
