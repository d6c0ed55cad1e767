"""What becomes of accounts over HTTP: roles granted and withdrawn, an account blocked and let in again, tokens of somebody else,
what one user may do. And the keys of requests that leave no id of their own in the books, answered again as the first time."""

from __future__ import annotations

import json
import secrets

from books_server import ServerTest, imdad, main, token_of
from entrance_test import GOOD, Browser, secret_of
from two_sides import Chains, add_users


class AccountsTest(ServerTest):
    users = ("amina", "rashid", "farid")

    @classmethod
    def prepare(cls) -> None:
        imdad(cls.folder, "user", "add", "farid", "--role", "finance")

    def name(self) -> str:
        """A new account of a monitor."""
        name = f"u{secrets.token_hex(4)}"
        self.done("/api/v1/users", {"name": name, "roles": ["monitor"]})
        return name

    def ask(self, method: str, target: str, body: object = None, key: str | None = None, user: str = "amina") -> tuple[int, bool, object]:
        response, answer = self.server.write(method, target, body, key, user)
        return response.status, response.headers["Idempotency-Hit"] == "true", json.loads(answer) if answer else None

    def done(self, target: str, body: object, method: str = "POST", user: str = "amina") -> dict:
        status, _, told = self.ask(method, target, body, user=user)
        self.assertEqual(status, 200, told)
        return told

    def refused(self, target: str, body: object, status: int, code: str, method: str = "POST", **more: str) -> dict:
        got, _, told = self.ask(method, target, body, **more)
        self.assertEqual((got, told["code"]), (status, code), told)
        return told

    def twice(self, target: str, body: object, user: str = "amina", method: str = "POST", other: object = None) -> dict:
        """Sends it twice under one key, then something else under it."""
        key = secrets.token_hex(16)
        first, again = self.ask(method, target, body, key, user), self.ask(method, target, body, key, user)
        self.assertEqual((first[0], first[1]), (200, False), first[2])
        self.assertEqual(again, (200, True, first[2]))
        if other is not None:
            self.refused(target, other, 422, "id_with_other_body", key=key, user=user, method=method)
        return first[2]

    def listed(self, name: str) -> dict:
        return next(user for user in json.loads(self.server.ask("GET", "/api/v1/users?limit=1000")[1])["users"] if user["name"] == name)


