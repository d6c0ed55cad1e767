"""Books stay open from one request to the next, and requests share commits: nobody must notice but by the time it takes."""

from __future__ import annotations

import http.client
import json
import secrets
import shutil
import sqlite3
import tempfile
import threading
import unittest
from pathlib import Path

from books_server import Server, imdad, main, make_books, wait_until

DAY = "2022-07-24"


def with_stock(folder: Path, amount: int = 1_000_000) -> None:
    """One product at one place."""
    make_books(folder)
    (folder / "units.csv").write_text(f"kind,id,business_date,unit,unit_kind\ndefine_unit,{secrets.token_hex(16)},2022-07-01,tent,goods\n")
    imdad(folder, "post", "units.csv")
    (folder / "rows.csv").write_text("kind,id,business_date,holder,unit,amount,reason\n"
                                     f"opening_balance,{secrets.token_hex(16)},2022-07-02,kabul,tent,{amount},counted\n")
    imdad(folder, "post", "rows.csv")


def sent(server: Server, key: str, to: str = "herat") -> http.client.HTTPResponse:
    """The answer to one tent sent under the key."""
    response, _ = server.write("POST", "/api/v1/shipments", {"from": "kabul", "to": to, "unit": "tent", "amount": 1, "on": DAY}, key)
    return response


def on_hand(server: Server) -> int:
    response, body = server.ask("GET", "/api/v1/stock?at=kabul&unit=tent&stage=on_hand")
    assert response.status == 200, body
    return sum(row["amount"] for row in json.loads(body)["stock"])


class KeptBooks(unittest.TestCase):
    def setUp(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        with_stock(self.folder)

    def tearDown(self) -> None:
        self.temporary.cleanup()

    def test_what_the_command_line_writes_is_in_the_next_answer(self) -> None:
        server = Server(self.folder)
        for number in range(1, 6):
            self.assertEqual(on_hand(server), 1_000_000 - 2 * (number - 1))
            imdad(self.folder, "ship", "--from", "kabul", "--to", "herat", "--unit", "tent", "--amount", "1", "--on", DAY)
            self.assertEqual(on_hand(server), 1_000_000 - 2 * number + 1)
            self.assertEqual(sent(server, secrets.token_hex(16)).status, 200)
            imdad(self.folder, "party", "add", f"P{number}", "--set", f"code=P{number}", "--set", f"names.en=P{number}")
            response, _ = server.ask("GET", f"/api/v1/parties/P{number}")
            self.assertEqual(response.status, 200)
        imdad(self.folder, "user", "erase", "rashid")
        response, body = server.ask("GET", "/api/v1/parties", user="rashid")
        self.assertEqual(response.status, 401, body)
        self.assertEqual(server.stop(), 0)
        self.assertIn("Clean", imdad(self.folder, "audit"))

    def test_books_that_were_replaced_are_those_that_are_shown(self) -> None:
        imdad(self.folder, "backup", "older.db")
        server = Server(self.folder)
        self.assertEqual(sent(server, secrets.token_hex(16)).status, 200)
        self.assertEqual(on_hand(server), 999_999)
        # The log of the file that goes is not that of the one that comes.
        for suffix in ("-wal", "-shm"):
            (self.folder / f"books.db{suffix}").unlink(missing_ok=True)
        shutil.move(self.folder / "older.db", self.folder / "books.db")
        server.tokens["amina"] = imdad(self.folder, "user", "token", "add", "anew", "--scope", "approve").strip()
        self.assertEqual(on_hand(server), 1_000_000)
        self.assertEqual(sent(server, secrets.token_hex(16)).status, 200)
        self.assertEqual(on_hand(server), 999_999)
        self.assertEqual(server.stop(), 0)
        self.assertIn("Clean", imdad(self.folder, "audit"))

    def test_a_kill_under_load_loses_nothing_acknowledged_and_doubles_nothing(self) -> None:
        keys: list[str] = []
        acknowledged: set[str] = set()
        for _ in range(4):
            server = Server(self.folder, "--writers", "6")

            def write(server: Server = server) -> None:
                while True:
                    key = secrets.token_hex(16)
                    keys.append(key)
                    try:
                        if sent(server, key).status == 200:
                            acknowledged.add(key)
                    except (OSError, http.client.HTTPException):
                        return

            before = len(acknowledged)
            threads = [threading.Thread(target=write) for _ in range(8)]
            for thread in threads:
                thread.start()
            wait_until(lambda: len(acknowledged) >= before + 40)
            server.process.kill()
            for thread in threads:
                thread.join()
            server.stop()
        server = Server(self.folder)
        there = 1_000_000 - on_hand(server)
        self.assertLessEqual(len(acknowledged), there)
        self.assertLessEqual(there, len(keys))
        hits = 0
        for key in keys:
            answer = sent(server, key)
            self.assertEqual(answer.status, 200)
            hits += answer.headers["Idempotency-Hit"] == "true"
            if key in acknowledged:
                self.assertEqual(answer.headers["Idempotency-Hit"], "true", "an acknowledged change is lost")
        self.assertEqual(hits, there)
        self.assertEqual(1_000_000 - on_hand(server), len(keys))
        self.assertEqual(server.stop(), 0)
        self.assertIn("Clean", imdad(self.folder, "audit"))

    def test_who_cannot_be_written_for_is_told_so_and_others_read_on(self) -> None:
        server = Server(self.folder, "--queue", "3", "--writers", "2")
        self.assertEqual(sent(server, secrets.token_hex(16)).status, 200)
        other = sqlite3.connect(self.folder / "books.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answers: list[http.client.HTTPResponse] = []
        threads = [threading.Thread(target=lambda: answers.append(sent(server, secrets.token_hex(16)))) for _ in range(8)]
        for thread in threads:
            thread.start()
        wait_until(lambda: len(answers) >= 5)
        self.assertEqual({answer.status for answer in answers}, {503})
        self.assertEqual({answer.headers["Retry-After"] for answer in answers}, {"1"})
        self.assertEqual(on_hand(server), 999_999)
        other.execute("ROLLBACK")
        other.close()
        for thread in threads:
            thread.join()
        good = sum(answer.status == 200 for answer in answers)
        self.assertEqual(good, 3)
        self.assertEqual(on_hand(server), 999_999 - good)
        self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    main()
