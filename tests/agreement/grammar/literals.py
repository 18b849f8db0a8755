"""Values written in a rule, and the same number as the wording of its clause says it."""

from __future__ import annotations

from random import Random

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
    Kind,
    Type,
)
from duixian.language.vocabulary import Vocabulary

REGIONS = ("江苏省", "苏州市", "320505", "330113", "浙江省")
TEXTS = ("甲工", "乙工", "丙工", "甲", "")

FORMS: dict[Type, tuple[str, ...]] = {
    INT: ("0", "1", "2次", "3", "12", "2022", "5次", "3名", "40学时", "2人", "7.5万人"),
    NUMBER: ("0.5", "60%", "33.3%", "2.5%", "5‰", "3倍", "90平方米", "100%", "1.5倍"),
    MONEY: ("0元", "0.01元", "0.5元", "99.99元", "1000元", "3333元", "1.5万元", "20万元", "1亿元"),
    DATE: ("2020-02-29", "2021-12-31", "2022-02-28", "2022-06-30", "2023年1月1日"),
    MONTH: ("2021-07", "2022-02", "2022年12月", "2023-01"),
    MONTHS: ("1个月", "3个月", "18个月", "1年", "2年", "2个季度"),
    DAYS: ("1天", "5天", "30天", "90日"),
    WORKDAYS: ("1个工作日", "5个工作日", "10个工作日"),
    AGE: ("16周岁", "35周岁", "60岁"),
    BOOL: ("真", "假"),
}
"""How values of each type are written."""


def literal(dice: Random, kind: Type, vocabulary: Vocabulary) -> str:
    """One value of a type; categories and texts in quotation marks."""
    if kind.kind is Kind.CATEGORY:
        return f'"{dice.choice(vocabulary.categories[str(kind.of)].members)}"'
    if kind == TEXT:
        return f'"{dice.choice(TEXTS)}"'
    return dice.choice(FORMS[kind])


def as_wording(written: str) -> str:
    """The same number in a sentence: days and months in Chinese."""
    parts = written.split("-")
    if len(parts) == 3:
        return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日"
    return f"{parts[0]}年{int(parts[1])}月" if len(parts) == 2 else written
