"""api/openapi.yaml against the running server: the same routes both ways, answers of the shape that it states, and no
request made from it, sound or damaged, that ends in a fault of the server."""

from __future__ import annotations

import json
import random
import re
import secrets
import shutil
import unittest
from pathlib import Path

import yaml

from books_server import ServerTest, main

CONTRACT = yaml.safe_load((Path(__file__).resolve().parents[2] / "api" / "openapi.yaml").read_text(encoding="utf-8"))
TUTORIAL = Path(__file__).resolve().parents[2] / "examples" / "tutorial"
METHODS = ("get", "post", "patch", "put", "delete")

# Ids that are in the books of the tests, by the path that they belong to.
KNOWN = {"/api/v1/scenarios/{name}": "tutorial", "/api/v1/users/{name}/link": "rashid", "/api/v1/session/tokens/{label}": "nothing", "/api/v1/parties/{id}": "WHO", "/api/v1/parties/{id}/brief": "WHO",
         "/api/v1/consultations/{id}": "who-2022", "/api/v1/consultations/{id}/state": "who-2022",
         "/api/v1/trace/{id}": "consultation:who-2022", "/api/v1/trace/{id}/drawing": "consultation:who-2022"}

DAMAGED = ["", "%00", "%ff", "%zz", "%", "..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "a%2fb", "'%20OR%201=1--", "%F0%9F%98%80", "0",
           "-1", "99999999999999999999", "2022-13-45", "x" * 3000, "%22%3E%3Cscript%3E", "null", "true"]


def target_of(path: str, value: str | None = None) -> str:
    """The path with an id in it: `value`, else one that is there, else one of a party."""
    return re.sub(r"\{\w+\}", lambda _: KNOWN.get(path, "WHO") if value is None else value, path)


def resolved(node: dict) -> dict:
    while "$ref" in node:
        found = CONTRACT
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def operations():
    for path, item in CONTRACT["paths"].items():
        shared = [resolved(parameter) for parameter in item.get("parameters", [])]
        for method in METHODS:
            if method in item:
                own = [resolved(parameter) for parameter in item[method].get("parameters", [])]
                yield method.upper(), path, item[method], shared + own


def misfit(value: object, schema: dict, where: str = "$") -> str | None:
    """What of a document does not fit a schema, as far as the contract uses the language of schemas."""
    schema = resolved(schema)
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    stated = schema.get("type", [])
    stated = [stated] if isinstance(stated, str) else stated
    if stated and not any(isinstance(value, kinds[one]) for one in stated):
        return f"{where} is no {' or '.join(stated)}"
    if isinstance(value, dict):
        missing = [name for name in schema.get("required", []) if name not in value]
        if missing:
            return f"{where} lacks {missing}"
        for name, inner in value.items():
            rule = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
            if isinstance(rule, dict) and (found := misfit(inner, rule, f"{where}.{name}")):
                return found
    if isinstance(value, list) and "items" in schema:
        for index, inner in enumerate(value):
            if found := misfit(inner, schema["items"], f"{where}[{index}]"):
                return found
    return None


