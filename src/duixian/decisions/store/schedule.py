"""From a decision's document to what is paid when and to whom. All money is fen; nothing is lost in the sharing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.decisions.document import Json
from duixian.language.outcome import PAYABLE, InstalmentState, Verdict

_PAYABLE = tuple(state.value for state in PAYABLE)


@dataclass(frozen=True, slots=True)
class Line:
    """One instalment for all payees. ``fen``: what is paid of it, 0 where its state says that nothing is."""

    number: int
    period: str
    due: date | None
    fen: int
    state: str


@dataclass(frozen=True, slots=True)
class Part:
    """One payee of a document. ``fen``: its share of the whole."""

    table: str
    key: str
    share: Fraction
    fen: int


def entitled(verdict: str, payable: int, due_now: int, paid: int, recovery: int) -> int | None:
    """All that a case is worth, paid or not; of an open case what is prepaid, None where nothing can be said yet."""
    if verdict == Verdict.ELIGIBLE:
        return payable + paid - recovery
    if verdict == Verdict.UNDETERMINED:
        return due_now + paid if due_now else None
    return 0


def entitled_by(document: Json) -> int | None:
    """``entitled`` of a document."""
    return entitled(*(document[name] for name in ("verdict", "payable", "due_now", "paid", "recovery")))


def lines_of(document: Json, paid_before: int = 0) -> tuple[Line, ...]:
    """The instalments, in order, cut from the end to what the case is worth and from the start by what had been paid
    before it was granted."""
    lines = [_line(item) for item in document["instalments"]]
    worth = entitled_by(document) or 0
    lines = list(_cut(reversed(lines), sum(line.fen for line in lines) - worth))[::-1]
    return tuple(_cut(lines, paid_before))


def _line(item: dict[str, Any]) -> Line:
    due = date.fromisoformat(item["due"]) if item["due"] else None
    fen = item["amount"] if item["state"] in _PAYABLE else 0
    return Line(item["number"], item["period"] or "", due, fen, item["state"])


def _cut(lines: Iterable[Line], fen: int) -> Iterable[Line]:
    """Lines less so many fen, the first ones first."""
    for line in lines:
        taken = min(line.fen, max(fen, 0))
        fen -= taken
        yield replace(line, fen=line.fen - taken) if taken else line


def parts_of(document: Json) -> tuple[Part, ...]:
    """The payees in the document's order."""
    return tuple(Part(p["table"], p["key"], Fraction(p["share"]), p["amount"]) for p in document["payees"])


def shared(lines: Sequence[Line], shares: Sequence[Fraction]) -> list[list[int]]:
    """For each line the fen of each payee: every line is given out whole, and all lines together come to each
    payee's share of the whole, to the fen wherever no line would be negative for it."""
    total, before = 0, [0] * len(shares)
    found = []
    for line in lines:
        total += line.fen
        sums = split(total, shares)
        given = [now - then for now, then in zip(sums, before, strict=True)]
        if any(fen < 0 for fen in given):
            given = split(line.fen, shares)
            sums = [then + fen for then, fen in zip(before, given, strict=True)]
        found.append(given)
        before = sums
    return found


def split(total: int, shares: Sequence[Fraction]) -> list[int]:
    """Shares of a sum rounded down; where they make a whole, what is left goes a fen each to the first."""
    amounts = [(total * share).__floor__() for share in shares]
    if shares and sum(shares) == 1:
        for position in range(total - sum(amounts)):
            amounts[position % len(amounts)] += 1
    return amounts


def pays(state: str) -> bool:
    """Whether the rule says that an instalment in this state is paid."""
    return state in (InstalmentState.DUE, InstalmentState.SCHEDULED)
