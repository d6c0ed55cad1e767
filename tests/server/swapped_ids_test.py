"""Whoever speaks for one party puts the ids of another into every path and body: it is refused, and nothing changes. And what
the public reads stays the same, byte for byte, whatever happens to what is not public."""

from __future__ import annotations

import secrets
from urllib.parse import quote

from authorisation_matrix import Answer, Rule, gaps, rules
from books_server import imdad, main
from classes_test import TwoSides
from two_sides import ACTS, KINDS, PDF, SIDES, id_of

ALL_RULES = rules()
ENTITY_RULES = [rule for rule in ALL_RULES if rule.kind]
READER = "speaks.WHO"  # whose ids of the other party are not
INNER = [kind for kind in KINDS if kind != "parties"]


class WithGoods(TwoSides):
    """A pledge of each party, an opening balance, and a threshold that waits for a second person."""

    @classmethod
    def prepare(cls) -> None:
        super().prepare()
        lines = ["kind,id,business_date,unit,unit_kind,decimals", f"define_unit,{secrets.token_hex(16)},2022-07-01,USD,currency,2",
                 f"define_unit,{secrets.token_hex(16)},2022-07-01,penta,medicine,"]
        (cls.folder / "units.csv").write_text("\n".join(lines) + "\n")
        imdad(cls.folder, "post", "units.csv")
        lines = ["kind,id,business_date,holder,unit,lot,expiry,amount,reason",
                 f"opening_balance,{secrets.token_hex(16)},2022-07-02,IFRC,penta,LATE,2034-06-30,1000,counted"]
        (cls.folder / "stock.csv").write_text("\n".join(lines) + "\n")
        imdad(cls.folder, "post", "stock.csv")

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        for side, party in SIDES.items():
            cls.chains.done("POST", "pledges", {"id": f"gift-{side}", "donor": party, "unit": "USD", "amount": "1000.00", "on": "2022-07-22"})
        cls.entry = next(row["id"] for row in cls.asker.ask("amina", "GET", "/api/v1/entries?pledge=gift-other").told["entries"])
        for amount in (500, 600):
            told = cls.chains.done("POST", "thresholds", {"unit": "USD", "amount": amount})
        cls.proposal = told["proposal"]


