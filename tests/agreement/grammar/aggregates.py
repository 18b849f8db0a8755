"""Questions to many records: every word, over every way to name the records."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duixian.language.nodes import How
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
    WORKDAYS,
    Kind,
    Type,
)
from duixian.language.vocabulary import Vocabulary
from tests.agreement.grammar.asked import Asked, leaf
from tests.agreement.grammar.place import Place
from tests.agreement.grammar.schema import CASES, LIST, RATES, ROWS

MOST_RECORDS = 3
READ = (CASES, ROWS, LIST, RATES, "参保", "录用", "人员", "用人单位", "已享受")
"""Tables whose rows are looked at."""
_MONTHS = (How.RUN, How.LONGEST, How.COVERED)
_ADDED = (INT, NUMBER, MONEY, MONTHS, DAYS, WORKDAYS)
_COMPARED = (*_ADDED, DATE, MONTH, AGE)


@dataclass(frozen=True)
class Many:
    """Rows as they are named: the words, a link in brackets, and their table."""

    text: str
    table: str
    link: str = ""


def questions_of(kind: Type, vocabulary: Vocabulary) -> list[How]:
    """The words whose answer is of a type."""
    found = []
    if kind == BOOL:
        return [How.EXISTS, How.NONE]
    if kind == INT:
        found += [How.COUNT, How.DISTINCT]
    if kind in _ADDED:
        found.append(How.SUM)
    ordered = kind.kind is Kind.CATEGORY and vocabulary.categories[str(kind.of)].ordered
    if kind in _COMPARED or ordered:
        found += [How.MAX, How.MIN]
    return [*found, *_MONTHS, *_MONTHS] if kind == MONTHS else found


def rows(place: Place, *, flat: bool = True) -> list[Many]:
    """Every way to name many rows here."""
    tables = place.vocabulary.tables
    found = [Many(f"所有 {name}", name) for name in READ]
    for text, table in (*place.bases(), *place.linked()):
        for name in READ:
            found += [Many(f"{text}的{name}", name, link) for link in _links(place, name, table)]
    if not flat:
        return found
    further = [
        Many(f"{many.text}的{name}", name)
        for many in found
        if not many.link and not many.text.startswith("所有")
        for name in READ
        if "" in _links(place, name, many.table)
    ]
    return [many for many in (*found, *further) if many.table in tables]


def _links(place: Place, table: str, target: str) -> list[str]:
    links = place.vocabulary.tables[table].links_to(target)
    plain = len(links) == 1 or target in links
    return [*([""] if links and plain else ()), *(links if len(links) > 1 else ())]


def any_question(asked: Asked) -> tuple[Type, str]:
    """Any question but whether there is one, and the type of its answer."""
    how = asked.author.pick([how for how in How if how not in (How.EXISTS, How.NONE, How.LAST, How.FIRST)])
    kinds = {How.SUM: _ADDED, How.MAX: _COMPARED, How.MIN: _COMPARED, How.COUNT: (INT,), How.DISTINCT: (INT,)}
    kind = asked.author.pick(kinds.get(how, (MONTHS,)))
    return kind, asked_of_many(replace(asked, kind=kind, lead=True), how)


def asked_of_many(asked: Asked, how: How | None = None) -> str:
    """One question to many records."""
    how = how or asked.author.pick(questions_of(asked.kind, asked.place.vocabulary))
    many = _chosen(asked, periodic=how in _MONTHS)
    if many is None:
        return asked.of(asked.kind)
    inner = asked.inside(many.table)
    text, counting = many.text, ""
    bracket = f"[{many.link}]" if many.link else ""
    if how in (How.SUM, How.MAX, How.MIN, How.DISTINCT):
        column, counting = _value(asked, inner, how)
        bracket += column
    return f"({how.value} {text}{bracket}{counting}{_where(asked, inner)}{_months(asked, how)})"


def _chosen(asked: Asked, *, periodic: bool = False) -> Many | None:
    if len(asked.place.records) >= MOST_RECORDS:
        return None
    found = rows(asked.place, flat=asked.author.chance(0.2))
    tables = asked.place.vocabulary.tables
    fitting = [many for many in found if not periodic or tables[many.table].period]
    near = [many for many in fitting if not many.text.startswith("所有")]
    return asked.author.pick(near if near and asked.author.chance(0.75) else fitting)


def _where(asked: Asked, inner: Asked) -> str:
    return f" 其中({inner.of(BOOL)})" if asked.author.chance(0.7) else ""


def _value(asked: Asked, inner: Asked, how: How) -> tuple[str, str]:
    """A column after the table, or 计(expression)."""
    table = inner.place.records[-1]
    columns = inner.place.columns(table).values()
    if how is How.DISTINCT:
        names = [c.name for c in columns if not inner.place.follows_rows(c.name, table)]
        return f"的{asked.author.pick(names)}", ""
    names = [c.name for c in columns if c.type == asked.kind]
    if names and asked.author.chance(0.6):
        return f"的{asked.author.pick(names)}", ""
    return "", f" 计({inner.of(asked.kind)})"


def _months(asked: Asked, how: How) -> str:
    """自 and 至: 连续月数 takes one of them, 覆盖月数 may have both or none."""
    ends = {How.RUN: ("自", "至"), How.COVERED: ("", "自", "至", "自至")}.get(how, ("",))
    words = asked.author.pick(ends)
    return "".join(f" {word} {asked.of(asked.author.pick((DATE, MONTH)))}" for word in words)


def picked(asked: Asked) -> str:
    """A column of the last or first record, or that record itself."""
    how = asked.author.pick((How.LAST, How.FIRST))
    many = _picked_from(asked)
    if many is None:
        return leaf(asked)
    inner = asked.inside(many.table)
    bracket = f"[{many.link}]" if many.link else ""
    if asked.kind.kind is not Kind.RECORD:
        names = [c.name for c in inner.place.columns(many.table).values() if c.type == asked.kind]
        bracket += f"的{asked.author.pick(names)}"
    elif many.table != asked.kind.of:
        links = [c.name for c in inner.place.columns(many.table).values() if c.link == asked.kind.of]
        bracket += f"的{asked.author.pick(links)}"
    return f"({how.value} {many.text}{bracket}{_where(asked, inner)})"


def _picked_from(asked: Asked) -> Many | None:
    """Rows with a column of the type, or that lead to a record of it."""
    if len(asked.place.records) >= MOST_RECORDS:
        return None
    found = [many for many in rows(asked.place, flat=False) if _has(asked, many.table)]
    return asked.author.pick(found) if found else None


def _has(asked: Asked, table: str) -> bool:
    if asked.kind.kind is Kind.RECORD and table == asked.kind.of:
        return True
    columns = asked.place.columns(table).values()
    return any(c.type == asked.kind and not asked.place.follows_rows(c.name, table) for c in columns)