class Accounts(AccountsTest):
    def test_roles_are_granted_and_withdrawn_together(self) -> None:
        name = self.name()
        target = f"/api/v1/users/{name}/roles"
        told = self.twice(target, {"grant": ["focal_point:WHO", "planner@AFG"], "withdraw": ["monitor"]}, other={"grant": ["auditor"]})
        self.assertEqual(sorted(told["roles"]), ["focal_point:WHO", "planner@AFG"])
        self.assertEqual(self.listed(name)["roles"], told["roles"])
        for body, code in (({"grant": ["focal_point:WHO"]}, "role_repeated"), ({"withdraw": ["monitor"]}, "no_such_role"),
                           ({"grant": ["king"]}, "unknown_role"), ({"grant": ["focal_point:NOBODY"]}, "unknown_party"), ({}, "nothing_to_change"),
                           ({"grant": ["auditor", "king"], "withdraw": ["planner@AFG"]}, "unknown_role")):
            self.refused(target, body, 422, code)
        self.assertEqual(self.listed(name)["roles"], told["roles"], "a refused change changed something")
        self.refused("/api/v1/users/nobody/roles", {"grant": ["auditor"]}, 404, "unknown_user")
        self.refused(target, {"grant": ["auditor"]}, 403, "role_missing", user="farid")

    def test_somebody_of_the_secretariat_stays(self) -> None:
        self.refused("/api/v1/users/amina/roles", {"withdraw": ["secretariat"]}, 422, "last_secretariat")
        self.done("/api/v1/users/farid/roles", {"grant": ["secretariat"]})
        self.done("/api/v1/users/amina/block", {"blocked": True, "reason": "leave"}, user="farid")
        # Who is blocked does not count.
        self.refused("/api/v1/users/farid/roles", {"withdraw": ["secretariat"]}, 422, "last_secretariat", user="farid")
        self.refused("/api/v1/users/farid/block", {"blocked": True, "reason": "x"}, 422, "own_account", user="farid")
        self.done("/api/v1/users/amina/block", {"blocked": False}, user="farid")
        self.server.tokens["amina"] = token_of(self.folder, "amina")
        self.done("/api/v1/users/farid/roles", {"withdraw": ["secretariat"]})

    def test_whoever_is_blocked_does_nothing_any_more(self) -> None:
        name = self.name()
        secret = secret_of(imdad(self.folder, "user", "invite", name))
        browser = Browser(self.server)
        self.assertEqual(browser.ask("POST", "/api/v1/set-up", {"token": secret, "password": GOOD})[0].status, 200)
        self.server.tokens[name] = token_of(self.folder, name)
        open_link = secret_of(imdad(self.folder, "user", "invite", name))
        self.assertTrue(self.listed(name)["has_password"])
        target = f"/api/v1/users/{name}/block"
        self.refused(target, {"blocked": True}, 422, "reason_missing")
        self.refused(target, {}, 400, "bad_member")
        self.refused(target, {"blocked": False}, 422, "not_blocked")
        told = self.twice(target, {"blocked": True, "reason": "left"}, other={"blocked": False})
        self.assertTrue(told["blocked"])
        self.assertEqual((self.listed(name)["block_reason"], self.listed(name)["has_password"]), ("left", False))
        self.refused(target, {"blocked": True, "reason": "left"}, 422, "blocked_already")
        # Neither the session, nor the token, nor the password, nor the link, nor the command line.
        self.assertEqual(browser.ask("GET", "/api/v1/session")[0].status, 401)
        self.assertEqual(self.server.ask("GET", "/api/v1/session", user=name)[0].status, 401)
        self.assertEqual(Browser(self.server).log_in(name), 401)
        self.assertEqual(browser.ask("POST", "/api/v1/set-up", {"token": open_link, "password": GOOD})[0].status, 403)
        self.refused(f"/api/v1/users/{name}/link", {}, 422, "account_blocked")
        imdad(self.folder, "party", "list", "--as", name, expected=3)
        imdad(self.folder, "user", "token", "add", "x", "--as", name, expected=3)
        rights = json.loads(self.server.ask("GET", f"/api/v1/users/{name}/permissions")[1])
        self.assertEqual([row for row in rights["permissions"] if row["by"]], [])
        self.done(target, {"blocked": False})
        self.assertEqual((self.listed(name)["blocked"], self.listed(name)["roles"]), ("", ["monitor"]))
        imdad(self.folder, "party", "list", "--as", name)
        self.assertEqual(Browser(self.server).log_in(name), 401, "an old password counts again")

    def test_the_matrix_of_one_user_is_that_of_the_roles(self) -> None:
        name = self.name()
        self.done(f"/api/v1/users/{name}/roles", {"grant": ["focal_point:WHO", "secretariat@AFG"]})
        rights = json.loads(self.server.ask("GET", f"/api/v1/users/{name}/permissions")[1])
        table = json.loads(self.server.ask("GET", "/api/v1/permissions")[1])["permissions"]
        self.assertEqual([{key: value for key, value in row.items() if key != "by"} for row in rights["permissions"]], table)
        for row in rights["permissions"]:
            whole = row["condition"] == "a role without limits"
            roles = row["roles"].split(", ")
            expected = [grant for grant in rights["roles"] if grant.split(":")[0].split("@")[0] in roles and not (whole and grant != "monitor")]
            self.assertEqual(row["by"], expected, row)
        self.assertTrue(any("focal_point:WHO" in row["by"] and "monitor" not in row["by"] for row in rights["permissions"]))
        self.assertEqual(self.server.ask("GET", "/api/v1/users/nobody/permissions")[0].status, 404)

    def test_tokens_of_another_are_seen_and_ended_and_never_made(self) -> None:
        name = self.name()
        self.server.tokens[name] = token_of(self.folder, name, "read")
        target = f"/api/v1/users/{name}/tokens"
        response, body = self.server.ask("GET", target)
        tokens = json.loads(body)["tokens"]
        self.assertEqual([set(token) for token in tokens], [{"label", "scope", "made_at", "expires_at"}])
        self.assertNotIn(self.server.tokens[name].encode(), body)
        self.assertEqual(self.server.ask("GET", target, user="farid")[0].status, 403)
        self.assertEqual(self.server.write("POST", target, {"label": "x", "scope": "read", "days": 1})[0].status, 405)
        one = f"{target}/{tokens[0]['label'].replace(' ', '%20')}"
        self.assertEqual(self.server.ask("DELETE", one, user="farid")[0].status, 403)
        self.assertEqual(self.server.ask("DELETE", one)[0].status, 204)
        self.assertEqual(self.server.ask("DELETE", one)[0].status, 404)
        self.assertEqual(self.server.ask("GET", "/api/v1/session", user=name)[0].status, 401)