def stated_answer(method: str, target: str) -> dict:
    """The schema of the answer to a request, by its path; fails if the contract has no such path."""
    wanted = target.split("?")[0]
    for path, item in CONTRACT["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)), wanted) and method.lower() in item:
            return item[method.lower()]["responses"]["200"]["content"]["application/json"]["schema"]
    raise AssertionError(f"{method} {target} is not in the contract")


def sound(schema: dict) -> object:
    """The least that fits a schema, or its example where what is needed depends on what is said."""
    schema = resolved(schema)
    if "examples" in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    if "oneOf" in schema:
        return sound(schema["oneOf"][0])
    if schema["type"] == "object":
        return {name: sound(schema["properties"][name]) for name in schema.get("required", [])}
    if schema["type"] == "array":
        return [sound(schema["items"]) for _ in range(schema.get("minItems", 0))]
    if schema["type"] == "string":
        return "2022-07-22" if schema.get("format") == "date" else "X1"
    return {"integer": schema.get("minimum", 1), "boolean": True}[schema["type"]]


def body_schema(operation: dict) -> dict | None:
    """Of a body that is JSON; none: there is no such body."""
    content = operation.get("requestBody", {}).get("content", {})
    return resolved(content["application/json"]["schema"]) if "application/json" in content else None


class Contract(ServerTest):
    options = ("--workspace", "workspace")

    def setUp(self) -> None:
        self.bare: dict[str, tuple] = {}  # what was refused in English alone: code, and a request that it came to

    @classmethod
    def prepare(cls) -> None:
        shutil.copytree(TUTORIAL, cls.folder / "workspace" / "scenarios" / "tutorial")

    def routes(self) -> list[dict]:
        response, body = self.server.ask("GET", "/api/v1")
        self.assertEqual(response.status, 200)
        return json.loads(body)["routes"]

    def test_contract_and_routes_are_the_same(self) -> None:
        stated = {(method, path, operation["operationId"]) for method, path, operation, _ in operations()}
        there = {(route["method"], route["path"], route["operation"]) for route in self.routes()}
        self.assertEqual(stated - there, set(), "stated, and not there")
        self.assertEqual(there - stated, set(), "there, and not stated")
        self.assertEqual(len(there), len({operation for _, _, operation in there}), "an operation stands there twice")

    def test_parameters_and_media_are_the_same(self) -> None:
        routes = {route["operation"]: route for route in self.routes()}
        for _, path, operation, parameters in operations():
            route = routes[operation["operationId"]]
            query = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
            self.assertEqual(query, set(route["parameters"]), path)
            self.assertEqual(path.count("{"), sum(parameter["in"] == "path" for parameter in parameters), path)
            if "200" in operation["responses"]:
                self.assertEqual(set(operation["responses"]["200"]["content"]), set(route["media"]), path)
            # What is about oneself, or about the server, is not asked of the roles.
            own = operation["tags"] in (["entrance"], ["server"]) and operation["operationId"] != "invite_user"
            self.assertEqual(route["asks_for"] == "", own, path)

    def test_every_operation_answers_in_the_shape_that_is_stated(self) -> None:
        seen = 0
        for method, path, operation, parameters in operations():
            # What asks for a place of the ledger, which these books lack, is asked in posting_test.
            asks = any(one["in"] == "query" and one.get("required") for one in parameters)
            if method != "GET" or asks or ("{" in path and path not in KNOWN):
                continue
            response, body = self.server.ask("GET", target_of(path))
            self.assertEqual(response.status, 200, (path, body))
            media, content = next(iter(operation["responses"]["200"]["content"].items()))
            self.assertEqual(response.headers["Content-Type"].split(";")[0], media)
            if media == "application/json":
                self.assertIsNone(misfit(json.loads(body), content["schema"]), path)
            seen += 1
        self.assertGreater(seen, 20)

    def test_nobody_comes_in_without_a_token(self) -> None:
        for method, path, operation, _ in operations():
            target = target_of(path)
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YW1pbmE6"},
                            {"Authorization": self.server.tokens["amina"]}, {"X-User": "amina", "X-Forwarded-User": "amina"}):
                response, body = self.server.ask(method, target, user=None, headers=headers)
                if operation.get("security") == []:
                    self.assertEqual(response.status, 200 if method == "GET" else 415, path)
                else:
                    self.assertEqual(response.status, 401, (method, path))
                    self.assertIn(self.problem(body)["code"], ("no_session", "unknown_token"))
                    self.assertIn("Bearer", response.headers["WWW-Authenticate"])

    def test_a_reader_writes_nothing_and_sees_no_ledger(self) -> None:
        for method, path, operation, _ in operations():
            target = target_of(path)
            if method == "GET" or (operation["tags"] == ["entrance"] and operation["operationId"] != "invite_user"):
                continue
            schema = body_schema(operation)
            body = sound(schema) if schema else b"%PDF-1.7"
            media = {} if schema else {"Content-Type": "application/octet-stream"}
            response, answer = self.server.write(method, target, body, user="rashid", headers=media)
            self.assertEqual(response.status, 403, (method, path, answer))
        for target in ("/api/v1/balances", "/api/v1/trial-balance", "/api/v1/audit", "/api/v1/proposals", "/api/v1/thresholds"):
            response, answer = self.server.ask("GET", target, user="rashid")
            self.assertEqual((response.status, self.problem(answer)["code"]), (403, "role_missing"), target)

    def test_other_methods_are_405_with_allow_and_other_paths_404(self) -> None:
        for path, item in CONTRACT["paths"].items():
            target = target_of(path)
            allowed = {method.upper() for method in METHODS if method in item} | {"OPTIONS"}
            allowed |= {"HEAD"} if "get" in item else set()
            for method in ("GET", "POST", "PATCH", "PUT", "DELETE", "PROPFIND"):
                if method not in allowed:
                    response, body = self.server.ask(method, target)
                    self.assertEqual(response.status, 405, (method, path))
                    self.assertEqual(set(response.headers["Allow"].split(", ")), allowed)
                    self.assertEqual(self.problem(body)["code"], "no_such_method")
            response, _ = self.server.ask("OPTIONS", target)
            self.assertEqual((response.status, set(response.headers["Allow"].split(", "))), (204, allowed))
        for target in ("/", "/api", "/api/v1/", "/api/v1/parties/", "/api/v1/parties/WHO/", "/api/v2/parties", "/../etc/passwd"):
            response, body = self.server.ask("GET", target)
            self.assertEqual((response.status, self.problem(body)["code"]), (404, "no_such_path"), target)

    def answered_well(self, method: str, target: str, body: object = None, key: str | None = None) -> int:
        headers = {"Idempotency-Key": key or secrets.token_hex(16)} if method != "GET" else None
        response, answer = self.server.ask(method, target, body, headers=headers)
        self.assertLess(response.status, 500, (method, target, body, answer))
        if response.status >= 400:
            problem = self.problem(answer)
            bare = [line for line, reason in zip(problem["lines"], problem["reasons"]) if not reason["code"]]
            if bare:
                self.bare.setdefault(problem["code"], (method, target[:200], bare))
        return response.status

    def test_damaged_parameters_are_no_fault_of_the_server(self) -> None:
        statuses = set()
        for method, path, _, parameters in operations():
            if method != "GET":
                continue
            sound = target_of(path)
            for value in DAMAGED:
                if "{" in path:
                    statuses.add(self.answered_well("GET", target_of(path, value)))
                for parameter in parameters:
                    if parameter["in"] == "query":
                        statuses.add(self.answered_well("GET", f"{sound}?{parameter['name']}={value}"))
            statuses.add(self.answered_well("GET", f"{sound}?nonsense=1"))
            statuses.add(self.answered_well("GET", f"{sound}?limit=1&limit=2"))
            self.assertEqual(self.answered_well("GET", f"{sound}?nonsense=1"), 400)
        self.assertTrue({200, 400, 404} <= statuses, statuses)
        self.assertEqual(self.bare, {}, "refused in English alone")

    def test_damaged_keys_are_no_fault_of_the_server(self) -> None:
        statuses = set()
        for method, path, operation, _ in operations():
            schema = body_schema(operation)
            if schema is not None:
                for key in ("x", "0" * 32, "g" * 32):
                    statuses.add(self.answered_well(method, target_of(path), sound(schema), key))
        self.assertIn(400, statuses)
        self.assertEqual(self.bare, {}, "refused in English alone")

    def test_damaged_bodies_are_no_fault_of_the_server(self) -> None:
        draw = random.Random(7)
        odd: list[object] = [None, True, 0, -1, 1e300, "", "x" * 5000, "\u0000", "\ud83d\ude00", [], {}, [[]], {"a": {"b": []}}, ["x", 1],
                             "2022-07-22", "../../etc", "'; DROP TABLE x;--"]
        raw = [b"", b"{", b"[]", b"nul", b"\xff\xfe", b"{" * 100000, b"[" * 100000, b'{"id":"a","id":"b"}', b'{"id": "\xff"}']
        for method, path, operation, _ in operations():
            schema = body_schema(operation)
            if schema is None:
                continue
            target = target_of(path)
            for body in raw:
                self.answered_well(method, target, body)
            for _ in range(25):
                document = {}
                for name in [*schema["properties"], "nonsense"]:
                    if draw.random() < 0.6:
                        document[name] = draw.choice(odd)
                if draw.random() < 0.5:
                    document["fields"] = {draw.choice(["code", "names.en", "a.b[c].d", "", "[", "roles", "held_on", "id"]): draw.choice(odd)}
                self.answered_well(method, target, document)
            response, body = self.server.ask(method, target, b"id=1", headers={
                "Idempotency-Key": secrets.token_hex(16), "Content-Type": "application/x-www-form-urlencoded"})
            for_sessions = operation["operationId"] in ("step_up", "change_password", "add_token")
            expected = (403, "session_needed") if for_sessions else (415, "not_json")
            self.assertEqual((response.status, self.problem(body)["code"]), expected, path)
        self.assertEqual(self.bare, {}, "refused in English alone")


if __name__ == "__main__":
    main()
