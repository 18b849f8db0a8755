"""Rows that are one: found, joined and taken apart."""

from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities.models import Authority
from duixian.language.vocabulary import load_vocabulary
from duixian.registry.store import duplicates, facts, merging, snapshot
from duixian.registry.store.errors import MergeRefused
from duixian.registry.store.models import Alias
from duixian.values.id_number import make_id_number

FIRST, SECOND = (make_id_number("330113", date(1990, 2, 3), sequence) for sequence in (121, 123))


@pytest.fixture
def twins(authority: Authority) -> tuple[str, str]:
    """One person registered under two numbers, each with a certificate."""
    for number, name in ((FIRST, "张三"), (SECOND, "张 三")):
        cells = {"身份证号": number, "姓名": name, "出生日期": "1990-02-03"}
        facts.register(authority, "人员", cells, actor=None, source="窗口登记")
        certificate = {"证书编号": f"Z{number[-2:]}", "身份证号": number, "发证日期": "2021-01-01"}
        facts.register(authority, "技能证书", certificate, actor=None, source="窗口登记")
    return snapshot.person_token(authority, FIRST), snapshot.person_token(authority, SECOND)


def merge(authority: Authority) -> Alias:
    return merging.merge(authority, "人员", FIRST, SECOND, actor=None, reason="同一人")


def owners(authority: Authority) -> list[str]:
    known = snapshot.whole(authority, load_vocabulary()).facts.facts()
    return [str(row.values["人员"]) for row in known.rows("技能证书")]


def test_persons_of_one_name_and_birth_date_are_proposed(
    authority: Authority, twins: tuple[str, str]
) -> None:
    (found,) = duplicates.find(authority)
    assert set(found.keys) == set(twins)
    assert found.rule.words.zh == "姓名、出生日期相同"


def test_rows_that_a_clerk_told_apart_are_not_proposed_again(
    authority: Authority, twins: tuple[str, str]
) -> None:
    (found,) = duplicates.find(authority)
    duplicates.dismiss(authority, found, actor=None, reason="双胞胎")
    assert not duplicates.find(authority)


def test_after_a_merge_everything_belongs_to_the_one_that_is_kept(
    authority: Authority, twins: tuple[str, str]
) -> None:
    merge(authority)
    assert owners(authority) == [FIRST, FIRST]
    assert not duplicates.find(authority)
    assert len(snapshot.whole(authority, load_vocabulary()).facts.facts().rows("人员")) == 1


def test_the_facts_around_the_kept_one_hold_what_belonged_to_the_duplicate(
    authority: Authority, twins: tuple[str, str]
) -> None:
    merge(authority)
    known = snapshot.around(authority, [("人员", FIRST)], load_vocabulary())
    assert len(known.linked("技能证书", "人员", FIRST)) == 2


def test_a_merge_is_taken_back_and_stays_known_for_the_time_between(
    authority: Authority, twins: tuple[str, str]
) -> None:
    alias = merge(authority)
    between = snapshot.present(authority)
    merging.undo(alias, actor=None)
    assert sorted(owners(authority)) == sorted([FIRST, SECOND])
    known = snapshot.whole(authority, load_vocabulary(), between).facts.facts()
    assert len(known.rows("人员")) == 1


def test_a_merge_is_taken_back_once(authority: Authority, twins: tuple[str, str]) -> None:
    alias = merging.undo(merge(authority), actor=None)
    with pytest.raises(MergeRefused, match="已经撤销"):
        merging.undo(alias, actor=None)


def test_a_merge_does_not_go_in_a_circle_nor_twice(authority: Authority, twins: tuple[str, str]) -> None:
    merge(authority)
    with pytest.raises(MergeRefused, match="已经并入另一条"):
        merge(authority)
    with pytest.raises(MergeRefused, match="同一条记录"):
        merging.merge(authority, "人员", SECOND, FIRST, actor=None, reason="同一人")
