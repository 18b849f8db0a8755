from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from duixian.engines.prose.quantities import money, percentage, spoken
from duixian.language.absent import ABSENT
from duixian.language.record import Record
from duixian.language.types import (
    AGE,
    BOOL,
    DATE,
    DAYS,
    INT,
    MONEY,
    MONTH,
    MONTHS,
    NUMBER,
    TEXT,
    WORKDAYS,
    Type,
    category,
    record,
)
from duixian.language.unknown import Unknown
from tests.engines.small import VOCABULARY

SPOKEN = [
    (36, MONTHS, "3年", "3 years"),
    (12, MONTHS, "1年", "1 year"),
    (18, MONTHS, "1年6个月", "1 year 6 months"),
    (-18, MONTHS, "-1年6个月", "-1 year 6 months"),
    (6, MONTHS, "6个月", "6 months"),
    (0, MONTHS, "0个月", "0 months"),
    (1, DAYS, "1天", "1 day"),
    (5, WORKDAYS, "5个工作日", "5 working days"),
    (60, AGE, "60周岁", "60 years of age"),
    (1000_00, MONEY, "1,000元", "CNY 1,000"),
    (1000_50, MONEY, "1,000.50元", "CNY 1,000.50"),
    (20_000_00, MONEY, "2万元", "CNY 20,000"),
    (0, MONEY, "0元", "CNY 0"),
    (2022 * 12 + 6, MONTH, "2022-07", "2022-07"),
    (date(2021, 7, 1), DATE, "2021年7月1日", "1 July 2021"),
    (Fraction(3, 5), NUMBER, "60%", "60%"),
    (Fraction(1, 8), NUMBER, "12.5%", "12.5%"),
    (Fraction(2, 3), NUMBER, "2/3", "2/3"),
    (Fraction(86), NUMBER, "86", "86"),
    (1234, INT, "1,234", "1,234"),
    (True, BOOL, "是", "yes"),
    (ABSENT, MONTHS, "无", "none"),
    (Unknown([]), MONTHS, "未知", "unknown"),
    ("技师", category("技能等级"), "技师", "technician"),
    ("随便", TEXT, "随便", "随便"),
]


@pytest.mark.parametrize(("value", "kind", "zh", "en"), SPOKEN)
def test_a_value_is_said_as_people_say_it(value: Any, kind: Type, zh: str, en: str) -> None:
    said = spoken(value, kind, VOCABULARY)
    assert (said.zh, said.en) == (zh, en)


def test_a_record_is_said_by_its_name_and_key() -> None:
    person = Record("人员", "P1", {"姓名": "张三"})
    assert spoken(person, record("人员"), VOCABULARY).zh == "人员 张三（P1）"
    assert spoken(person, record("人员"), VOCABULARY).en == "person 张三（P1）"


def test_a_record_without_a_key_is_said_by_its_first_day() -> None:
    spell = Record("参保", 7, {"起月": 2019 * 12 + 2}, "参保.csv")
    said = spoken(spell, record("参保"), VOCABULARY)
    assert (said.zh, said.en) == ("参保 起月2019-03", "insurance, from 2019-03")


def test_a_record_without_key_or_day_is_said_by_its_number() -> None:
    assert spoken(Record("参保", 7, {}), record("参保"), VOCABULARY).zh == "参保 7"


def test_a_negative_amount_keeps_its_sign() -> None:
    assert money(-500_00).zh == "-500元"
    assert money(-20_000_00).en == "CNY -20,000"


def test_a_rounded_percentage_says_so() -> None:
    assert percentage(Fraction(1, 3)) == "≈33.33%"
    assert percentage(Fraction(7, 20)) == "35.00%"
