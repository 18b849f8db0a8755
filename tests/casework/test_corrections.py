from __future__ import annotations

import pytest

from duixian.authorities.duties import Role
from duixian.authorities.errors import RoleRefused
from duixian.casework import corrections
from duixian.casework.corrections import Wrong
from duixian.casework.errors import ClaimFaulty, NotPossible, NotYours
from duixian.casework.evidence import attach
from duixian.casework.keys import kept
from duixian.casework.models import Correction
from duixian.notices.models import Message
from duixian.registry.store import facts
from duixian.registry.store.models import Fact
from tests.casework.office import Office, id_number

PAPER = b"%PDF-1.4\n% a certificate\n"


def level_of(office: Office) -> str:
    fact = Fact.objects.get(table="技能证书", key="Z1", superseded_at__isnull=True)
    return "" if fact.withdrawn else str(fact.cells["技能等级"])


def asked(office: Office, changes: dict[str, str] | None = None, serial: int = 1) -> Correction:
    """Person 1 holds a certificate; somebody asks to correct it."""
    me = ("人员", office.person(1, "张三"))
    other = ("人员", office.person(2, "李四"))
    office.certificate("Z1", 1, level="中级工")
    fact = Fact.objects.get(table="技能证书", key="Z1")
    wrong = Wrong(fact, {"技能等级": "高级工"} if changes is None else changes, "证书上写的是高级工")
    return corrections.request(office.version, office.account_of(serial), me if serial == 1 else other, wrong)


def test_an_accepted_request_becomes_a_new_row_that_names_it(office: Office) -> None:
    row = asked(office)
    attach(row, office.account_of(1), "证书.pdf", PAPER, "依据")
    corrections.accept(row, office.intake)
    before, after = facts.history(office.authority, "技能证书", "Z1")
    assert (before.cells["技能等级"], after.cells["技能等级"]) == ("中级工", "高级工")
    assert row.number in after.source
    assert after.evidence == row.evidence.get().sha256


def test_a_record_that_is_not_mine_goes_when_the_office_agrees(office: Office) -> None:
    corrections.accept(asked(office, {}), office.intake)
    assert level_of(office) == ""


def test_a_declined_request_leaves_the_fact_and_gives_the_reason(office: Office) -> None:
    corrections.decline(asked(office), office.first, "证书原件为中级工")
    told = Message.objects.latest("pk")
    assert level_of(office) == "中级工"
    assert "证书原件为中级工" in told.body_zh
    assert told.account == office.account_of(1)


def test_no_request_is_declined_without_a_reason(office: Office) -> None:
    row = asked(office)
    with pytest.raises(ClaimFaulty, match="理由"):
        corrections.decline(row, office.first, "  ")


def test_nobody_asks_to_correct_what_is_about_somebody_else(office: Office) -> None:
    with pytest.raises(NotYours):
        asked(office, serial=2)


def test_nobody_asks_in_the_name_of_somebody_else(office: Office) -> None:
    asked(office)
    fact = Fact.objects.get(table="技能证书", key="Z1")
    me = ("人员", kept(office.authority, id_number(1)))
    with pytest.raises(NotYours):
        corrections.request(office.version, office.account_of(2), me, Wrong(fact, {}, "不是我的"))


def test_one_request_about_a_fact_at_a_time(office: Office) -> None:
    asked(office)
    fact = Fact.objects.get(table="技能证书", key="Z1")
    me = ("人员", kept(office.authority, id_number(1)))
    with pytest.raises(NotPossible):
        corrections.request(office.version, office.account_of(1), me, Wrong(fact, {}, "再说一遍"))


def test_cells_that_cannot_be_read_are_told_at_once(office: Office) -> None:
    with pytest.raises(ClaimFaulty, match="技能等级"):
        asked(office, {"技能等级": "大师"})


def test_a_request_is_answered_once(office: Office) -> None:
    row = corrections.accept(asked(office), office.intake)
    with pytest.raises(NotPossible):
        corrections.decline(row, office.first, "晚了")


def test_a_fact_that_was_changed_meanwhile_is_looked_at_again(office: Office) -> None:
    row = asked(office)
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "技师"}, actor=None, source="比对")
    with pytest.raises(NotPossible, match="变动"):
        corrections.accept(row, office.intake)


def test_only_those_who_take_in_or_check_first_answer(office: Office) -> None:
    row = asked(office)
    with pytest.raises(RoleRefused):
        corrections.accept(row, office.by(Role.FINANCE_MAKER))


def test_the_office_sees_what_is_waiting_by_its_clock(office: Office) -> None:
    row = asked(office)
    assert [one.number for one in corrections.waiting(office.authority)] == [row.number]
    corrections.accept(row, office.intake)
    assert not corrections.waiting(office.authority).exists()
