from __future__ import annotations

import pytest

from duixian.casework import long_rosters, rosters
from duixian.casework.content import BankAccount
from duixian.casework.errors import NotPossible, NotYours
from duixian.casework.models import Case, Roster, RosterState
from tests.casework.office import EMPLOYER, HIRING, Office, id_number

PAY_TO = BankAccount("某精密机械有限公司", "571900000000001", "某银行")
HEAD = "合同编号,身份证号,录用日,技能等级"


def waiting(office: Office, rows: int = 5) -> Roster:
    """A list that is too long to be checked at once; its third row is faulty."""
    office.employer()
    for serial in range(1, rows + 1):
        office.person(serial, f"职工{serial}")
    lines = [f"H{n},{id_number(n)},2026-05-01,{'大师' if n == 3 else '高级工'}" for n in range(1, rows + 1)]
    contents = "\n".join((HEAD, *lines)).encode()
    unit = "用人单位", EMPLOYER
    account = office.clerk()
    return rosters.take(
        office.authority, office.version, HIRING, account, unit, "长名单.csv", contents, at_once=2
    )


def ordered(office: Office) -> Roster:
    roster = waiting(office)
    long_rosters.check(roster)
    return long_rosters.order_filing(roster, roster.account, PAY_TO)


def test_a_long_list_waits_to_be_checked_and_is_then_like_any_other(office: Office) -> None:
    roster = waiting(office)
    assert (roster.state, roster.faults) == (RosterState.CHECKING, [])
    long_rosters.check(roster)
    roster.refresh_from_db()
    assert roster.state == RosterState.READY
    assert [(fault["row"], fault["column"]) for fault in roster.faults] == [(3, "技能等级")]


def test_a_list_in_hand_is_not_submitted(office: Office) -> None:
    roster = waiting(office)
    with pytest.raises(NotPossible) as refused:
        rosters.submit(roster, roster.account, PAY_TO)
    assert refused.value.code == "roster-busy"


def test_every_good_row_is_filed_by_the_job(office: Office) -> None:
    roster = ordered(office)
    long_rosters.file_all(roster)
    roster.refresh_from_db()
    assert (roster.state, bytes(roster.pay_to)) == (RosterState.READY, b"")
    assert roster.submitted_at is not None
    assert set(Case.objects.filter(roster=roster).values_list("key", flat=True)) == {"H1", "H2", "H4", "H5"}


def test_a_job_that_was_killed_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = ordered(office)
    monkeypatch.setattr(long_rosters, "_FILED", 2)
    monkeypatch.setattr(long_rosters, "_file_piece", killed_after(1))
    with pytest.raises(KeyboardInterrupt):
        long_rosters.file_all(roster)
    roster.refresh_from_db()
    assert (roster.state, roster.done, Case.objects.count()) == (RosterState.FILING, 2, 2)
    monkeypatch.undo()
    long_rosters.file_all(roster)
    roster.refresh_from_db()
    assert Case.objects.count() == 4
    assert [fault["row"] for fault in roster.faults] == [3]


def killed_after(pieces: int) -> object:
    """The filing of a piece, until the process is killed."""
    piece, left = long_rosters._file_piece, [pieces]

    def file_piece(*given: object) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        piece(*given)  # type: ignore[arg-type]

    return file_piece


def test_nobody_else_has_a_list_filed(office: Office) -> None:
    roster = waiting(office)
    long_rosters.check(roster)
    with pytest.raises(NotYours):
        long_rosters.order_filing(roster, office.account_of(1), PAY_TO)
