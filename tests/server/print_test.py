"""Screens on paper: pages that need no script, for whoever may read the screen, with the figures that the API answers and the
mark of the books by which a sheet can be verified."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from urllib.parse import quote

from books_server import Server, ServerTest, imdad, main
from contract_test import operations
from plans_test import TUTORIAL
from swapped_ids_test import WithGoods

LANGUAGES = ("en", "fr", "ar")
KNOWN = {"agreements": "deal-own", "parties": "WHO", "consultations": "talks-own", "amendments": "deal-own-A1", "action-plans": "steps-own",
         "activities": "relief-own", "action-points": "call-own", "trace": "agreement%3Adeal-own", "pledges": "gift-own", "donor": "WHO"}
PAGES = {operation["operationId"]: path for _, path, operation, _ in operations() if path.startswith("/api/v1/print/") and "/plans/" not in path}


def target_of(path: str) -> str:
    return path.replace("{id}", KNOWN.get(path.split("/")[4], ""))


def text_of(page: str) -> str:
    """What stands on the page, without its elements."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", page, flags=re.S))


class Print(WithGoods):
    def page(self, target: str, user: str = "amina") -> str:
        response, body = self.server.ask("GET", target, user=user)
        self.assertEqual(response.status, 200, (target, body))
        return body.decode()

    def told(self, target: str) -> dict:
        return json.loads(self.server.ask("GET", f"/api/v1/{target}")[1])

    def test_every_page_is_there_in_each_language_light_without_a_script_and_always_the_same(self) -> None:
        self.assertGreater(len(PAGES), 15)
        for path in PAGES.values():
            for language in LANGUAGES:
                target = f"{target_of(path)}?language={language}&paper=letter&today=2022-09-15"
                response, body = self.server.ask("GET", target)
                page = body.decode()
                self.assertEqual((response.status, response.headers["Content-Type"]), (200, "text/html; charset=utf-8"), (target, page))
                self.assertLessEqual(len(body), 300_000)
                self.assertIn(f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">', page)
                self.assertIn("@page{size:letter", page)
                self.assertNotIn("<script", page)
                self.assertNotIn(" style=", page)
                self.assertEqual(re.findall(r'(?:src|href)="(?!/|\?)[^"]*"', page), [], "nothing comes from another host")
                style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
                stated = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
                self.assertIn(f"default-src 'none'; style-src 'sha256-{stated}'", response.headers["Content-Security-Policy"])
                again, other = self.server.ask("GET", target, headers={"If-None-Match": response.headers["ETag"]})
                self.assertEqual((again.status, other), (304, b""), target)
                raw = re.findall(r"\b[a-z]+\.[a-z_]+\.[a-z_]+\b|\{\w+\}", text_of(page))
                self.assertEqual(raw, [], f"{target} shows the name of a text instead of it")

    def test_what_is_asked_wrongly_is_told_with_its_field(self) -> None:
        for query, field in (("language=de", "language"), ("paper=a3", "paper"), ("today=2022-13-01", "today"), ("sort=size", "sort"), ("open=1", "open")):
            response, body = self.server.ask("GET", f"/api/v1/print/pledges?{query}")
            self.assertEqual((response.status, json.loads(body)["field"]), (400, field), query)
        response, body = self.server.ask("GET", "/api/v1/print/balances?unit=USD&stage=nowhere")
        self.assertEqual((response.status, json.loads(body)["code"]), (422, "unknown_stage"))

    def test_each_sheet_has_what_verifies_it(self) -> None:
        audit = self.told("audit")
        for name in ("print_status", "print_pledges", "print_trial_balance", "print_today"):
            head = re.search(r"<header.*?</header>", self.page(target_of(PAGES[name]) + "?today=2022-09-15"), re.S).group(0)
            self.assertIn(audit["ledger_root"][:16], head, name)
            self.assertIn(f"{audit['entries']} entries in the ledger", text_of(head))
            self.assertIn("As of Sep 15, 2022", text_of(head))
            self.assertIn("Class: restricted", text_of(head))
        page = self.page("/api/v1/print/audit")
        self.assertIn(audit["ledger_root"], page)
        self.assertIn(audit["register_root"], page)
        before = self.page("/api/v1/print/trial-balance")
        self.chains.done("POST", "pledges", {"id": "gift-late", "donor": "WHO", "unit": "USD", "amount": "7.50", "on": "2022-07-23"})
        self.assertNotIn(audit["ledger_root"][:16], self.page("/api/v1/print/trial-balance"))
        self.assertIn(audit["ledger_root"][:16], before)

    def test_a_sheet_is_held_against_the_books(self) -> None:
        for path in ("print/trial-balance", "print/agreements/deal-own", "forms/stock-card/IFRC?unit=penta"):
            sign = "&" if "?" in path else "?"
            audit = self.told("audit")
            mark = f"{audit['entries']}-{audit['ledger_root'][:16]}"
            self.assertEqual(self.page(f"/api/v1/{path}").count('<svg class="qr"'), 1)
            self.assertNotIn("of these books", text_of(self.page(f"/api/v1/{path}")))
            self.assertIn("is of these books; nothing was added since", text_of(self.page(f"/api/v1/{path}{sign}checkpoint={mark}")))
            self.chains.done("POST", "pledges", {"id": f"gift-{len(path)}", "donor": "WHO", "unit": "USD", "amount": "7.50", "on": "2022-07-23"})
            page = text_of(self.page(f"/api/v1/{path}{sign}checkpoint={mark}"))
            self.assertRegex(page, r"is of these books; (1|one) entry was added since")
            for wrong in (f"{audit['entries']}-{'0' * 16}", f"{audit['entries'] + 1}-{audit['ledger_root'][:16]}", f"{audit['entries'] + 1000}-{audit['ledger_root'][:16]}"):
                self.assertIn("is not of these books", text_of(self.page(f"/api/v1/{path}{sign}checkpoint={wrong}")).lower())
            for broken in ("x", mark[:-1], mark + "0", f"-{mark}", mark.replace("-", ""), mark.upper() + "G", "99999999999999999999-0123456789abcdef"):
                response, body = self.server.ask("GET", f"/api/v1/{path}{sign}checkpoint={broken}")
                self.assertEqual((response.status, self.problem(body)["field"]), (400, "checkpoint"), broken)
        # Who may not read the ledger has no mark, and is not told whether another one is.
        self.chains.done("PATCH", "consultations/talks-own", {"fields": {"classification": "public"}})
        target = "/api/v1/print/consultations/talks-own?checkpoint="
        pages = {self.page(target + one, "rashid") for one in (mark, f"1-{'0' * 16}")}
        self.assertEqual(len(pages), 1)
        self.assertIn("told to those who may read the ledger", text_of(pages.pop()))

    def test_a_name_of_the_server_that_is_none_gets_no_code(self) -> None:
        for host, drawn in (("imdad.example.org", True), ("[::1]:8080", True), ('a"><script>', False), ("a/b", False), ("a?b", False)):
            response, body = self.server.ask("GET", "/api/v1/print/today", headers={"Host": host})
            if response.status == 200:
                self.assertEqual(b'class="qr"' in body, drawn, host)
            self.assertNotIn(b"<script", body)

    def test_figures_are_those_of_the_api(self) -> None:
        cells = [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", self.page("/api/v1/print/trial-balance"))]
        for unit in self.told("trial-balance")["units"]:
            places = 2 if unit["unit"] == "USD" else 0
            self.assertEqual(unit["total"], "0")
            for amount in unit["stages"].values():
                self.assertIn(f"{int(amount) / 10 ** places:,.{places}f}", cells)
        pledges = [one for one in self.told("pledges")["pledges"] if one["unit"] == "USD"]
        page = text_of(self.page("/api/v1/print/pledges?unit=USD"))
        for one in pledges:
            self.assertIn(one["pledge"], page)
        total = sum(float(one["level"].replace(",", "")) for one in pledges if not one["parent"])
        self.assertIn(f"{total:,.2f} USD pledged", page)
        stock = self.told("stock?at=IFRC")["stock"]
        self.assertEqual(len(stock), 1)
        page = text_of(self.page("/api/v1/print/stock?at=IFRC"))
        for part in (stock[0]["lot"], f"{stock[0]['amount']:,}", "Jun 30, 2034", "penta"):
            self.assertIn(part, page)
        balance = self.told("balances?unit=penta")["balances"]
        held = sum(one["amount"] for one in balance if one["stage"] == "on_hand")
        self.assertIn(f"{held:,} penta", text_of(self.page("/api/v1/print/balances?unit=penta")))

    def test_a_record_has_its_facts_what_stands_beneath_and_its_history(self) -> None:
        page = text_of(self.page("/api/v1/print/agreements/deal-own"))
        entity = self.told("agreements/deal-own")
        for part in ("Deal with WHO", "Steps with WHO", "Relief by WHO", "deal-own-A1", "Mar 21, 2022"):
            self.assertIn(part, page)
        self.assertNotIn("Deal with IFRC", page)
        rows = re.search(r"<h2>History</h2>.*", self.page("/api/v1/print/agreements/deal-own"), re.S).group(0).count("<tr>") - 1
        self.assertEqual(rows, len(entity["history"]))

    def test_the_class_is_the_gravest_of_what_is_shown(self) -> None:
        def stamp() -> str:
            return re.search(r'class="class">(.*?)</span>', self.page("/api/v1/print/agreements/deal-own")).group(1)
        self.assertIn("restricted", stamp())
        self.chains.done("PATCH", "activities/relief-own", {"fields": {"classification": "confidential"}})
        self.assertIn("<bdi>confidential</bdi>", stamp())
        self.chains.done("PATCH", "activities/relief-own", {"fields": {"classification": "restricted"}})

    def test_the_public_has_no_mark_of_a_ledger_that_it_may_not_read(self) -> None:
        self.chains.done("PATCH", "consultations/talks-own", {"fields": {"classification": "public"}})
        root = self.told("audit")["ledger_root"][:16]
        self.assertIn(root, self.page("/api/v1/print/consultations/talks-own"))
        page = self.page("/api/v1/print/consultations/talks-own", "rashid")
        self.assertNotIn(root, page)
        self.assertNotIn("entries in the ledger", text_of(page))
        for target in ("pledges", "balances", "trial-balance", "exceptions", "stock", "audit", "donor/WHO", "pledges/gift-own"):
            response, body = self.server.ask("GET", f"/api/v1/print/{target}", user="rashid")
            self.assertEqual((response.status, json.loads(body)["code"]), (403, "role_missing"), target)
        response, body = self.server.ask("GET", "/api/v1/print/agreements/deal-own", user="rashid")
        absent, other = self.server.ask("GET", "/api/v1/print/agreements/not-there", user="rashid")
        self.assertEqual((response.status, body.replace(b"deal-own", b"?")), (absent.status, other.replace(b"not-there", b"?")))


class Browser(ServerTest):
    """Somebody opens the address of a page for paper, and does not get it."""

    ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    PAGE = "/api/v1/print/pledges?unit=USD&paper=a4"

    @classmethod
    def prepare(cls) -> None:
        (cls.folder / "web").mkdir()
        (cls.folder / "web" / "index.html").write_text("<!DOCTYPE html><title>screens</title>")
        cls.options = ("--web", "web")

    def opened(self, target: str, user: str | None = None, **headers: str) -> tuple[object, str]:
        response, body = self.server.ask("GET", target, user=user, headers={"Accept": self.ACCEPT, **{name.replace("_", "-"): value for name, value in headers.items()}})
        return response, body.decode()

    def test_who_is_not_logged_in_reads_so_and_finds_the_way_back(self) -> None:
        for target in (self.PAGE, "/api/v1/forms/stock-card/X"):
            response, page = self.opened(target)
            self.assertEqual((response.status, response.headers["Content-Type"]), (401, "text/html; charset=utf-8"), page)
            self.assertIn('<html lang="en" dir="ltr">', page)
            self.assertIn("the session has ended", text_of(page))
            self.assertEqual(re.findall('href="([^"]*)"', page), [f"/log-in?to={quote(target, safe='')}", "/"])
            style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
            stated = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            self.assertEqual(response.headers["Content-Security-Policy"],
                             f"default-src 'none'; style-src 'sha256-{stated}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
            self.assertIsNone(response.headers["ETag"])
            self.assertNotIn("<script", page)

    def test_it_speaks_the_language_of_the_address_else_of_the_browser(self) -> None:
        for query, accepted, language in (("", "", "en"), ("&language=ar", "fr", "ar"), ("", "fr-CH, fr;q=0.9, en;q=0.8", "fr"), ("", "de, ar;q=0.5, en;q=0.4", "ar"),
                                          ("", "fr;q=0, ar;q=0.1", "ar"), ("", "*", "en"), ("&language=xx", "fr;q=x, en;q=0.1", "en")):
            response, page = self.opened(self.PAGE + query, Accept_Language=accepted)
            self.assertEqual(response.status, 401)
            self.assertIn(f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">', page, (query, accepted))
            self.assertIn("Accept-Language", response.headers["Vary"])

    def test_who_may_not_or_asks_wrongly_reads_the_reason(self) -> None:
        for target, user, status, line in ((self.PAGE, "rashid", 403, "rashid has public"), ("/api/v1/print/agreements/nowhere", "amina", 404, "nowhere"),
                                           ("/api/v1/print/no-such-page", "amina", 404, ""), (self.PAGE.replace("a4", "a3"), "amina", 400, "a4, letter"),
                                           ("/api/v1/print/pledges?a=%zz", "amina", 400, "")):
            response, page = self.opened(target, user)
            told, body = self.server.ask("GET", target, user=user)
            self.assertEqual((response.status, told.status), (status, status), page)
            self.assertIn(line, text_of(page))
            for one in json.loads(body)["lines"]:
                self.assertIn(one.replace("'", "&#39;"), page)
            self.assertEqual(re.findall('href="([^"]*)"', page), [target.replace("&", "&amp;"), "/"])
            self.assertNotRegex(text_of(page), r"paper\.\w+")

    def test_the_reason_is_in_the_language_of_the_page(self) -> None:
        for language, line in (("fr", "paper est l’un de ceux-ci : a4, letter"), ("ar", "paper أحد هذه: a4, letter")):
            _, page = self.opened(self.PAGE.replace("a4", "a3"), "amina", Accept_Language=language)
            self.assertIn(line, text_of(page))
            self.assertNotIn('lang="en"', page)

    def test_what_was_asked_for_is_no_markup(self) -> None:
        _, page = self.opened("/api/v1/print/agreements/%22%3E%3Cimg%20src=x%3E", "amina")
        self.assertNotIn("<img", page)
        _, page = self.opened('/api/v1/print/agreements/x"><img')
        self.assertNotIn("<img", page)

    def test_programs_get_problem_json(self) -> None:
        for accept in ("", "*/*", "text/html;q=0, */*", "application/json, text/html;q=0.5", "application/problem+json"):
            response, body = self.opened(self.PAGE, Accept=accept)
            if response.status == 401:
                self.assertEqual(self.problem(body.encode())["code"], "no_session", accept)
            self.assertEqual(response.headers["Content-Type"], "application/problem+json", accept)
        # Everything else of the API stays for programs.
        response, body = self.opened("/api/v1/pledges")
        self.assertEqual((response.status, response.headers["Content-Type"]), (401, "application/problem+json"))

    def test_without_screens_nothing_leads_to_them(self) -> None:
        server = Server(self.folder)
        try:
            response, body = server.ask("GET", self.PAGE, user=None, headers={"Accept": self.ACCEPT})
        finally:
            server.stop()
        self.assertEqual(response.status, 401)
        self.assertEqual(re.findall('href="([^"]*)"', body.decode()), [self.PAGE.replace("&", "&amp;")])


class PrintPlans(ServerTest):
    """A plan of the tutorial beside one by another policy, both made by the command line."""

    options = ("--workspace", "workspace")

    @classmethod
    def prepare(cls) -> None:
        scenarios = cls.folder / "workspace" / "scenarios"
        shutil.copytree(TUTORIAL, scenarios / "one", ignore=shutil.ignore_patterns("by-hand"))
        for name, policy in (("one", "worst_first"), ("two", "most_served")):
            folder = cls.folder / "workspace" / "plans" / name
            shutil.copytree(scenarios / "one", folder / "scenario")
            (folder / "summary.json").write_text(imdad(cls.folder, "plan", str(folder / "scenario"), "--policy", policy, "--out", str(folder / "plan"), "--format", "json"))
        one = cls.folder / "workspace" / "plans" / "one"
        (one / "explanation.json").write_text(imdad(cls.folder, "explain", str(one / "scenario"), str(one / "plan"), "--format", "json"))

    def page(self, target: str) -> str:
        response, body = self.server.ask("GET", f"/api/v1/print/plans/{target}")
        self.assertEqual(response.status, 200, (target, body))
        self.assertLessEqual(len(body), 300_000)
        return body.decode()

    def told(self, target: str) -> dict:
        return json.loads(self.server.ask("GET", f"/api/v1/plans/{target}")[1])

    def rows(self, page: str, caption: str = "") -> list[list[str]]:
        """Cells of the first table that has the word before its rows."""
        body = page[page.index(caption):]
        return [[text_of(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
                for row in re.findall(r"<tr[^>]*>(.*?)</tr>", re.search(r"<tbody>(.*?)</tbody>", body, re.S).group(1), re.S)]

    def test_coverage_and_shipments_of_a_plan_are_those_of_the_plan(self) -> None:
        coverage = self.told("one/coverage?limit=1000")
        rows = self.rows(self.page("one"), "Coverage by area and week")
        self.assertEqual(len(rows), len(coverage["areas"]) + 1)
        for row, area in zip(rows, coverage["areas"]):
            self.assertEqual(row[1:3], [f"{area['target']:,}", f"{area['served']:,}"])
            self.assertIn(area["pcode"], row[0])
            self.assertEqual(len(row), 4 + len(coverage["weeks"]))
        self.assertEqual(rows[-1][2], f"{sum(area['served'] for area in coverage['areas']):,}")
        lines = (self.folder / "workspace" / "plans" / "one" / "plan" / "shipments.csv").read_text().splitlines()
        self.assertEqual(self.rows(self.page("one"), "Shipments by week")[-1][1], f"{len(lines) - 1:,}")
        for language in LANGUAGES:
            self.assertIn(f'lang="{language}"', self.page(f"one?language={language}&as=sum"))

    def test_reasons_and_comparison_are_those_of_the_api(self) -> None:
        explanation = self.told("one/explanation?limit=1000")
        self.assertIn(f"{explanation['short']:,}", text_of(self.page("one/why")))
        comparison = self.told("one/comparison?with=two&limit=1000")["areas"]
        page = self.page("one/compare?with=two")
        for area in comparison:
            self.assertIn(area["pcode"], page)
        self.assertIn("Who gains, who loses?", page)
        self.assertNotIn("Who gains, who loses?", self.page("one/compare"))
        response, body = self.server.ask("GET", "/api/v1/print/plans/nowhere")
        self.assertEqual((response.status, json.loads(body)["code"]), (404, "no_such_plan"))
        response, body = self.server.ask("GET", "/api/v1/print/plans/one?as=week")
        self.assertEqual((response.status, json.loads(body)["field"]), (400, "as"))


if __name__ == "__main__":
    main()
