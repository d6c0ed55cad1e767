"""The first gate of api/authorisation.yaml against the running server: each operation with each role, with and without
limits, with each scope of a token, by a session that is no longer fresh, and by nobody. What is denied is in the log."""

from __future__ import annotations

import json
import time

from authorisation_matrix import MATRIX, Answer, Asker, Rule, rules
from books_server import ServerTest, imdad, main, token_of
from entrance_test import GOOD, Browser, secret_of

RULES = rules()
ROLES = MATRIX["roles"]

# user -> (role, whether it is limited)
PEOPLE = {f"whole.{role}": (role, False) for role in ROLES if role != "focal_point"}
PEOPLE |= {f"who.{role}": (role, True) for role in ROLES}
PEOPLE |= {"ifrc.focal_point": ("focal_point", True), "afg.planner": ("planner", True)}

AT_THE_DOOR = {"no_session", "unknown_token", "other_host", "scope_missing", "session_needed", "step_up_needed", "csrf_missing", "other_site"}


def grant_of(user: str) -> str:
    where, role = user.split(".")
    return role + {"whole": "", "who": ":WHO", "ifrc": ":IFRC", "afg": "@AFG"}[where]


def is_stopped_at_the_gate(rule: Rule, answer: Answer) -> bool:
    """Stopped before anything was looked at: at the door, or by the task. Later gates say what it is about instead."""
    if answer.status not in (401, 403):
        return False
    told = answer.told
    text = MATRIX["tasks"].get(rule.passes, {}).get("text")
    return told["code"] in AT_THE_DOOR or (text is not None and told["detail"].startswith(f"{text} is for "))


