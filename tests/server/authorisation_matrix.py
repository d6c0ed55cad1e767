"""api/authorisation.yaml as the tests ask it, and the requests that are made from it and the contract."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import yaml

from books_server import Server
from contract_test import body_schema, operations, sound
from two_sides import PDF

FILE = Path(__file__).resolve().parents[2] / "api" / "authorisation.yaml"
MATRIX = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Rule:
    name: str
    passes: str
    kind: str  # of the register, `any` for all of them; empty: not about one of its entities
    sensitive: bool
    session_only: bool
    method: str
    path: str
    body: object = field(hash=False)

    def lets(self, role: str, limited: bool) -> bool:
        """By the first gate."""
        task = MATRIX["tasks"].get(self.passes)
        return task is None or role in task["roles"] and (task["limited"] or not limited)

    def scope(self) -> str:
        return "approve" if self.sensitive else "read" if self.method == "GET" else "write"

    def target(self, entity: str, kind: str = "") -> str:
        """The path with an id in it; a writing one only tries where it can."""
        if self.kind == "any":
            words = {"action-plans": "action_plan", "agreements": "agreement", "activities": "activity", "parties": "party"}
            entity = f"{words.get(kind, kind[:-1].replace('-', '_'))}:{entity}"
        entity = "1" if self.name == "planned_waybill_form" else entity
        document = hashlib.sha256(PDF).hexdigest()  # every entity of `Chains` has this one attached
        target = re.sub(r"\{\w+\}", quote(entity, safe=":"), self.path.replace("{document}", document))
        query = ["dry_run=true"] if "dry_run" in self.parameters() else []
        query += NEEDED.get(self.name, [])
        query += ["title=Text&key=probe&kind=other"] if isinstance(self.body, bytes) and "title" in self.parameters() else []
        return target + ("?" + "&".join(query) if query else "")

    def parameters(self) -> set[str]:
        return PARAMETERS[self.name]


STATED = {operation["operationId"]: (method, path, operation) for method, path, operation, _ in operations()}
NEEDED = {"stock_card_form": ["unit=X1"], "compare_plans": ["with=other"], "stock_cover": ["at=X1"]}  # parameters without which a request is not sound
PARAMETERS = {operation["operationId"]: {one["name"] for one in parameters if one["in"] == "query"}
              for _, _, operation, parameters in operations()}


def body_of(operation: dict) -> object:
    schema = body_schema(operation)
    if schema is not None:
        return sound(schema)
    return PDF + b"another" if "requestBody" in operation else None


def gaps(name: str) -> list[dict]:
    return [gap for gap in MATRIX["known_gaps"] if gap["gap"] == name]


def rules() -> list[Rule]:
    found = []
    for group in MATRIX["operations"]:
        named = [("", name) for name in group.get("names", [])]
        named += [(kind, name) for kind, names in group.get("kinds", {}).items() for name in names]
        for kind, name in named:
            method, path, operation = STATED.get(name, ("", "", {}))
            found.append(Rule(name, group["passes"], kind, group.get("sensitive", False), group.get("by") == "session", method, path,
                              body_of(operation)))
    return found


def visible(classification: str, role: str, relation: str) -> bool:
    """By the second gate."""
    rule = MATRIX["classes"][classification]
    return role in rule["roles"] and (rule["relation"] == "any" or relation != "other")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    @property
    def told(self) -> dict:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return self.told["code"] if self.status >= 400 else ""


class Asker:
    """Asks a server, several requests at once, and reads its log."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.read_so_far = 0

    def ask(self, user: str | None, method: str, target: str, body: object = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if method != "GET":
            sent["Idempotency-Key"] = secrets.token_hex(16)
        if isinstance(body, bytes):
            sent["Content-Type"] = "application/octet-stream"
        response, answer = self.server.ask(method, target, body, user, sent)
        return Answer(response.status, answer)

    def all(self, wanted: Iterable[object], one: Callable[..., Answer]) -> list[tuple[object, Answer]]:
        with ThreadPoolExecutor(4) as threads:
            wanted = list(wanted)
            return list(zip(wanted, threads.map(lambda given: one(*given), wanted)))

    def new_lines(self) -> Counter:
        """How often the log names (method, path, user) as refused since this was asked last."""
        with open(self.server.folder / "server.log", encoding="utf-8") as log:
            log.seek(self.read_so_far)
            text = log.read()
            self.read_so_far = log.tell()
        lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        return Counter((line["method"], line["target"], line["user"]) for line in lines if line["what"].startswith("refused"))
