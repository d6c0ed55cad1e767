"""What parties do with agreements over HTTP, documents that are attached, and two people who edit the same draft."""

from __future__ import annotations

import hashlib
import json
import secrets
import select
import threading

from books_server import ServerTest, imdad, main, wait_until
from contract_test import misfit, stated_answer

PDF = b"%PDF-1.7\n" + b"signed " * 40


class RegisterActs(ServerTest):
    users = ("amina", "rashid", "bilal", "fatima")

    @classmethod
    def prepare(cls) -> None:
        imdad(cls.folder, "user", "add", "bilal", "--role", "secretariat")
        for name in ("mou", "note", "pact"):
            imdad(cls.folder, "agreement", "add", name, "--org", "WHO", "--set", f"terms.title.en={name}",
                  "--set", "terms.parties[WHO].focal_point=bilal", "--set", "terms.parties[IFRC].focal_point=bilal")
        imdad(cls.folder, "user", "add", "fatima", "--role", "focal_point:WHO")
        imdad(cls.folder, "agreement", "add", "far", "--org", "IFRC", "--set", "terms.title.en=far",
              "--set", "terms.parties[IFRC].focal_point=bilal", "--set", "terms.parties[AFG].focal_point=bilal")
        imdad(cls.folder, "action-point", "add", "call", "--set", "origin=consultation", "--set", "origin_id=who-2022",
              "--set", "title=Call", "--set", "assignee=@amina", "--set", "due=2022-09-01", "--set", "priority=high")

    def done(self, target: str, body: object, headers: dict[str, str] | None = None, key: str | None = None) -> dict:
        response, answer = self.server.write("POST", target, body, key, headers=headers)
        self.assertEqual(response.status, 200, answer)
        told = json.loads(answer)
        self.assertIsNone(misfit(told, stated_answer("POST", target)), target)
        return told

    def refused(self, method: str, target: str, body: object, status: int, code: str, user: str = "amina",
                headers: dict[str, str] | None = None) -> dict:
        response, answer = self.server.write(method, target, body, user=user, headers=headers)
        told = self.problem(answer)
        self.assertEqual((response.status, told["code"]), (status, code), told)
        return told

    def shown(self, target: str) -> tuple[str, dict]:
        response, body = self.server.ask("GET", target)
        self.assertEqual(response.status, 200, body)
        return response.headers["ETag"], json.loads(body)

    # -- two people, one draft

    def test_what_was_changed_meanwhile_is_refused_by_name_and_nothing_is_lost(self) -> None:
        tag, before = self.shown("/api/v1/agreements/note")
        edit = {"fields": {"terms.title.en": "Note of Amina"}}
        other = {"fields": {"terms.title.en": "Note of Bilal"}}
        response, body = self.server.write("PATCH", "/api/v1/agreements/note", other, user="bilal", headers={"If-Match": tag})
        self.assertEqual(response.status, 200, body)
        told = self.refused("PATCH", "/api/v1/agreements/note", edit, 412, "changed_meanwhile", headers={"If-Match": tag})
        self.assertRegex(told["lines"][1], r"^Last changed by @bilal on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: terms\.title\.en from 'note' to 'Note of Bilal'\.$")
        newer, now = self.shown("/api/v1/agreements/note")
        self.assertEqual(now["fields"]["terms.title.en"], "Note of Bilal")
        self.assertEqual(len(now["history"]), len(before["history"]) + 1)
        response, body = self.server.write("PATCH", "/api/v1/agreements/note", edit, headers={"If-Match": f'"{"0" * 32}", {newer}'})
        self.assertEqual(response.status, 200, body)

    def test_a_step_that_was_taken_is_answered_the_same_although_it_changed_the_entity(self) -> None:
        tag, _ = self.shown("/api/v1/agreements/pact")
        key = secrets.token_hex(16)
        edit = {"fields": {"terms.title.en": "Pact"}}
        first, body = self.server.write("PATCH", "/api/v1/agreements/pact", edit, key, headers={"If-Match": tag})
        again, same = self.server.write("PATCH", "/api/v1/agreements/pact", edit, key, headers={"If-Match": tag})
        self.assertEqual((first.status, again.status, same, again.headers["Idempotency-Hit"]), (200, 200, body, "true"))

    def test_states_and_dry_runs_ask_for_the_tag_too(self) -> None:
        tag, _ = self.shown("/api/v1/consultations/who-2022")
        imdad(self.folder, "consultation", "edit", "who-2022", "--set", "place=Jeddah")
        old = {"If-Match": tag}
        self.refused("POST", "/api/v1/consultations/who-2022/state", {"to": "held"}, 412, "changed_meanwhile", headers=old)
        self.refused("PATCH", "/api/v1/consultations/who-2022?dry_run=true", {"fields": {"place": "Dakar"}}, 412, "changed_meanwhile", headers=old)
        tag, _ = self.shown("/api/v1/consultations/who-2022")
        for tags in (tag, "*", f"{tag} , \"x\""):
            response, body = self.server.write("PATCH", "/api/v1/consultations/who-2022?dry_run=true", {"fields": {"place": "Dakar"}},
                                               headers={"If-Match": tags})
            self.assertEqual(response.status, 200, body)
        self.refused("PATCH", "/api/v1/consultations/who-2022", {"fields": {"place": "Dakar"}}, 412, "changed_meanwhile",
                     headers={"If-Match": f"W/{tag}"})
        self.refused("PATCH", "/api/v1/consultations/nothing", {"fields": {"place": "Dakar"}}, 404, "no_such_entity", headers=old)
        self.refused("PATCH", "/api/v1/consultations/who-2022", {"fields": {"place": "Dakar"}}, 403, "role_missing", user="rashid", headers=old)

    def test_of_eight_who_read_the_same_one_writes(self) -> None:
        tag, _ = self.shown("/api/v1/parties/IFRC")
        statuses: list[int] = []

        def send(number: int) -> None:
            edit = {"fields": {"names.fr": f"FICR {number}"}}
            statuses.append(self.server.write("PATCH", "/api/v1/parties/IFRC", edit, headers={"If-Match": tag})[0].status)

        threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(statuses), [200] + [412] * 7)

    # -- whose is what

    def test_who_speaks_for_one_party_changes_nothing_of_another(self) -> None:
        before = json.loads(self.server.ask("GET", "/api/v1/parties/IFRC")[1])
        for method, target, body in (
            ("PATCH", "/api/v1/parties/IFRC", {"fields": {"names.fr": "X"}}),
            ("PATCH", "/api/v1/agreements/far", {"fields": {"terms.title.en": "X"}}),
            ("POST", "/api/v1/agreements/far/state", {"to": "review"}),
            ("POST", "/api/v1/agreements/far/acceptances", {"party": "IFRC"}),
            ("POST", "/api/v1/agreements/far/signatures", {"party": "IFRC", "by": "@fatima", "on": "2022-08-01"}),
            ("POST", "/api/v1/agreements/far/amendments", {"class": "dates", "reason": "x"}),
            ("POST", "/api/v1/agreements/far/renewals", {"successor": "far-2", "start": "2026-01-01", "end": "2028-12-31"}),
            ("POST", "/api/v1/agreements/far/attachments?title=x", PDF),
            ("POST", "/api/v1/action-points/call/due", {"to": "2023-01-01", "reason": "x"}),
            ("POST", "/api/v1/users", {"name": "y", "roles": ["secretariat"]}),
        ):
            media = {"Content-Type": "application/octet-stream"} if isinstance(body, bytes) else None
            response, answer = self.server.write(method, target, body, user="fatima", headers=media)
            self.assertIn(response.status, (403, 404, 422), (target, answer))
            self.problem(answer)
        self.assertEqual(json.loads(self.server.ask("GET", "/api/v1/parties/IFRC")[1]), before)
        self.assertEqual(len({line["step"] for line in self.shown("/api/v1/agreements/far")[1]["history"]}), 1)

    # -- acts

    def test_acts_are_those_of_the_command_line(self) -> None:
        for target, body, arguments in (
            ("agreements/mou/acceptances", {"party": "WHO"}, ("agreement", "accept", "mou", "--party", "WHO")),
            ("agreements/mou/signatures", {"party": "WHO", "by": "@bilal", "on": "2022-08-01"},
             ("agreement", "sign", "mou", "--party", "WHO", "--by", "@bilal", "--on", "2022-08-01")),
            ("agreements/mou/amendments", {"class": "dates", "reason": "slow"}, ("agreement", "amend", "mou", "--class", "dates", "--reason", "slow")),
            ("agreements/mou/renewals", {"successor": "mou-2", "start": "2026-01-01", "end": "2028-12-31"},
             ("agreement", "renew", "mou", "--successor", "mou-2", "--start", "2026-01-01", "--end", "2028-12-31")),
            ("amendments/none/acceptances", {"party": "WHO"}, ("amendment", "accept", "none", "--party", "WHO")),
            ("activities/none/acceptances", {}, ("activity", "accept", "none")),
        ):
            response, answer = self.server.write("POST", f"/api/v1/{target}", body)
            told = self.problem(answer)
            self.assertIn(response.status, (403, 404, 422), told)  # a draft: each has a reason why not, and it is that of the command line
            with self.assertRaises(AssertionError) as raised:
                imdad(self.folder, *arguments)
            for line in told["lines"]:
                self.assertIn(line, str(raised.exception), target)

    def test_the_day_by_which_something_is_due_is_moved(self) -> None:
        body = {"to": "2022-10-01", "reason": "travel"}
        tag, _ = self.shown("/api/v1/action-points/call")
        told = self.done("/api/v1/action-points/call/due?dry_run=true", body)
        self.assertFalse(told["written"])
        key = secrets.token_hex(16)
        told = self.done("/api/v1/action-points/call/due", body, {"If-Match": tag}, key)
        self.assertTrue(told["written"])
        self.assertEqual(self.done("/api/v1/action-points/call/due", body, {"If-Match": tag}, key), told)
        self.assertEqual(self.shown("/api/v1/action-points/call")[1]["fields"]["due"], "2022-10-01")
        self.refused("POST", "/api/v1/action-points/call/due", {"to": "2022-11-01", "reason": "x"}, 412, "changed_meanwhile", headers={"If-Match": tag})
        told = self.refused("POST", "/api/v1/action-points/call/due", {"to": "soon"}, 400, "bad_member")
        self.assertEqual((told["field"], len(told["lines"])), ("to", 2))

    # -- documents

    def attach(self, target: str, data: bytes, media: str = "application/octet-stream") -> tuple[int, dict]:
        response, answer = self.server.write("POST", target, data, headers={"Content-Type": media})
        return response.status, json.loads(answer)

    def test_a_document_comes_back_as_it_was_attached(self) -> None:
        long = PDF + b"x" * (3 << 20)
        status, told = self.attach("/api/v1/agreements/mou/attachments?kind=other&title=A%20scan&key=scan", long)
        self.assertEqual((status, told["written"]), (200, True))
        entity = json.loads(self.server.ask("GET", "/api/v1/agreements/mou")[1])
        sha256 = hashlib.sha256(long).hexdigest()
        self.assertIn(sha256, entity["documents"])
        for which in ("scan", sha256):
            response, body = self.server.ask("GET", f"/api/v1/agreements/mou/documents/{which}")
            self.assertEqual((response.status, response.headers["Content-Type"]), (200, "application/pdf"))
            self.assertEqual(response.headers["Content-Disposition"], 'attachment; filename="mou-scan.pdf"')
            self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
            self.assertTrue(body == long, "other bytes")
        response, body = self.server.ask("GET", "/api/v1/agreements/mou/documents/nothing")
        self.assertEqual((response.status, json.loads(body)["code"]), (404, "no_such_document"))
        response, body = self.server.ask("GET", "/api/v1/agreements/mou/documents/scan", user="rashid")
        self.assertEqual((response.status, json.loads(body)["code"]), (404, "no_such_entity"))
        out = self.folder / "scan.pdf"
        imdad(self.folder, "agreement", "document", "mou", "scan", "--out", str(out))
        self.assertTrue(out.read_bytes() == long, "other bytes on the command line")

    def test_only_documents_are_long_and_none_too_long(self) -> None:
        target = "/api/v1/agreements/mou/attachments?kind=other&title=Long&key=long"
        for path, size in ((target, 9 << 20), ("/api/v1/parties?x=/attachments", 2 << 20), ("/api/v1/agreements/mou/state", 2 << 20)):
            status, told = self.attach(path, PDF + b"x" * size)
            self.assertEqual((status, told["code"]), (413, "body_too_long"), path)

    def test_of_long_documents_a_few_are_taken_at_a_time(self) -> None:
        head = (f"POST /api/v1/agreements/mou/attachments?title=x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.server.tokens['amina']}\r\n"
                f"Idempotency-Key: {'0' * 32}\r\nContent-Length: {2 << 20}\r\n\r\n").encode()
        streams = []
        try:
            for _ in range(9):
                streams.append(self.server.raw())
                streams[-1].sendall(head + b"%PDF-")
            first = select.select(streams, [], [], 30)[0]
            self.assertEqual(len(first), 1)
            self.assertIn(b" 503 ", first[0].recv(4096))
        finally:
            for stream in streams:
                stream.close()
        wait_until(lambda: self.attach("/api/v1/agreements/mou/attachments?kind=other&title=Now&key=now", PDF + b"x" * (2 << 20))[0] == 200)

    def test_a_document_is_attached_by_its_fingerprint(self) -> None:
        status, told = self.attach("/api/v1/agreements/mou/attachments?kind=text&title=The%20text&language=en&key=draft", PDF)
        self.assertEqual(status, 200, told)
        fields = self.shown("/api/v1/agreements/mou")[1]["fields"]
        self.assertEqual(fields["attachments[draft].sha256"], hashlib.sha256(PDF).hexdigest())
        self.assertEqual((fields["attachments[draft].size"], fields["attachments[draft].name"]), (str(len(PDF)), "The text"))
        (self.folder / "text.pdf").write_bytes(PDF)
        same = json.loads(imdad(self.folder, "agreement", "attach", "mou", "--file", "text.pdf", "--kind", "text", "--title", "The text",
                                "--language", "en", "--key", "draft", "--format", "json"))
        self.assertEqual(same["changes"], [])  # the command line finds it as it is
        status, told = self.attach("/api/v1/action-points/call/attachments", PDF, "application/pdf")
        self.assertEqual(status, 200, told)
        self.assertEqual(self.shown("/api/v1/action-points/call")[1]["fields"]["document_sha256"], hashlib.sha256(PDF).hexdigest())

    def test_what_is_no_document_or_too_long_is_refused(self) -> None:
        target = "/api/v1/agreements/mou/attachments?title=x"
        for data in (b"<script>alert(1)</script>", b"MZ\x90\x00", b"#!/bin/sh\n", b"%PD"):
            status, told = self.attach(target, data)
            self.assertEqual((status, told["code"]), (415, "unknown_media_type"), data)
        status, told = self.attach(target, PDF, "image/png")
        self.assertEqual((status, told["code"]), (415, "other_media_type"))
        status, told = self.attach(target, b"")
        self.assertEqual((status, told["code"]), (422, "empty_document"))
        status, told = self.attach("/api/v1/agreements/mou/attachments", PDF)
        self.assertEqual((status, told["code"], told["field"]), (422, "title_missing", "title"))
        status, told = self.attach(target + "&kind=poem", PDF)
        self.assertEqual((status, told["code"], told["field"]), (422, "unknown_document_kind", "kind"))
        for path in ("../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd"):
            status, told = self.attach(f"/api/v1/agreements/mou/attachments?title={path}&key=path", PDF)
            self.assertIn(status, (200, 422), told)  # a title is a text, and no file is opened by it
        self.refused("POST", target, PDF, 403, "role_missing", user="rashid", headers={"Content-Type": "application/octet-stream"})