class Swapped(WithGoods):
    def setUp(self) -> None:
        self.before = self.roots()
        self.asker.new_lines()

    def tearDown(self) -> None:
        self.assertEqual(self.roots(), self.before, "something was written")

    def send(self, rule: Rule, kind: str, entity: str, body: object) -> Answer:
        """In earnest, not as a dry run."""
        return self.asker.ask(READER, rule.method, rule.target(entity, kind).replace("dry_run=true", "dry_run=false"), body)

    def sent_to_the_other_side(self) -> list[tuple[Rule, str, Answer]]:
        found = []
        for rule in ENTITY_RULES:
            for kind in ("consultations", "action-plans", "activities") if rule.kind == "any" else [rule.kind]:
                body = ACTS.get(rule.name, rule.body)
                body = {**body, "party": "IFRC"} if isinstance(body, dict) and "party" in body else body
                found.append((rule, kind, self.send(rule, kind, id_of(kind, "other"), body)))
        return found

    def check_class(self, classification: str, *, seen: bool) -> None:
        self.classify(classification, INNER, ("other",))
        self.before = self.roots()
        self.asker.new_lines()
        answers = self.sent_to_the_other_side()
        lines = self.asker.new_lines()
        for rule, kind, answer in answers:
            where = (classification, rule.name, kind, answer.status, answer.body[:300])
            logged = lines[rule.method, rule.target(id_of(kind, "other"), kind).split("?")[0], READER] > 0
            if rule.method == "GET" and (seen or rule.kind == "parties"):
                self.assertEqual(answer.status, 200, where)
            elif seen or rule.kind == "parties":
                self.assertEqual(answer.status, 403, where)
                self.assertTrue(logged, where)
            else:
                self.assertEqual(answer.status, 404, where)
                self.assertTrue(logged, where)

    def test_what_is_seen_is_not_changed(self) -> None:
        for classification in ("public", "restricted"):
            self.check_class(classification, seen=True)

    def test_what_is_not_seen_is_not_there(self) -> None:
        for classification in ("confidential", "strictly_confidential"):
            self.check_class(classification, seen=False)

    # -- ids in bodies

    def entered(self, kind: str, fields: dict[str, object], **more: object) -> Answer:
        return self.asker.ask(READER, "POST", f"/api/v1/{kind}?dry_run=true", {"id": "new-one", "fields": fields, **more})

    def test_nothing_is_hung_on_what_is_not_seen(self) -> None:
        self.classify("confidential", INNER, ("other",))
        self.before = self.roots()
        point = {"title": "Call", "assignee": f"@{READER}", "due": "2030-01-01", "priority": "high"}
        for kind, name, other in (("action-plans", "instrument", "deal-other"), ("activities", "plan", "steps-other")):
            answers = [self.entered(kind, {name: entity}) for entity in (other, "not-there")]
            self.assertEqual([(answer.status, answer.body) for answer in answers], [(403, answers[0].body)] * 2, kind)
        for origin, other in (("consultation", "talks-other"), ("activity", "relief-other"), ("instrument", "deal-other")):
            answers = [self.entered("action-points", {**point, "origin": origin, "origin_id": entity}) for entity in (other, "not-there")]
            self.assertEqual([answer.status for answer in answers], [403, 403], (origin, answers[0].body))
            self.assertEqual(answers[0].body, answers[1].body)

    def test_an_agreement_does_not_name_what_is_not_seen(self) -> None:
        self.classify("confidential", INNER, ("other",))
        self.before = self.roots()
        deal = {"type": "memorandum_of_understanding", "terms.parties[WHO].focal_point": f"@{READER}"}
        for name, other in {"source_consultation": "talks-other", "parent": "deal-other"}.items():
            there, absent = (self.entered("agreements", {**deal, name: entity}, org="WHO") for entity in (other, "not-there"))
            self.assertEqual((absent.status, absent.code), (422, "no_such_reference"), absent.body)
            self.assertEqual((there.status, there.body.replace(other.encode(), b"not-there")), (absent.status, absent.body), name)
        seen = self.entered("agreements", {**deal, "source_consultation": "talks-own", "parent": "deal-own"}, org="WHO")
        self.assertEqual(seen.status, 200, seen.body)

    def test_what_others_named_stays_when_something_else_is_edited(self) -> None:
        fields = {"type": "memorandum_of_understanding", "terms.parties[WHO].focal_point": f"@{READER}", "parent": "deal-other",
                  "terms.title.en": "Under another"}
        deal = f"deal-{secrets.token_hex(4)}"
        self.chains.done("POST", "agreements", {"id": deal, "org": "WHO", "fields": fields})
        self.classify("confidential", INNER, ("other",))
        answer = self.asker.ask(READER, "PATCH", f"/api/v1/agreements/{deal}", {"fields": {"terms.objectives": "relief"}})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertNotIn("parent", self.asker.ask(READER, "GET", f"/api/v1/agreements/{deal}").told["fields"])
        self.before = self.roots()

    def test_a_taken_id_is_told(self) -> None:
        """A known gap: this fails when it is closed."""
        self.classify("confidential", INNER, ("other",))
        self.before = self.roots()
        deal = {"type": "memorandum_of_understanding", "terms.parties[WHO].focal_point": f"@{READER}"}
        target = "/api/v1/agreements?dry_run=true"
        self.asker.new_lines()
        taken = self.asker.ask(READER, "POST", target, {"id": "deal-other", "org": "WHO", "fields": deal})
        self.assertEqual(taken.code == "id_taken", bool(gaps("taken_ids_are_told")), taken.body)
        self.assertEqual(self.asker.new_lines()["POST", "/api/v1/agreements", READER], 1, "who asks so often stands in the log")

    # -- the ledger

    def test_pledges_and_goods_of_another_are_not_moved(self) -> None:
        usd = {"unit": "USD", "amount": "1.00", "on": "2022-07-23", "reason": "x", "document": "0" * 63 + "1"}
        other = "/api/v1/pledges/gift-other/"
        for target, body in (
            (other + "revise", usd), (other + "state", {"to": "withdrawn", **{name: usd[name] for name in ("unit", "reason", "on")}}),
            (other + "commit", {"to": "WHO", "agreement": "deal-own", **{name: usd[name] for name in ("unit", "amount", "on")}}),
            (other + "receive", {"holder": "WHO", "to": "WHO", **{name: usd[name] for name in ("unit", "amount", "on")}}),
            ("/api/v1/pledges", {"id": "gift-new", "donor": "IFRC", **{name: usd[name] for name in ("unit", "amount", "on")}}),
            ("/api/v1/entries", {"kind": "revise", "fields": {
                "pledge": "gift-other", "unit": "USD", "amount": "1.00", "reason": "x", "document": usd["document"]}}),
            ("/api/v1/entries", {"kind": "withdraw", "fields": {"pledge": "gift-other", "unit": "USD", "reason": "x"}}),
            ("/api/v1/entries", {"kind": "reverse", "fields": {"refers_to": self.entry, "reason": "x"}}),
            ("/api/v1/shipments", {"from": "IFRC", "to": "WHO", "unit": "penta", "amount": 1, "on": "2022-07-23"}),
            ("/api/v1/stock-moves/write-off", {"at": "IFRC", "unit": "penta", "amount": 1, "reason": "x", "on": "2022-07-23"}),
            (f"/api/v1/proposals/{self.proposal}/decision", {"decision": "approve"}),
            (f"/api/v1/proposals/{self.proposal}/decision", {"decision": "reject", "reason": "x"}),
            ("/api/v1/thresholds", {"unit": "USD", "amount": 1}),
        ):
            answer = self.asker.ask(READER, "POST", target, body)
            self.assertIn(answer.status, (403, 404), (target, body, answer.body))
            if answer.status == 403:
                self.assertGreater(self.asker.new_lines()["POST", target, READER], 0, target)

    def test_the_ledger_of_another_is_not_there(self) -> None:
        """Ids of the other party end as those that are not there, and stand in the log; the own ones are read."""
        own = next(row["id"] for row in self.asker.ask("amina", "GET", "/api/v1/entries?pledge=gift-own").told["entries"])
        shelf = next(row["id"] for row in self.asker.ask("amina", "GET", "/api/v1/entries?holder=IFRC&unit=penta").told["entries"])
        for name, mine, others in (("show_pledge", "gift-own", ("gift-other",)), ("show_entry", own, (self.entry, shelf)),
                                   ("trace", "pledge:gift-own", ("pledge:gift-other", self.entry, "lot:penta/LATE"))):
            path = next(rule for rule in ALL_RULES if rule.name == name).path
            for entity, status in ((mine, 200), *((other, 404) for other in others)):
                target = path.replace("{id}", quote(entity, safe=""))
                answer = self.asker.ask(READER, "GET", target)
                self.assertEqual(answer.status, status, (name, entity, answer.body))
                self.assertEqual(self.asker.new_lines()["GET", target, READER], int(status == 404), target)
            absent = self.asker.ask(READER, "GET", path.replace("{id}", "not-there"))
            self.assertEqual((answer.status, answer.code), (absent.status, absent.code), name)
        target = f"/api/v1/proposals/{self.proposal}"
        self.asker.new_lines()
        self.assertEqual(self.asker.ask(READER, "GET", target).status, 404)
        self.assertEqual(self.asker.new_lines()["GET", target, READER], 1)

    def test_lists_of_the_ledger_have_nothing_of_another(self) -> None:
        targets = [*(f"/api/v1/{name}" for name in ("pledges", "balances", "stock", "shipments", "entries", "proposals")),
                   "/api/v1/pledges?donor=IFRC", "/api/v1/parties/IFRC/brief", "/api/v1/parties/WHO/brief"]
        for target in targets:
            seen, all_there = (self.asker.ask(user, "GET", target) for user in (READER, "amina"))
            self.assertEqual(seen.status, 200, target)
            self.assertNotIn(b"gift-other", seen.body, target)
            self.assertNotIn(b"LATE", seen.body, target)
            if "WHO" not in target and "shipments" not in target:
                self.assertNotEqual(seen.body, all_there.body, f"{target} has something of the other party")
        self.assertIn(b"gift-own", self.asker.ask(READER, "GET", "/api/v1/pledges").body)
        self.assertIn(b"gift-own", self.asker.ask(READER, "GET", "/api/v1/entries").body)


