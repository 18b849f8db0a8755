"""What was already paid to a group's account: payments given as facts that the group counts."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.engines.single.claims import AMOUNT, BENEFIT, MATTER_NUMBER, POLICY
from duixian.engines.single.settle.docket import Case, Docket, Matter
from duixian.engines.single.snapshot import Snapshot
from duixian.language.absent import ABSENT
from duixian.language.nodes import AllOf, Compare, Comparison, Expr, Field, Follow, Here
from duixian.language.outcome import Reference
from duixian.language.record import Record
from duixian.language.unknown import Lack, Missing, Unknown


def prior_total(
    docket: Docket, group: str, members: list[Case], own: set[Matter]
) -> tuple[int, tuple[Reference, ...]]:
    """Fen already paid, and by which payments. A payment for a case of this run is that case, not a prior."""
    counted: dict[int, Record] = {}
    for case in members:
        for membership in case.outcome.measure.memberships:
            if membership.prior is not None and membership.group == group:
                found = _matching(docket, case, membership.prior, own)
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


def _matching(docket: Docket, case: Case, prior: Expr, own: set[Matter]) -> list[Record]:
    test, run = case.unit.compile(prior), case.run
    found, missing = [], register_missing(docket.snapshot)
    for row in _candidates(docket.snapshot, case, prior):
        if matter_of(row) in own:
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
