"""What was already paid to a group's account: payments given as facts that the group counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duixian.engines.single.settle.docket import Case, Docket, Matter
from duixian.engines.single.snapshot import Snapshot
from duixian.language.absent import ABSENT
from duixian.language.nodes import AllOf, Compare, Comparison, Expr, Field, Follow, Here
from duixian.language.outcome import Reference
from duixian.language.record import Record
from duixian.language.rule import Membership
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown
from duixian.language.vocabulary.columns import AMOUNT, BENEFIT, MATTER_NUMBER, POLICY


def prior_total(
    docket: Docket, group: str, members: list[Case], own: set[Matter]
) -> tuple[int, tuple[Reference, ...]]:
    """Fen already paid, and by which payments. A payment for a case of this run is that case, not a prior."""
    counted: dict[int, Record] = {}
    for case in members:
        for membership in case.outcome.measure.memberships:
            if membership.prior is not None and membership.group == group:
                found = _matching(docket, case, membership, own)
                counted |= {id(row): row for row in found}
    rows = sorted(counted.values(), key=lambda row: str(row.key))
    return sum(row.values[AMOUNT] for row in rows), tuple(reference_to(row) for row in rows)


def matter_of(row: Record) -> Matter:
    """What a payment was made for: policy, measure and matter number."""
    return row.values.get(POLICY), row.values.get(BENEFIT), row.values.get(MATTER_NUMBER)


def reference_to(row: Record) -> Reference:
    """How effects name a payment."""
    values = row.values
    return Reference(str(values.get(POLICY)), str(values.get(BENEFIT)), str(row.key), values.get(AMOUNT) or 0)


def amount_missing(row: Record) -> frozenset[Missing]:
    """What is missing where a payment does not say how much it was."""
    if row.values.get(AMOUNT) is not None and row.values[AMOUNT] is not ABSENT:
        return frozenset()
    return frozenset({Missing(Lack.CELL, AMOUNT, row.table, str(row.key))})


def register_missing(snapshot: Snapshot) -> frozenset[Missing]:
    """What is missing where nobody supplied the register of payments."""
    table = snapshot.priors.table
    if table is None or table in snapshot.facts.supplied:
        return frozenset()
    return frozenset({Missing(Lack.TABLE, table, table)})


def _matching(docket: Docket, case: Case, membership: Membership, own: set[Matter]) -> list[Record]:
    """Payments that the group counts against a case: those of its own keys, as far as a payment tells them."""
    assert membership.prior is not None
    test, run = case.unit.compile(membership.prior), case.run
    found, missing = [], register_missing(docket.snapshot)
    told = _told_keys(docket.snapshot, case, membership.keys)
    for row in _candidates(docket.snapshot, case, membership.prior):
        if matter_of(row) in own or any(_another(row, column, value) for column, value in told):
            continue
        run.stack[1] = row
        truth = test(run)
        if truth is True:
            missing |= amount_missing(row)
            if not amount_missing(row):
                found.append(row)
        elif truth.__class__ is Unknown:
            missing |= truth.causes
    run.stack[1] = None
    case.outcome.missing |= missing
    return found


def _told_keys(snapshot: Snapshot, case: Case, keys: tuple[Expr, ...]) -> list[tuple[str, Any]]:
    """Columns of the payment that tell a key of the group, with the case's own value."""
    if snapshot.priors.table is None:
        return []
    columns = snapshot.facts.vocabulary.tables[snapshot.priors.table].columns
    named = [(_column_of(key), key) for key in keys]
    return [(c, case.value(key)) for c, key in named if c in columns and columns[c].type == key.type]


def _column_of(key: Expr) -> str:
    """The column in which a payment would hold a key: of a record its table, else the column itself."""
    if key.type.kind is Kind.RECORD:
        return str(key.type.of)
    return key.column if isinstance(key, Field) else ""


def _another(row: Record, column: str, value: Any) -> bool:
    """Whether a payment says that it is another's; an empty cell says nothing."""
    held = row.values.get(column)
    return held is not None and held is not ABSENT and held != value


def _candidates(snapshot: Snapshot, case: Case, prior: Expr) -> list[Record]:
    """The payments that can match: found by an index where a column must equal something of the case."""
    table, facts = snapshot.priors.table, snapshot.facts
    if table is None:
        return []
    for column, outer in _equalities(prior):
        wanted = case.value(outer)
        if wanted.__class__ is not Unknown:
            return [*facts.linked(table, column, wanted), *facts.linked(table, column, None)]
    return facts.rows(table)


def _equalities(prior: Expr) -> Iterator[tuple[str, Expr]]:
    """Columns of the payment that must equal something of the case."""
    for part in prior.parts if isinstance(prior, AllOf) else (prior,):
        if isinstance(part, Compare) and part.operator is Comparison.EQ:
            for inner, outer in ((part.left, part.right), (part.right, part.left)):
                if isinstance(inner, Field | Follow) and _is_payment(inner.base) and _root(outer) == 0:
                    yield inner.column, outer


def _is_payment(node: Expr) -> bool:
    return isinstance(node, Here) and node.depth == 1


def _root(node: Expr) -> int | None:
    """The depth of the record that a chain of columns starts from."""
    while isinstance(node, Field | Follow):
        node = node.base
    return node.depth if isinstance(node, Here) else None