class Users(ServerTest):
    def test_accounts_are_made_listed_and_erased(self) -> None:
        response, body = self.server.write("POST", "/api/v1/users", {"name": "omar", "roles": ["monitor", "focal_point:WHO"]})
        self.assertEqual((response.status, json.loads(body)["roles"]), (200, ["monitor", "focal_point:WHO"]), body)
        listed = json.loads(self.server.ask("GET", "/api/v1/users")[1])
        self.assertEqual(listed, json.loads(imdad(self.folder, "user", "list", "--format", "json")))
        self.assertIn("omar", [user["name"] for user in listed["users"]])
        response, body = self.server.write("POST", "/api/v1/users", {"name": "omar", "roles": ["monitor"]})
        self.assertEqual((response.status, self.problem(body)["code"]), (422, "user_exists"))
        response, body = self.server.write("DELETE", "/api/v1/users/omar", None)
        self.assertEqual(response.status, 200, body)
        response, body = self.server.write("DELETE", "/api/v1/users/omar", None)
        self.assertEqual((response.status, self.problem(body)["code"]), (404, "unknown_user"))
        response, body = self.server.write("DELETE", "/api/v1/users/amina", None)
        self.assertEqual((response.status, self.problem(body)["code"]), (422, "last_secretariat"))

    def test_what_is_wrong_with_an_account_is_said(self) -> None:
        for body, status, code in (({"name": "a b", "roles": ["monitor"]}, 422, "bad_user_name"), ({"name": "x", "roles": ["king"]}, 422, "unknown_role"),
                                   ({"name": "x", "roles": []}, 400, "bad_member"), ({"name": "x"}, 400, "bad_member")):
            response, answer = self.server.write("POST", "/api/v1/users", body)
            self.assertEqual((response.status, self.problem(answer)["code"]), (status, code), body)

    def test_accounts_are_for_the_secretariat_and_permissions_for_all(self) -> None:
        for method, target, body in (("GET", "/api/v1/users", None), ("POST", "/api/v1/users", {"name": "x", "roles": ["monitor"]}),
                                     ("DELETE", "/api/v1/users/amina", None)):
            response, answer = self.server.write(method, target, body, user="rashid")
            self.assertEqual((response.status, self.problem(answer)["code"]), (403, "role_missing"), target)
        response, body = self.server.ask("GET", "/api/v1/permissions", user="rashid")
        self.assertEqual(response.status, 200, body)
        self.assertEqual(json.loads(body), json.loads(imdad(self.folder, "user", "permissions", "--format", "json")))


if __name__ == "__main__":
    main()
