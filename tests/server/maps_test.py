"""Maps over the network: what a plan's map says agrees with its files; its public edition does not change with any place, lane
or closure; who does what where shows everybody what they may read."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from pathlib import Path

from books_server import ServerTest, imdad, main
from contract_test import misfit, stated_answer

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TUTORIAL = EXAMPLES / "tutorial"


def rows_of(file: Path) -> list[dict[str, str]]:
    with open(file, encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


class Maps(ServerTest):
    users = ("amina", "rashid", "petra", "fadi")

    @classmethod
    def prepare(cls) -> None:
        for user, role in (("petra", "planner"), ("fadi", "focal_point:WHO")):
            imdad(cls.folder, "user", "add", user, "--role", role)
        brought = cls.folder / "workspace" / "plans" / "brought"
        shutil.copytree(TUTORIAL, brought / "scenario", ignore=shutil.ignore_patterns("by-hand"))
        imdad(cls.folder, "plan", str(TUTORIAL), "--out", str(brought / "plan"), "--format", "json")
        cls.plan = brought
        cls.options = ("--workspace", "workspace")

    def answer(self, target: str, user: str = "petra") -> bytes:
        response, body = self.server.ask("GET", target, user=user)
        self.assertEqual(response.status, 200, (target, body))
        return body

    def read(self, target: str, user: str = "petra") -> dict:
        told = json.loads(self.answer(target, user))
        self.assertIsNone(misfit(told, stated_answer("GET", target)), target)
        return told

    def refused(self, target: str, status: int, code: str, user: str = "petra") -> dict:
        response, body = self.server.ask("GET", target, user=user)
        problem = self.problem(body)
        self.assertEqual((response.status, problem["code"]), (status, code), problem)
        return problem

    def whole(self, target: str, key: str, limit: int = 3) -> list[dict]:
        """Page by page."""
        rows: list[dict] = []
        address = f"{target}{'&' if '?' in target else '?'}limit={limit}"
        while address:
            response, body = self.server.ask("GET", address, user="petra")
            told = json.loads(body)
            self.assertLessEqual(len(told[key]), limit)
            rows += told[key]
            link = response.headers["Link"]
            address = link.split(">")[0].removeprefix("<") if link else ""
        self.assertEqual(len(rows), told["count"])
        return rows

    def test_areas_add_up_to_the_coverage_of_the_plan(self) -> None:
        told = self.read("/api/v1/plans/brought/map")
        coverage = rows_of(self.plan / "plan" / "coverage.csv")
        self.assertEqual(told["label"], json.loads((TUTORIAL / "datapackage.json").read_text())["imdad"].get("label", ""))
        self.assertEqual(told["weeks"], sorted({row["week"] for row in coverage}))
        self.assertEqual((told["from"], told["to"]), (told["weeks"][0], told["weeks"][-1]))
        week, programme = told["weeks"][2], told["programmes"][0]
        for query, fits in (("", lambda row: True), (f"?programme={programme}", lambda row: row["programme"] == programme),
                            (f"?from={week}&to={week}", lambda row: row["week"] == week)):
            for area in self.whole(f"/api/v1/plans/brought/map{query}", "areas"):
                mine = [row for row in coverage if row["area"] == area["pcode"] and fits(row)]
                self.assertEqual((area["target"], area["served"]),
                                 (sum(int(row["target"]) for row in mine), sum(int(row["served"]) for row in mine)), (query, area))
        self.assertEqual({area["pcode"] for area in told["areas"]}, {row["pcode"] for row in rows_of(TUTORIAL / "areas.csv")})

    def test_lanes_and_places_add_up_to_the_shipments(self) -> None:
        shipments = rows_of(self.plan / "plan" / "shipments.csv")
        lanes = self.whole("/api/v1/plans/brought/map/lanes", "lanes")
        self.assertEqual({lane["id"]: lane["packs"] for lane in lanes if lane["packs"]},
                         {one: sum(int(row["packs"]) for row in shipments if row["lane"] == one) for one in {row["lane"] for row in shipments}})
        self.assertEqual(round(sum(lane["litres"] for lane in lanes), 3), round(sum(float(row["litres"]) for row in shipments), 3))
        litres = [lane["litres"] for lane in lanes]
        self.assertEqual(litres, sorted(litres, reverse=True))
        places = self.whole("/api/v1/plans/brought/map/places", "places")
        self.assertEqual(sum(place["packs_in"] for place in places), sum(int(row["packs"]) for row in shipments))
        self.assertEqual(sum(place["packs_out"] for place in places), sum(int(row["packs"]) for row in shipments))
        stated = {row["place_id"]: row for row in rows_of(TUTORIAL / "places.csv")}
        for place in places:
            self.assertEqual((place["lat"], place["lon"]), (float(stated[place["id"]]["lat"]), float(stated[place["id"]]["lon"])))

    def test_a_lane_is_closed_in_its_weeks_only(self) -> None:
        closed = {"north-birk": [{"from": "2022-08-15", "to": "2022-09-04", "reason": "the river floods the road"}]}

        def found(query: str) -> dict:
            return {lane["id"]: lane["closed"] for lane in self.read(f"/api/v1/plans/brought/map/lanes{query}")["lanes"] if "closed" in lane}

        self.assertEqual(found(""), closed)
        self.assertEqual(found("?to=2022-08-08"), {})
        closed["north-birk"][0]["to"] = "2022-08-21"
        self.assertEqual(found("?from=2022-08-15&to=2022-08-15"), closed)
        self.assertEqual(self.read("/api/v1/plans/brought/map/lanes")["closed_count"], 1)

    def test_bad_questions_are_told_what_would_be_right(self) -> None:
        told = self.refused("/api/v1/plans/brought/map?from=2022-07-26", 422, "unknown_week")
        self.assertEqual(told["field"], "from")
        self.assertIn("2022-07-25", told["lines"][0])
        self.refused("/api/v1/plans/brought/map?programme=nothing", 422, "unknown_programme")
        self.refused("/api/v1/plans/brought/map/lanes?from=2022-08-08&to=2022-08-01", 422, "unknown_week")
        self.refused("/api/v1/plans/brought/map?audience=everybody", 400, "bad_parameter")
        self.refused("/api/v1/plans/brought/map/places?limit=5001", 400, "bad_limit")
        self.refused("/api/v1/plans/nothing/map", 404, "no_such_plan")
        self.assertEqual(json.loads(self.answer("/api/v1/plans/brought/map/places?cursor=18446744073709551615"))["places"], [])

    def test_plans_on_a_map_are_not_for_the_public_and_focal_points(self) -> None:
        for part in ("map", "map?audience=public", "map/places", "map/lanes", "boundaries"):
            for user in ("rashid", "fadi"):
                self.refused(f"/api/v1/plans/brought/{part}", 403, "role_missing", user)

    def test_the_public_edition_changes_with_no_place_lane_or_closure(self) -> None:
        target = "/api/v1/plans/brought/map?audience=public"
        before = self.answer(target)
        names = {row["name"] for row in rows_of(TUTORIAL / "places.csv")} | {row["place_id"] for row in rows_of(TUTORIAL / "places.csv")}
        for secret in names - {row["name"] for row in rows_of(TUTORIAL / "areas.csv")}:
            self.assertNotIn(json.dumps(secret).encode(), before)
        for area in json.loads(before)["areas"]:
            for axis in ("lat", "lon"):
                if axis in area:
                    self.assertEqual(area[axis], round(area[axis], 1))
        self.refused(f"{target}&from=2022-07-25", 422, "whole_plan_only")
        inner = self.answer("/api/v1/plans/brought/map/places"), self.answer("/api/v1/plans/brought/map/lanes")
        kept = {}
        for file, change in (("places.csv", lambda text: text.replace("3.9,-29.1", "3.7,-29.4").replace("Amber hospital", "Amber ward")
                              .replace(",public,", ",confidential,")),
                             ("lanes.csv", lambda text: text.replace("north-birk,north,birk,road", "north-birk,south,birk,air")),
                             ("closures.csv", lambda text: text + "lane,nat-south,2022-08-01,2022-08-28,an attack,assumed: made up\n")):
            path = self.plan / "scenario" / file
            kept[path] = path.read_text(encoding="utf-8")
            self.assertNotEqual(change(kept[path]), kept[path], file)
            path.write_text(change(kept[path]), encoding="utf-8")
        try:
            self.assertEqual(self.answer(target), before)
            now = self.answer("/api/v1/plans/brought/map/places"), self.answer("/api/v1/plans/brought/map/lanes")
            self.assertNotEqual(now[0], inner[0], "who may see places sees the change")
            self.assertNotEqual(now[1], inner[1], "who may see lanes sees the change")
        finally:
            for path, text in kept.items():
                path.write_text(text, encoding="utf-8")

    def test_boundaries_are_light_cacheable_and_compressed(self) -> None:
        file = self.plan / "scenario" / "boundaries.geojson"
        self.assertEqual(self.read("/api/v1/plans/brought/boundaries")["shapes"], [])
        shutil.copy(EXAMPLES / "afghanistan-sahel-2022" / "boundaries.geojson", file)
        try:
            response, body = self.server.ask("GET", "/api/v1/plans/brought/boundaries", user="petra", headers={"Accept-Encoding": "gzip"})
            self.assertEqual(response.status, 200)
            self.assertEqual(response.headers["Cache-Control"], "private, max-age=86400")
            self.assertLess(len(body), 60 * 1024, "all six countries together")
            told = json.loads(gzip.decompress(body))
            stated = json.loads(file.read_text(encoding="utf-8"))
            self.assertEqual((told["source"], told["licence"]), (stated["source"], stated["licence"]))
            self.assertEqual({shape["pcode"] for shape in told["shapes"]}, {one["properties"]["pcode"] for one in stated["features"]})
            again, _ = self.server.ask("GET", "/api/v1/plans/brought/boundaries", user="petra", headers={"If-None-Match": response.headers["ETag"]})
            self.assertEqual(again.status, 304)
            file.write_text("{", encoding="utf-8")
            self.refused("/api/v1/plans/brought/boundaries", 422, "shapes_not_json")
        finally:
            file.unlink()


class WhoDoesWhatWhere(ServerTest):
    users = ("amina", "rashid", "fadi")

    @classmethod
    def prepare(cls) -> None:
        imdad(cls.folder, "user", "add", "fadi", "--role", "focal_point:WHO")
        imdad(cls.folder, "agreement", "add", "deal", "--org", "WHO", "--set", "terms.parties[WHO].focal_point=@fadi",
              "--set", "type=memorandum_of_understanding", "--set", "terms.title.en=Deal",
              "--set", "classification=confidential")
        imdad(cls.folder, "action-plan", "add", "steps", "--set", "instrument=deal", "--set", "title.en=Steps",
              "--set", "classification=public")
        for entity, fields in {
            "open": {"classification": "public", "lead": "WHO", "places": "AF01", "countries[MLI].basis_points": "10000",
                     "sectors[health].basis_points": "10000", "quarters": "2022-Q4"},
            "shut": {"classification": "confidential", "lead": "IFRC", "places": "NER", "sectors[shelter].basis_points": "10000",
                     "quarters": "2022-Q3"},
            "lost": {"classification": "public", "lead": "WHO", "places": "the moon"},
        }.items():
            pairs = {"plan": "steps", "type": "medical_supplies", "title.en": f"Activity {entity}", **fields}
            imdad(cls.folder, "activity", "add", entity, *[word for name, value in pairs.items() for word in ("--set", f"{name}={value}")])

    def read(self, query: str = "", user: str = "amina") -> dict:
        response, body = self.server.ask("GET", f"/api/v1/who-what-where{query}", user=user)
        self.assertEqual(response.status, 200, body)
        told = json.loads(body)
        self.assertIsNone(misfit(told, stated_answer("GET", "/api/v1/who-what-where")))
        return told

    def test_countries_come_from_shares_and_from_places(self) -> None:
        told = self.read()
        self.assertEqual([one["id"] for one in told["activities"]], ["shut", "open", "lost"], "by quarter, those without one last")
        self.assertEqual({one["iso3"]: one["parties"] for one in told["countries"]}, {"AFG": ["WHO"], "MLI": ["WHO"], "NER": ["IFRC"]})
        self.assertEqual((told["count"], told["without_country"]), (3, 1))
        self.assertEqual(told["parties"], [{"code": "WHO", "activities": 2}, {"code": "IFRC", "activities": 1}])
        self.assertEqual({one["agreement"] for one in told["activities"]}, {"deal"})

    def test_what_is_confidential_is_in_no_row_sum_or_name(self) -> None:
        told = self.read(user="rashid")
        self.assertEqual([one["id"] for one in told["activities"]], ["open", "lost"])
        self.assertEqual([one["iso3"] for one in told["countries"]], ["AFG", "MLI"])
        self.assertEqual(told["sectors"], [{"code": "health", "activities": 1}])
        self.assertEqual({one["agreement"] for one in told["activities"]}, {""}, "the agreement is not public")
        for query in ("?agreement=deal", "?country=NER", "?party=IFRC", "?sector=shelter"):
            self.assertEqual(self.read(query, "rashid")["count"], 0, query)
            self.assertGreater(self.read(query)["count"], 0, query)

    def test_filters_and_pages(self) -> None:
        self.assertEqual([one["id"] for one in self.read("?country=AFG")["activities"]], ["open"])
        self.assertEqual([one["id"] for one in self.read("?sector=shelter&party=IFRC")["activities"]], ["shut"])
        self.assertEqual(self.read("?plan=nothing")["count"], 0)
        response, body = self.server.ask("GET", "/api/v1/who-what-where?limit=2")
        self.assertIn("cursor=2", response.headers["Link"])
        self.assertEqual(json.loads(body)["count"], 3)
        response, body = self.server.ask("GET", "/api/v1/who-what-where?state=flying")
        self.assertEqual((response.status, self.problem(body)["code"]), (400, "unknown_state"))


if __name__ == "__main__":
    main()
