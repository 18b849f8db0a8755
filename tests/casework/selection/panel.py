"""What the tests of selection share: a district with a policy in force, craftsmen, two firms, and a panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority, Role
from duixian.casework.selection.calling import call
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.nominating import nominate
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish
from duixian.registry.store.facts import register
from duixian.values.id_number import make_id_number
from tests.service import Officer

FOLDER = Path(__file__).parent / "policies" / "district" / "prize"
FIRMS = ("91330110MA2B0XKQ34", "91330113MA7KD5H818")
PEOPLE = tuple(make_id_number("330110", date(1990, 1, 1), n) for n in range(11, 17))
STRANGER = make_id_number("330110", date(1988, 7, 7), 1)
"""Somebody whom the registers do not hold at first."""
CALLED, CLOSED, AFTER = date(2022, 10, 10), date(2022, 10, 17), date(2022, 11, 1)
"""The day of the call, the last day to nominate, and a day when the publicity of five working days is over."""
FIRST_OF_ALL = date(2022, 1, 4)


@dataclass(frozen=True)
class District:
    """An authority with its policy in force and whoever works there."""

    authority: Authority
    version: PolicyVersion
    clerk: Account
    panel: tuple[Account, ...]


def district(authority: Authority, officer: Officer) -> District:
    """The policy in force, six craftsmen (the first three in one firm), a clerk and three reviewers."""
    with clock.at(FIRST_OF_ALL):
        author, approver = officer(Role.POLICY_AUTHOR), officer(Role.POLICY_AUTHOR)
        version = publish(
            FOLDER,
            authority=authority,
            document_number="某区〔2022〕1号",
            choices={},
            author=author,
            approver=approver,
        )
        panel = tuple(officer(Role.REVIEWER) for _ in range(3))
        home = District(authority, version, officer(Role.FIRST_CHECK), panel)
        _register(home)
    return home


def known(home: District, table: str, cells: Mapping[str, object]) -> None:
    """One more fact."""
    register(
        home.authority, table, cells, actor=None, source="测试", vocabulary=home.version.loaded().vocabulary
    )


def _register(home: District) -> None:
    for n, code in enumerate(FIRMS):
        known(home, "用人单位", {"统一社会信用代码": code, "名称": f"第{n + 1}机械公司", "单位类型": "企业"})
    for n, number in enumerate(PEOPLE):
        known(home, "人员", {"身份证号": number, "姓名": f"工匠{n}", "性别": "男", "死亡日期": "无"})
        known(
            home,
            "参保",
            {"人员": number, "用人单位": FIRMS[n // 3], "起月": "2021-01", "止月": "无", "参保地": "330113"},
        )


def called(home: District, name: str = "优秀工匠", **more: object) -> Round:
    """A round whose nominations are open."""
    with clock.at(CALLED):
        return call(home.authority, home.version, name, "2022", CLOSED, actor=home.clerk, **more)  # type: ignore[arg-type]


def nominated(row: Round, people: Sequence[int]) -> list[Candidate]:
    """Some of the craftsmen, nominated by their firms."""
    with clock.at(CALLED):
        return [nominate(row, PEOPLE[n], by="单位", unit=FIRMS[n // 3]) for n in people]
