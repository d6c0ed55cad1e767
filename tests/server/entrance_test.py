"""Who comes in, and how: the set-up link, passwords, sessions and their cookie, pages of other sites, tokens and their
scopes, the password once more for sensitive acts; against the real server."""

from __future__ import annotations

import http.client
import json
import re
import secrets
import threading
import time

from books_server import Server, ServerTest, imdad, main, token_of

GOOD = "correct horse battery staple"
OTHER = "seven grey herons at the weir"
COOKIE = "__Host-imdad-session"


def secret_of(output: str) -> str:
    return re.search(r"/set-up#([0-9a-f]{48})", output).group(1)


class Browser:
    """What a browser keeps: the cookie; and what the page keeps: the mark of its session."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookie = ""
        self.csrf = ""

    def ask(self, method: str, target: str, body: object = None, **headers: str) -> tuple[http.client.HTTPResponse, dict]:
        sent = {"Sec-Fetch-Site": "same-origin"}
        if self.cookie:
            sent["Cookie"] = f"other=1; {COOKIE}={self.cookie}"
        if self.csrf:
            sent["X-CSRF-Token"] = self.csrf
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        response, answer = self.server.ask(method, target, body, user=None, headers=sent)
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookie = re.match(rf"{COOKIE}=([0-9a-f]*);", line).group(1)
        told = json.loads(answer) if answer else {}
        self.csrf = told.get("csrf", self.csrf)
        return response, told

    def write(self, method: str, target: str, body: object, **headers: str) -> tuple[http.client.HTTPResponse, dict]:
        return self.ask(method, target, body, **{"Idempotency_Key": secrets.token_hex(16)} | headers)

    def log_in(self, user: str = "amina", password: str = GOOD) -> int:
        return self.ask("POST", "/api/v1/session", {"user": user, "password": password})[0].status


class WithBrowser(ServerTest):
    def setUp(self) -> None:
        """A new server for each test: how often a password was tried is kept in memory."""
        self.server.stop()
        type(self).server = Server(self.folder, *self.options)
        self.browser = Browser(self.server)

    def choose_password(self, user: str = "amina", password: str = GOOD) -> None:
        secret = secret_of(imdad(self.folder, "user", "invite", user))
        response, told = Browser(self.server).ask("POST", "/api/v1/set-up", {"token": secret, "password": password})
        self.assertEqual((response.status, told.get("user")), (200, user), told)

    def log(self) -> str:
        return (self.folder / "server.log").read_text()


class Entrance(WithBrowser):
    def test_a_link_serves_once_and_no_password_is_there_before(self) -> None:
        self.assertEqual(self.browser.log_in("rashid", "rashid"), 401)
        secret = secret_of(imdad(self.folder, "user", "invite", "rashid"))
        response, told = self.browser.ask("POST", "/api/v1/set-up", {"token": secret})
        self.assertEqual((response.status, told["user"], self.browser.cookie), (200, "rashid", ""))
        for weak, code in (("short", "password_too_short"), ("password12345678", "password_too_common"),
                           ("aaaaaaaaaaaaaaaaaaaa", "password_too_common"), ("rashid-imdad-2026", "password_too_common"),
                           ("qwertyqwertyqwerty", "password_too_common"), ("x" * 2000, "password_too_long")):
            response, told = self.browser.ask("POST", "/api/v1/set-up", {"token": secret, "password": weak})
            self.assertEqual((response.status, told["code"]), (422, code), weak)
        response, told = self.browser.ask("POST", "/api/v1/set-up", {"token": secret, "password": GOOD})
        self.assertEqual((response.status, told["roles"]), (200, ["public"]))
        self.assertEqual(self.browser.ask("GET", "/api/v1/session")[1]["user"], "rashid")
        response, told = Browser(self.server).ask("POST", "/api/v1/set-up", {"token": secret, "password": OTHER})
        self.assertEqual((response.status, told["code"]), (403, "void_link"))
        self.assertEqual(Browser(self.server).log_in("rashid"), 200)

    def test_a_later_link_voids_an_earlier_one_and_its_use_ends_sessions(self) -> None:
        self.choose_password()
        self.assertEqual(self.browser.log_in(), 200)
        first = secret_of(imdad(self.folder, "user", "invite", "amina"))
        second = secret_of(imdad(self.folder, "user", "invite", "amina"))
        self.assertEqual(Browser(self.server).ask("POST", "/api/v1/set-up", {"token": first, "password": OTHER})[0].status, 403)
        self.assertEqual(self.browser.ask("GET", "/api/v1/session")[0].status, 200)
        self.assertEqual(Browser(self.server).ask("POST", "/api/v1/set-up", {"token": second, "password": OTHER})[0].status, 200)
        self.assertEqual(self.browser.ask("GET", "/api/v1/session")[0].status, 401)
        self.assertEqual((self.browser.log_in(), self.browser.log_in(password=OTHER)), (401, 200))

    def test_the_cookie_is_for_this_host_and_no_script_and_ends_with_the_session(self) -> None:
        self.choose_password()
        response, _ = self.browser.ask("POST", "/api/v1/session", {"user": "amina", "password": GOOD})
        cookie = response.headers["Set-Cookie"]
        self.assertRegex(cookie, rf"^{COOKIE}=[0-9a-f]{{48}}; ")
        for part in ("Path=/", "Secure", "HttpOnly", "SameSite=Strict"):
            self.assertIn(part, cookie.split("; "))
        self.assertNotIn("Domain", cookie)
        kept = self.browser.cookie
        self.assertEqual(self.browser.ask("GET", "/api/v1/parties")[0].status, 200)
        self.assertEqual(self.browser.ask("DELETE", "/api/v1/session")[0].status, 204)
        self.browser.cookie = kept
        response, told = self.browser.ask("GET", "/api/v1/parties")
        self.assertEqual((response.status, told["code"]), (401, "no_session"))
        self.assertNotIn(kept, self.log())
        self.assertNotIn(GOOD, self.log())

    def test_each_log_in_has_a_session_of_its_own_and_ends_the_one_before(self) -> None:
        self.choose_password()
        self.assertEqual(self.browser.log_in(), 200)
        before = self.browser.cookie
        self.assertEqual(self.browser.log_in(), 200)
        self.assertNotEqual(self.browser.cookie, before)
        self.browser.cookie = before
        self.assertEqual(self.browser.ask("GET", "/api/v1/session")[0].status, 401)
        fixed = Browser(self.server)
        fixed.cookie = "0" * 48
        self.assertEqual(fixed.log_in(), 200)
        self.assertNotEqual(fixed.cookie, "0" * 48)

    def test_a_page_of_another_site_does_nothing(self) -> None:
        self.choose_password()
        self.assertEqual(self.browser.log_in(), 200)
        addition = {"id": "FORGED", "fields": {"code": "FORGED", "names.en": "Forged"}}
        for headers, code in (({"X_CSRF_Token": ""}, "csrf_missing"), ({"X_CSRF_Token": "0" * 48}, "csrf_missing"),
                              ({"Sec_Fetch_Site": "cross-site"}, "other_site"), ({"Sec_Fetch_Site": "same-site"}, "other_site"),
                              ({"Sec_Fetch_Site": "", "Origin": "https://elsewhere.example"}, "other_site")):
            response, told = self.browser.write("POST", "/api/v1/parties", addition, **headers)
            self.assertEqual((response.status, told["code"]), (403, code), headers)
        for target, body in (("/api/v1/session", {"user": "amina", "password": GOOD}), ("/api/v1/set-up", {"token": "x"})):
            response, told = self.browser.ask("POST", target, body, Sec_Fetch_Site="cross-site")
            self.assertEqual((response.status, told["code"]), (403, "other_site"))
        self.assertEqual(self.browser.ask("GET", "/api/v1/parties/FORGED")[0].status, 404)
        self.assertEqual(self.browser.write("POST", "/api/v1/parties", addition)[0].status, 200)

    def test_whoever_guesses_waits(self) -> None:
        self.choose_password()
        statuses = [self.browser.log_in(password=f"{OTHER} {n}") for n in range(8)]
        self.assertEqual(statuses[:5], [401] * 5)
        self.assertIn(429, statuses[5:])
        response, told = self.browser.ask("POST", "/api/v1/session", {"user": "amina", "password": GOOD})
        self.assertEqual((response.status, told["code"]), (429, "too_many_attempts"), "also the right one waits")
        wait = int(response.headers["Retry-After"])
        self.assertTrue(1 <= wait <= 10, wait)
        time.sleep(wait)
        self.assertEqual(self.browser.log_in(), 200)
        self.assertRegex(self.log(), r'"from":"127\.0\.0\.1".*"what":"refused: wrong_password')
        self.assertRegex(self.log(), r'"what":"refused: too_many_attempts')

    def test_many_guesses_at_once_are_no_more_guesses(self) -> None:
        self.choose_password()
        statuses: list[int] = []

        def guess(number: int) -> None:
            statuses.append(Browser(self.server).log_in(password=f"{OTHER} {number}"))

        threads = [threading.Thread(target=guess, args=(n,)) for n in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertLessEqual(statuses.count(401), 7, statuses)
        self.assertEqual(set(statuses) - {401, 429, 503}, set(), statuses)

    def test_an_unknown_name_is_told_the_same(self) -> None:
        self.choose_password()
        for user in ("nobody", "amina", "", "amina' OR 1=1--", "\u0000"):
            response, told = Browser(self.server).ask("POST", "/api/v1/session", {"user": user, "password": OTHER})
            if user:
                self.assertEqual((response.status, told["detail"]), (401, "the name or the password is wrong"), user)
            else:
                self.assertEqual(response.status, 400)

    def test_the_password_is_changed_by_who_knows_it_and_other_sessions_end(self) -> None:
        self.choose_password()
        elsewhere = Browser(self.server)
        self.assertEqual((self.browser.log_in(), elsewhere.log_in()), (200, 200))
        self.assertEqual(self.browser.ask("POST", "/api/v1/session/password", {"old": OTHER, "new": OTHER})[0].status, 401)
        response, told = self.browser.ask("POST", "/api/v1/session/password", {"old": GOOD, "new": "password1234567"})
        self.assertEqual((response.status, told["code"]), (422, "password_too_common"))
        self.assertEqual(self.browser.ask("POST", "/api/v1/session/password", {"old": GOOD, "new": OTHER})[0].status, 200)
        self.assertEqual(self.browser.ask("GET", "/api/v1/session")[0].status, 200)
        self.assertEqual(elsewhere.ask("GET", "/api/v1/session")[0].status, 401)
        self.assertEqual((elsewhere.log_in(), elsewhere.log_in(password=OTHER)), (401, 200))

    def test_somebody_who_was_erased_is_out_at_once(self) -> None:
        imdad(self.folder, "user", "add", "salim", "--role", "logistics")
        self.choose_password("salim")
        self.assertEqual(self.browser.log_in("salim"), 200)
        token = token_of(self.folder, "salim")
        bearer = {"Authorization": f"Bearer {token}"}
        self.assertEqual(self.server.ask("GET", "/api/v1/parties", user=None, headers=bearer)[0].status, 200)
        imdad(self.folder, "user", "erase", "salim")
        self.assertEqual(self.browser.ask("GET", "/api/v1/parties")[0].status, 403)
        self.assertEqual(self.server.ask("GET", "/api/v1/parties", user=None, headers=bearer)[0].status, 401)
        imdad(self.folder, "user", "add", "salim", "--role", "secretariat")
        self.assertEqual(Browser(self.server).log_in("salim"), 401, "a new account of that name has no password")
        self.assertEqual(self.server.ask("GET", "/api/v1/parties", user=None, headers=bearer)[0].status, 401)
        imdad(self.folder, "user", "erase", "salim")

    def test_tokens_do_what_their_scope_lets_them(self) -> None:
        for scope, statuses in (("read", (200, 403, 403)), ("write", (200, 200, 403)), ("approve", (200, 200, 200))):
            headers = {"Authorization": f"Bearer {token_of(self.folder, 'amina', scope)}"}
            addition = {"id": scope.upper(), "fields": {"code": scope.upper(), "names.en": scope}}
            got = (self.server.ask("GET", "/api/v1/parties", user=None, headers=headers)[0].status,
                   self.server.ask("POST", "/api/v1/parties", addition, None, headers | {"Idempotency-Key": secrets.token_hex(16)})[0].status,
                   self.server.ask("POST", "/api/v1/users/rashid/link", {}, None, headers)[0].status)
            self.assertEqual(got, statuses, scope)

    def test_tokens_are_made_by_who_logged_in_shown_once_and_ended(self) -> None:
        self.choose_password()
        self.assertEqual(self.browser.log_in(), 200)
        wish = {"label": "reports", "scope": "read", "days": 30}
        response, told = self.browser.ask("POST", "/api/v1/session/tokens", wish)
        self.assertEqual(response.status, 200, told)
        self.assertRegex(told["token"], r"^imdad_[0-9a-f]{48}$")
        bearer = {"Authorization": f"Bearer {told['token']}"}
        self.assertEqual(self.server.ask("GET", "/api/v1/parties", user=None, headers=bearer)[0].status, 200)
        self.assertEqual(self.browser.ask("POST", "/api/v1/session/tokens", wish)[1]["code"], "label_taken")
        self.assertEqual(self.browser.ask("POST", "/api/v1/session/tokens", wish | {"days": 0, "label": "x"})[1]["code"], "bad_days")
        listed = self.browser.ask("GET", "/api/v1/session/tokens")[1]["tokens"]
        self.assertIn("reports", [one["label"] for one in listed])
        self.assertNotIn(told["token"], json.dumps(listed) + self.log())
        self.assertEqual(self.server.ask("POST", "/api/v1/session/tokens", wish)[0].status, 403, "a token makes no token")
        self.assertEqual(self.browser.ask("DELETE", "/api/v1/session/tokens/reports")[0].status, 204)
        self.assertEqual(self.browser.ask("DELETE", "/api/v1/session/tokens/reports")[0].status, 404)
        self.assertEqual(self.server.ask("GET", "/api/v1/parties", user=None, headers=bearer)[0].status, 401)

    def test_a_restart_asks_for_the_password_again(self) -> None:
        self.choose_password()
        self.assertEqual(self.browser.log_in(), 200)
        self.server.stop()
        type(self).server = Server(self.folder)
        self.browser.server = self.server
        self.assertEqual(self.browser.ask("GET", "/api/v1/session")[0].status, 401)
        self.assertEqual(self.browser.log_in(), 200)


class StepUp(WithBrowser):
    """The password counts as just given for three seconds."""

    options = ("--step-up-time", "3")

    def test_a_sensitive_act_takes_the_password_once_more(self) -> None:
        self.choose_password()
        self.assertEqual(self.browser.log_in(), 200)
        time.sleep(3.1)
        response, told = self.browser.ask("POST", "/api/v1/users/rashid/link", {})
        self.assertEqual((response.status, told["code"]), (403, "step_up_needed"))
        self.assertEqual(self.browser.ask("GET", "/api/v1/parties")[0].status, 200, "what is not sensitive goes on")
        before = self.browser.cookie
        self.assertEqual(self.browser.ask("POST", "/api/v1/session/step-up", {"password": OTHER})[0].status, 401)
        self.assertEqual(self.browser.ask("POST", "/api/v1/session/step-up", {"password": GOOD})[0].status, 200)
        self.assertNotEqual(self.browser.cookie, before)
        response, told = self.browser.ask("POST", "/api/v1/users/rashid/link", {})
        self.assertEqual(response.status, 200, told)
        self.assertRegex(told["page"], r"^/set-up#[0-9a-f]{48}$")


class FirstStart(ServerTest):
    def test_new_books_have_a_link_and_books_with_a_password_have_none(self) -> None:
        rest = self.server.stop_and_read()
        self.assertIn("Set-up link for amina", rest)
        type(self).server = Server(self.folder)
        secret = secret_of(self.server.stop_and_read())
        type(self).server = Server(self.folder)
        browser = Browser(self.server)
        self.assertEqual(browser.ask("POST", "/api/v1/set-up", {"token": secret_of(rest), "password": GOOD})[0].status, 403)
        self.assertEqual(browser.ask("POST", "/api/v1/set-up", {"token": secret, "password": GOOD})[0].status, 403,
                         "the last start made another one")
        secret = secret_of(self.server.stop_and_read())
        type(self).server = Server(self.folder)
        self.assertNotIn(secret, (self.folder / "server.log").read_text())
        secret = secret_of(self.server.process.stdout.readline() + self.server.process.stdout.readline())
        browser = Browser(self.server)
        response, told = browser.ask("POST", "/api/v1/set-up", {"token": secret, "password": GOOD})
        self.assertEqual((response.status, told["user"]), (200, "amina"))
        self.server.stop_and_read()
        type(self).server = Server(self.folder)
        self.assertNotIn("Set-up", self.server.stop_and_read())
        type(self).server = Server(self.folder)


if __name__ == "__main__":
    main()
