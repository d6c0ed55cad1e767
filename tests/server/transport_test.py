"""Limits, slow clients, many connections, TLS, the stop: what the transport of `imdad serve` promises."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from books_server import IMDAD, Server, ServerTest, imdad, main, make_books, receive_all, wait_until


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


class Limits(ServerTest):
    options = ("--header-time", "1", "--body-time", "1", "--idle-time", "2")

    def sent(self, data: bytes) -> bytes:
        with self.server.raw() as stream:
            stream.sendall(data)
            return receive_all(stream)

    def refused(self, data: bytes, status: int, code: str) -> None:
        answer = self.sent(data)
        self.assertEqual(status_of(answer), status, answer[:200])
        told = self.problem(answer.split(b"\r\n\r\n", 1)[1])
        self.assertEqual((told["status"], told["code"]), (status, code))
        self.assertIn(b"Connection: close", answer)

    def test_many_requests_go_over_one_connection(self) -> None:
        connection = self.server.connect()
        for _ in range(50):
            connection.request("GET", "/healthz")
            self.assertEqual(connection.getresponse().read(), b'{"status":"alive"}\n')
        connection.close()

    def test_long_headers_are_431(self) -> None:
        self.refused(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20000 + b"\r\n\r\n", 431, "headers_too_long")

    def test_a_long_address_is_414(self) -> None:
        response, body = self.server.ask("GET", "/" + "a" * 5000)
        self.assertEqual((response.status, self.problem(body)["code"]), (414, "target_too_long"))

    def test_a_long_body_is_413_by_its_stated_length(self) -> None:
        response, body = self.server.write("POST", "/api/v1/parties", b"x" * (2 << 20))
        self.assertEqual((response.status, self.problem(body)["code"]), (413, "body_too_long"))

    def test_a_long_body_is_413_in_chunks_too(self) -> None:
        chunk = b"10000\r\n" + b"y" * 0x10000 + b"\r\n"
        head = b"POST /api/v1/parties HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.refused(head + chunk * 40 + b"0\r\n\r\n", 413, "body_too_long")

    def test_what_is_no_http_is_400(self) -> None:
        self.refused(b"\x16\x03\x01 hello\r\n\r\n", 400, "bad_request")
        self.refused(b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400, "bad_request")
        self.refused(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n", 400, "bad_request")

    def test_a_request_names_one_host(self) -> None:
        self.assertEqual(status_of(self.sent(b"GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")), 400)

    def test_a_client_that_dribbles_headers_is_cut_with_408(self) -> None:
        with self.server.raw() as stream:
            stream.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
            answer = b""
            stream.settimeout(0.2)
            for _ in range(100):
                try:
                    stream.sendall(b"X: y\r\n")
                    answer += stream.recv(4096)
                    if answer:
                        break
                except (TimeoutError, ConnectionError):
                    continue
            self.assertEqual(status_of(answer), 408)

    def test_a_body_that_does_not_come_is_cut_with_408(self) -> None:
        self.refused(b"POST /api/v1/parties HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc", 408, "too_slow")

    def test_a_connection_that_says_nothing_is_ended(self) -> None:
        with self.server.raw() as stream:
            self.assertEqual(receive_all(stream), b"")

    def test_slow_clients_do_not_slow_others(self) -> None:
        slow = [self.server.raw() for _ in range(300)]
        for stream in slow:
            stream.sendall(b"GET /healthz HTTP/1.1\r\nX: ")
        response, _ = self.server.ask("GET", "/api/v1/parties")
        self.assertEqual(response.status, 200)
        for stream in slow:
            stream.close()

    def test_expect_continue_is_answered_before_the_body(self) -> None:
        with self.server.raw() as stream:
            stream.sendall(b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            self.assertTrue(stream.recv(4096).startswith(b"HTTP/1.1 100 "))
            stream.sendall(b"{}")
            self.assertEqual(status_of(stream.recv(4096)), 404)

    def test_every_answer_keeps_a_browser_safe(self) -> None:
        for target, user in (("/healthz", None), ("/api/v1/parties", "amina"), ("/nowhere", None), ("/%zz", None)):
            response, _ = self.server.ask("GET", target, user=user)
            self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", response.headers["Content-Security-Policy"])
            self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(response.headers["Cache-Control"], "no-store")
            self.assertIsNone(response.headers["Strict-Transport-Security"])


class Many(ServerTest):
    options = ("--connections", "1100")

    def test_a_thousand_idle_connections_leave_room_and_one_too_many_is_503(self) -> None:
        idle = []
        try:
            for _ in range(1000):
                connection = self.server.connect()
                connection.request("GET", "/healthz")
                connection.getresponse().read()
                idle.append(connection)
            response, _ = self.server.ask("GET", "/api/v1/parties")
            self.assertEqual(response.status, 200)
            idle[0].request("GET", "/healthz")  # still served
            self.assertEqual(idle[0].getresponse().read(), b'{"status":"alive"}\n')
            for _ in range(150):
                stream = self.server.raw()
                idle.append(stream)
            # The last one says nothing, so that nothing unread resets what it is told.
            self.assertEqual(status_of(receive_all(stream)), 503)
            self.assertGreater(self.turned_away(idle[0]), 0)
        finally:
            for one in idle:
                one.close()

    def turned_away(self, connection: http.client.HTTPConnection) -> int:
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        return int(text.split("\nimdad_connections_refused_total ")[1].split("\n")[0])


class Overload(ServerTest):
    options = ("--queue", "2", "--workers", "1")

    def test_what_does_not_fit_the_queue_is_503_with_retry_after(self) -> None:
        answers: list[tuple[int, str | None]] = []

        def ask() -> None:
            for _ in range(10):
                response, body = self.server.ask("GET", "/api/v1/audit")
                answers.append((response.status, response.headers["Retry-After"]))
                if response.status == 503:
                    assert self.problem(body)["code"] == "overloaded"

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({status for status, _ in answers}, {200, 503})
        self.assertTrue(all(after == "1" for status, after in answers if status == 503))


class Stop(unittest.TestCase):
    def setUp(self) -> None:
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        make_books(self.folder)

    def tearDown(self) -> None:
        self.temporary.cleanup()

    def test_what_is_under_way_is_answered_and_nothing_new_is_taken(self) -> None:
        server = Server(self.folder)
        idle = server.connect()
        idle.request("GET", "/healthz")
        idle.getresponse().read()
        # A request of which half has arrived is under way.
        with server.raw() as stream:
            stream.sendall(b"GET /api/v1/parties HTTP/1.1\r\nHost: x\r\n")
            wait_until(lambda: b"imdad_connections 3\n" in server.ask("GET", "/metrics")[1])
            server.process.send_signal(signal.SIGTERM)

            def refuses() -> bool:
                try:
                    server.raw().close()
                except ConnectionRefusedError:
                    return True
                return False

            wait_until(refuses)
            token = server.tokens["amina"]
            stream.sendall(f"Authorization: Bearer {token}\r\n\r\n".encode())
            answer = receive_all(stream)
        self.assertEqual(status_of(answer), 200, answer)
        self.assertIn(b"Connection: close", answer)
        self.assertEqual(server.stop(), 0)
        idle.close()

    def test_ctrl_c_stops_as_well(self) -> None:
        self.assertEqual(Server(self.folder).stop(signal.SIGINT), 0)

    def test_what_was_acknowledged_is_there_after_a_kill(self) -> None:
        written = []
        for round_number in range(3):
            server = Server(self.folder)

            def write(first: int, server: Server = server) -> None:
                for number in range(first, first + 1000):
                    name = f"P{number}"
                    try:
                        response, _ = server.write("POST", "/api/v1/parties",
                                                   {"id": name, "fields": {"code": name, "names.en": name}})
                    except (OSError, http.client.HTTPException):
                        return
                    if response.status == 200:
                        written.append(name)

            before = len(written)
            threads = [threading.Thread(target=write, args=(10000 * round_number + 1000 * i,)) for i in range(4)]
            for thread in threads:
                thread.start()
            wait_until(lambda: len(written) >= before + 10)
            server.process.kill()
            for thread in threads:
                thread.join()
            server.stop()
        listed = {entity["id"] for entity in
                  json.loads(imdad(self.folder, "party", "list", "--format", "json"))["entities"]}
        self.assertEqual(set(written) - listed, set())
        self.assertIn("Clean", imdad(self.folder, "audit"))

    def test_a_taken_address_is_told(self) -> None:
        server = Server(self.folder)
        again = subprocess.run([IMDAD, "serve", "--db", "books.db",
                                "--listen", f"127.0.0.1:{server.port}"],
                               cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(again.returncode, 1)
        self.assertIn("cannot listen at", again.stderr)
        self.assertEqual(server.stop(), 0)


class Encrypted(unittest.TestCase):
    def test_tls_serves_with_hsts_and_plain_text_is_no_way_in(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_books(folder)
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem",
                            "-out", "cert.pem", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
                           cwd=folder, check=True, capture_output=True)
            server = Server(folder, "--tls-cert", "cert.pem", "--tls-key", "key.pem", "--header-time", "1")
            trusting = ssl.create_default_context(cafile=folder / "cert.pem")
            connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=trusting, timeout=30)
            for _ in range(3):
                connection.request("GET", "/api/v1/parties", headers=server.headers())
                response = connection.getresponse()
                self.assertEqual(len(json.loads(response.read())["entities"]) > 50, True)
                self.assertIn("max-age", response.headers["Strict-Transport-Security"])
            connection.close()
            with server.raw() as stream:
                stream.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                self.assertFalse(receive_all(stream).startswith(b"HTTP"))
            with server.raw() as stream:  # never shakes hands
                began = time.monotonic()
                self.assertEqual(receive_all(stream), b"")
                self.assertLess(time.monotonic() - began, 25)
            old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            old.check_hostname = False
            old.verify_mode = ssl.CERT_NONE
            old.minimum_version = ssl.TLSVersion.TLSv1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
            with self.assertRaises((ssl.SSLError, OSError)), socket.create_connection(("127.0.0.1", server.port)) as raw:
                old.wrap_socket(raw)
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    main()
