"""Which wording the rules under a clause read: the clause itself, and items that it introduces.

Official texts often state one benefit over a clause and its items (按下列标准给予补贴：（一）…；（二）…). The rule then
stands once: under the clause that introduces the items, or under the last of them. Items with a rule of their own
read themselves, and may use the numbers of the clauses above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from duixian.language.clauses import Clause
from duixian.language.nodes import Expr
from duixian.policybook.citations import cited_span, quoted, whole
from duixian.values.citation import Citation

_INTRODUCES = re.compile("[：:]$|下列|以下|如下|分别")


@dataclass(frozen=True, slots=True)
class Reach:
    """``clause``: under which the rules stand; ``members``: all that is read, in order; ``above``: whose numbers
    may be used and need not."""

    clause: Clause
    members: tuple[Clause, ...]
    above: tuple[Clause, ...] = ()

    @property
    def text(self) -> str:
        """The wording of all members, one under the other."""
        return "\n".join(member.wording for member in self.members)

    def quotation(self, quote: str) -> Citation | None:
        """Where words stand: in the clause itself, else in what is read with it, else above."""
        for clause in (self.clause, *self.members, *reversed(self.above)):
            found = quoted(clause.id, clause.wording, quote)
            if found is not None:
                return found
        return None

    def citation(self, name: str, nodes: Iterable[Expr]) -> Citation:
        """The words that hold the numbers of some expressions; in the item that holds them all, else in the clause
        that introduces the items; the whole clause where nothing points to any words."""
        span = cited_span(self.text, name, nodes)
        if span is None:
            return self.whole
        first, start = self._member_at(span[0])
        last, end = self._member_at(span[1])
        if first is not last:
            return whole(self.members[0].id, self.members[0].wording)
        return Citation(first.id, first.wording[start:end], start, end)

    @property
    def whole(self) -> Citation:
        """The whole clause."""
        return whole(self.clause.id, self.clause.wording)

    def _member_at(self, place: int) -> tuple[Clause, int]:
        for member in self.members:
            if place <= len(member.wording):
                return member, place
            place -= len(member.wording) + 1
        raise IndexError(place)


def reaches(clauses: Sequence[Clause]) -> Mapping[str, Reach]:
    """The reach of every clause that carries a block."""
    found = {c.id: Reach(c, (c,), _above(clauses, place)) for place, c in enumerate(clauses) if c.blocks}
    taken: set[str] = set()
    for place in reversed(range(len(clauses))):
        clause = clauses[place]
        below = _below(clauses, place)
        free = [c for c in below if not c.blocks and c.id not in taken]
        if clause.heading or not below or not _INTRODUCES.search(clause.wording.strip()):
            continue
        if clause.blocks:
            found[clause.id] = _widened(found[clause.id], (clause, *free), clauses)
            taken.update(c.id for c in free)
        elif [c.id for c in below if c.blocks] == [below[-1].id]:
            found[below[-1].id] = _widened(found[below[-1].id], (clause, *free), clauses)
            taken.update(c.id for c in (clause, *free))
    return found


def _widened(reach: Reach, more: Sequence[Clause], clauses: Sequence[Clause]) -> Reach:
    ids = {c.id for c in (*reach.members, *more)}
    members = tuple(c for c in clauses if c.id in ids)
    return replace(reach, members=members, above=tuple(c for c in reach.above if c.id not in ids))


def _below(clauses: Sequence[Clause], place: int) -> list[Clause]:
    """The items of a clause, and theirs."""
    path, found = clauses[place].path, []
    for clause in clauses[place + 1 :]:
        if len(clause.path) <= len(path) or clause.path[: len(path)] != path:
            break
        found.append(clause)
    return found


def _above(clauses: Sequence[Clause], place: int) -> tuple[Clause, ...]:
    """The clauses that a clause is an item of, the widest first."""
    return tuple(c for at, c in enumerate(clauses[:place]) if clauses[place] in _below(clauses, at))
