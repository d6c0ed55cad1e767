"""Screens on paper: pages that need no script, for whoever may read the screen, with the figures that the API answers and the
mark of the books by which a sheet can be verified."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil

from books_server import ServerTest, imdad, main
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
