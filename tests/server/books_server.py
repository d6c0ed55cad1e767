"""A real `imdad serve` on a free port with small books made by the command line, for the tests of this folder."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

IMDAD = os.environ.get("IMDAD", "imdad")
PARTNERS = ("WHO", "IFRC")


def imdad(folder: Path, *arguments: str, expected: int = 0) -> str:
    """Runs a command on the books of `folder`; fails if it ends otherwise than expected."""
    done = subprocess.run([IMDAD, *arguments], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "IMDAD_DB": "books.db", "IMDAD_USER": "amina"}, check=False)
    if done.returncode != expected:
        raise AssertionError(f"imdad {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def make_books(folder: Path) -> None:
    """Books with the secretary amina, rashid of the public, two parties and a consultation."""
    imdad(folder, "init", "--db", "books.db", "--as", "amina")
    imdad(folder, "user", "add", "rashid", "--role", "public")
    for code in PARTNERS:
        imdad(folder, "party", "add", code, "--set", f"code={code}", "--set", f"names.en={code}")
    imdad(folder, "consultation", "add", "who-2022", "--set", "held_on=2022-07-22")


def token_of(folder: Path, user: str, scope: str = "approve") -> str:
    """A new token of a user, made by the command line."""
    return imdad(folder, "user", "token", "add", f"test {secrets.token_hex(4)}", "--scope", scope, "--as", user).strip()


class Server:
    """The process. `tokens`: user -> token."""

    def __init__(self, folder: Path, *options: str, users: tuple[str, ...] = ("amina", "rashid")) -> None:
        self.folder = folder
        self.tokens = {user: token_of(folder, user) for user in users}
        self.log = open(folder / "server.log", "a", encoding="utf-8")
        self.process = subprocess.Popen(
            [IMDAD, "serve", "--db", "books.db", "--listen", "127.0.0.1:0", *options],
            cwd=folder, stdout=subprocess.PIPE, stderr=self.log, text=True)
        said = self.process.stdout.readline()
        match = re.search(r"(https?)://127\.0\.0\.1:(\d+)", said)
        if match is None:
            raise AssertionError(f"the server did not start: {said}{(folder / 'server.log').read_text()}")
        self.port = int(match.group(2))

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def headers(self, user: str = "amina") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[user]}"}

    def ask(self, method: str, target: str, body: object = None, user: str | None = "amina",
            headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """One request on a connection of its own."""
        all_headers = {**(self.headers(user) if user else {}), **(headers or {})}
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            all_headers.setdefault("Content-Type", "application/json")
        connection = self.connect()
        try:
            with contextlib.suppress(BrokenPipeError):  # who is refused early is answered before all of it is sent
                connection.request(method, target, data, all_headers)
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def write(self, method: str, target: str, body: object, key: str | None = None,
              user: str = "amina", headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        return self.ask(method, target, body, user, {"Idempotency-Key": key or secrets.token_hex(16), **(headers or {})})

    def raw(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def stop_and_read(self) -> str:
        """Stops it, and returns what it printed after its address."""
        self.process.send_signal(signal.SIGTERM)
        rest = self.process.stdout.read()
        self.stop()
        return rest

    def stop(self, sign: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        return code


class ServerTest(unittest.TestCase):
    """Each class has its books and its server; `options` of `imdad serve`, `users` who have a token."""

    options: tuple[str, ...] = ()
    users: tuple[str, ...] = ("amina", "rashid")
    long_ago = "2022-07-22"

    @classmethod
    def setUpClass(cls) -> None:
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        make_books(cls.folder)
        cls.prepare()
        cls.server = Server(cls.folder, *cls.options, users=cls.users)

    @classmethod
    def prepare(cls) -> None:
        """What else the books hold before the server starts."""

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.stop()
        cls.temporary.cleanup()

    def problem(self, body: bytes) -> dict:
        """Every refusal has the same shape."""
        told = json.loads(body)
        self.assertEqual(set(told), {"type", "title", "status", "detail", "instance", "code", "field", "lines", "reasons", "next"})
        self.assertTrue(told["lines"] and told["title"], told)
        self.assertEqual(len(told["reasons"]), len(told["lines"]), told)
        return told


def receive_all(stream: socket.socket, seconds: float = 30) -> bytes:
    """Until the server ends the connection."""
    stream.settimeout(seconds)
    parts = []
    try:
        while part := stream.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def wait_until(condition, seconds: float = 30) -> None:
    """Without a fixed pause: as soon as it is so, or a failure after `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("it did not become so in time")
        time.sleep(0.01)


def main() -> None:
    unittest.main(argv=[sys.argv[0], "-v"])
