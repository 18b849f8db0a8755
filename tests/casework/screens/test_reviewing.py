from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Authority, Role
from duixian.casework.screens import queries
from duixian.casework.screens.errors import ReviewRefused
from duixian.casework.screens.models import Flag, FlagState
from duixian.casework.screens.reviewing import review
from duixian.decisions.store.models import PolicyVersion
from tests.casework.screens.bench import case_about, know, screened
from tests.decisions.store.office import PEOPLE
from tests.service import Officer


@pytest.fixture
def flag(authority: Authority, version: PolicyVersion) -> Flag:
    know(authority, "人员", 身份证号=PEOPLE[0], 姓名="甲", 死亡日期="2026-05-01")
    [found] = screened(authority, case_about(authority, version, PEOPLE[0])).flags
    return found


def test_a_flag_is_settled_by_a_checker_with_a_reason(flag: Flag, officer: Officer) -> None:
    assert queries.held_back([flag.case]) == {flag.case_id}
    settled = review(flag, officer(Role.SECOND_CHECK), False, "与民政核对，系同名。")
    assert settled.state == FlagState.CLEARED
    assert not queries.open_flags([flag.case]).exists()
    assert queries.held_back([flag.case]) == set()


def test_an_upheld_flag_keeps_its_case_held_back(flag: Flag, officer: Officer) -> None:
    review(flag, officer(Role.SECOND_CHECK), True, "已核实死亡证明。")
    assert queries.held_back([flag.case]) == {flag.case_id}


def test_a_review_without_a_reason_is_refused(flag: Flag, officer: Officer) -> None:
    with pytest.raises(ReviewRefused) as refused:
        review(flag, officer(Role.SECOND_CHECK), False, "  ")
    assert refused.value.code == "review-reason"


def test_a_flag_is_settled_once(flag: Flag, officer: Officer) -> None:
    first, second = officer(Role.FIRST_CHECK), officer(Role.SECOND_CHECK)
    review(flag, first, False, "同名。")
    assert review(flag, first, False, "同名。").reason == "同名。"
    with pytest.raises(ReviewRefused) as refused:
        review(flag, second, True, "确已死亡。")
    assert refused.value.code == "review-settled"


def test_whoever_takes_claims_in_does_not_settle_flags(flag: Flag, officer: Officer) -> None:
    with pytest.raises(RoleRefused):
        review(flag, officer(Role.INTAKE), False, "同名。")


def test_the_database_keeps_what_was_found_and_wants_a_reason(flag: Flag) -> None:
    changes: list[dict[str, Any]] = [{"facts": []}, {"state": FlagState.CLEARED}]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            Flag.objects.filter(pk=flag.pk).update(**change)


def test_the_review_list_is_counted_by_screen_and_state(flag: Flag, authority: Authority) -> None:
    assert list(queries.review_list(authority, "死亡")) == [flag]
    assert queries.totals(authority) == [
        {"screen": "死亡", "title": "收款人已死亡", "state": "open", "count": 1}
    ]
