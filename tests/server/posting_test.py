"""Posting over HTTP: goods, pledges and decisions, as the command line does them, once for each key, and by the roles
that the books give."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import secrets
from datetime import date, timedelta

from books_server import Server, ServerTest, imdad, main
from contract_test import misfit, stated_answer

DAY = "2022-07-24"
NOTICE = hashlib.sha256(b"notice").hexdigest()


class PostingTest(ServerTest):
    """Two stores with lots of one product, and people of different roles."""

    users = ("amina", "rashid", "lina", "musa", "fatima")

    @classmethod
    def prepare(cls) -> None:
        for user, role in (("lina", "logistics"), ("musa", "finance"), ("fatima", "focal_point:WHO")):
            imdad(cls.folder, "user", "add", user, "--role", role)
        lines = ["kind,id,business_date,unit,unit_kind,decimals"]
        lines += [f"define_unit,{secrets.token_hex(16)},2022-07-01,penta,medicine,", f"define_unit,{secrets.token_hex(16)},2022-07-01,USD,currency,2"]
        cls.post_file(lines)
        lines = ["kind,id,business_date,holder,unit,lot,expiry,amount,reason"]
        for place, lot, expiry, amount in (("kabul", "LATE", "2024-06-30", 1000), ("kabul", "SOON", "2023-12-31", 100),
                                           ("kabul", "GONE", "2022-07-10", 7), ("clinic", "LATE", "2024-06-30", 500)):
            lines.append(f"opening_balance,{secrets.token_hex(16)},2022-07-02,{place},penta,{lot},{expiry},{amount},counted")
        cls.post_file(lines)

    @classmethod
    def post_file(cls, lines: list[str]) -> None:
        (cls.folder / "rows.csv").write_text("\n".join(lines) + "\n")
        imdad(cls.folder, "post", "rows.csv")

    def done(self, target: str, body: object, key: str | None = None, user: str = "lina") -> dict:
        response, answer = self.server.write("POST", target, body, key, user)
        self.assertEqual(response.status, 200, answer)
        told = json.loads(answer)
        self.assertIsNone(misfit(told, stated_answer("POST", target)), target)
        return told

    def refused(self, target: str, body: object, status: int, code: str, user: str = "lina") -> dict:
        response, answer = self.server.write("POST", target, body, user=user)
        told = self.problem(answer)
        self.assertEqual((response.status, told["code"]), (status, code), told)
        return told

    def read(self, target: str, user: str = "amina") -> dict:
        response, body = self.server.ask("GET", target, user=user)
        self.assertEqual(response.status, 200, body)
        told = json.loads(body)
        self.assertIsNone(misfit(told, stated_answer("GET", target)), target)
        return told

    def balance(self, holder: str, stage: str, lot: str = "LATE") -> int:
        rows = json.loads(imdad(self.folder, "balance", "--format", "json"))["balances"]
        return sum(row["amount"] for row in rows if (row["holder"], row["stage"], row["lot"]) == (holder, stage, lot))

    def twice(self, target: str, body: object, user: str = "lina") -> dict:
        """Tried first, which writes nothing, then sent twice: the second answer is the first one, and says so."""
        before = imdad(self.folder, "balance", "--format", "json")
        tried = self.done(target + "?dry_run=true", body, user=user)
        self.assertFalse(tried["written"])
        self.assertEqual(imdad(self.folder, "balance", "--format", "json"), before)
        key = secrets.token_hex(16)
        first, answer = self.server.write("POST", target, body, key, user)
        self.assertEqual((first.status, first.headers["Idempotency-Hit"]), (200, None), answer)
        after = imdad(self.folder, "balance", "--format", "json")
        again, same = self.server.write("POST", target, body, key, user)
        self.assertEqual((again.status, again.headers["Idempotency-Hit"]), (200, "true"), same)
        self.assertEqual(json.loads(same), json.loads(answer))
        self.assertEqual(imdad(self.folder, "balance", "--format", "json"), after)
        return json.loads(answer)


class Goods(PostingTest):
    def send(self, amount: int, **more: object) -> dict:
        body = {"from": "kabul", "to": "herat", "unit": "penta", "lot": "LATE", "amount": amount, "on": DAY, **more}
        return self.twice("/api/v1/shipments", body)["sent"][0]

    def test_a_shipment_takes_what_expires_first_and_arrives_in_part(self) -> None:
        sent = self.twice("/api/v1/shipments", {"from": "kabul", "to": "herat", "unit": "penta", "amount": 110, "on": DAY,
                                                "expected": "2022-07-28"})["sent"]
        self.assertEqual([(line["lot"], line["amount"]) for line in sent], [("SOON", 100), ("LATE", 10)])
        whole = self.twice("/api/v1/receipts", {"dispatch": sent[0]["dispatch"], "on": DAY})["received"][0]
        self.assertEqual((whole["amount"], whole["action_point"]), (100, ""))
        part = self.twice("/api/v1/receipts", {"dispatch": sent[1]["dispatch"][:12], "amount": 6, "damaged": 1, "last": True, "on": DAY})
        line = part["received"][0]
        self.assertEqual((line["amount"], line["damaged"], line["missing"]), (6, 1, 3))
        self.assertEqual(self.read(f"/api/v1/action-points/{line['action_point']}")["fields"]["origin_id"], sent[1]["dispatch"])
        self.assertEqual((self.balance("herat", "on_hand"), self.balance("herat", "quarantined")), (6, 1))

    def test_a_truck_is_sent_and_taken_in_as_a_whole_or_not_at_all(self) -> None:
        row = {"from": "kabul", "to": "mazar", "unit": "penta", "lot": "LATE", "amount": 8}
        told = self.refused("/api/v1/shipments", {"on": DAY, "rows": [row, {**row, "amount": 1000000}]}, 422, "not_enough")
        self.assertEqual(told["field"], "rows[1].amount")
        self.assertEqual(self.read("/api/v1/shipments?to=mazar")["shipments"], [])
        sent = self.twice("/api/v1/shipments", {"on": DAY, "rows": [row, {**row, "amount": 9}]})["sent"]
        self.assertEqual([(line["line"], line["amount"]) for line in sent], [(1, 8), (2, 9)])
        rows = [{"dispatch": line["dispatch"], "damaged": 1} for line in sent]
        self.refused("/api/v1/receipts", {"on": DAY, "rows": [rows[0], {"dispatch": "ffff"}]}, 422, "unknown_dispatch")
        self.assertEqual(self.balance("mazar", "on_hand"), 0)
        received = self.twice("/api/v1/receipts", {"on": DAY, "rows": rows})["received"]
        self.assertEqual([(line["amount"], line["damaged"]) for line in received], [(7, 1), (8, 1)])
        self.refused("/api/v1/shipments", {"rows": [row], "due": True}, 400, "bad_member")
        self.refused("/api/v1/receipts", {"rows": rows, "dispatch": "a"}, 400, "bad_member")
        self.refused("/api/v1/receipts", {"due": True, "amount": 5}, 400, "bad_member")

    def test_what_is_expected_by_a_day_is_taken_in_as_sent(self) -> None:
        body = {"from": "kabul", "to": "kunduz", "unit": "penta", "lot": "LATE", "amount": 2, "on": DAY, "expected": "2022-07-25"}
        dispatch = self.done("/api/v1/shipments", body)["sent"][0]["dispatch"]
        self.assertEqual(self.done("/api/v1/receipts", {"due": True, "at": "kunduz", "on": DAY})["received"], [])
        told = self.twice("/api/v1/receipts", {"due": True, "at": "kunduz", "on": "2022-07-25"})
        self.assertEqual([(line["dispatch"], line["amount"]) for line in told["received"]], [(dispatch, 2)])

    def test_what_moved_since_somebody_counted_is_told(self) -> None:
        sent = self.send(6)["dispatch"]
        row = {"dispatch": sent, "amount": 6, "open": 6}
        self.done("/api/v1/receipts", {"on": DAY, "rows": [{**row, "amount": 2}]})
        told = self.refused("/api/v1/receipts", {"on": DAY, "rows": [row]}, 422, "moved_meanwhile")
        self.assertIn("and 4 are now", told["lines"][0])
        self.twice("/api/v1/receipts", {"on": DAY, "rows": [{**row, "amount": 4, "open": 4}]})
        count = {"at": "clinic", "unit": "penta", "lot": "LATE", "exact": True, "amount": 1}
        told = self.refused("/api/v1/stock-moves/count", {"on": DAY, "rows": [{**count, "booked": 1}]}, 422, "moved_meanwhile")
        self.assertEqual(told["field"], "rows[0].booked")
        there = self.balance("clinic", "on_hand")
        self.twice("/api/v1/stock-moves/count", {"on": DAY, "rows": [{**count, "amount": there, "booked": there}]})
        self.refused("/api/v1/stock-moves/count", {**count, "lot": "", "on": DAY}, 422, "nothing_booked")
        self.refused("/api/v1/receipts", {"dispatch": sent, "open": -1}, 400, "bad_member")

    def test_what_is_on_its_way_may_be_taken_back_once(self) -> None:
        dispatch = self.send(5)["dispatch"]
        lines = self.twice(f"/api/v1/shipments/{dispatch}/void", {"reason": "truck broke down", "on": DAY})["lines"]
        self.assertEqual([(line["stage"], line["to_stage"], line["amount"]) for line in lines], [("in_transit", "on_hand", 5)])
        self.refused(f"/api/v1/shipments/{dispatch}/void", {"reason": "again", "on": DAY}, 422, "already_resolved")
        self.refused("/api/v1/shipments/ffff/void", {"reason": "x"}, 404, "unknown_dispatch")

    def test_goods_are_used_set_apart_and_counted(self) -> None:
        goods = {"at": "clinic", "unit": "penta", "lot": "LATE", "on": DAY}
        there = self.balance("clinic", "on_hand")
        used = self.twice("/api/v1/stock-moves/use", {"at": "clinic", "unit": "penta", "amount": 40, "on": DAY})
        self.assertEqual([(line["kind"], line["amount"], line["to_stage"]) for line in used["lines"]], [("use", 40, "used")])
        self.twice("/api/v1/stock-moves/quarantine", {**goods, "amount": 20, "reason": "fridge was off"})
        self.twice("/api/v1/stock-moves/deliver", {**goods, "amount": 10, "to": "post", "document": NOTICE})
        self.assertEqual(self.balance("clinic", "on_hand"), there - 70)
        more = self.twice("/api/v1/stock-moves/count", {**goods, "amount": there - 68, "reason": "behind the shelf"})
        self.assertEqual([(line["stage"], line["amount"]) for line in more["lines"]], [("surplus", 2)])
        same = self.twice("/api/v1/stock-moves/count", {**goods, "amount": there - 68})
        self.assertEqual([(line["to_stage"], line["amount"]) for line in same["lines"]], [("", 0)])

    def test_rows_are_all_done_or_none(self) -> None:
        row = {"at": "clinic", "unit": "penta", "amount": 1}
        before = self.balance("clinic", "on_hand")
        told = self.refused("/api/v1/stock-moves/use", {"on": DAY, "rows": [row, {**row, "amount": 1000000}]}, 422, "not_enough")
        self.assertEqual(told["field"], "rows[1].amount")
        self.assertTrue(told["lines"][0].startswith("row 2: "), told)
        self.assertEqual(self.balance("clinic", "on_hand"), before)
        lines = self.twice("/api/v1/stock-moves/use", {"on": DAY, "rows": [row, {**row, "amount": 2}]})["lines"]
        self.assertEqual([(line["line"], line["amount"]) for line in lines], [(1, 1), (2, 2)])

    def test_a_lot_is_called_back_everywhere(self) -> None:
        self.post_file(["kind,id,business_date,holder,unit,lot,expiry,amount,reason",
                        f"opening_balance,{secrets.token_hex(16)},2022-07-02,kabul,penta,BAD,2024-01-31,30,counted"])
        notice = {"unit": "penta", "lot": "BAD", "reason": "alert 5", "document": NOTICE, "on": DAY}
        lines = self.done("/api/v1/recalls", notice)["lines"]
        self.assertEqual([(line["at"], line["to_stage"], line["amount"]) for line in lines], [("kabul", "quarantined", 30)])
        told = self.refused("/api/v1/shipments", {"from": "kabul", "to": "herat", "unit": "penta", "lot": "BAD", "amount": 1, "on": DAY},
                            422, "not_enough")
        self.assertEqual(told["field"], "amount")
        lifted = self.done("/api/v1/recalls/lift", {**notice, "reason": "tested"})
        self.assertTrue(lifted["proposal"])
        self.assertFalse(lifted["written"])

    def test_the_ledger_says_no_with_the_reason_and_the_member(self) -> None:
        goods = {"from": "kabul", "to": "herat", "unit": "penta", "on": DAY}
        told = self.refused("/api/v1/shipments", {**goods, "amount": 100000}, 422, "not_enough")
        self.assertEqual(told["field"], "amount")
        self.assertIn("of what matches may be sent", told["detail"])
        self.refused("/api/v1/shipments", {**goods, "from": "nowhere", "amount": 1}, 422, "unknown_name")
        self.refused("/api/v1/receipts", {"dispatch": "ffff"}, 422, "unknown_dispatch")
        told = self.refused("/api/v1/shipments", {"amount": "5", "expected": "soon", "from": "kabul"}, 400, "bad_member")
        self.assertEqual(len(told["lines"]), 4, told)  # everything that is wrong: to, unit, amount, expected
        self.refused("/api/v1/shipments", {"due": True, "amount": 5}, 400, "bad_member")
        self.refused("/api/v1/shipments", {"due": True, "planned": 1}, 400, "bad_member")
        self.refused("/api/v1/shipments", {"planned": 1}, 422, "no_plan")
        self.refused("/api/v1/stock-moves/use", {"at": "clinic", "unit": "penta", "amount": 1, "to": "x"}, 400, "unknown_member")
        self.refused("/api/v1/stock-moves/use", {"rows": [{"at": "clinic", "unit": "penta", "amount": 1, "to": "x"}]}, 400, "bad_member")
        self.refused("/api/v1/stock-moves/use", {"rows": []}, 400, "bad_member")

    def test_a_key_stands_for_one_movement(self) -> None:
        key = secrets.token_hex(16)
        body = {"from": "kabul", "to": "herat", "unit": "penta", "lot": "LATE", "amount": 3, "on": DAY}
        self.done("/api/v1/shipments", body, key)
        for other in ({**body, "amount": 4}, {**body, "to": "clinic"}):
            response, answer = self.server.write("POST", "/api/v1/shipments", other, key, "lina")
            self.assertEqual((response.status, self.problem(answer)["code"]), (422, "id_with_other_body"))
        response, answer = self.server.write("POST", "/api/v1/shipments", body, "abc", "lina")
        self.assertEqual((response.status, self.problem(answer)["code"]), (400, "bad_id"))

    def test_roles_decide_who_moves_goods(self) -> None:
        body = {"from": "kabul", "to": "herat", "unit": "penta", "amount": 1, "on": DAY}
        self.refused("/api/v1/shipments", body, 403, "role_missing", user="rashid")
        self.refused("/api/v1/shipments", body, 403, "role_missing", user="fatima")


class Decisions(PostingTest):
    def propose(self, amount: int) -> str:
        body = {"at": "kabul", "unit": "penta", "lot": "LATE", "amount": amount, "found_as": "damaged", "reason": "wet", "on": DAY}
        told = self.done("/api/v1/stock-moves/write-off", body)
        self.assertFalse(told["written"])
        return told["proposal"]

    def decide(self, proposal: str, decision: str, user: str, key: str | None = None, reason: str = "") -> dict:
        return self.done(f"/api/v1/proposals/{proposal}/decision", {"decision": decision, "reason": reason}, key, user)

    def test_a_second_person_approves_and_it_is_posted_once(self) -> None:
        before = self.balance("kabul", "on_hand")
        proposal = self.propose(20)
        target = f"/api/v1/proposals/{proposal}/decision"
        tried = self.done(target + "?dry_run=true", {"decision": "approve"}, user="musa")
        self.assertEqual((tried["written"], len(tried["done"])), (False, 1))
        # What it is about and what it does come in parts too, for other languages than English.
        (said,) = tried["about_parts"]
        self.assertEqual((said[0]["code"], said[0]["arguments"][0], said[0]["arguments"][2]), ("posting_of", "write_off", "20 penta"))
        self.assertIn(("posting_stage", ["to_stage", "damaged"]), [(one["code"], one["arguments"]) for one in said])
        self.assertEqual(len(tried["about"][0].split(", ")), len(said) + 1, tried["about"])
        self.assertEqual([[one["code"] for one in line] for line in tried["done_parts"]], [["posted_entry"]])
        self.assertEqual(tried["done"], ["{}: entry {}".format(*tried["done_parts"][0][0]["arguments"])])
        self.assertEqual(self.balance("kabul", "on_hand"), before)
        key = secrets.token_hex(16)
        first, body = self.server.write("POST", target, {"decision": "approve"}, key, "musa")
        self.assertEqual((first.status, json.loads(body)["outcome"]), (200, "approved"), body)
        again, same = self.server.write("POST", target, {"decision": "approve"}, key, "musa")
        self.assertEqual((again.status, same, again.headers["Idempotency-Hit"]), (200, body, "true"))
        self.assertEqual(self.balance("kabul", "on_hand"), before - 20)
        self.refused(target, {"decision": "reject", "reason": "late"}, 422, "proposal_ended", user="musa")
        self.refused(target, {"decision": "approve"}, 422, "proposal_ended", user="amina")

    def test_nobody_approves_what_they_proposed(self) -> None:
        proposal = self.propose(21)
        target = f"/api/v1/proposals/{proposal}/decision"
        self.refused(target, {"decision": "approve"}, 403, "same_person")
        self.refused(target, {"decision": "withdraw"}, 403, "not_the_proposer", user="musa")
        # Who speaks for a party sees no proposal about the goods of others.
        self.refused(target, {"decision": "approve"}, 404, "no_such_proposal", user="fatima")
        self.assertEqual(self.decide(proposal, "withdraw", "lina", reason="counted again")["outcome"], "withdrawn")

    def test_a_rejection_needs_a_reason(self) -> None:
        proposal = self.propose(22)
        target = f"/api/v1/proposals/{proposal}/decision"
        told = self.refused(target, {"decision": "reject"}, 422, "reason_missing", user="musa")
        self.assertEqual(told["field"], "reason")
        told = self.refused(target, {"decision": "perhaps"}, 400, "bad_member", user="musa")
        self.assertEqual(told["field"], "decision")
        tried = self.done(target + "?dry_run=true", {"decision": "reject", "reason": "dry"}, user="musa")
        self.assertFalse(tried["written"])
        told = self.decide(proposal, "reject", "musa", reason="it dries")
        self.assertEqual((told["outcome"], told["events"][-1]["reason"]), ("rejected", "it dries"))
        self.refused("/api/v1/proposals/none/decision", {"decision": "approve"}, 404, "no_such_proposal", user="musa")


class Reading(PostingTest):
    def test_shipments_are_listed_shown_and_paged(self) -> None:
        body = {"from": "kabul", "to": "herat", "unit": "penta", "lot": "LATE", "on": DAY, "expected": "2022-07-26"}
        ids = [self.done("/api/v1/shipments", {**body, "amount": amount})["sent"][0]["dispatch"] for amount in (4, 5, 6)]
        self.done("/api/v1/receipts", {"dispatch": ids[0], "amount": 3, "damaged": 1, "on": DAY})
        rows = self.read("/api/v1/shipments?to=herat")["shipments"]
        self.assertEqual([row["dispatch"] for row in rows], ids[::-1])
        self.assertEqual([(row["open"], row["late"]) for row in rows], [(6, True), (5, True), (0, False)])
        self.assertEqual(len(self.read("/api/v1/shipments?open=true")["shipments"]), 2)
        response, page = self.server.ask("GET", "/api/v1/shipments?limit=1")
        self.assertEqual(json.loads(page)["shipments"][0]["dispatch"], ids[2])
        self.done("/api/v1/shipments", {**body, "amount": 7})  # moves no page
        target = response.headers["Link"].split(">")[0].lstrip("<")
        self.assertEqual(self.read(target)["shipments"][0]["dispatch"], ids[1])
        shown = self.read(f"/api/v1/shipments/{ids[0]}")
        self.assertEqual([(event["kind"], event["amount"], event["damaged"], event["who"]) for event in shown["events"]],
                         [("post_receipt", 3, 1, "@lina")])

    def test_stock_is_in_the_order_in_which_it_expires(self) -> None:
        rows = self.read("/api/v1/stock?at=kabul&unit=penta&today=2022-07-24")["stock"]
        self.assertEqual([(row["lot"], row["expired"]) for row in rows], [("GONE", True), ("SOON", False), ("LATE", False)])
        response, body = self.server.ask("GET", "/api/v1/stock?stage=pledged")
        self.assertEqual((response.status, self.problem(body)["field"]), (422, "stage"))

    def test_stores_at_a_glance(self) -> None:
        self.done("/api/v1/shipments", {"from": "kabul", "to": "farah", "unit": "penta", "lot": "LATE", "amount": 4, "on": DAY, "expected": "2022-07-25"})
        told = self.read("/api/v1/stock/places?find=FARAH&today=2022-07-26")
        self.assertEqual([(row["at"], row["awaited"], row["late"]) for row in told["places"]], [("farah", 1, 1)])
        self.assertEqual((told["today"], told["place_count"], told["all"]["late"]), ("2022-07-26", 1, 1))
        self.assertEqual(self.read("/api/v1/stock/places?find=farah&today=2022-07-25")["all"]["late"], 0)
        response, page = self.server.ask("GET", "/api/v1/stock/places?limit=1")
        self.assertIn('rel="next"', response.headers["Link"])
        self.assertEqual(len(json.loads(page)["places"]), 1)
        response, body = self.server.ask("GET", "/api/v1/stock/places?today=soon")
        self.assertEqual((response.status, self.problem(body)["field"]), (400, "today"))

    def test_places_and_goods_have_the_names_that_a_scenario_gives_them(self) -> None:
        """Where the server keeps one; with it a store is found by what it is called."""
        self.assertEqual(self.read("/api/v1/stock?at=kabul")["names"], {"places": {}, "products": {}})
        scenario = self.folder / "named" / "scenarios" / "one"
        scenario.mkdir(parents=True)
        (scenario / "places.csv").write_text("place_id,name,kind,sensitivity\nkabul,Central store,store,\nclinic,Hidden post,facility,confidential\n")
        (scenario / "products.csv").write_text("product_id,name,kind\npenta,Pentavalent vaccine,goods\n")
        server = Server(self.folder, "--workspace", "named", users=("amina", "fatima"))
        try:
            def told(target: str) -> dict:
                response, body = server.ask("GET", target)
                self.assertEqual(response.status, 200, body)
                self.assertIsNone(misfit(json.loads(body), stated_answer("GET", target.split("?")[0])), target)
                return json.loads(body)
            names = {"places": {"kabul": "Central store"}, "products": {"penta": "Pentavalent vaccine"}}
            self.assertEqual(told("/api/v1/stock?at=kabul")["names"], names)
            self.assertEqual(told("/api/v1/stock?at=clinic")["names"], {**names, "places": {}})
            found = told("/api/v1/stock/places?find=CENTRAL")
            self.assertEqual(([row["at"] for row in found["places"]], found["names"]["places"]), (["kabul"], names["places"]))
            self.assertEqual(told("/api/v1/stock/places?find=hidden")["places"], [])
            self.assertEqual(told("/api/v1/months-of-stock")["names"]["products"], names["products"])
            _, page = server.ask("GET", "/api/v1/forms/count-sheet/kabul")
            text = html.unescape(page.decode())
            self.assertIn("Central store (kabul)", text)
            self.assertIn("Pentavalent vaccine (penta)", text)
            _, page = server.ask("GET", "/api/v1/forms/count-sheet/clinic")
            self.assertNotIn("Hidden post", page.decode())
        finally:
            server.stop()

    def test_how_long_a_shelf_lasts(self) -> None:
        self.done("/api/v1/stock-moves/use", {"at": "clinic", "unit": "penta", "amount": 10, "on": DAY})
        line = self.read(f"/api/v1/stock/cover?at=clinic&today={DAY}")["cover"][0]
        self.assertEqual((line["unit"], line["over_days"]), ("penta", 23))  # since the 2nd of July
        self.assertEqual(line["days"], line["usable"] * 23 // line["taken"])
        self.assertGreaterEqual(line["taken"], 10)
        response, body = self.server.ask("GET", "/api/v1/stock/cover?at=nowhere")
        self.assertEqual((response.status, self.problem(body)["code"]), (404, "unknown_name"))

    def test_the_journal_is_read_entry_by_entry(self) -> None:
        rows = self.read("/api/v1/entries?kind=opening_balance&holder=kabul&limit=2")["entries"]
        self.assertEqual([row["fields"]["lot"] for row in rows], ["GONE", "SOON"])
        self.assertEqual(sum(posting["amount"] for posting in rows[0]["postings"]), 0)
        self.assertEqual(self.read(f"/api/v1/entries/{rows[0]['sequence']}"), rows[0])
        self.assertEqual(self.read(f"/api/v1/entries/{rows[0]['id']}"), rows[0])
        response, body = self.server.ask("GET", "/api/v1/entries/999999")
        self.assertEqual((response.status, self.problem(body)["code"]), (404, "no_such_entry"))
        response, body = self.server.ask("GET", "/api/v1/entries?cursor=x")
        self.assertEqual((response.status, self.problem(body)["field"]), (400, "cursor"))

    def test_the_ledger_is_not_for_the_public(self) -> None:
        for target in ("/api/v1/shipments", "/api/v1/shipments/a", "/api/v1/stock", "/api/v1/stock/places", "/api/v1/stock/cover?at=kabul", "/api/v1/entries", "/api/v1/entries/0"):
            response, body = self.server.ask("GET", target, user="rashid")
            self.assertEqual((response.status, self.problem(body)["code"]), (403, "role_missing"), target)


class Books(PostingTest):
    def test_any_command_of_the_ledger_is_posted_in_its_own_words(self) -> None:
        fields = {"holder": "kabul", "unit": "penta", "lot": "NEW", "expiry": "2025-01-01", "amount": "5", "reason": "found"}
        booked = self.twice("/api/v1/entries", {"kind": "opening_balance", "fields": fields, "on": DAY}, user="amina")
        self.assertEqual(self.balance("kabul", "on_hand", "NEW"), 5)
        entry = self.read(f"/api/v1/entries/{booked['id']}")
        self.assertEqual((entry["kind"], entry["fields"]["lot"], entry["who"]), ("opening_balance", "NEW", "@amina"))
        undone = self.done("/api/v1/entries", {"kind": "reverse", "fields": {"refers_to": booked["id"], "reason": "twice"}, "on": DAY}, user="amina")
        self.assertTrue(undone["written"])
        self.assertEqual(self.balance("kabul", "on_hand", "NEW"), 0)
        self.assertIsNotNone(self.read(f"/api/v1/entries/{booked['id']}")["reversed_by"])

    def test_what_is_no_command_is_refused(self) -> None:
        for body, code, field in (({"kind": "gift"}, "unknown_kind", "kind"), ({"kind": "use", "fields": {"colour": "red"}}, "unknown_field", "colour"),
                                  ({"kind": "write_off", "fields": {"approver": "0" * 32}}, "unknown_field", "approver"),
                                  ({"kind": "use", "fields": {"amount": "many"}}, "bad_value", "amount")):
            told = self.refused("/api/v1/entries", body, 422, code, user="amina")
            self.assertEqual(told["field"], field)
        self.refused("/api/v1/entries", {"kind": "define_unit", "fields": {"unit": "x", "unit_kind": "goods"}}, 403, "role_missing")

    def test_a_threshold_that_lets_more_through_waits_for_a_second_person(self) -> None:
        told = self.done("/api/v1/thresholds", {"unit": "USD", "amount": 50000}, user="musa")
        self.assertEqual((told["written"], told["proposal"]), (True, ""))
        told = self.done("/api/v1/thresholds", {"unit": "USD", "amount": 60000}, user="musa")
        self.assertEqual(told["written"], False)
        waiting = self.read(f"/api/v1/proposals/{told['proposal']}")
        self.assertEqual((waiting["task"], waiting["about"]), ("threshold", ["commitments in USD of more than 60000 take two people"]))
        self.assertEqual([(one["code"], one["arguments"]) for one in waiting["about_parts"][0]], [("threshold_set", ["USD", "60000"])])
        self.assertEqual([row["amount"] for row in self.read("/api/v1/thresholds")["thresholds"]], [50000])
        told = self.done("/api/v1/thresholds", {"unit": "USD", "amount": None}, user="musa")
        self.assertTrue(told["proposal"])
        for amount in ("many", -1, 1.5):
            self.refused("/api/v1/thresholds", {"unit": "USD", "amount": amount}, 400, "bad_member", user="musa")
        self.refused("/api/v1/thresholds", {"unit": "USD"}, 400, "bad_member", user="musa")
        self.refused("/api/v1/thresholds", {"unit": "USD", "amount": 1}, 403, "role_missing")

    def test_what_the_calendar_takes_is_taken_by_who_asks(self) -> None:
        told = self.done("/api/v1/due/apply?dry_run=true", {"today": "2022-07-24"}, user="amina")
        self.assertEqual((told["written"], told["steps"]), (False, []))
        self.refused("/api/v1/due/apply", {"today": str(date.today() + timedelta(days=10))}, 422, "day_in_future", user="amina")
        self.refused("/api/v1/due/apply", {}, 403, "role_missing", user="rashid")


class Forms(PostingTest):
    def page(self, target: str, *arguments: str) -> str:
        response, body = self.server.ask("GET", target, headers={"Accept": "text/html"})
        self.assertEqual((response.status, response.headers["Content-Type"]), (200, "text/html; charset=utf-8"), body)
        page = body.decode()
        # The command line knows no address of a server that a code or a link could lead to.
        self.assertEqual((page.count('<svg class="qr"'), page.count("<nav ")), (1, 1))
        self.assertEqual(re.sub('<svg class="qr".*?</svg>|<nav .*?</nav>\\n', "", page), imdad(self.folder, "form", *arguments))
        self.assertNotIn("<script", page)
        style = page.split("<style>")[1].split("</style>")[0].encode()
        known = base64.b64encode(hashlib.sha256(style).digest()).decode()
        self.assertIn(f"style-src 'sha256-{known}'", response.headers["Content-Security-Policy"])
        return page

    def test_papers_are_those_of_the_command_line(self) -> None:
        sent = self.done("/api/v1/shipments", {"from": "kabul", "to": "herat", "unit": "penta", "amount": 110, "on": DAY})["sent"]
        ids = [line["dispatch"] for line in sent]
        self.assertIn("SOON", self.page(f"/api/v1/forms/waybill/{','.join(ids)}", "waybill", *ids))
        self.done("/api/v1/receipts", {"dispatch": ids[0], "amount": 98, "damaged": 2, "on": DAY})
        self.page(f"/api/v1/forms/grn/{ids[0]}", "grn", ids[0])
        self.page("/api/v1/forms/stock-card/kabul?unit=penta", "stock-card", "--at", "kabul", "--unit", "penta")
        self.page("/api/v1/forms/count-sheet/kabul", "count-sheet", "--at", "kabul")
        self.page("/api/v1/forms/count-sheet/kabul?unit=penta&booked=true", "count-sheet", "--at", "kabul", "--unit", "penta", "--booked")

    def test_papers_are_in_the_language_asked_for(self) -> None:
        [sent] = self.done("/api/v1/shipments", {"from": "kabul", "to": "herat", "unit": "penta", "lot": "SOON", "amount": 20, "on": DAY})["sent"]
        place = ["--at", "kabul"]
        papers = (
            (f"waybill/{sent['dispatch']}", ["waybill", sent["dispatch"]], "Expédié par le magasin", "أرسله المخزن"),
            (f"grn/{sent['dispatch']}", ["grn", sent["dispatch"]], "Bon de réception", "إشعار استلام البضائع"),
            ("stock-card/kabul?unit=penta", ["stock-card", *place, "--unit", "penta"], "<td>expédition</td>", "<td>إرسال</td>"),
            ("count-sheet/kabul?booked=true", ["count-sheet", *place, "--booked"], "<td>disponible</td>", "<td>في اليد</td>"),
        )
        for path, command, french, arabic in papers:
            for language, direction, word in (("fr", "ltr", french), ("ar", "rtl", arabic)):
                target = f"/api/v1/forms/{path}{'&' if '?' in path else '?'}language={language}"
                page = self.page(target, *command, "--language", language)
                self.assertIn(f'<html lang="{language}" dir="{direction}">', page)
                self.assertIn(word, page)
                # The other languages ask for the same.
                links = [html.unescape(one) for one in re.findall('<li><a href="([^"]*)"', page)]
                filters = path.partition("?")[2]
                self.assertEqual(links, [f"?language={one}{'&' if filters else ''}{filters}" for one in ("en", "fr", "ar")])
        response, body = self.server.ask("GET", "/api/v1/forms/count-sheet/kabul?language=tlh")
        told = self.problem(body)
        self.assertEqual((response.status, told["code"], told["field"]), (400, "bad_parameter", "language"))

    def test_papers_of_nothing_are_refused(self) -> None:
        for target, code in (("waybill/ffff", "unknown_dispatch"), ("grn/,", "unknown_dispatch"), ("stock-card/nowhere?unit=penta", "unknown_name"),
                             ("count-sheet/nowhere", "unknown_name"), ("planned-waybill/0", "no_planned_shipment")):
            response, body = self.server.ask("GET", f"/api/v1/forms/{target}", headers={"Accept": "*/*"})
            self.assertEqual((response.status, self.problem(body)["code"]), (404, code), target)
        response, body = self.server.ask("GET", "/api/v1/forms/count-sheet/kabul", user="rashid")
        self.assertEqual((response.status, self.problem(body)["code"]), (403, "role_missing"))


class Pledges(PostingTest):
    def pledge(self, name: str, amount: str = "1000.00") -> dict:
        return self.twice("/api/v1/pledges", {"id": name, "donor": "IFRC", "unit": "USD", "amount": amount, "on": DAY}, user="musa")

    def test_a_pledge_is_booked_changed_and_ended(self) -> None:
        booked = self.pledge("gift-1")
        self.assertEqual({posting["amount"] for posting in booked["postings"]}, {"1000.00", "-1000.00"})
        self.twice("/api/v1/pledges/gift-1/revise", {"unit": "USD", "amount": "1200.50", "reason": "letter", "document": NOTICE, "on": DAY},
                   user="musa")
        shown = json.loads(imdad(self.folder, "pledge", "show", "gift-1", "--format", "json"))
        self.assertIn("1,200.50", json.dumps(shown))
        self.assertEqual(self.read("/api/v1/pledges/gift-1"), shown)
        self.twice("/api/v1/pledges/gift-1/state", {"to": "withdrawn", "unit": "USD", "reason": "letter", "on": DAY}, user="musa")
        told = self.refused("/api/v1/pledges/gift-1/state", {"to": "gone", "unit": "USD"}, 400, "bad_member", user="musa")
        self.assertEqual(told["field"], "to")

    def test_a_commitment_needs_an_agreement_in_force(self) -> None:
        self.pledge("gift-2")
        body = {"to": "WHO", "agreement": "none", "unit": "USD", "amount": "100.00", "on": DAY}
        response, answer = self.server.write("POST", "/api/v1/pledges/gift-2/commit", body, user="musa")
        told = self.problem(answer)
        self.assertEqual((response.status, told["field"]), (422, "agreement"), told)

    def test_amounts_are_written_as_people_write_them(self) -> None:
        body = {"id": "gift-3", "donor": "IFRC", "unit": "USD", "on": DAY}
        for amount in ("12.345", "1,000", "much", "-"):
            told = self.refused("/api/v1/pledges", {**body, "amount": amount}, 422, "bad_value", user="musa")
            self.assertEqual(told["field"], "amount")
        self.refused("/api/v1/pledges", {**body, "amount": 5}, 400, "bad_member", user="musa")
        told = self.refused("/api/v1/pledges", {"on": "soon"}, 400, "bad_member", user="musa")
        self.assertEqual(len(told["lines"]), 5, told)  # id, donor, unit, amount and the day

    def test_who_may_promise_is_decided_by_role(self) -> None:
        body = {"id": "gift-4", "donor": "IFRC", "unit": "USD", "amount": "1", "on": DAY}
        self.refused("/api/v1/pledges", body, 403, "role_missing")
        self.refused("/api/v1/pledges", body, 403, "role_missing", user="fatima")


if __name__ == "__main__":
    main()
