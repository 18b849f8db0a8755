"""The decision that grants a case: what, to whom, when, and on which conditions each of which is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from duixian.casework.models import Case
from duixian.casework.people import names_of
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import Origin, State
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, Instalment
from duixian.papers.drawing import pdf
from duixian.papers.errors import not_due
from duixian.papers.saying import account_end, amount, figures, grouped, head, matter, on_day

TITLE = "政策兑现决定书"
GRANTED = (
    State.APPROVED,
    State.PUBLISHED,
    State.CONTESTED,
    State.CLEARED,
    State.ORDERED,
    State.PAID,
    State.CLOSED,
)
"""States of cases that were granted."""
_RESULTS = {True: "符合", False: "不符合", None: "待核"}
_MANY = 24
"""More instalments than this are told by their number and total."""


def decision(case: Case) -> bytes:
    """The decision of a granted case, as PDF. Raises PaperError (``paper-not-due``, ``fonts-missing``)."""
    return pdf("decision", data_of(case))


def data_of(case: Case) -> dict[str, Any]:
    """What the decision says. Raises PaperError."""
    held = case.decision
    if held is None or case.state not in GRANTED:
        raise not_due(case.number, f"办件状态为“{case.state}”", f"the case is {State(case.state).label}")
    said = document(held)
    return {
        **head(case.authority, TITLE, f"{case.number}号", on_day(held.made_at)),
        **matter(case),
        "claimed": case.origin != Origin.EXEMPT,
        "clauses": _clauses(said),
        "amount": amount(case.payable_fen) if case.payable_fen else None,
        "notes": list(_notes(said)),
        "payees": _payees(case),
        "instalments": _instalments(case),
        "conditions": [_condition(one) for one in said["conditions"] if "name" in one],
        "interpretations": _interpretations(said),
        "appeal_days": str(procedure_of(case.version).appeal_days),
        "traces": _traces(held),
    }


def _clauses(said: Mapping[str, Any]) -> list[str]:
    """The clause of the measure, and of each condition that stands elsewhere."""
    named = [said["measure"]["clause"], *(one["clause"] for one in said["conditions"] if "clause" in one)]
    return list(dict.fromkeys(named))


def _notes(said: Mapping[str, Any]) -> Iterator[str]:
    """What limits and groups did to the amount."""
    for effect in said["effects"]:
        if effect["before"] != effect["after"]:
            yield (
                f"按“{effect['name']['zh']}”（第{effect['clause']}条）的规定，"
                f"由 {figures(effect['before'])} 元核为 {figures(effect['after'])} 元。"
            )


def _payees(case: Case) -> list[dict[str, str]]:
    return [
        {
            "name": payee.name,
            "unit": payee.unit,
            "account": account_end(payee.account_end),
            "fen": figures(payee.amount_fen),
        }
        for payee in case.payees.order_by("pk")
        if payee.amount_fen
    ]


def _instalments(case: Case) -> list[dict[str, str]]:
    """The schedule, where the money does not come at once."""
    rows = list(
        Instalment.objects.filter(entitlement=case.entitlement_id, amount_fen__gt=0)
        .select_related("payee")
        .order_by("number", "payee__position", "part")
    )
    if not 1 < len(rows) <= _MANY or len({row.number for row in rows}) == 1:
        return []
    names = _names(case, rows)
    return [
        {
            "number": f"第{row.number}期",
            "payee": names.get((row.payee.table, row.payee.key), ""),
            "due": row.due.isoformat() if row.due else "条件满足时",
            "fen": figures(row.amount_fen),
        }
        for row in rows
    ]


def _names(case: Case, rows: Iterable[Instalment]) -> dict[tuple[str, str], str]:
    pairs = {(row.payee.table, row.payee.key) for row in rows}
    return names_of(case.authority, pairs, case.version.loaded().vocabulary)


def _condition(one: Mapping[str, Any]) -> dict[str, str]:
    return {
        "clause": str(one["clause"]),
        "name": one["name"]["zh"],
        "basis": "；".join(_basis(one)) or "按登记信息核对",
        "result": _RESULTS[one["truth"]],
    }


def _basis(one: Mapping[str, Any]) -> Iterator[str]:
    if "actual" in one:
        wanted = ""
        if "threshold" in one and "operator" in one:
            wanted = f"（要求{one['operator']}{one['threshold']['text']['zh']}）"
        yield f"{one['actual']['text']['zh']}{wanted}"
    if one["interpretations"]:
        yield f"解释 {'、'.join(one['interpretations'])}"


def _interpretations(said: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"number": one["id"], "chosen": str(one["chosen"] or "")}
        for one in said["interpretations"]
        if one["decided"]
    ]


def _traces(held: Decision) -> list[tuple[str, str]]:
    return [
        ("决定摘要（SHA-256）", grouped(held.document_sha256)),
        ("决定链", f"第 {held.place} 号，本行 {grouped(held.sha256[:16])}"),
        ("政策版本", f"{held.version.version}，事实截至 {held.as_of.isoformat()}"),
    ]
