"""The second gate of api/authorisation.yaml against the running server, on a real entity of each kind on either side: whom
an entity of each class is for, and that to others it is as if it were not there."""

from __future__ import annotations

from authorisation_matrix import Answer, Asker, Rule, rules, visible
from authorisation_test import PEOPLE, grant_of
from books_server import ServerTest, main
from two_sides import ACTS, KINDS, SIDES, Chains, add_users, id_of

RULES = [rule for rule in rules() if rule.kind]
SPEAKERS = {f"speaks.{party}": f"focal_point:{party}" for party in ("WHO", "IFRC", "AFG")}
ABSENT = "not-there"


class TwoSides(ServerTest):
    people = {user: PEOPLE[user] for user in PEOPLE if user != "afg.planner"}
    users = ("amina", "bilal", "rashid", *SPEAKERS, *people)

    @classmethod
    def prepare(cls) -> None:
        add_users(cls.folder, {"bilal": "secretariat", **SPEAKERS, **{user: grant_of(user) for user in cls.people}})

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.chains = Chains(cls.server)
        for side in SIDES:
            cls.chains.enter(side)
        cls.asker = Asker(cls.server)

    def classify(self, classification: str, kinds: list[str], sides: tuple[str, ...] = tuple(SIDES)) -> None:
        for kind in kinds:
            for side in sides:
                self.chains.done("PATCH", f"{kind}/{id_of(kind, side)}", {"fields": {"classification": classification}})

    def relation(self, user: str, side: str) -> str:
        where = user.split(".")[0]
        return "secretariat" if where == "whole" else "own" if where.upper() == SIDES[side] else "other"

    def sees(self, user: str, classification: str, side: str) -> bool:
        return visible(classification, self.people[user][0], self.relation(user, side))

    def roots(self) -> tuple[str, str]:
        told = self.asker.ask("amina", "GET", "/api/v1/audit").told
        self.assertTrue(told["clean"])
        return told["ledger_root"], told["register_root"]


class Classes(TwoSides):
    absent: dict[tuple[str, Rule, str], Answer] = {}  # what is told of something that is not there

    def ask(self, user: str, rule: Rule, kind: str, entity: str) -> Answer:
        return self.asker.ask(user, rule.method, rule.target(entity, kind), ACTS.get(rule.name, rule.body))

    def of_kind(self, kind: str) -> list[Rule]:
        return [rule for rule in RULES if rule.kind == kind or (rule.kind == "any" and kind not in ("parties", "amendments", "action-points"))]

    def check(self, classification: str) -> None:
        self.classify(classification, list(KINDS))
        shows = {rule.kind: rule for rule in RULES if rule.name.startswith("show_")}
        cells, hidden = [], []
        for kind in KINDS:
            for side in SIDES:
                for user in self.people:
                    if self.sees(user, classification, side):
                        cells.append((user, shows[kind], kind, id_of(kind, side)))
                    else:
                        hidden += [(user, rule, kind, id_of(kind, side)) for rule in self.of_kind(kind)]
        missing = {(user, rule, kind, ABSENT) for user, rule, kind, _ in hidden if (user, rule, kind) not in self.absent}
        self.absent.update({cell[:3]: answer for cell, answer in self.asker.all(missing, self.ask)})
        before = self.roots()
        for (user, rule, _, entity), answer in self.asker.all(cells, self.ask):
            self.assertEqual(answer.status, 200, f"{rule.name} {entity} ({classification}) is for {grant_of(user)}")
        for (user, rule, kind, entity), answer in self.asker.all(hidden, self.ask):
            absent = self.absent[user, rule, kind]
            where = f"{rule.name} {entity} ({classification}), {grant_of(user)}"
            self.assertIn(answer.status, (403, 404), (where, answer.body))
            self.assertEqual((answer.status, answer.body.replace(entity.encode(), b"?")), (absent.status, absent.body.replace(ABSENT.encode(), b"?")), where)
        self.assertEqual(self.roots(), before)
        self.check_lists(classification)

    def check_lists(self, classification: str) -> None:
        cells = [(user, kind) for user in self.people for kind in KINDS]
        for (user, kind), answer in self.asker.all(cells, lambda user, kind: self.asker.ask(user, "GET", f"/api/v1/{kind}?limit=1000")):
            listed = {entity["id"] for entity in answer.told["entities"]}
            for side in SIDES:
                self.assertEqual(id_of(kind, side) in listed, self.sees(user, classification, side), (classification, kind, side, user))
        for user in self.people:
            due = self.asker.ask(user, "GET", "/api/v1/due").body.decode()
            for side in SIDES:
                self.assertEqual(f"call-{side}" in due, self.sees(user, classification, side), (classification, side, user))

    def test_public(self) -> None:
        self.check("public")

    def test_restricted(self) -> None:
        self.check("restricted")

    def test_confidential(self) -> None:
        self.check("confidential")

    def test_strictly_confidential(self) -> None:
        self.check("strictly_confidential")


if __name__ == "__main__":
    main()