class Gate(ServerTest):
    options = ("--workspace", "workspace")
    users = ("amina", "rashid", *PEOPLE, "gone")

    @classmethod
    def prepare(cls) -> None:
        for user in PEOPLE:
            imdad(cls.folder, "user", "add", user, "--role", grant_of(user))
        imdad(cls.folder, "user", "add", "gone", "--role", "secretariat")

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        for scope in ("read", "write"):
            cls.server.tokens[f"amina.{scope}"] = token_of(cls.folder, "amina", scope)
        imdad(cls.folder, "user", "erase", "gone")

    def setUp(self) -> None:
        self.asker = Asker(self.server)
        self.asker.new_lines()

    def ask(self, rule: Rule, user: str | None) -> Answer:
        return self.asker.ask(user, rule.method, rule.target("nothing-there"), rule.body)

    def check_the_log(self, denied: list[tuple[Rule, str]]) -> None:
        lines = self.asker.new_lines()
        for rule, user in denied:
            key = (rule.method, rule.target("nothing-there").split("?")[0], user)
            self.assertGreater(lines[key], 0, f"no line of the log: {rule.name}, {user}")
            lines[key] -= 1

    # -- the file itself

    def test_each_operation_of_the_server_has_one_row(self) -> None:
        there = {route["operation"]: route for route in json.loads(self.server.ask("GET", "/api/v1")[1])["routes"]}
        named = [rule.name for rule in RULES]
        self.assertEqual(sorted(set(there) - set(named)), [], "there, and without a row in api/authorisation.yaml")
        self.assertEqual(sorted(set(named) - set(there)), [], "a row, and not there")
        self.assertEqual(len(named), len(set(named)), "two rows")
        for rule in RULES:
            task = MATRIX["tasks"].get(rule.passes)
            self.assertTrue(task or rule.passes in ("anybody", "this_host", "oneself"), rule)
            self.assertEqual(there[rule.name]["asks_for"], task["text"] if task else "", rule.name)

    def test_tasks_and_classes_are_those_that_the_program_lists(self) -> None:
        """The rows of /api/v1/permissions, which docs/permissions.md is written from too."""
        rows = json.loads(self.server.ask("GET", "/api/v1/permissions")[1])["permissions"]
        tasks = {row["what"]: row for row in rows if row["entity"] == "books"}
        for name, task in MATRIX["tasks"].items():
            row = tasks[task["text"]]
            self.assertEqual(row["roles"], ", ".join(task["roles"]), name)
            self.assertEqual(row["condition"] != "a role without limits", task["limited"], name)
        for name, rule in MATRIX["classes"].items():
            stated = [row for row in rows if row["what"] == f"of class {name}"]
            self.assertEqual(len(stated), 7, name)
            for row in stated:
                self.assertEqual(row["roles"], ", ".join(rule["roles"]), (name, row["entity"]))
                self.assertEqual(row["condition"] == "inside the limits of the role", rule["relation"] == "inside", name)

    # -- roles

    def test_each_role_passes_where_its_row_says(self) -> None:
        cells = [(rule, user) for rule in RULES for user in PEOPLE if not rule.session_only and rule.passes != "anybody"]
        denied = []
        for (rule, user), answer in self.asker.all(cells, self.ask):
            role, limited = PEOPLE[user]
            stopped = is_stopped_at_the_gate(rule, answer)
            self.assertLess(answer.status, 500, (rule.name, user, answer.body))
            if rule.lets(role, limited):
                self.assertFalse(stopped, f"{rule.name} is for {grant_of(user)}: {answer.body.decode()}")
            else:
                self.assertTrue(stopped, f"{rule.name} is not for {grant_of(user)}: {answer.status} {answer.body[:300].decode()}")
                denied.append((rule, user))
        self.assertGreater(len(denied), 300)
        self.check_the_log(denied)

    def test_nobody_and_who_was_erased_come_in_nowhere(self) -> None:
        closed = [rule for rule in RULES if rule.passes not in ("anybody", "this_host")]
        for user in (None, "gone"):
            for (rule, _), answer in self.asker.all([(rule, user) for rule in closed], self.ask):
                self.assertEqual((answer.status, answer.code), (401, "unknown_token" if user else "no_session"), rule.name)
            self.check_the_log([(rule, "") for rule in closed])
        for rule in RULES:
            if rule not in closed:
                self.assertFalse(is_stopped_at_the_gate(rule, self.ask(rule, None)), rule.name)

    # -- ways in

    def test_a_token_does_what_its_scope_lets_it(self) -> None:
        order = ["read", "write", "approve"]
        denied = []
        cells = [(rule, user) for rule in RULES for user in ("amina.read", "amina.write", "amina")]
        for (rule, user), answer in self.asker.all(cells, self.ask):
            scope = "approve" if user == "amina" else user.removeprefix("amina.")
            if rule.passes in ("anybody", "this_host"):
                self.assertFalse(is_stopped_at_the_gate(rule, answer), rule.name)
                continue
            enough = order.index(scope) >= order.index(rule.scope())
            expected = "scope_missing" if not enough else "session_needed" if rule.session_only else ""
            if expected:
                self.assertEqual((answer.status, answer.code), (403, expected), (rule.name, scope))
                denied.append((rule, "amina"))
            else:
                self.assertFalse(is_stopped_at_the_gate(rule, answer), (rule.name, scope, answer.body))
        self.check_the_log(denied)


class Session(ServerTest):
    """Somebody of the secretariat whose password was given a while ago."""

    options = ("--workspace", "workspace", "--step-up-time", "0.1")

    def setUp(self) -> None:
        secret = secret_of(imdad(self.folder, "user", "invite", "amina"))
        self.browser = Browser(self.server)
        self.assertEqual(self.browser.ask("POST", "/api/v1/set-up", {"token": secret, "password": GOOD})[0].status, 200)
        self.assertEqual(self.browser.log_in(), 200)
        time.sleep(0.15)

    def test_what_is_sensitive_takes_the_password_once_more_and_what_writes_the_mark_of_the_page(self) -> None:
        asked = 0
        asker = Asker(self.server)
        for rule in RULES:
            if rule.passes in ("anybody", "this_host") or rule.name in ("log_out", "step_up", "change_password"):
                continue
            headers = {"Cookie": f"__Host-imdad-session={self.browser.cookie}", "X-CSRF-Token": self.browser.csrf}
            answer = asker.ask(None, rule.method, rule.target("nothing-there"), rule.body, **headers)
            self.assertEqual(answer.code == "step_up_needed", rule.sensitive, (rule.name, answer.body))
            if rule.method != "GET":
                del headers["X-CSRF-Token"]
                answer = asker.ask(None, rule.method, rule.target("nothing-there"), rule.body, **headers)
                self.assertEqual((answer.status, answer.code), (403, "csrf_missing"), rule.name)
                asked += 1
        self.assertGreater(asked, 50)


if __name__ == "__main__":
    main()