class Keys(AccountsTest):
    users = (*AccountsTest.users, "bilal", "speaks.WHO", "speaks.AFG")

    @classmethod
    def prepare(cls) -> None:
        super().prepare()
        add_users(cls.folder, {"bilal": "secretariat", "speaks.WHO": "focal_point:WHO", "speaks.AFG": "focal_point:AFG"})

    def test_an_account_is_made_and_erased_once_for_a_key(self) -> None:
        body = {"name": "zubaydah", "roles": ["monitor", "focal_point:WHO"]}
        made = self.twice("/api/v1/users", body, other={**body, "name": "other"})
        key = secrets.token_hex(16)
        self.refused("/api/v1/users", body, 422, "user_exists", key=key)
        # What was refused was not done: the same key does it.
        self.assertEqual(self.twice("/api/v1/users/zubaydah", None, method="DELETE")["actor"], made["actor"])
        self.assertEqual(self.ask("POST", "/api/v1/users", body, key)[:2], (200, False))
        # No name stays in the file once the account is gone, in what is kept of the keys neither.
        self.done("/api/v1/users/zubaydah", None, "DELETE")
        imdad(self.folder, "backup", "copy.db")
        self.assertNotIn(b"zubaydah", (self.folder / "copy.db").read_bytes())
        (self.folder / "copy.db").unlink()

    def test_the_key_of_an_account_that_was_erased_makes_no_other_one(self) -> None:
        key = secrets.token_hex(16)
        body = {"name": "short", "roles": ["monitor"]}
        self.assertEqual(self.ask("POST", "/api/v1/users", body, key)[0], 200)
        self.done("/api/v1/users/short", None, "DELETE")
        self.refused("/api/v1/users", body, 422, "id_with_other_body", key=key)

    def test_a_key_is_of_who_used_it(self) -> None:
        key = secrets.token_hex(16)
        self.done("/api/v1/users/farid/roles", {"grant": ["secretariat"]})
        body = {"name": "shared", "roles": ["monitor"]}
        self.assertEqual(self.ask("POST", "/api/v1/users", body, key)[0], 200)
        self.refused("/api/v1/users", body, 422, "id_with_other_body", key=key, user="farid")
        self.refused("/api/v1/users", body, 400, "bad_id", key="0123")
        self.done("/api/v1/users/farid/roles", {"withdraw": ["secretariat"]})

    def test_a_threshold_and_the_decision_on_it_are_known_by_their_keys(self) -> None:
        (self.folder / "unit.csv").write_text(f"kind,id,business_date,unit,unit_kind,decimals\ndefine_unit,{secrets.token_hex(16)},2022-07-01,USD,currency,2\n")
        imdad(self.folder, "post", "unit.csv")
        target = "/api/v1/thresholds"
        self.assertTrue(self.twice(target, {"unit": "USD", "amount": 500}, "farid", other={"unit": "USD", "amount": 400})["written"])
        self.refused(target, {"unit": "USD", "amount": 500}, 422, "threshold_unchanged", user="farid")
        proposal = self.twice(target, {"unit": "USD", "amount": 900}, "farid")["proposal"]
        decision = f"/api/v1/proposals/{proposal}/decision"
        self.done("/api/v1/users/rashid/roles", {"grant": ["finance"]})
        told = self.twice(decision, {"decision": "approve"}, "rashid", other={"decision": "reject", "reason": "x"})
        self.assertEqual(told["outcome"], "approved")
        # Another key asks for another decision, and there is none any more.
        self.refused(decision, {"decision": "approve"}, 422, "proposal_ended", user="rashid")
        proposal = self.done(target, {"unit": "USD", "amount": None}, user="farid")["proposal"]
        told = self.twice(f"/api/v1/proposals/{proposal}/decision", {"decision": "reject", "reason": "no"}, "rashid",
                          other={"decision": "reject", "reason": "yes"})
        self.assertEqual(told["events"][-1]["reason"], "no")
        self.done("/api/v1/users/rashid/roles", {"withdraw": ["finance"]})

    def test_what_the_calendar_takes_is_told_again(self) -> None:
        chains = Chains(self.server)
        for party in ("WHO", "AFG"):
            chains.done("PATCH", f"parties/{party}", {"fields": {
                "mandates[head].holder": "the head", "mandates[head].capacity": "signatory", "mandates[head].source": "made up"}})
        chains.agreement("own", "WHO", last="signed")
        told = self.twice("/api/v1/due/apply", {}, other={"today": "2022-07-24"})
        self.assertGreater(len(told["steps"]), 0)
        self.assertEqual(self.done("/api/v1/due/apply", {})["steps"], [])


if __name__ == "__main__":
    main()
