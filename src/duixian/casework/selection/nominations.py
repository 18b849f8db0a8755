"""A nomination that somebody writes himself: begun for himself or by a unit for its own, kept, handed in, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account, Authority
from duixian.casework.keys import person_table
from duixian.casework.moving import next_number
from duixian.casework.selection import eligibility
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import locked, refusal
from duixian.casework.selection.models import Candidate, Nomination, Round
from duixian.casework.selection.nominating import nominate
from duixian.casework.selection.states import STANDING, CandidateState, RoundState
from duixian.casework.selection.subjects import subject_of, surroundings
from duixian.casework.selection.terms import Terms
from duixian.casework.standing import require_standing
from duixian.values.bilingual import Text

ONESELF, UNIT = "本人", "单位"
"""The ways of nominating that the terms leave to people themselves, as `selection.yaml` writes them."""
Pair = tuple[str, str]
_MAY_BE_WITHDRAWN = (*STANDING, CandidateState.INELIGIBLE)


def way_of(row: Round, table: str) -> str:
    """In which way a person, or a unit, of a table may nominate in a round today; empty: not at all."""
    if row.state != RoundState.CALLED or clock.today() > row.nominations_until:
        return ""
    terms = terms_of_round(row)
    person = person_table(row.version.loaded().vocabulary)
    if table == person:
        return ONESELF if ONESELF in terms.nominators and terms.subject == person else ""
    return UNIT if UNIT in terms.nominators else ""


def asked_beside(terms: Terms) -> tuple[str, ...]:
    """What a nomination has to say for the rows that the round will write."""
    sources = (source for writing in terms.writings for source in writing.columns.values())
    named = (str(source["填写"]) for source in sources if isinstance(source, Mapping) and "填写" in source)
    return tuple(dict.fromkeys(named))


@transaction.atomic
def start(row: Round, account: Account, subject: Pair, key: str) -> Nomination:
    """A draft, or the one that is there: ``subject`` nominates the row ``key`` of the table that the round is about.

    Raises NotYours, RoundError (over, no way for this subject, ``nominee-elsewhere``: not himself, not the unit's)."""
    held = locked(row, of=(RoundState.CALLED,))
    vocabulary = held.version.loaded().vocabulary
    require_standing(account, held.authority, *subject, vocabulary)
    way = _demand_way(held, subject[0])
    nominee = subject_of(held.authority, vocabulary, terms_of_round(held).subject, key)
    _demand_tie(held, subject, (nominee.table, nominee.key))
    draft, _fresh = Nomination.objects.get_or_create(
        authority_id=held.authority_id,
        round=held,
        subject_table=subject[0],
        subject_key=subject[1],
        table=nominee.table,
        key=nominee.key,
        submitted_at=None,
        defaults={
            "account": account,
            "name": nominee.name,
            "by_kind": way,
            "category": min(held.places, default="") if len(held.places) == 1 else "",
            "created_at": clock.now(),
            "changed_at": clock.now(),
        },
    )
    return draft


@transaction.atomic
def save(
    draft: Nomination, account: Account, *, category: str, statement: str, details: Mapping[str, str]
) -> Nomination:
    """Keep what is written so far. Raises NotYours, RoundError (handed in already)."""
    row = _draft(draft, account)
    row.category = category if category in row.round.places else ""
    row.statement, row.changed_at = statement.strip(), clock.now()
    known = {
        name: details[name].strip() for name in asked_beside(terms_of_round(row.round)) if name in details
    }
    row.details = sealing.seal(json.dumps(known, ensure_ascii=False)) if known else None
    row.save()
    return row


def details_of(nomination: Nomination) -> dict[str, str]:
    """What it says beside, in clear."""
    if nomination.details is None:
        return {}
    said: dict[str, str] = json.loads(sealing.unseal(bytes(nomination.details)))
    return said


def foreseen(nomination: Nomination) -> list[dict[str, object]]:
    """The conditions that would not hold (``truth`` False) or are not known, if it were handed in now."""
    terms = terms_of_round(nomination.round)
    return eligibility.failing(_candidate(nomination, terms), terms) if terms.measure else []


@transaction.atomic
def submit(draft: Nomination, account: Account) -> Nomination:
    """Hand it in: the nominee is a candidate of the round and told so. Handed in twice it stays one.

    Raises NotYours, RoundError (over; nominated already; ``nomination-incomplete`` naming what lacks)."""
    row = _held(draft, account)
    if row.submitted_at is not None:
        return row
    terms = terms_of_round(row.round)
    _demand_tie(row.round, (row.subject_table, row.subject_key), (row.table, row.key))
    said = details_of(row)
    _demand_whole(row, [name for name in asked_beside(terms) if not said.get(name)])
    row.candidate = nominate(
        row.round,
        row.key,
        by=row.by_kind,
        category=row.category,
        unit=_unit(row, terms),
        statement=row.statement,
        details=said,
        actor=account,
    )
    row.number, row.submitted_at = f"TM{next_number()}", clock.now()
    row.changed_at = row.submitted_at
    row.save()
    return row


@transaction.atomic
def withdraw(nomination: Nomination, account: Account) -> Nomination:
    """Take it back until the call closes; the nominee may be nominated again.

    Raises NotYours, RoundError (over; the candidate has left the round otherwise)."""
    row = _held(nomination, account)
    held = locked(row.round, of=(RoundState.CALLED,))
    if row.withdrawn_at is not None or row.candidate_id is None:
        return row
    if clock.today() > held.nominations_until:
        raise refusal("nomination-over", "提名已截止，不能撤回", "The call is over", str(held))
    candidate = Candidate.objects.select_for_update().get(pk=row.candidate_id)
    if candidate.state not in _MAY_BE_WITHDRAWN:
        raise refusal(
            "candidate-state",
            f"候选对象已是“{candidate.get_state_display()}”",
            f"The candidate is {candidate.get_state_display()} already",
            str(held),
        )
    candidate.state = CandidateState.WITHDRAWN
    candidate.save(update_fields=["state"])
    row.withdrawn_at = row.changed_at = clock.now()
    row.save(update_fields=["withdrawn_at", "changed_at"])
    return row


def of_subject(authority: Authority, subject: Pair) -> QuerySet[Nomination]:
    """What a person or a unit nominated, drafts too, the newest first."""
    held = Nomination.objects.filter(authority=authority, subject_table=subject[0], subject_key=subject[1])
    return held.select_related("round__version", "candidate").defer("round__version__archive").order_by("-pk")


def _held(nomination: Nomination, account: Account) -> Nomination:
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("round__version", "authority")
    row = rows.get(pk=nomination.pk)
    vocabulary = row.version.loaded().vocabulary
    require_standing(account, row.authority, row.subject_table, row.subject_key, vocabulary)
    return row


def _draft(nomination: Nomination, account: Account) -> Nomination:
    row = _held(nomination, account)
    if row.submitted_at is not None:
        raise refusal(
            "nomination-submitted", "这份提名已提交", "This nomination was handed in", str(row.round)
        )
    return row


def _demand_way(row: Round, table: str) -> str:
    way = way_of(row, table)
    if not way:
        raise refusal(
            "nomination-way",
            "本轮不由您这一方提名，或提名已截止",
            "This round does not take nominations from you, or the call is over",
            str(row),
        )
    return way


def _demand_tie(row: Round, subject: Pair, nominee: Pair) -> None:
    near = surroundings(row.authority, *nominee, [subject[0]])
    if subject != nominee and (_is_person(row, subject) or ":".join(subject) not in near):
        raise refusal(
            "nominee-elsewhere",
            "只能提名自己，或本单位现有的人员和登记",
            "Nominate yourself, or somebody or something that belongs to the unit now",
            str(row),
        )


def _is_person(row: Round, subject: Pair) -> bool:
    return subject[0] == person_table(row.version.loaded().vocabulary)


def _demand_whole(row: Nomination, lacking: Iterable[str]) -> None:
    missing = [Text(name, name) for name in lacking]
    if not row.statement:
        missing.append(Text("事迹", "the achievements"))
    if row.round.places and not row.category and "" not in row.round.places:
        missing.append(Text("类别", "the category"))
    if missing:
        raise refusal(
            "nomination-incomplete",
            f"还没有填写：{'、'.join(one.zh for one in missing)}",
            f"Still to be filled in: {', '.join(one.en for one in missing)}",
            str(row.round),
        )


def _unit(row: Nomination, terms: Terms) -> str:
    """To which unit the nominee belongs: the one that nominates, else the first of now."""
    if terms.unit is None or row.table == terms.unit:
        return ""
    if row.subject_table == terms.unit:
        return row.subject_key
    near = surroundings(row.authority, row.table, row.key, [terms.unit])
    return min((link.split(":", 1)[1] for link in near), default="")


def _candidate(row: Nomination, terms: Terms) -> Candidate:
    """As it would stand in the round."""
    return Candidate(
        authority_id=row.authority_id,
        round=row.round,
        position=row.round.candidates.count() + 1,
        category=row.category or min(row.round.places, default=""),
        table=row.table,
        key=row.key,
        name=row.name,
        unit_key=_unit(row, terms),
        by_kind=row.by_kind,
        details=row.details,
    )
