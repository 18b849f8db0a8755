"""How papers say amounts, days, names and hashes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.models import Case
from duixian.casework.people import names_of
from duixian.values.capitals import day_in_figures, in_capitals

ORDINALS = "一二三四五六七八九十"
"""The numbers of a paper's sections."""
_GROUP = 8


def ordinal(place: int) -> str:
    """``一`` for 1, up to 十九.

    >>> ordinal(1), ordinal(12)
    ('一', '十二')
    """
    return ORDINALS[place - 1] if place <= len(ORDINALS) else f"十{ORDINALS[place - len(ORDINALS) - 1]}"


def figures(fen: int) -> str:
    """``1,234.50``: yuan in figures, as tables hold them.

    >>> figures(123450), figures(-5)
    ('1,234.50', '-0.05')
    """
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{cents:02d}"


def amount(fen: int) -> dict[str, str]:
    """An amount in figures and in capital characters."""
    return {"figures": f"¥{figures(fen)}", "capitals": in_capitals(fen)}


def on_day(moment: datetime) -> date:
    """The office's day of a moment."""
    return moment.astimezone(clock.OFFICE).date()


def head(authority: Authority, title: str, number: str, day: date) -> dict[str, Any]:
    """What every paper says: who, what, under which number, on which day."""
    return {
        "authority": authority.name,
        "title": title,
        "number": number,
        "day": day_in_figures(day),
        "on": [day.year, day.month, day.day],
    }


def grouped(digest: str) -> str:
    """A hash in groups that people can compare.

    >>> grouped("00112233445566778899")
    '00112233 44556677 8899'
    """
    return " ".join(digest[place : place + _GROUP] for place in range(0, len(digest), _GROUP))


def account_end(end: str) -> str:
    """What is shown of an account number."""
    return f"尾号 {end}" if end else "未登记"


def addressee(case: Case) -> str:
    """Whom a paper about a case is for: its claimant, or where nobody claimed, its payees."""
    if case.claimant_table:
        pair = case.claimant_table, case.claimant_key
        name = names_of(case.authority, [pair], case.version.loaded().vocabulary).get(pair, "")
        if name:
            return name
    names = list(dict.fromkeys(case.payees.order_by("pk").values_list("name", flat=True)))
    if not names and case.filed_by is not None:
        return str(case.filed_by)
    return "、".join(names[:3]) + ("等" if len(names) > 3 else "")


def policy_of(case: Case) -> dict[str, str]:
    """The policy as a paper cites it."""
    policy = case.version.loaded()
    return {"title": policy.title.zh.strip("《》"), "number": policy.number or ""}


def benefit_of(case: Case) -> str:
    """The measure's name."""
    return case.version.loaded().measures[case.measure].source.name.zh


def matter(case: Case) -> dict[str, Any]:
    """What every paper about a case says of it."""
    return {
        "to": addressee(case),
        "case": case.number,
        "claimed_on": day_in_figures(case.claimed_on),
        "measure": benefit_of(case),
        "policy": policy_of(case),
    }
