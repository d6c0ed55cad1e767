"""Planning over the network: scenarios are kept, checked and mended in place; plans are made as jobs that tell how far
they are; against the real server with the tutorial."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from books_server import IMDAD, Server, ServerTest, imdad, main, make_books, wait_until

TUTORIAL = Path(__file__).resolve().parents[2] / "examples" / "tutorial"
LARGE = TUTORIAL.parent / "afghanistan-sahel-2022"


def children_of(workspace: Path) -> list[int]:
    """Processes that plan a scenario of the workspace."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().split(b"\0") if process.name.isdigit() else []
        except OSError:
            continue
        if b"plan" in words[1:2] and any(word.startswith(str(workspace).encode()) for word in words):
            found.append(int(process.name))
    return found


class Planning(ServerTest):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.server.stop()
        for user, role in (("petra", "planner"), ("mona", "monitor"), ("fadi", "focal_point:WHO")):
            imdad(cls.folder, "user", "add", user, "--role", role)
        scenarios = cls.folder / "workspace" / "scenarios"
        scenarios.mkdir(parents=True)
        shutil.copytree(TUTORIAL, scenarios / "tutorial", ignore=shutil.ignore_patterns("by-hand"))
        cls.server = cls.start()

    @classmethod
    def start(cls) -> Server:
        return Server(cls.folder, "--workspace", "workspace", users=("petra", "mona", "fadi", "rashid"))

    def read(self, target: str, user: str = "petra") -> dict:
        response, body = self.server.ask("GET", target, user=user)
        self.assertEqual(response.status, 200, body)
        return json.loads(body)

    def write(self, method: str, target: str, body: object, key: str | None = None,
              user: str = "petra") -> tuple[http.client.HTTPResponse, dict]:
        response, answer = self.server.write(method, target, body, key, user)
        return response, json.loads(answer)

    def copy(self, name: str) -> None:
        response, told = self.write("POST", "/api/v1/scenarios", {"name": name, "copy_of": "tutorial"})
        self.assertEqual(response.status, 200, told)

    def plan(self, **wish: object) -> dict:
        response, told = self.write("POST", "/api/v1/plans", {"scenario": "tutorial"} | wish)
        self.assertEqual(response.status, 200, told)
        plan = told["id"]
        wait_until(lambda: self.read(f"/api/v1/plans/{plan}")["state"] not in ("waiting", "running"), 120)
        return self.read(f"/api/v1/plans/{plan}")

    def test_a_plan_is_made_and_is_the_one_of_the_command_line(self) -> None:
        plan = self.plan()
        self.assertEqual((plan["state"], plan["has_plan"], plan["has_explanation"], plan["by"]), ("done", True, True, "petra"))
        told = json.loads(imdad(self.folder, "plan", str(TUTORIAL), "--out", "own", "--format", "json"))
        for same in ("people_served_planned", "value", "worst_area", "programmes"):
            self.assertEqual(plan["summary"][same], told[same])
        folder = self.folder / "workspace" / "plans" / plan["id"] / "plan"
        for file in ("shipments.csv", "coverage.csv", "plan.json"):
            self.assertEqual((folder / file).read_bytes(), (self.folder / "own" / file).read_bytes(), file)
            response, body = self.server.ask("GET", f"/api/v1/plans/{plan['id']}/files/{file}", user="petra")
            self.assertEqual((response.status, body), (200, (folder / file).read_bytes()))
            self.assertEqual(response.headers["Content-Disposition"], f'attachment; filename="{file}"')
        imdad(self.folder, "verify", str(folder.parent / "scenario"), str(folder))

    def test_a_plan_that_was_put_there_is_shown(self) -> None:
        brought = self.folder / "workspace" / "plans" / "brought"
        shutil.copytree(TUTORIAL, brought / "scenario", ignore=shutil.ignore_patterns("by-hand"))
        (brought / "summary.json").write_text(imdad(self.folder, "plan", str(TUTORIAL), "--out", str(brought / "plan"), "--format", "json"))
        self.server.stop()
        type(self).server = self.start()
        plan = self.read("/api/v1/plans/brought")
        self.assertEqual((plan["state"], plan["has_plan"], plan["has_explanation"], plan["scenario"]), ("done", True, False, "brought"))
        self.assertTrue(plan["summary"]["programmes"])
        self.assertTrue(self.read("/api/v1/plans/brought/coverage")["areas"])

    def test_an_estimate_is_shown_until_there_is_a_plan_and_is_none(self) -> None:
        done = self.plan()
        stopped = self.folder / "workspace" / "plans" / ("e" * 32)
        shutil.copytree(TUTORIAL, stopped / "scenario", ignore=shutil.ignore_patterns("by-hand"))
        imdad(self.folder, "plan", str(TUTORIAL), "--out", "late", "--early", str(stopped))
        shutil.rmtree(stopped / "first")
        (stopped / "first.json").unlink()
        job = json.loads((stopped.parent / done["id"] / "job.json").read_text()) | {"state": "stopped"}
        (stopped / "job.json").write_text(json.dumps(job))
        self.server.stop()
        type(self).server = self.start()
        plan = self.read(f"/api/v1/plans/{stopped.name}")
        self.assertEqual((plan["state"], plan["has_estimate"], plan["has_first"], plan["has_plan"]), ("stopped", True, False, False))
        self.assertEqual((plan["first"], plan["summary"]), (None, None))
        self.assertEqual(plan["estimate"]["bounds"] if "bounds" in plan["estimate"] else [], [])
        grid = self.read(f"/api/v1/plans/{stopped.name}/coverage")
        whole = self.read(f"/api/v1/plans/{done['id']}/coverage")
        self.assertEqual((grid["estimated"], grid["final"], whole["estimated"], whole["final"]), (True, False, False, True))
        self.assertEqual({area["pcode"]: area["target"] for area in grid["areas"]}, {area["pcode"]: area["target"] for area in whole["areas"]})
        for of_plans_only in ("map", "explanation", "files/plan.json", "comparison?with=" + done["id"]):
            response, _ = self.server.ask("GET", f"/api/v1/plans/{stopped.name}/{of_plans_only}", user="petra")
            self.assertEqual(response.status, 404, of_plans_only)

    def test_coverage_adds_up_to_what_the_plan_says(self) -> None:
        plan = self.plan()
        whole = self.read(f"/api/v1/plans/{plan['id']}/coverage")
        self.assertTrue(whole["final"])
        for programme in plan["summary"]["programmes"]:
            grid = self.read(f"/api/v1/plans/{plan['id']}/coverage?programme={programme['id']}")
            self.assertEqual(sum(area["target"] for area in grid["areas"]), programme["target"])
            self.assertEqual(sum(sum(area["serveds"]) for area in grid["areas"]), programme["served"])
            for area in grid["areas"]:
                self.assertEqual(len(area["serveds"]), len(grid["weeks"]))
                self.assertEqual((sum(area["targets"]), sum(area["serveds"])), (area["target"], area["served"]))
        shares = [area["served"] / area["target"] for area in whole["areas"] if area["target"]]
        self.assertEqual(shares, sorted(shares), "the worst-off first")
        response, body = self.server.ask("GET", f"/api/v1/plans/{plan['id']}/coverage?programme=nothing", user="petra")
        self.assertEqual((response.status, self.problem(body)["code"]), (422, "unknown_programme"))
        reasons = self.read(f"/api/v1/plans/{plan['id']}/explanation")
        self.assertEqual(reasons["group_count"], len(reasons["groups"]))
        self.assertEqual(reasons["short"], sum(group["short"] for group in reasons["groups"]))
        self.assertEqual(round(sum(kind["persons"] for kind in reasons["kinds"]), 6),
                         round(sum(cause["persons"] for group in reasons["groups"] for cause in group["causes"]), 6))
        shorts = [group["short"] for group in reasons["groups"]]
        self.assertEqual(shorts, sorted(shorts, reverse=True))
        first = self.read(f"/api/v1/plans/{plan['id']}/explanation?limit=1")
        self.assertEqual((first["groups"], first["kinds"], first["group_count"]), (reasons["groups"][:1], reasons["kinds"], len(shorts)))
        area = reasons["groups"][-1]["area"]
        of_area = self.read(f"/api/v1/plans/{plan['id']}/explanation?area={area}")
        self.assertEqual(of_area["groups"], [group for group in reasons["groups"] if group["area"] == area])
        self.assertEqual(of_area["areas"], reasons["areas"])
        sentences = json.loads((TUTORIAL.parents[1] / "web" / "src" / "explanations" / "en.json").read_text())

        def said(part: str | dict) -> str:
            return part if isinstance(part, str) else sentences[part["code"]].format(*map(said, part["arguments"]))

        for group in reasons["groups"]:
            self.assertEqual([said(cause["sentence"]) for cause in group["causes"]], [cause["text"] for cause in group["causes"]])
        self.assertTrue(reasons["helps"])
        for one, text, parts in ([(group, "way", "way_sentence") for group in reasons["groups"]]
                                 + [(help, field, field + "_sentence") for help in reasons["helps"] for field in ("what", "remark")]):
            self.assertEqual(one[parts] and said(one[parts]), one[text] or None)

    def events(self, plan: str, last: str = "") -> list[tuple[str, dict]]:
        """(id, data) of all events until the end."""
        connection = self.server.connect()
        headers = self.server.headers("petra") | {"Accept": "text/event-stream"} | ({"Last-Event-ID": last} if last else {})
        connection.request("GET", f"/api/v1/plans/{plan}/events", headers=headers)
        response = connection.getresponse()
        self.assertEqual((response.status, response.headers["Content-Type"]), (200, "text/event-stream"))
        text = response.read().decode()
        connection.close()
        blocks = [block for block in text.split("\n\n") if block and not block.startswith(":")]
        self.assertEqual(blocks[-1], "event: end\ndata: {}", text)
        return [(block.split("\n")[0].removeprefix("id: "), json.loads(block.split("\n")[1].removeprefix("data: ")))
                for block in blocks[:-1]]

    def test_events_tell_the_first_plan_before_the_better_one_and_go_on_after_a_break(self) -> None:
        _, told = self.write("POST", "/api/v1/plans", {"scenario": "tutorial", "policy": "most_served"})
        events = self.events(told["id"])
        names = [next(name for name in ("estimate", "first", "plan", "bound", "state", "step", "stage") if name in data) for _, data in events]
        self.assertLess(names.index("estimate"), names.index("first"))
        self.assertLess(names.index("first"), names.index("plan"))
        stages = list(dict.fromkeys(data["stage"] for _, data in events if "stage" in data))
        self.assertEqual(stages, ["first", "plan", "reasons"])
        self.assertEqual(events[-1][1]["state"], "done")
        self.assertEqual([int(number) for number, _ in events], list(range(len(events))))
        rest = self.events(told["id"], last=events[2][0])
        self.assertEqual(rest, events[3:])

    def test_the_same_key_is_the_same_plan(self) -> None:
        key = secrets.token_hex(16)
        wish = {"scenario": "tutorial", "engine": "greedy"}
        first, told = self.write("POST", "/api/v1/plans", wish, key)
        again, other = self.write("POST", "/api/v1/plans", wish, key)
        self.assertEqual((first.status, again.status, told["id"], other["id"]), (200, 200, key, key))
        self.assertEqual((first.headers["Idempotency-Hit"], again.headers["Idempotency-Hit"]), (None, "true"))
        response, told = self.write("POST", "/api/v1/plans", wish | {"policy": "balanced"}, key)
        self.assertEqual((response.status, told["code"]), (422, "id_with_other_body"))
        for wrong, code in (({"scenario": "nothing"}, "no_such_scenario"), ({"scenario": "../tutorial"}, "no_such_scenario"),
                            (wish | {"policy": "first_come"}, "bad_word"), (wish | {"engine": "magic"}, "bad_word"),
                            (wish | {"include": ["hopes"]}, "bad_word"), (wish | {"time_limit": -1}, "bad_word")):
            self.assertEqual(self.write("POST", "/api/v1/plans", wrong)[1]["code"], code)

    def test_a_change_has_a_reason_and_makes_another_plan_and_the_difference_is_told(self) -> None:
        before = self.plan()
        self.copy("closed-road")
        table = self.read("/api/v1/scenarios/closed-road/tables/closures.csv")
        row = dict(zip(table["columns"], table["rows"][0]["cells"]))
        lanes = self.read("/api/v1/scenarios/closed-road/tables/lanes.csv")
        lane = lanes["rows"][-1]["cells"][lanes["columns"].index("lane_id")]
        row |= {"id": lane, "from": "2022-07-25", "to": "2022-12-31"}
        change = {"version": table["version"], "reason": "the bridge is down", "rows": [{"set": row}]}
        key = secrets.token_hex(16)
        response, told = self.write("PATCH", "/api/v1/scenarios/closed-road/tables/closures.csv", change, key)
        self.assertEqual(response.status, 200, told)
        again, repeated = self.write("PATCH", "/api/v1/scenarios/closed-road/tables/closures.csv", change, key)
        self.assertEqual((again.status, again.headers["Idempotency-Hit"], repeated), (200, "true", told))
        response, answer = self.write("PATCH", "/api/v1/scenarios/closed-road/tables/closures.csv", change | {"reason": "else"}, key)
        self.assertEqual((response.status, answer["code"]), (422, "id_with_other_body"))
        now = self.read("/api/v1/scenarios/closed-road/tables/closures.csv")
        self.assertEqual((now["row_count"], now["version"]), (table["row_count"] + 1, told["version"]))
        changes = (self.folder / "workspace" / "scenarios" / "closed-road" / "changes.jsonl").read_text().splitlines()
        self.assertEqual([json.loads(line)["reason"] for line in changes], ["the bridge is down"])
        after = self.plan(scenario="closed-road")
        self.assertEqual(after["state"], "done")
        kept = self.folder / "workspace" / "plans" / before["id"] / "scenario" / "closures.csv"
        self.assertEqual(kept.read_bytes(), (TUTORIAL / "closures.csv").read_bytes(), "an earlier plan keeps its scenario")
        one = self.read(f"/api/v1/plans/{after['id']}/comparison?with={before['id']}")["areas"]
        other = self.read(f"/api/v1/plans/{before['id']}/comparison?with={after['id']}")["areas"]
        self.assertEqual({(a["pcode"], a["served"], a["served_with"]) for a in one},
                         {(a["pcode"], a["served_with"], a["served"]) for a in other})
        self.assertTrue(one, "the closed lane makes a difference")
        gains = [area["served"] - area["served_with"] for area in one]
        self.assertEqual(gains, sorted(gains, reverse=True))
        self.assertNotIn(0, gains)

    def test_a_row_is_mended_where_the_check_found_it(self) -> None:
        self.copy("mended")
        target = "/api/v1/scenarios/mended/tables/needs.csv"
        table = self.read(target)
        column = table["columns"].index("persons") if "persons" in table["columns"] else len(table["columns"]) - 1
        name, line = table["columns"][column], table["rows"][1]["line"]
        sound = table["rows"][1]["cells"][column]
        self.assertTrue(self.read("/api/v1/scenarios/mended")["usable"])
        _, told = self.write("PATCH", target, {"version": table["version"], "reason": "a slip", "rows": [{"line": line, "set": {name: "many"}}]})
        problems = self.read("/api/v1/scenarios/mended")
        self.assertFalse(problems["usable"])
        found = [p for p in problems["problems"] if p["file"] == "needs.csv"]
        self.assertEqual([(p["line"], p["column"]) for p in found], [(line, name)])
        self.assertEqual(found[0]["message"], "this is not a whole number")
        self.assertEqual(found[0]["message_parts"], {"code": "not_whole", "arguments": []})
        self.assertEqual(found[0]["right_parts"]["code"], "right.from_to")
        self.assertEqual(found[0]["right_parts"]["arguments"][:2], ["a whole number", "0"])
        self.assertEqual(len(problems["not_used_parts"]), len(problems["not_used"]))
        failed = self.plan(scenario="mended")
        self.assertEqual(failed["state"], "failed")
        self.assertIn("problems", failed["message"])
        self.assertEqual(failed["reason"], {"code": "plan_of_problems", "arguments": [], "row": 0, "about": ""})
        response, _ = self.write("PATCH", target, {"version": told["version"], "reason": "mended", "rows": [{"line": line, "set": {name: sound}}]})
        self.assertEqual(response.status, 200)
        self.assertTrue(self.read("/api/v1/scenarios/mended")["usable"])

    def test_edits_are_all_or_none_and_of_the_version_that_was_read(self) -> None:
        self.copy("edits")
        target = "/api/v1/scenarios/edits/tables/lanes.csv"
        table = self.read(target)
        line = table["rows"][0]["line"]
        column = table["columns"][0]

        def refused(**change: object) -> str:
            body = {"version": table["version"], "reason": "r", "rows": [{"line": line, "set": {column: "x"}}]} | change
            response, told = self.write("PATCH", target, body)
            self.assertGreaterEqual(response.status, 400)
            return told["code"]

        self.assertEqual(refused(version="0" * 64), "changed_meanwhile")
        self.assertEqual(refused(reason="  "), "no_reason")
        self.assertEqual(refused(rows=[]), "bad_member")
        self.assertEqual(refused(rows=[{"line": 1, "remove": False}]), "bad_member")
        self.assertEqual(refused(rows=[{"line": line, "set": {column: "x"}}, {"line": 9999, "remove": True}]), "no_such_row")
        self.assertEqual(refused(rows=[{"line": line, "set": {"nothing": "x"}}]), "no_such_column")
        self.assertEqual(refused(rows=[{"line": line, "set": {column: "amina.rahimi@example.org"}}]), "personal_data")
        self.assertEqual(self.read(target), table)
        response, told = self.write("PATCH", target, {"version": table["version"], "reason": "=1+1", "rows": [
            {"line": line, "set": {column: "=cmd|calc"}}, {"line": table["rows"][1]["line"], "remove": True}]})
        self.assertEqual(response.status, 200, told)
        now = self.read(target)
        self.assertEqual(now["row_count"], table["row_count"] - 1)
        self.assertEqual(now["rows"][0]["cells"][0], "'=cmd|calc", "no formula for a spreadsheet")

    def test_names_never_become_paths(self) -> None:
        for name in ("..", "%2e%2e", "tutorial%2f..%2f..", "..%2f..%2fbooks.db", ".hidden", "%00"):
            for target in (f"/api/v1/scenarios/{name}", f"/api/v1/scenarios/tutorial/tables/{name}", f"/api/v1/plans/{name}",
                           f"/api/v1/plans/{name}/coverage"):
                response, body = self.server.ask("GET", target, user="petra")
                self.assertIn(response.status, (400, 404), (target, body))
        for name in ("../x", "A", "", "x" * 61, "a b", ".x", "a/b"):
            response, told = self.write("POST", "/api/v1/scenarios", {"name": name, "copy_of": "tutorial"})
            self.assertIn(told["code"], ("bad_name", "bad_member"), name)
        for file in ("../needs.csv", "needs.txt", "/etc/passwd", ".csv", "changes.jsonl"):
            response, told = self.write("POST", "/api/v1/scenarios", {"name": "files", "files": {file: "x"}})
            self.assertEqual(told["code"], "bad_file_name", file)

    def test_files_are_taken_in_whole_or_not_at_all_and_lists_of_people_never(self) -> None:
        files = {path.name: path.read_text() for path in TUTORIAL.iterdir() if path.suffix == ".csv" or path.name == "datapackage.json"}
        key = secrets.token_hex(16)
        for hit in (None, "true"):
            response, told = self.server.write("POST", "/api/v1/scenarios", {"name": "sent", "files": files}, key, "petra")
            self.assertEqual((response.status, response.headers["Idempotency-Hit"]), (200, hit), told)
        self.assertTrue(self.read("/api/v1/scenarios/sent")["usable"])
        self.assertEqual(self.write("POST", "/api/v1/scenarios", {"name": "sent", "files": files})[1]["code"], "scenario_exists")
        people = files["needs.csv"].splitlines()
        people[0] += ",phone"
        people[1:] = [line + ",+93 70 123 4567" for line in people[1:]]
        response, told = self.write("POST", "/api/v1/scenarios", {"name": "people", "files": files | {"needs.csv": "\n".join(people)}})
        self.assertEqual((response.status, told["code"]), (422, "personal_data"), told)
        self.assertNotIn("123 4567", json.dumps(told))
        self.assertEqual([path.name for path in (self.folder / "workspace" / "scenarios").iterdir() if path.name.startswith((".", "people"))], [])

    def test_who_may_read_and_who_may_plan(self) -> None:
        for user, read, plan in (("mona", 200, 403), ("fadi", 403, 403), ("rashid", 403, 403)):
            self.assertEqual(self.server.ask("GET", "/api/v1/scenarios", user=user)[0].status, read, user)
            self.assertEqual(self.server.ask("GET", "/api/v1/scenarios/tutorial/tables/lanes.csv", user=user)[0].status, read, user)
            self.assertEqual(self.server.ask("GET", "/api/v1/plans", user=user)[0].status, read, user)
            self.assertEqual(self.server.write("POST", "/api/v1/plans", {"scenario": "tutorial"}, user=user)[0].status, plan, user)
            self.assertEqual(self.server.write("POST", "/api/v1/scenarios", {"name": "x", "copy_of": "tutorial"}, user=user)[0].status, plan)

    def test_what_was_running_at_a_stop_has_failed_and_the_rest_is_there(self) -> None:
        done = self.plan(engine="greedy")
        keys = [self.write("POST", "/api/v1/plans", {"scenario": "tutorial"})[1]["id"] for _ in range(3)]
        self.server.process.kill()
        self.server.stop()
        type(self).server = self.start()
        states = {plan["id"]: plan["state"] for plan in self.read("/api/v1/plans")["plans"]}
        self.assertEqual(states[done["id"]], "done")
        self.assertTrue(all(states[key] in ("done", "failed") for key in keys), states)
        self.assertEqual(states[keys[-1]], "failed")
        self.assertEqual(self.events(keys[-1]), [])
        self.assertEqual(self.plan(engine="greedy")["state"], "done")

    def test_a_search_ends_with_the_server_even_if_that_is_killed(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_books(folder)
            scenarios = folder / "workspace" / "scenarios"
            scenarios.mkdir(parents=True)
            shutil.copytree(LARGE, scenarios / "large")  # planning it takes half a minute at least
            workspace = folder.resolve() / "workspace"
            server = Server(folder, "--workspace", str(workspace))
            response, body = server.write("POST", "/api/v1/plans", {"scenario": "large"})
            self.assertEqual(response.status, 200, body)
            wait_until(lambda: children_of(workspace))
            # It would also end when it next tells of its progress; that it need not is by its standard input.
            child = Path("/proc") / str(children_of(workspace)[0])
            self.assertIn(b"IMDAD_ENDS_WITH_STDIN=1", (child / "environ").read_bytes().split(b"\0"))
            self.assertTrue(str((child / "fd" / "0").readlink()).startswith("pipe:"))
            server.process.kill()
            server.stop()
            wait_until(lambda: not children_of(workspace), 20)

    def test_a_program_that_ends_with_its_standard_input_does(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_books(folder)
            # A server has nothing to say, and so nothing else that could end it.
            silent = subprocess.Popen([IMDAD, "serve", "--db", "books.db", "--listen", "127.0.0.1:0"], cwd=folder, stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "IMDAD_ENDS_WITH_STDIN": "1"})
            self.assertIn(b"127.0.0.1", silent.stdout.readline())
            silent.stdin.close()
            try:
                self.assertEqual(silent.wait(timeout=30), 0)
            finally:
                silent.kill()
                silent.wait()
                silent.stdout.close()

    def test_a_stop_ends_the_search(self) -> None:
        keys = [self.write("POST", "/api/v1/plans", {"scenario": "tutorial"})[1]["id"] for _ in range(4)]
        response, told = self.write("POST", f"/api/v1/plans/{keys[-1]}/stop", {})
        self.assertEqual(response.status, 200, told)
        wait_until(lambda: self.read(f"/api/v1/plans/{keys[-1]}")["state"] == "stopped", 120)
        response, told = self.write("POST", f"/api/v1/plans/{keys[-1]}/stop", {})
        self.assertEqual((response.status, told["code"]), (422, "not_running"))


class WithoutWorkspace(ServerTest):
    def test_a_server_without_scenarios_says_so(self) -> None:
        response, body = self.server.ask("GET", "/api/v1/scenarios")
        self.assertEqual((response.status, self.problem(body)["code"]), (404, "no_workspace"))


if __name__ == "__main__":
    main()
