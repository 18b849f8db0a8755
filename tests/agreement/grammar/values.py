"""Values of a rule: an expression, or a table by category, tiers, a marginal scale, steps, 若, 按解释."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from duixian.language.nodes import StepKind
from duixian.language.types import BOOL, INT, MONEY, NUMBER, TEXT, Kind, Type
from tests.agreement.grammar.asked import PLAIN
from tests.agreement.grammar.author import Author
from tests.agreement.grammar.conditions import RISING
from tests.agreement.grammar.expressions import expression
from tests.agreement.grammar.literals import TEXTS
from tests.agreement.grammar.place import Place

Node = str | dict[str, Any] | list[Any]


@dataclass(frozen=True)
class Wanted:
    """A value of a type, so deep. ``tables``: how many tables may stand one inside the other."""

    author: Author
    place: Place
    kind: Type
    depth: int
    tables: int = 2

    @property
    def cell(self) -> Wanted:
        """What stands in a cell of a table."""
        return replace(self, depth=self.depth - 1, tables=self.tables - 1)

    def text(self, kind: Type) -> str:
        """An expression of another type."""
        return expression(self.author, self.place, kind, self.depth - 1)


def value(wanted: Wanted) -> Node:
    """A value in any form that yields the type."""
    if wanted.tables <= 0 or wanted.author.chance(0.4):
        return expression(wanted.author, wanted.place, wanted.kind, wanted.depth, lead=False)
    forms: list[tuple[float, Callable[[], Node]]] = [
        (3, lambda: by_member(wanted)),
        (3, lambda: by_tier(wanted)),
    ]
    forms.append((1, lambda: in_case(wanted)))
    if wanted.author.questions:
        forms.append((1, lambda: by_question(wanted.author, lambda: value(wanted.cell))))
    if wanted.kind == MONEY:
        forms += [(2, lambda: scale(wanted)), (4, lambda: steps(wanted))]
    return wanted.author.one_of(forms)


def in_case(wanted: Wanted) -> Node:
    """若, 则, 否则."""
    return {"若": wanted.text(BOOL), "则": value(wanted.cell), "否则": value(wanted.cell)}


def by_question(author: Author, branch: Callable[[], Node]) -> Node:
    """按解释: one branch for each option, or 其他."""
    id_ = author.pick(list(author.questions))
    options = list(author.questions[id_])
    if author.chance(0.4):
        options[-1] = "其他"
    return {"按解释": id_, **{option: branch() for option in options}}


def by_member(wanted: Wanted) -> Node:
    """按: a row for each member, range or list."""
    author = wanted.author
    categories = (Type(Kind.CATEGORY, name) for name in wanted.place.vocabulary.categories)
    kinds = [k for k in (*categories, INT, TEXT, BOOL) if wanted.place.of(k)] or [INT]
    kind = author.pick(kinds)
    keys = _keys(author, kind, wanted.place)
    if author.chance(0.4):
        keys.append("其他")
    return {"按": wanted.text(kind), **{key: value(wanted.cell) for key in keys}}


def _keys(author: Author, kind: Type, place: Place) -> list[str]:
    if kind == INT:
        return author.dice.sample(["1", "2", "3", "12、2022"], author.pick((1, 2, 3)))
    if kind == BOOL:
        return author.pick([["是"], ["是", "否"], ["否"]])
    if kind == TEXT:
        return author.dice.sample([text for text in TEXTS if text], author.pick((1, 2, 3)))
    category = place.vocabulary.categories[str(kind.of)]
    return _ranges(author, category.members) if category.ordered else _lists(author, category.members)


def _lists(author: Author, members: Sequence[str]) -> list[str]:
    some = author.dice.sample(list(members), author.dice.randint(1, len(members)))
    return ["、".join(some[:2]), *some[2:]]


def _ranges(author: Author, members: Sequence[str]) -> list[str]:
    """Stretches of an order, up or down, some left out."""
    last = len(members) - 1
    cuts = sorted(author.dice.sample(range(1, last + 1), author.pick((1, 2, 3))))
    spans = [(low, high - 1) for low, high in zip([0, *cuts], [*cuts, last + 1], strict=True)]
    kept = [span for span in spans if author.chance(0.8)] or spans[:1]
    found = [_range(author, members, low, high) for low, high in kept]
    return found if author.chance(0.7) else found[::-1]


def _range(author: Author, members: Sequence[str], low: int, high: int) -> str:
    if low == high and author.chance(0.7):
        return members[low]
    if high == len(members) - 1 and author.chance(0.5):
        return f"{members[low]}及以上"
    if low == 0 and author.chance(0.5):
        return f"{members[high]}及以下"
    return f"{members[low]}至{members[high]}" if author.chance(0.5) else "、".join(members[low : high + 1])


def by_tier(wanted: Wanted) -> Node:
    """分档: tiers that do not overlap, some left out."""
    author = wanted.author
    kind = author.pick([k for k in PLAIN if wanted.place.of(k)] or [INT])
    keys = [key for key in _tiers(author, kind) if author.chance(0.85)] or ["其他"]
    if keys != ["其他"] and author.chance(0.3):
        keys.append("其他")
    return {"分档": wanted.text(kind), **{key: value(wanted.cell) for key in keys}}


def _tiers(author: Author, kind: Type) -> list[str]:
    forms = RISING[kind]
    cuts = [forms[at] for at in sorted(author.dice.sample(range(len(forms)), author.pick((1, 2))))]
    signs = [author.pick((("<", "≥"), ("≤", ">"))) for _ in cuts]
    for cut in cuts:
        author.says(cut)
    found = [f"{signs[0][0]} {cuts[0]}"]
    for at in range(1, len(cuts)):
        found.append(f"{signs[at - 1][1]} {cuts[at - 1]} 且 {signs[at][0]} {cuts[at]}")
    return [*found, f"{signs[-1][1]} {cuts[-1]}"]


def scale(wanted: Wanted) -> Node:
    """累进: over money at ratios, over a count at so much for each."""
    author = wanted.author
    kind = author.pick((MONEY, INT))
    word, rates = ("率", NUMBER) if kind == MONEY else ("每", MONEY)
    bounds = [author.says(form) for form in RISING[kind][1 : author.pick((2, 3, 4))]]
    slices: list[dict[str, str]] = [{"至": bound, word: author.literal(rates)} for bound in bounds]
    if author.chance(0.7):
        slices.append({word: author.literal(rates)})
    return {"累进": wanted.text(kind), "档": slices}


_ROUNDED = (StepKind.ROUND, StepKind.FLOOR, StepKind.CEIL)


def steps(wanted: Wanted) -> Node:
    """步骤: 取, then any words in any order."""
    author = wanted.author
    found: list[dict[str, Node]] = [{"取": value(replace(wanted.cell, kind=MONEY))}]
    for _ in range(author.pick((1, 2, 3))):
        kind = author.pick([k for k in StepKind if k is not StepKind.TAKE])
        step: dict[str, Node] = {kind.value: _operand(wanted, kind)}
        if author.chance(0.3):
            step["名"] = "一步"
        found.append(step)
    return found if author.chance(0.5) else {"步骤": found}


def _operand(wanted: Wanted, kind: StepKind) -> Node:
    author = wanted.author
    if kind in _ROUNDED:
        return author.says(author.pick(("1元", "10元", "0.5元", "100元")))
    if kind is StepKind.DIVIDE:
        return author.small(author.pick((INT, NUMBER)))
    if kind is StepKind.MULTIPLY:
        return value(replace(wanted.cell, kind=author.pick((NUMBER, INT))))
    return value(replace(wanted.cell, kind=MONEY))
