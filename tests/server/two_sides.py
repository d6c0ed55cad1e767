"""Books with one entity of each kind on the side of WHO and one on the side of IFRC, for the tests of who may do what.
Each chain is whole: a consultation, an agreement in force, its amendment, its plan, an activity, an action point."""

from __future__ import annotations

import json
from pathlib import Path

from books_server import Server, imdad

SIDES = {"own": "WHO", "other": "IFRC"}
PDF = b"%PDF-1.7\n" + b"text " * 40

# kind in the paths of the API -> what the id of an entity begins with; a party has its code for an id.
KINDS = {"parties": "", "consultations": "talks", "agreements": "deal", "amendments": "deal", "action-plans": "steps",
         "activities": "relief", "action-points": "call"}

# What may be done with each of them in the state in which `Chains` leaves it, by those who may.
ACTS = {
    "edit_party": {"fields": {"names.fr": "X"}},
    "edit_consultation": {"fields": {"place": "Jeddah"}},
    "edit_agreement": {"fields": {"notice_given_on": "2022-07-25"}},
    "edit_amendment": {"fields": {"reason": "slower start"}},
    "edit_action_plan": {"fields": {"title.en": "Other steps"}},
    "edit_activity": {"fields": {"title.en": "Other relief"}},
    "edit_action_point": {"fields": {"title": "Another call"}},
    "set_state_of_consultation": {"to": "held"},
    "set_state_of_agreement": {"to": "suspended", "reason": "made up"},
    "set_state_of_amendment": {"to": "withdrawn", "reason": "made up"},
    "set_state_of_action_plan": {"to": "cancelled", "reason": "made up"},
    "set_state_of_activity": {"to": "cancelled", "reason": "made up"},
    "set_state_of_action_point": {"to": "in_progress"},
    "accept_agreement": {"party": "AFG"},
    "accept_amendment": {"party": "AFG"},
    "sign_agreement": {"party": "AFG", "by": "the head", "on": "2022-03-15"},
    "sign_amendment": {"party": "AFG", "by": "the head", "on": "2022-03-15"},
    "amend_agreement": {"class": "dates", "reason": "slow start"},
    "renew_agreement": {"successor": "deal-2", "start": "2033-01-01", "end": "2034-12-31"},
    "move_due": {"to": "2022-10-01", "reason": "travel"},
}


def id_of(kind: str, side: str) -> str:
    """`deal-own`, `deal-own-A1`, or the code of the party."""
    if kind == "parties":
        return SIDES[side]
    return f"{KINDS[kind]}-{side}" + ("-A1" if kind == "amendments" else "")


def add_users(folder: Path, users: dict[str, str]) -> None:
    for name, role in users.items():
        imdad(folder, "user", "add", name, "--role", role)


class Chains:
    """Enters them over the API of `server`, as amina and bilal of the secretariat and a focal point of each party."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def done(self, method: str, target: str, body: object, user: str = "amina") -> dict:
        media = {"Content-Type": "application/octet-stream"} if isinstance(body, bytes) else None
        response, answer = self.server.write(method, f"/api/v1/{target}", body, user=user, headers=media)
        if response.status != 200:
            raise AssertionError(f"{user}: {method} {target}: {response.status} {answer.decode()}")
        return json.loads(answer)

    def add(self, kind: str, entity: str, **fields: object) -> None:
        self.done("POST", kind, {"id": entity, "fields": {name.replace("__", "."): value for name, value in fields.items()}})

    def enter(self, side: str) -> None:
        party = SIDES[side]
        for one in (party, "AFG"):
            self.done("PATCH", f"parties/{one}", {"fields": {
                "mandates[head].holder": "the head", "mandates[head].capacity": "signatory", "mandates[head].source": "made up"}})
        self.talks(side, party)
        self.agreement(side, party)
        self.done("POST", f"agreements/deal-{side}/amendments", {"class": "dates", "reason": "slow start"})
        self.done("POST", "action-plans", {"id": f"steps-{side}", "fields": {"instrument": f"deal-{side}", "title.en": f"Steps with {party}"}})
        self.activity(side, party)
        for kind, begin in KINDS.items():
            if begin and kind not in ("agreements", "action-plans"):
                query = "" if kind == "action-points" else "?kind=other&title=Text&key=text"
                self.done("POST", f"{kind}/{id_of(kind, side)}/attachments{query}", PDF)

    def talks(self, side: str, party: str) -> None:
        self.done("POST", "consultations", {"id": f"talks-{side}", "fields": {
            "held_on": "2022-07-22", "title.en": f"Talks with {party}", f"participants[{party}].represented_by": "the head"}})
        self.done("POST", "action-points", {"id": f"call-{side}", "fields": {
            "origin": "consultation", "origin_id": f"talks-{side}", "title": f"Call {party}", "assignee": "@amina",
            "due": "2022-09-01", "priority": "high"}})

    def agreement(self, side: str, party: str, last: str = "in_force") -> None:
        deal = f"deal-{side}"
        fields = {"type": "memorandum_of_understanding", "source_reason": "made up", "terms.title.en": f"Deal with {party}", "terms.objectives": "relief",
                  "terms.financial_clause": "true", "terms.period.start": "2022-03-21", "terms.period.end": "2032-12-31"}
        for one in (party, "AFG"):
            fields[f"terms.parties[{one}].focal_point"] = f"@speaks.{one}"
        self.done("POST", "agreements", {"id": deal, "org": party, "fields": fields})
        self.done("POST", f"agreements/{deal}/attachments?kind=text&title=Text&language=en", PDF)
        for state in ("draft", "review"):
            self.done("POST", f"agreements/{deal}/state", {"to": state})
        for one in (party, "AFG"):
            self.done("POST", f"agreements/{deal}/acceptances", {"party": one}, f"speaks.{one}")
        self.done("POST", f"agreements/{deal}/state", {"to": "signature"})
        for one in (party, "AFG"):
            self.done("POST", f"agreements/{deal}/signatures", {"party": one, "by": "the head", "on": "2022-03-15"}, "bilal")
        self.done("POST", f"agreements/{deal}/attachments?kind=signed_file&title=Signed&key=signed", PDF)
        for state in ("signed", "in_force"):
            self.done("POST", f"agreements/{deal}/state", {"to": state})
            if state == last:
                return

    def activity(self, side: str, party: str) -> None:
        self.done("POST", "activities", {"id": f"relief-{side}", "fields": {
            "plan": f"steps-{side}", "type": "medical_supplies", "title.en": f"Relief by {party}", "lead": party,
            "quarters": "2022-Q3", "places": "AFG", "sectors[12220].basis_points": "10000", "countries[AFG].basis_points": "10000",
            "no_cost": "true"}})
