"""Single facts: registered, corrected, withdrawn, and known as of any moment."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError, transaction

from duixian.authorities.models import Authority
from duixian.language.vocabulary import load_vocabulary
from duixian.language.vocabulary.cells import RowError
from duixian.registry.store import facts, snapshot
from duixian.registry.store.errors import FactRefused
from duixian.registry.store.models import Fact, Sealed
from duixian.values.credit_code import make_credit_code
from duixian.values.dates import parse_date
from duixian.values.id_number import make_id_number

EMPLOYER = "91350100M000100Y43"
OFFICE = make_credit_code("330110", 77)
PERSON = make_id_number("330113", parse_date("1990-02-03"), 121)


def register(authority: Authority, table: str, **cells: object) -> Fact:
    return facts.register(authority, table, cells, actor=None, source="窗口登记")


def employer(authority: Authority) -> Fact:
    return register(authority, "用人单位", 统一社会信用代码=EMPLOYER, 名称="甲公司", 单位规模="小型")


def person(authority: Authority) -> Fact:
    return register(authority, "人员", 身份证号=PERSON, 姓名="张三", 银行账号="6222020200112233")


def test_a_corrected_row_known_as_of_before_the_correction_has_the_old_value(authority: Authority) -> None:
    employer(authority)
    before = snapshot.present(authority)
    facts.correct(authority, "用人单位", EMPLOYER, {"单位规模": "大型"}, actor=None, source="更正")
    words = load_vocabulary()
    old, new = (snapshot.whole(authority, words, moment).facts.facts() for moment in (before, None))
    sizes = [known.rows("用人单位")[0].values["单位规模"] for known in (old, new)]
    assert sizes == ["小型", "大型"]


def test_a_withdrawn_fact_is_gone_from_then_on_and_only_from_then_on(authority: Authority) -> None:
    employer(authority)
    before = snapshot.present(authority)
    facts.withdraw(authority, "用人单位", EMPLOYER, actor=None, source="登记有误")
    words = load_vocabulary()
    assert len(snapshot.whole(authority, words, before).facts.facts().rows("用人单位")) == 1
    assert not snapshot.whole(authority, words).facts.facts().rows("用人单位")


def test_a_person_is_kept_by_a_token_and_read_with_the_number(authority: Authority) -> None:
    fact = person(authority)
    known = snapshot.around(authority, [("人员", PERSON)], load_vocabulary())
    assert fact.key == snapshot.person_token(authority, PERSON) == fact.cells["身份证号"]
    assert known.rows("人员")[0].values["身份证号"] == PERSON
    assert known.rows("人员")[0].values["银行账号"] == "6222020200112233"
    assert PERSON.encode() not in b"".join(bytes(one.sealed) for one in Sealed.objects.all())


def test_a_fact_is_found_by_the_real_number(authority: Authority) -> None:
    person(authority)
    facts.correct(authority, "人员", PERSON, {"学历": "本科"}, actor=None, source="更正")
    assert [fact.cells.get("学历") for fact in facts.history(authority, "人员", PERSON)] == [None, "本科"]


def test_a_number_within_a_text_is_kept_by_its_token_too(authority: Authority) -> None:
    fact = register(
        authority, "申报", 申报编号="S1", 项目="甲", 事项编号=f"{PERSON}#1", 申请日期="2022-01-01"
    )
    assert fact.cells["事项编号"] == f"{snapshot.person_token(authority, PERSON)}#1"
    known = snapshot.around(authority, [("申报", "S1")], load_vocabulary())
    assert known.rows("申报")[0].values["事项编号"] == f"{PERSON}#1"


def test_a_number_that_ends_in_a_small_x_is_found_and_kept_sealed(authority: Authority) -> None:
    number = make_id_number("330113", parse_date("1990-02-03"), 113)
    assert number.endswith("X")
    register(authority, "人员", 身份证号=number.lower(), 姓名="李四")
    claim = {"申报编号": "S1", "项目": "甲", "事项编号": f"{number.lower()}/1", "申请日期": "2022-01-01"}
    assert number[:17] not in str(register(authority, "申报", **claim).cells)
    assert len(facts.history(authority, "人员", number.lower())) == 1


def test_keys_go_to_tokens_and_back(authority: Authority) -> None:
    person(authority)
    pairs = [("人员", PERSON), ("人才评审", f"{PERSON}#2"), ("用人单位", EMPLOYER)]
    kept = snapshot.keys_as_kept(authority, pairs)
    back = snapshot.keys_as_written(authority, [(table, key) for (table, _), key in kept.items()])
    assert list(back.values()) == [key for _, key in pairs]
    assert PERSON not in "".join(kept.values())


def test_the_same_key_is_not_registered_twice(authority: Authority) -> None:
    employer(authority)
    with pytest.raises(FactRefused, match="已有同一主键的记录"):
        employer(authority)


def test_a_fact_that_was_withdrawn_can_be_registered_again(authority: Authority) -> None:
    employer(authority)
    facts.withdraw(authority, "用人单位", EMPLOYER, actor=None, source="登记有误")
    assert not employer(authority).withdrawn


def test_a_correction_that_changes_nothing_writes_no_row(authority: Authority) -> None:
    first = employer(authority)
    again = facts.correct(authority, "用人单位", EMPLOYER, {"单位规模": "小型"}, actor=None, source="更正")
    assert again == first


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("没有的表", {}, "fact-no-table"),
        ("单位地址", {"统一社会信用代码": EMPLOYER, "起始日期": "2020-01-01", "终止日期": "2019-01-01"}, "period-reversed"),
        ("人员", {"身份证号": PERSON, "姓名": "张三", "出生日期": "1991-01-01"}, "birth-contradicts"),
        ("用人单位", {"统一社会信用代码": OFFICE, "名称": "乙公司", "总机构代码": OFFICE}, "fact-link-missing"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_true_is_refused(
    authority: Authority, table: str, cells: dict[str, str], code: str
) -> None:
    employer(authority)
    with pytest.raises(FactRefused) as refused:
        facts.register(authority, table, cells, actor=None, source="窗口登记")
    assert refused.value.code == code


def test_cells_that_cannot_be_read_are_told_by_column(authority: Authority) -> None:
    with pytest.raises(RowError) as refused:
        register(authority, "人员", 身份证号="123", 姓名="张三")
    assert [error.where for error in refused.value.errors] == ["身份证号"]


def test_what_tells_a_row_from_others_cannot_be_corrected(authority: Authority) -> None:
    employer(authority)
    register(authority, "单位地址", 统一社会信用代码=EMPLOYER, 起始日期="2020-01-01", 注册地="330113")
    key = Fact.objects.get(table="单位地址").key
    with pytest.raises(FactRefused) as refused:
        facts.correct(authority, "单位地址", key, {"起始日期": "2020-02-01"}, actor=None, source="更正")
    assert refused.value.code == "fact-key-changed"


def test_the_database_refuses_to_change_a_fact(authority: Authority) -> None:
    fact = employer(authority)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Fact.objects.filter(pk=fact.pk).update(cells={})
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        fact.delete()


def test_what_changed_since_a_moment_is_told_by_table_and_key(authority: Authority) -> None:
    person(authority)
    moment = snapshot.present(authority)
    employer(authority)
    assert snapshot.changed_since(authority, moment) == {("用人单位", EMPLOYER)}
