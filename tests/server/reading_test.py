"""Reading over HTTP: the documents of the command line, a page at a time, and not again while they stay the same."""

from __future__ import annotations

import gzip
import json
import re

from books_server import ServerTest, imdad, main


class Reading(ServerTest):
    def read(self, target: str, user: str = "amina") -> dict:
        response, body = self.server.ask("GET", target, user=user)
        self.assertEqual(response.status, 200, body)
        return json.loads(body)

    def told(self, *arguments: str) -> dict:
        return json.loads(imdad(self.folder, *arguments, "--format", "json"))

    def test_documents_are_those_of_the_command_line(self) -> None:
        for target, arguments in (
            ("/api/v1/parties?limit=1000", ("party", "list")),
            ("/api/v1/parties/WHO", ("party", "show", "WHO")),
            ("/api/v1/consultations", ("consultation", "list")),
            ("/api/v1/consultations/who-2022", ("consultation", "show", "who-2022")),
            ("/api/v1/due?today=2023-01-01", ("due", "--today", "2023-01-01")),
            ("/api/v1/pledges", ("pledge", "list")),
            ("/api/v1/balances", ("balance",)),
            ("/api/v1/trial-balance", ("trial-balance",)),
            ("/api/v1/proposals", ("proposal", "list")),
            ("/api/v1/thresholds", ("threshold", "list")),
            ("/api/v1/exceptions", ("exceptions",)),
            ("/api/v1/audit", ("audit",)),
            ("/api/v1/trace/consultation:who-2022", ("trace", "consultation:who-2022")),
            ("/api/v1/parties/WHO/brief?today=2023-01-01", ("brief", "WHO", "--today", "2023-01-01")),
        ):
            self.assertEqual(self.read(target), self.told(*arguments), target)

    def test_pages_give_every_row_once(self) -> None:
        whole = [entity["id"] for entity in self.read("/api/v1/parties?limit=1000")["entities"]]
        self.assertGreater(len(whole), 50)
        paged: list[str] = []
        target = "/api/v1/parties?limit=7"
        while target:
            response, body = self.server.ask("GET", target)
            page = [entity["id"] for entity in json.loads(body)["entities"]]
            self.assertLessEqual(len(page), 7)
            paged += page
            link = response.headers["Link"]
            target = re.fullmatch(r'<(.+)>; rel="next"', link).group(1) if link else ""
        self.assertEqual(paged, whole)

    def test_a_filter_stays_from_page_to_page(self) -> None:
        response, _ = self.server.ask("GET", "/api/v1/parties?limit=1")
        self.assertIn("limit=1&cursor=1", response.headers["Link"])

    def test_what_did_not_change_is_304(self) -> None:
        response, body = self.server.ask("GET", "/api/v1/parties/WHO")
        tag = response.headers["ETag"]
        again, nothing = self.server.ask("GET", "/api/v1/parties/WHO", headers={"If-None-Match": tag})
        self.assertEqual((again.status, nothing, again.headers["ETag"]), (304, b"", tag))
        imdad(self.folder, "party", "edit", "WHO", "--set", "names.fr=OMS")
        changed, other = self.server.ask("GET", "/api/v1/parties/WHO", headers={"If-None-Match": tag})
        self.assertEqual(changed.status, 200)
        self.assertNotEqual(other, body)

    def test_head_tells_the_length_and_no_body(self) -> None:
        whole, body = self.server.ask("GET", "/api/v1/trial-balance")
        head, nothing = self.server.ask("HEAD", "/api/v1/trial-balance")
        self.assertEqual((head.status, nothing, head.headers["Content-Length"]), (200, b"", str(len(body))))
        self.assertEqual(head.headers["ETag"], whole.headers["ETag"])

    def test_a_chain_is_drawn(self) -> None:
        response, body = self.server.ask("GET", "/api/v1/trace/consultation:who-2022/drawing")
        self.assertEqual((response.status, response.headers["Content-Type"]), (200, "image/svg+xml"))
        self.assertTrue(body.lstrip().startswith(b"<svg"), body[:80])
        for language, direction, word in (("en", "ltr", "What was said"), ("fr", "ltr", "Ce qui fut dit"), ("ar", "rtl", "ما قيل")):
            drawn = self.server.ask("GET", f"/api/v1/trace/consultation:who-2022/drawing?language={language}")[1].decode()
            self.assertIn(f'lang="{language}" direction="{direction}"', drawn)
            self.assertIn(f">{word}<", drawn)
        response, body = self.server.ask("GET", "/api/v1/trace/consultation:who-2022/drawing?language=de")
        self.assertEqual((response.status, self.problem(body)["field"]), (400, "language"))

    def test_long_documents_are_compressed_for_who_takes_that(self) -> None:
        target = "/api/v1/parties"
        plain, body = self.server.ask("GET", target)
        self.assertEqual(plain.headers["Content-Encoding"], None)
        self.assertIn("Accept-Encoding", plain.headers["Vary"])
        for accepted, packs in (("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("gzip;q=0", False), ("identity", False), ("x-gzip", False)):
            response, packed = self.server.ask("GET", target, headers={"Accept-Encoding": accepted})
            self.assertEqual(response.headers["Content-Encoding"], "gzip" if packs else None, accepted)
            self.assertEqual(gzip.decompress(packed) if packs else packed, body)
            self.assertEqual(response.headers["ETag"], plain.headers["ETag"])
        self.assertLess(len(self.server.ask("GET", target, headers={"Accept-Encoding": "gzip"})[1]), len(body) / 4)
        short, _ = self.server.ask("GET", "/api/v1/session", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(short.headers["Content-Encoding"], None, "what holds a secret is not compressed")

    def test_what_cannot_be_shown_so_is_406(self) -> None:
        response, body = self.server.ask("GET", "/api/v1/parties", headers={"Accept": "text/csv"})
        self.assertEqual((response.status, self.problem(body)["code"]), (406, "not_acceptable"))
        response, _ = self.server.ask("GET", "/api/v1/parties", headers={"Accept": "text/html, application/*;q=0.8"})
        self.assertEqual(response.status, 200)

    def test_what_is_not_there_is_404_in_the_words_of_the_command_line(self) -> None:
        response, body = self.server.ask("GET", "/api/v1/parties/NOBODY")
        told = self.problem(body)
        self.assertEqual((response.status, told["code"], told["instance"]), (404, "no_such_entity", "/api/v1/parties/NOBODY"))
        self.assertEqual(told["detail"], "There is no party NOBODY.")

    def test_metrics_count_routes_and_never_name_what_was_asked(self) -> None:
        self.server.ask("GET", "/api/v1/parties/NOBODY")
        response, body = self.server.ask("GET", "/metrics", user=None)
        text = body.decode()
        self.assertEqual(response.status, 200)
        self.assertRegex(text, r'imdad_requests_total\{route="show_party",status="404"\} [1-9]')
        self.assertRegex(text, r'imdad_request_seconds_bucket\{route="show_party",le="\+Inf"\} [1-9]')
        self.assertRegex(text, r"imdad_books_bytes [1-9]\d+")
        self.assertNotIn("NOBODY", text)

    def test_denied_access_is_a_line_of_the_log_without_the_token(self) -> None:
        self.server.ask("GET", "/api/v1/audit", user="rashid")
        self.server.ask("GET", "/api/v1/audit", user=None, headers={"Authorization": "Bearer abcdef123456"})
        log = (self.folder / "server.log").read_text()
        self.assertRegex(log, r'"target":"/api/v1/audit","from":"127\.0\.0\.1","user":"rashid","what":"refused: role_missing')
        self.assertRegex(log, r'"what":"refused: unknown_token"')
        self.assertNotIn("abcdef123456", log)

    def test_books_that_are_gone_are_503_without_their_place(self) -> None:
        books = self.folder / "books.db"
        away = self.folder / "away.db"
        self.assertEqual(self.server.ask("GET", "/readyz", user=None)[0].status, 200)
        books.rename(away)
        try:
            for target in ("/readyz", "/api/v1/parties"):
                response, body = self.server.ask("GET", target)
                self.assertEqual(response.status, 503, target)
                self.assertNotIn("books.db", body.decode())
            self.assertEqual(self.server.ask("GET", "/healthz", user=None)[0].status, 200)
        finally:
            away.rename(books)
        self.assertEqual(self.server.ask("GET", "/readyz", user=None)[0].status, 200)


class WebFiles(ServerTest):
    """The files of the web application, as a build puts them: beside each one its twins, compressed beforehand."""

    options = ("--web", "web")

    @classmethod
    def prepare(cls) -> None:
        (cls.folder / "web" / "assets").mkdir(parents=True)
        for name, text in (("index.html", b"<html></html>"), ("assets/a.js", b"plain"), ("assets/a.js.gz", b"by gzip"), ("assets/a.js.br", b"by brotli")):
            (cls.folder / "web" / name).write_bytes(text)

    def test_the_twin_that_the_browser_takes_is_sent(self) -> None:
        for accepted, coding, text in (
            ("gzip, deflate, br, zstd", "br", b"by brotli"),
            ("gzip, br;q=0", "gzip", b"by gzip"),
            ("gzip", "gzip", b"by gzip"),
            ("broken", None, b"plain"),
            ("identity", None, b"plain"),
        ):
            response, body = self.server.ask("GET", "/assets/a.js", user=None, headers={"Accept-Encoding": accepted})
            self.assertEqual((response.status, response.headers["Content-Encoding"], body), (200, coding, text), accepted)
            self.assertEqual(response.headers["Vary"], "Accept-Encoding")
        response, body = self.server.ask("GET", "/assets/a.js.br", user=None)
        self.assertEqual(response.status, 404, "a twin has no address of its own")

    def test_what_has_no_twin_is_sent_as_it_is(self) -> None:
        response, body = self.server.ask("GET", "/", user=None, headers={"Accept-Encoding": "gzip, br"})
        self.assertEqual((response.status, response.headers["Content-Encoding"], body), (200, None, b"<html></html>"))


if __name__ == "__main__":
    main()
