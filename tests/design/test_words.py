"""Money, days, moments and hidden numbers as templates show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation

from duixian.design.templatetags import duixian
from duixian.values.bilingual import Text


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(123450, "¥1,234.50"), (0, "¥0.00"), (-5, "−¥0.05"), ("200000", "¥2,000.00"), (None, "")],
)
def test_money_has_two_places_and_its_sign(fen: int | str | None, shown: str) -> None:
    assert duixian.fen(fen) == shown


def test_capital_characters_are_those_of_official_papers() -> None:
    assert duixian.fen_capital(123450) == "人民币壹仟贰佰叁拾肆元伍角整"
    assert duixian.fen_capital(None) == ""


def test_a_day_is_said_in_the_language_of_the_page() -> None:
    with translation.override("zh-hans"):
        assert duixian.day(date(2023, 6, 30)) == "2023年6月30日"
    with translation.override("en"):
        assert duixian.day("2023-06-30") == "30 Jun 2023"


def test_a_moment_is_the_office_s() -> None:
    late = datetime(2023, 6, 30, 17, 5, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert duixian.moment(late) == "2023年7月1日 01:05"
        assert duixian.day(late) == "2023年7月1日"
        assert duixian.when("第一周") == "第一周"


@pytest.mark.parametrize(
    ("number", "shown"), [("110101199003070000", "••••0000"), ("12345678", "••••"), ("", ""), (None, "")]
)
def test_of_a_number_the_last_four_signs_are_shown_at_most(number: str | None, shown: str) -> None:
    assert duixian.masked(number) == shown


def test_words_in_two_languages_follow_the_page() -> None:
    text = Text("兑现", "paid")
    with translation.override("en"):
        assert duixian.said(text) == "paid"
    with translation.override("zh-hans"):
        assert duixian.said(text) == "兑现"


def test_a_component_escapes_what_it_is_given() -> None:
    template = engines["django"].from_string(
        '{% load duixian %}<c-card title="{{ title }}">{{ words }}</c-card>'
    )
    shown = template.render({"title": "<b>1 & 2</b>", "words": "<script>"})
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in shown
    assert "<script>" not in shown
    assert "&amp;lt;" not in shown
