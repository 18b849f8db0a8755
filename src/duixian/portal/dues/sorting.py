"""What a person sees of the decisions: what may be claimed now, what lacks a fact, what comes later, what is not due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duixian.casework.models import Case
from duixian.casework.precheck import read_document
from duixian.casework.states import ENDED
from duixian.decisions.store.models import Entitlement
from duixian.language.outcome import Verdict
from duixian.portal.dues.deciding import Found, found_for, not_before
from duixian.portal.subjects import Subject


@dataclass(frozen=True, slots=True)
class Dues:
    """By what can be done about them. ``total``: fen that may be claimed now. ``concerning``: what goes to an employer
    or institution because of the person."""

    ready: tuple[Found, ...]
    helped: tuple[Found, ...]
    lacking: tuple[Found, ...]
    later: tuple[tuple[date, Found], ...]
    not_due: tuple[Found, ...]
    late: frozenset[str]
    concerning: tuple[Found, ...]

    @property
    def total(self) -> int:
        """In fen."""
        return sum(one.mine or 0 for one in self.ready)


def dues_of(subject: Subject) -> Dues:
    """What is due to a subject and in no case yet."""
    found = found_for(subject.authority, subject.pair)
    taken = _taken(subject, found)
    free = [one for one in found if one.case_id not in taken]
    mine = [one for one in free if one.is_for(subject.table)]
    granted = [one for one in mine if one.document["verdict"] == Verdict.ELIGIBLE.value]
    refused = [one for one in mine if one.document["verdict"] == Verdict.INELIGIBLE.value]
    later = [(day, one) for one in refused if (day := not_before(one)) is not None]
    soon = {one.case_id for _, one in later}
    rest = [one for one in refused if one.case_id not in soon]
    return Dues(
        ready=tuple(sorted((o for o in granted if o.pays and o.mine), key=lambda one: -(one.mine or 0))),
        helped=tuple(one for one in granted if not one.pays),
        lacking=tuple(o for o in mine if o.document["verdict"] == Verdict.UNDETERMINED.value),
        later=tuple(sorted(later, key=lambda pair: pair[0])),
        not_due=tuple(rest),
        late=frozenset(one.case_id for one in rest if read_document(one.document, one.version).late),
        concerning=tuple(o for o in free if o.document["payable"] and not o.is_for(subject.table)),
    )


def _taken(subject: Subject, found: Iterable[Found]) -> set[str]:
    """Cases in hand, and those that were granted before."""
    names = [one.case_id for one in found]
    alive = Case.objects.filter(authority=subject.authority, case_id__in=names)
    alive = alive.exclude(state__in=[state.value for state in ENDED])
    granted = Entitlement.objects.filter(authority=subject.authority, case_id__in=names, amount_fen__gt=0)
    return {*alive.values_list("case_id", flat=True), *granted.values_list("case_id", flat=True)}


def one_of(subject: Subject, case_id: str) -> Found | None:
    """A case of the subject by its name, whatever became of it."""
    return next((one for one in found_for(subject.authority, subject.pair) if one.case_id == case_id), None)


def known_record(subject: Subject, version: int, measure: str, key: str) -> bool:
    """Whether a record, by its written key, is one of those a measure is decided on for the subject: what the registers
    say of it may be shown to the subject."""
    return any(
        one.version.pk == version and one.measure.name == measure and one.document["case"]["key"] == key
        for one in found_for(subject.authority, subject.pair)
    )
