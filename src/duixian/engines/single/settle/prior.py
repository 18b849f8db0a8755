"""What was already paid to a group's account: payments given as facts that the group counts."""

from __future__ import annotations

from duixian.engines.single.claims import AMOUNT, BENEFIT, MATTER_NUMBER
from duixian.engines.single.settle.docket import Case, Docket
from duixian.language.nodes import Expr
from duixian.language.outcome import Reference
from duixian.language.record import Record
from duixian.language.rule import Group
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown


def prior_total(docket: Docket, group: Group, members: list[Case]) -> tuple[int, tuple[Reference, ...]]:
    """Fen already paid, and by which payments. A payment for a member's own case is that case, not a prior."""
    own = {case.matter for case in members}
    counted: dict[int, Record] = {}
    for case in members:
        for membership in case.outcome.measure.memberships:
            if membership.prior is not None and case.outcome.policy.groups[membership.group] is group:
                counted |= {
                    id(row): row for row in _matching(docket, case, membership.prior, membership.keys)
                }
    rows = [row for row in counted.values() if _matter(row) not in own]
    total = sum(row.values.get(AMOUNT) or 0 for row in rows)
    return total, tuple(_reference(row) for row in rows)


def _matter(row: Record) -> tuple[str, str]:
    return str(row.values.get(BENEFIT)), str(row.values.get(MATTER_NUMBER))


def _reference(row: Record) -> Reference:
    values = row.values
    return Reference(str(values.get("政策")), str(values.get(BENEFIT)), str(row.key), values.get(AMOUNT) or 0)


def _matching(docket: Docket, case: Case, prior: Expr, keys: tuple[Expr, ...]) -> list[Record]:
    test, run = case.unit.compile(prior), case.run
    found = []
    if docket.priors.table not in docket.facts.supplied:
        case.outcome.missing |= {Missing(Lack.TABLE, str(docket.priors.table), str(docket.priors.table))}
        return []
    for row in _candidates(docket, case, keys):
        run.stack[1] = row
        truth = test(run)
        if truth is True:
            found.append(row)
        elif truth.__class__ is Unknown:
            case.outcome.missing |= truth.causes
    run.stack[1] = None
    return found


def _candidates(docket: Docket, case: Case, keys: tuple[Expr, ...]) -> list[Record]:
    """Payments to the same person, employer or institution where a key is one; otherwise all of them."""
    table = docket.priors.table
    if table is None:
        return []
    columns = docket.facts.vocabulary.tables[table].columns
    for key in keys:
        target = str(key.type.of)
        if key.type.kind is Kind.RECORD and target in columns:
            return docket.facts.linked(table, target, case.value(key))
    return docket.facts.rows(table)
