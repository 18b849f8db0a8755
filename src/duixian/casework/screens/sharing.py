"""Screens that ask whether many share one thing: a phone, an account, an issuer on one day.

The values of the cases at hand are looked up first, and then who else has them: a run over one case does not read all
others, and each query goes by an index or reads one register once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from duixian.authorities.models import Authority
from duixian.casework.models import Case, PayTo
from duixian.casework.screens.declared import Screen
from duixian.casework.screens.findings import Evidence, Finding
from duixian.casework.states import ENDED
from duixian.registry.store.models import Fact

MOST_SHOWN = 20
"""So many of the others are named; the number of all is."""

_NONE = ("", "无")
Value = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a case is compared by: a payee, or the case's own record. ``label``: for the review list."""

    case: int
    key: str
    label: str


def same_columns(screen: Screen, authority: Authority, cases: Sequence[int]) -> Iterator[Finding]:
    """A finding for each of these cases whose subject has the same columns as enough others of the authority."""
    mine = _subjects(screen, authority, cases=cases)
    own = _values(screen, authority, {"key__in": {subject.key for subject in mine}})
    first = f"cells__{screen.columns[0]}__in"
    values = _values(screen, authority, {first: {value[0] for value in own.values()}}) if own else {}
    sharing = _by_value(_subjects(screen, authority, keys=values.keys()), values)
    for subject in mine:
        if subject.key in own:
            yield from _finding(
                screen, subject, own[subject.key], sharing, screen.table, "、".join(screen.columns)
            )


def same_account(screen: Screen, authority: Authority, cases: Sequence[int]) -> Iterator[Finding]:
    """A finding for each of these cases that pays into an account to which others are paid as well."""
    mine = list(_live(authority).filter(case__in=cases).exclude(account_index=""))
    shared = _live(authority).filter(account_index__in={payee.account_index for payee in mine})
    sharing: dict[Value, list[Subject]] = {}
    for payee in shared.order_by("pk"):
        sharing.setdefault((payee.account_index,), []).append(_payee(payee))
    for payee in mine:
        facts = _finding(
            screen, _payee(payee), (payee.account_index,), sharing, "", "收款账号", payee.account_end
        )
        yield from facts


def _live(authority: Authority) -> QuerySet[PayTo]:
    ended = [state.value for state in ENDED]
    return PayTo.objects.filter(authority=authority).exclude(case__state__in=ended).select_related("case")


def _payee(payee: PayTo) -> Subject:
    return Subject(payee.case_id, payee.key, f"{payee.name} {payee.case.number}")


def _subjects(
    screen: Screen,
    authority: Authority,
    *,
    cases: Sequence[int] | None = None,
    keys: Iterable[str] | None = None,
) -> list[Subject]:
    """Payees and own records that stand in the screen's table: of some cases, or with some keys."""
    payees = _live(authority).filter(table=screen.table)
    own = Case.objects.filter(authority=authority, table=screen.table)
    own = own.exclude(state__in=[state.value for state in ENDED])
    if cases is not None:
        payees, own = payees.filter(case__in=cases), own.filter(pk__in=cases)
    if keys is not None:
        payees, own = payees.filter(key__in=list(keys)), own.filter(key__in=list(keys))
    records = (Subject(case.pk, case.key, case.number) for case in own.order_by("pk"))
    return [*map(_payee, payees.order_by("pk")), *records]


def _values(screen: Screen, authority: Authority, which: Mapping[str, object]) -> dict[str, Value]:
    """What records hold in the screen's columns, by key; those that lack one are left out."""
    known = Fact.objects.filter(
        authority=authority, table=screen.table, superseded_at__isnull=True, withdrawn=False, **which
    )
    found = known.values_list("key", *(F(f"cells__{column}") for column in screen.columns))
    return {key: tuple(value) for key, *value in found if not any(part in (None, *_NONE) for part in value)}


def _by_value(subjects: Iterable[Subject], values: Mapping[str, Value]) -> dict[Value, list[Subject]]:
    found: dict[Value, list[Subject]] = {}
    for subject in subjects:
        if subject.key in values:
            found.setdefault(values[subject.key], []).append(subject)
    return found


def _finding(
    screen: Screen,
    subject: Subject,
    value: Value,
    sharing: Mapping[Value, Sequence[Subject]],
    table: str,
    column: str,
    end: str = "",
) -> Iterator[Finding]:
    """The value shared (of an account its last digits) and those who share it, where they are enough."""
    others = sharing.get(value, ())
    count = len({other.key for other in others})
    if count < screen.least:
        return
    facts = [Evidence(table, subject.key, column, f"尾号{end}" if end else "，".join(value))]
    facts += [Evidence("", "", "同一", label) for label in sorted({o.label for o in others})[:MOST_SHOWN]]
    if len(others) > MOST_SHOWN:
        facts.append(Evidence("", "", "共计", str(count)))
    yield Finding(subject.case, screen.name, tuple(facts))
