"""Writing over HTTP: once, however often it is sent, and by how many at the same time."""

from __future__ import annotations

import json
import secrets
import threading

from books_server import ServerTest, imdad, main


def party(name: str) -> dict:
    return {"id": name, "fields": {"code": name, "names.en": f"Party {name}"}}


class Writing(ServerTest):
    def test_what_was_added_is_in_the_books_of_the_command_line(self) -> None:
        response, body = self.server.write("POST", "/api/v1/parties", party("NEW"))
        told = json.loads(body)
        self.assertEqual((response.status, told["written"], told["replayed"]), (200, True, False))
        self.assertIsNone(response.headers["Idempotency-Hit"])
        shown = json.loads(imdad(self.folder, "party", "show", "NEW", "--format", "json"))
        self.assertEqual(shown["fields"]["names.en"], "Party NEW")
        self.assertEqual(shown["history"][0]["who"], "@amina")

    def test_steps_and_edits_are_those_of_the_command_line(self) -> None:
        response, body = self.server.write("POST", "/api/v1/consultations", {"id": "c-1", "fields": {"place": "Jeddah"}})
        self.assertEqual(response.status, 200, body)
        response, body = self.server.write("PATCH", "/api/v1/consultations/c-1", {"fields": {"place": "Dakar"}})
        self.assertEqual(json.loads(body)["changes"][0]["after"], "Dakar")
        response, body = self.server.write("POST", "/api/v1/consultations/c-1/state", {"to": "held"})
        told = self.problem(body)
        self.assertEqual(response.status, 422)
        self.assertIn("The day on which it was held is missing.", told["lines"])
        self.assertGreater(len(told["lines"]), 1)  # everything that is missing, not only the first

    def test_several_values_are_a_list(self) -> None:
        body = party("TWO")
        body["fields"]["roles"] = ["coordinator", "fund_holder"]
        response, answer = self.server.write("POST", "/api/v1/parties", body)
        self.assertEqual(response.status, 200, answer)
        shown = json.loads(self.server.ask("GET", "/api/v1/parties/TWO")[1])
        self.assertEqual(shown["fields"]["roles"], "coordinator\nfund_holder")

    def test_a_dry_run_writes_nothing(self) -> None:
        response, body = self.server.write("POST", "/api/v1/parties?dry_run=true", party("DRY"))
        told = json.loads(body)
        self.assertEqual((response.status, told["written"]), (200, False))
        self.assertTrue(told["changes"])
        self.assertEqual(self.server.ask("GET", "/api/v1/parties/DRY")[0].status, 404)

    def test_a_key_is_needed_and_has_a_form(self) -> None:
        response, body = self.server.ask("POST", "/api/v1/parties", party("KEY"))
        self.assertEqual((response.status, self.problem(body)["code"]), (400, "key_missing"))
        response, body = self.server.write("POST", "/api/v1/parties", party("KEY"), key="abc")
        self.assertEqual((response.status, self.problem(body)["code"]), (400, "bad_step_id"))

    def test_the_same_request_again_is_the_same_answer_and_says_so(self) -> None:
        key = secrets.token_hex(16)
        first, body = self.server.write("POST", "/api/v1/parties", party("AGAIN"), key)
        self.assertEqual(first.status, 200)
        for _ in range(3):
            again, same = self.server.write("POST", "/api/v1/parties", party("AGAIN"), key)
            self.assertEqual((again.status, same, again.headers["Idempotency-Hit"]), (200, body, "true"))

    def test_the_same_key_with_another_body_is_422(self) -> None:
        key = secrets.token_hex(16)
        self.server.write("POST", "/api/v1/parties", party("ONE"), key)
        response, body = self.server.write("POST", "/api/v1/parties", party("OTHER"), key)
        self.assertEqual((response.status, self.problem(body)["code"]), (422, "id_with_other_body"))
        self.assertEqual(self.server.ask("GET", "/api/v1/parties/OTHER")[0].status, 404)

    def test_a_body_that_says_more_than_is_read_is_refused(self) -> None:
        for body, code in (({**party("X"), "state": "active"}, "unknown_member"), ({"fields": {}}, "bad_member"),
                           ({"id": 7}, "bad_member"), ({"id": "X", "fields": {"code": 7}}, "bad_member"), ([], "bad_body"), (b"{", "bad_body")):
            response, answer = self.server.write("POST", "/api/v1/parties", body)
            self.assertEqual((response.status, self.problem(answer)["code"]), (400, code), body)

    def test_of_eight_at_once_with_one_key_one_writes(self) -> None:
        for number in range(20):
            key = secrets.token_hex(16)
            answers: list[tuple[int, str | None, bytes]] = []
            start = threading.Barrier(8)

            def send(key: str = key, number: int = number, answers: list = answers, start: threading.Barrier = start) -> None:
                start.wait()
                response, body = self.server.write("POST", "/api/v1/parties", party(f"R{number}"), key)
                answers.append((response.status, response.headers["Idempotency-Hit"], body))

            threads = [threading.Thread(target=send) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            wrote = [answer for answer in answers if answer[:2] == (200, None)]
            self.assertEqual(len(wrote), 1, answers)
            for status, hit, body in answers:
                self.assertIn((status, hit), ((200, None), (200, "true"), (409, None)))
                if status == 200:
                    self.assertEqual(body, wrote[0][2])
                else:
                    self.assertEqual(self.problem(body)["code"], "key_in_flight")
            steps = json.loads(imdad(self.folder, "party", "show", f"R{number}", "--format", "json"))["history"]
            self.assertEqual(len({step["step"] for step in steps}), 1)

    def test_of_eight_at_once_with_one_id_one_is_added(self) -> None:
        statuses: list[int] = []

        def send() -> None:
            statuses.append(self.server.write("POST", "/api/v1/parties", party("RACE"))[0].status)

        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(statuses), [200] + [422] * 7)


if __name__ == "__main__":
    main()
