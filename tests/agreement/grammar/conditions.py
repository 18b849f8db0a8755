"""Conditions: comparisons, lists, ranges, regions, nothing, catalogues, periods, and 且 或 非."""

from __future__ import annotations

from collections.abc import Callable

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
from tests.agreement.grammar import aggregates, calls
from tests.agreement.grammar.asked import PLAIN, Asked, is_ordered
from tests.agreement.grammar.literals import FORMS, REGIONS
from tests.agreement.grammar.schema import LIST

_SIGNS = ("=", "≠", "<", "≤", ">", "≥")
_EQUALS = ("=", "≠", "是", "不是")


def condition(asked: Asked) -> str:
    """A condition."""
    leaves: list[tuple[float, Callable[[], str]]] = [
        (6, lambda: compared(asked)),
        (1, lambda: ranged(asked)),
        (1, lambda: among(asked)),
        (1, lambda: within(asked)),
        (1, lambda: missing(asked)),
        (1, lambda: flag(asked)),
        (1, lambda: listed(asked)),
        (1, lambda: in_force(asked)),
    ]
    if asked.depth <= 0:
        return asked.author.one_of(leaves)
    return asked.author.one_of([*leaves, *_compound(asked)])


def _compound(asked: Asked) -> list[tuple[float, Callable[[], str]]]:
    return [
        (2, lambda: f"({asked.of(BOOL)} 且 {asked.of(BOOL)})"),
        (2, lambda: f"({' 或 '.join(asked.of(BOOL) for _ in range(asked.author.pick((2, 2, 3))))})"),
        (2, lambda: f"(非 ({asked.of(BOOL)}))"),
        (5, lambda: aggregates.asked_of_many(asked)),
        (2, lambda: calls.used(asked)),
        (2.5, lambda: calls.called(asked)),
        (0.7, lambda: calls.chosen(asked)),
    ]


def comparable(asked: Asked) -> list[Type]:
    """Types of which something stands here: mostly those that have functions and arithmetic."""
    named = asked.place.vocabulary.categories
    categories = [kind for name in named if asked.place.of(kind := Type(Kind.CATEGORY, name))]
    if categories and asked.author.chance(0.2):
        return categories
    return [kind for kind in (*PLAIN, TEXT, BOOL) if asked.place.of(kind)] or [INT]


def compared(asked: Asked) -> str:
    """left sign right."""
    if asked.author.chance(0.06) and (tables := [table for _, table in asked.place.bases()]):
        kind = Type(Kind.RECORD, asked.author.pick(tables))
    else:
        kind = asked.author.pick(comparable(asked))
    sign = asked.author.pick(_SIGNS if is_ordered(kind, asked.place) else _EQUALS)
    other = asked.author.pick((INT, NUMBER)) if kind in (INT, NUMBER) else kind
    left = _side(asked, kind, lead=True)
    if asked.depth > 0 and asked.author.chance(0.3):
        kind, left = asked.author.one_of(
            [(2, lambda: calls.any_call(asked)), (1, lambda: aggregates.any_question(asked))]
        )
        sign, other = asked.author.pick(_EQUALS), kind
    right = asked.author.literal(other) if _simple(asked, other) else _side(asked, other, lead=False)
    return f"{left} {sign} {right}"


def _side(asked: Asked, kind: Type, *, lead: bool) -> str:
    written = asked.of(kind, lead=lead)
    return f"({written})" if kind == BOOL else written


def _simple(asked: Asked, kind: Type) -> bool:
    return kind.kind is not Kind.RECORD and asked.author.chance(0.5)


def ranged(asked: Asked) -> str:
    """x 在 a 至 b: two written ends stand in their order."""
    kinds = [kind for kind in comparable(asked) if kind in PLAIN] or [INT]
    kind = asked.author.pick(kinds)
    value = asked.of(kind)
    if asked.author.chance(0.5):
        ends = sorted(asked.author.dice.sample(range(len(RISING[kind])), 2))
        low, high = (asked.author.says(RISING[kind][end]) for end in ends)
        return f"{value} 在 {low} 至 {high}"
    return f"{value} 在 {asked.author.literal(kind)} 至 ({asked.of(kind)} + {_NOUGHT[kind]})"


RISING: dict[Type, tuple[str, ...]] = {
    INT: ("1次", "2次", "3名", "12次", "2022学时"),
    NUMBER: ("5‰", "33.3%", "50%", "60%", "100%", "3倍"),
    MONEY: ("0元", "0.01元", "99.99元", "1000元", "1.5万元"),
    DATE: FORMS[DATE],
    MONTH: FORMS[MONTH],
    MONTHS: ("1个月", "2个季度", "1年", "18个月", "2年"),
    DAYS: ("1天", "5天", "30天", "90日"),
    WORKDAYS: FORMS[WORKDAYS],
    AGE: FORMS[AGE],
}
_NOUGHT = {
    INT: "0",
    NUMBER: "0",
    MONEY: "0元",
    DATE: "0天",
    MONTH: "0个月",
    MONTHS: "0个月",
    DAYS: "0天",
    WORKDAYS: "0个工作日",
    AGE: "0周岁",
}


def among(asked: Asked) -> str:
    """x 属于 [a、b]."""
    kind = asked.author.pick([kind for kind in comparable(asked) if kind != BOOL] or [INT])
    count = asked.author.pick((1, 2, 2, 3))
    options = [asked.author.literal(kind) for _ in range(count)]
    if kind.kind is not Kind.CATEGORY and asked.author.chance(0.2):
        options.append(asked.of(kind, lead=False))
    return f"{asked.of(kind)} {asked.author.pick(('属于', '不属于'))} [{'、'.join(options)}]"


def within(asked: Asked) -> str:
    """place 位于 area."""
    regions = asked.place.regions()
    area = f'"{asked.author.pick(REGIONS)}"' if asked.author.chance(0.6) else asked.author.pick(regions)
    return f"{asked.author.pick(regions)} {asked.author.pick(('位于', '不位于'))} {area}"


def missing(asked: Asked) -> str:
    """x 是 无."""
    kind = asked.author.pick(comparable(asked))
    return f"{_side(asked, kind, lead=True)} {asked.author.pick(('是 无', '不是 无'))}"


def flag(asked: Asked) -> str:
    """A column that is yes or no, or what is always so."""
    found = asked.place.of(BOOL)
    if not found or asked.author.chance(0.15):
        return asked.author.pick(("真", "假"))
    return asked.author.pick(found)


def listed(asked: Asked) -> str:
    """x 属于 名录."""
    kind = asked.place.columns(LIST)["词"].type
    if kind.kind is Kind.CATEGORY and not asked.place.of(kind):
        return flag(asked)
    day = f" 于 {asked.of(asked.author.pick((DATE, MONTH)))}" if asked.author.chance(0.4) else ""
    if asked.place.vocabulary.tables[LIST].period is None:
        day = ""
    return f"{asked.of(kind)} {asked.author.pick(('属于', '不属于'))} {LIST}{day}"


def in_force(asked: Asked) -> str:
    """在期, 与期间相交: of the innermost record, where it has a period."""
    records = asked.place.records
    if not records or asked.place.vocabulary.tables[records[-1]].period is None:
        return compared(asked)
    kinds = (DATE, MONTH)
    if asked.author.chance(0.5):
        return f"在期({asked.of(asked.author.pick(kinds))})"
    return f"与期间相交({asked.of(asked.author.pick(kinds))}, {asked.of(asked.author.pick(kinds))})"