class PublicView(WithGoods):
    def everything(self, user: str) -> dict[str, tuple[int, bytes]]:
        """What every reading operation tells of everything that there is, by address."""
        targets = []
        for rule in ALL_RULES:
            if rule.method != "GET" or rule.passes != "read_register":
                continue
            for kind in [""] if not rule.kind else KINDS if rule.kind == "any" else [rule.kind]:
                for entity in [id_of(kind, side) for side in SIDES] + ["who-2022", "AFG"] if kind else ["-"]:
                    targets.append(rule.target(entity, kind) + ("?today=2023-01-01" if "today" in rule.parameters() else ""))
        return {target: (answer.status, answer.body) for (target,), answer in
                self.asker.all([(target,) for target in targets], lambda target: self.asker.ask(user, "GET", target))}

    def test_the_public_view_does_not_change_with_what_is_not_public(self) -> None:
        for classification in ("confidential", "strictly_confidential", "restricted"):
            with self.subTest(classification):
                self.classify("public", INNER)
                self.classify(classification, INNER, ("other",))
                self.chains.done("PATCH", "consultations/who-2022", {"fields": {"classification": "public"}})
                before = self.everything("rashid")
                self.assertGreater(sum(status == 200 for status, _ in before.values()), 20)
                self.change(classification)
                after = self.everything("rashid")
                self.assertEqual([target for target in before if before[target] != after[target]], [])
        self.chains.done("PATCH", "consultations/talks-own", {"fields": {"place": "Jeddah"}})
        now = self.everything("rashid")
        self.assertIn("/api/v1/consultations/talks-own", [target for target in now if now[target] != after[target]], "it would be seen")

    def test_what_is_public_under_something_confidential_does_not_change_with_it(self) -> None:
        self.classify("public", INNER)
        self.classify("confidential", ["consultations", "agreements", "amendments"])
        before = self.everything("rashid")
        self.assertEqual(before["/api/v1/action-plans/steps-other"][0], 200)
        self.chains.done("PATCH", "agreements/deal-other", {"fields": {"notice_given_on": "2022-07-25"}})
        self.chains.done("PATCH", "amendments/deal-other-A1", {"fields": {"reason": "a much slower start"}})
        self.chains.done("PATCH", "consultations/talks-other", {"fields": {"title.en": "Other talks", "place": "Niamey"}})
        self.chains.done("POST", "agreements/deal-other/attachments?kind=other&title=Secret&key=secret", PDF)
        after = self.everything("rashid")
        self.assertEqual([target for target in before if before[target] != after[target]], [])
        named = [target for target, (status, body) in after.items()
                 if status == 200 and any(hidden in body for hidden in (b"deal-other", b"talks-other"))]
        self.assertEqual(named, [], "whose records name what is hidden")

    def change(self, classification: str) -> None:
        """Edits, steps and new records on the side that is not public."""
        name = classification.replace("_", "-")
        fields = {"classification": classification}
        done = self.chains.done
        done("POST", "consultations", {"id": f"talks-{name}", "fields": {
            "held_on": "2022-08-01", "title.en": "Secret talks", "participants[WHO].represented_by": "the head", **fields}})
        done("POST", "agreements", {"id": f"deal-{name}", "org": "WHO", "fields": {
            "type": "memorandum_of_understanding", "terms.title.en": "Secret deal", "parent": "deal-own", "source_consultation": "who-2022",
            "terms.parties[WHO].focal_point": "@speaks.WHO", "terms.parties[AFG].focal_point": "@speaks.AFG", **fields}})
        done("POST", "action-points", {"id": f"call-{name}", "fields": {
            "origin": "consultation", "origin_id": "who-2022", "title": "Secret call", "assignee": "@amina", "due": "2022-09-01",
            "priority": "high", **fields}})
        done("POST", "activities", {"id": f"relief-{name}", "fields": {
            "plan": "steps-own", "type": "medical_supplies", "title.en": "Secret relief", "lead": "WHO", "places": "AFG", **fields}})
        done("PATCH", "activities/relief-other", {"fields": {"title.en": f"Relief, {name}"}})
        done("PATCH", "consultations/talks-other", {"fields": {"place": f"Hall {name}"}})
        done("PATCH", "action-points/call-other", {"fields": {"title": f"Call, {name}"}})
        done("POST", "pledges", {"id": f"gift-{name}", "donor": "WHO", "unit": "USD", "amount": "7.00", "on": "2022-07-22"})


if __name__ == "__main__":
    main()
