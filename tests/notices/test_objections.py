"""An objection holds its own line, and is decided with a reason."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from duixian.authorities import clock
from duixian.authorities.models import Authority, Role
from duixian.authorities.sealing import unseal
from duixian.notices.errors import ObjectionError, PublicityError
from duixian.notices.models import Objection, Publicity
from duixian.notices.publicity import close, free_references, object_to, resolve, withdraw
from duixian.notices.states import LineState, ObjectionState
from tests.notices.publishing import MONDAY, NEXT_MONDAY, TUESDAY, composed, published
from tests.service import Officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicity(authority: Authority) -> Publicity:
    return published(authority, "王芳", "李娜", "赵敏")


def objected(publicity: Publicity, position: int = 2, words: str = "该同志已离职") -> Objection:
    with clock.at(MONDAY):
        return object_to(publicity.lines.get(position=position), words)


def closed(publicity: Publicity) -> None:
    with clock.at(TUESDAY):
        close(publicity)


def test_an_objection_holds_its_own_line_and_no_other(publicity: Publicity) -> None:
    objection = objected(publicity)
    closed(publicity)
    assert free_references(publicity) == ["案1", "案3"]
    assert objection.due_on == NEXT_MONDAY
    assert publicity.lines.get(position=2).state == LineState.HELD


def test_a_line_is_free_when_its_objection_is_dismissed_after_the_close(publicity: Publicity) -> None:
    objection = objected(publicity)
    closed(publicity)
    resolve(objection, upheld=False, reason="经核实仍在职")
    assert free_references(publicity) == ["案1", "案2", "案3"]


def test_a_line_stands_again_when_its_objection_is_dismissed_before(publicity: Publicity) -> None:
    resolve(objected(publicity), upheld=False, reason="经核实仍在职")
    assert publicity.lines.get(position=2).state == LineState.STANDING
    assert free_references(publicity) == []


def test_an_upheld_objection_strikes_its_line_and_ends_the_others_to_it(publicity: Publicity) -> None:
    first, second = objected(publicity), objected(publicity, words="材料不实")
    resolve(first, upheld=True, reason="离职属实")
    closed(publicity)
    assert free_references(publicity) == ["案1", "案3"]
    second.refresh_from_db()
    assert (second.state, "离职属实" in second.reason) == (ObjectionState.MOOT, True)


def test_a_line_is_held_until_every_objection_to_it_is_dismissed(publicity: Publicity) -> None:
    first, second = objected(publicity), objected(publicity, words="材料不实")
    resolve(first, upheld=False, reason="经核实仍在职")
    assert publicity.lines.get(position=2).state == LineState.HELD
    resolve(second, upheld=False, reason="材料属实")
    assert publicity.lines.get(position=2).state == LineState.STANDING


def test_an_objection_needs_words_and_its_decision_a_reason(publicity: Publicity) -> None:
    with pytest.raises(ObjectionError):
        objected(publicity, words="  ")
    objection = objected(publicity)
    with pytest.raises(ObjectionError):
        resolve(objection, upheld=True, reason=" ")
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.update(state=ObjectionState.UPHELD)


def test_an_objection_is_decided_once(publicity: Publicity) -> None:
    objection = objected(publicity)
    resolve(objection, upheld=False, reason="经核实仍在职")
    with pytest.raises(ObjectionError):
        resolve(objection, upheld=True, reason="又一次")


def test_nobody_decides_an_objection_of_their_own(publicity: Publicity, officer: Officer) -> None:
    checker = officer(Role.SECOND_CHECK)
    with clock.at(MONDAY):
        objection = object_to(publicity.lines.get(position=1), "不实", by=checker)
    with pytest.raises(ObjectionError):
        resolve(objection, upheld=True, reason="不实", actor=checker)
    assert resolve(objection, upheld=True, reason="不实", actor=officer(Role.INTAKE)).resolved_by


def test_how_to_reach_an_objector_is_sealed(publicity: Publicity) -> None:
    with clock.at(MONDAY):
        objection = object_to(publicity.lines.get(position=1), "不实", name="某某", contact="13800000000")
    stored = Objection.objects.get(pk=objection.pk)
    assert b"13800000000" not in bytes(stored.contact or b"")
    assert unseal(bytes(stored.contact or b"")) == "13800000000"


def test_nothing_is_objected_to_a_list_that_is_not_shown(authority: Authority) -> None:
    with pytest.raises(PublicityError):
        object_to(composed(authority).lines.get(position=1), "不实")


def test_withdrawing_a_list_leaves_its_objections_without_object(publicity: Publicity) -> None:
    objection = objected(publicity)
    withdraw(publicity, "名单有误")
    objection.refresh_from_db()
    assert objection.state == ObjectionState.MOOT
