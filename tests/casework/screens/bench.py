"""Cases and what is known of their payees, made up for tests of screens."""

from __future__ import annotations

from datetime import date
from itertools import count

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.authorities.sealing import index
from duixian.casework.models import Case, PayTo
from duixian.casework.screens.models import Flag, When
from duixian.casework.screens.running import Ran, run
from duixian.casework.states import Origin, State
from duixian.decisions.store.models import PolicyVersion
from duixian.registry.store import facts, snapshot
from duixian.registry.store.kinds import ACCOUNT

_NUMBERS = count(1)
DAY = date(2026, 11, 23)


def know(authority: Authority, table: str, **cells: str) -> None:
    """A fact of the register."""
    facts.register(authority, table, cells, actor=None, source="测试")


def case_about(
    authority: Authority,
    version: PolicyVersion,
    person: str,
    *,
    account: str = "",
    matter: tuple[str, str] = ("", ""),
) -> Case:
    """A live case that pays a person (by ID number); ``matter``: the record it is about."""
    number = next(_NUMBERS)
    table, key = matter if matter[0] else ("录用", f"H{number}")
    case = Case.objects.create(
        authority=authority,
        number=f"T{number}",
        origin=Origin.CLAIM,
        version=version,
        measure="生活补贴",
        table=table,
        key=key,
        case_id=f"c{number}",
        claimed_on=DAY,
        state=State.CHECKING,
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    PayTo.objects.create(
        authority=authority,
        case=case,
        table="人员",
        key=snapshot.person_token(authority, person),
        name=f"工人{number}",
        amount_fen=30_000,
        account_index=index(ACCOUNT, account) if account else "",
        account_end=account[-4:],
    )
    return case


def screened(authority: Authority, *cases: Case, when: When = When.BEFORE) -> Ran:
    """The screens run on the day of the tests."""
    with clock.at(DAY):
        return run(authority, cases, when)


def found(flags: tuple[Flag, ...], sure: bool = True) -> set[str]:
    """Names of the screens that found something (surely)."""
    return {flag.screen for flag in flags if not (sure and flag.unknown)}
