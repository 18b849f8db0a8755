from __future__ import annotations

import pytest

from duixian.casework.screens.asking import Asked
from duixian.casework.screens.declared import Question, house_screens, read_screens
from duixian.casework.screens.errors import ScreenFaulty
from duixian.policybook import load_policy
from tests.decisions.store import office


def test_the_house_screens_for_what_audits_look_at() -> None:
    assert [screen.name for screen in house_screens()] == [
        "死亡",
        "退休",
        "学生",
        "离职",
        "财政供养",
        "一户多人",
        "一号多人",
        "一机构多证",
        "他处已付",
    ]


def test_every_expression_of_the_house_is_of_the_language() -> None:
    policy = load_policy(office.FOLDER).policy
    for screen in house_screens():
        if screen.question is Question.HOLDS:
            Asked(screen, policy)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲: {名称: 甲, 英文: A}", "screen-question"),
        ("甲: {名称: 甲, 英文: A, 账号: 是, 他处: 是}", "screen-question"),
        ("甲: {名称: 甲, 英文: A, 账号: 是, 至少: 1}", "screen-least"),
        ("甲: {名称: 甲, 英文: A, 他处: 是, 时点: 明天}", "screen-time"),
        ("甲: {名称: 甲, 英文: A, 当: 死亡日期 是 无}", "screen-key"),
        ("甲: {名称: 甲, 英文: A, 他处: 是, 颜色: 红}", "screen-key"),
        ("甲: {不用: }", "screen-left-out"),
        ("[甲", "screen-unreadable"),
        ("- 甲", "screen-shape"),
    ],
)
def test_a_declaration_that_is_wrong_says_where_and_what(text: str, code: str) -> None:
    with pytest.raises(ScreenFaulty) as refused:
        read_screens(text)
    assert refused.value.code == code


def test_an_expression_that_is_no_condition_is_refused_with_the_languages_own_words() -> None:
    policy = load_policy(office.FOLDER).policy
    [screen] = read_screens("甲: {名称: 甲, 英文: A, 看: 人员, 当: 死亡日期}")
    with pytest.raises(ScreenFaulty) as refused:
        Asked(screen, policy)
    assert refused.value.where == "screens.yaml 甲"
