"""Rows of a rule that give each of several words one number: a table 按, a chain of 若, and tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.located import Sequence as Listed
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.choices import choice_in
from duixian.policybook.figures import Figure, figures_of
from duixian.policybook.inventory import Role, Written
from duixian.policybook.keys.shared import OTHERWISE
from duixian.policybook.rowwords import Token, tokens

Finder = Callable[[str, AbstractSet[object], Vocabulary], list[Token]]
"""Words of the rows and amounts in a wording: (wording, kinds and values of the amounts, vocabulary)."""


@dataclass(frozen=True, slots=True)
class LiteralRow:
    """A row of a table whose value is one number."""

    words: tuple[str, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Laid:
    """Rows with the way their words are found in a wording."""

    rows: tuple[LiteralRow, ...]
    find: Finder


def unchosen(node: Node) -> Iterator[Node]:
    """Every node that stands in no branch of a choice."""
    if choice_in(node) is not None:
        return
    yield node
    children = node.items if isinstance(node, Listed) else ()
    if isinstance(node, Mapping):
        children = tuple(value for _, value in node)
    for child in children:
        yield from unchosen(child)


def literal_figure(body: Node) -> Figure | None:
    """The number that a scalar holds and nothing else."""
    if not isinstance(body, Scalar):
        return None
    figures = figures_of(Written(body, Role.EXPRESSION))
    return figures[0] if len(figures) == 1 and figures[0].text == body.text.strip() else None


def differing(rows: Sequence[LiteralRow]) -> bool:
    """Whether the rows hold more than one number."""
    return len({str(row.figure.value) for row in rows}) > 1


def by_words(rows: Sequence[LiteralRow]) -> Laid:
    """Rows that the wording names by their words."""

    def find(wording: str, amounts: AbstractSet[object], vocabulary: Vocabulary) -> list[Token]:
        return tokens(wording, [row.words for row in rows], amounts, vocabulary)

    return Laid(tuple(rows), find)


def tables(node: Node) -> Iterator[Laid]:
    """Every 按 whose rows, besides 其他, hold one number each and not all the same."""
    for table in unchosen(node):
        rows = member_rows(table)
        if rows is not None and differing(rows):
            yield by_words(rows)


def member_rows(table: Node) -> tuple[LiteralRow, ...] | None:
    """The rows of a 按 besides 其他; None where one of them is not a number."""
    if not isinstance(table, Mapping) or table.keys[:1] != ("按",):
        return None
    rows = []
    for name, body in table.entries[1:]:
        if name.text == OTHERWISE:
            continue
        figure = literal_figure(body)
        if figure is None:
            return None
        rows.append(LiteralRow(tuple(w.strip() for w in name.text.split("、")), figure))
    return tuple(rows)
