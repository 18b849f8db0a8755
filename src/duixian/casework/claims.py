"""A claim comes in: by a person, by an employer or institution for its people, by an institution for itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework import clocks, drafts, keys, told
from duixian.casework.content import Claimed, Content, read_content, unsealed
from duixian.casework.errors import MatterAlive, NotYours
from duixian.casework.models.case import Case
from duixian.casework.models.evidence import Evidence
from duixian.casework.models.filing import Draft, Roster
from duixian.casework.moving import begin, move, next_number
from duixian.casework.people import cells_of, name_in
from duixian.casework.precheck import Precheck, precheck
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.standing import require_standing
from duixian.casework.states import ENDED, Origin, State, Verb
from duixian.decisions.identity import name_of_case
from duixian.decisions.store.models import PolicyVersion
from duixian.language.rule import Measure
from duixian.language.vocabulary import Vocabulary
from duixian.values.bilingual import Text

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Filing:
    """Who files what for whom. ``claimant``: table and key as the registry keeps it."""

    authority: Authority
    version: PolicyVersion
    measure: str
    account: Account
    claimant: Pair
    content: Content
    origin: Origin = Origin.CLAIM
    roster: Roster | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """That of the policy."""
        return self.version.loaded().vocabulary

    @property
    def rule(self) -> Measure:
        """The measure."""
        return self.version.loaded().measures[self.measure]


def submit(draft: Draft, account: Account, claimant: Pair) -> Case:
    """A draft becomes a case, prechecked once more; one that is late by the rule's own words is refused at once.

    Raises NotYours, ClaimFaulty, MatterAlive.
    """
    with transaction.atomic():
        row = drafts.mine(draft, account)
        content = unsealed(row.content)
        case = file(Filing(row.authority, row.version, row.measure, account, claimant, content))
        Evidence.objects.filter(draft=row).update(case=case)
        row.case = case
        row.save(update_fields=["case"])
        return case


def file(filing: Filing) -> Case:
    """One claim as a case at its first step. Raises NotYours, ClaimFaulty, MatterAlive."""
    policy = filing.version.loaded()
    claimed = read_content(filing.content, policy, filing.rule)
    table, key = filing.claimant
    require_standing(filing.account, filing.authority, table, key, filing.vocabulary)
    with transaction.atomic():
        found = precheck(filing.authority, filing.version, filing.measure, filing.content)
        _require_tie(filing, claimed, found)
        case = _begun(filing, claimed)
        _tell(case, filing, claimed)
        return _late(case, found) if found.late else case


def _begun(filing: Filing, claimed: Claimed) -> Case:
    first = procedure_of(filing.version).steps_of(filing.measure, filing.origin)[0]
    own = claimed.own
    case = Case(
        authority=filing.authority,
        number=next_number(),
        origin=filing.origin,
        version=filing.version,
        measure=filing.measure,
        table=own.table,
        key=keys.kept(filing.authority, str(own.key)),
        year=filing.content.year,
        case_id=name_of_case(filing.version.policy, filing.measure, own, filing.content.year),
        claimed_on=clock.today(),
        filed_by=filing.account,
        claimant_table=filing.claimant[0],
        claimant_key=filing.claimant[1],
        claimed=filing.content.sealed(),
        roster=filing.roster,
        state=State.CHECKING,
        step=first.name.zh,
        **clocks.started(first.days),
    )
    _require_free(case)
    try:
        with transaction.atomic():
            return begin(case, Verb.SUBMIT, filing.account)
    except IntegrityError as error:
        raise _alive(case, None) from error


def _require_free(case: Case) -> None:
    """Whether the matter is in no other case that is alive. Raises MatterAlive."""
    other = (
        Case.objects.filter(authority_id=case.authority_id, case_id=case.case_id)
        .exclude(state__in=[state.value for state in ENDED])
        .first()
    )
    if other is not None:
        raise _alive(case, other)


def _require_tie(filing: Filing, claimed: Claimed, found: Precheck) -> None:
    """The case's record is the claimant's own, points to the claimant, or pays the claimant. Raises NotYours."""
    table, key = filing.claimant
    own, vocabulary = claimed.own, filing.vocabulary
    links = vocabulary.tables[own.table].links_to(table)
    told_keys = {str(own.values[name]) for name in links if isinstance(own.values.get(name), str)}
    if own.table == table:
        told_keys.add(str(own.key))
    kept = {keys.kept(filing.authority, one) for one in told_keys}
    kept |= _known_ties(filing, str(own.key), links)
    paid = (payee["key"] for payee in found.document.get("payees", ()) if payee["table"] == table)
    kept |= {keys.kept(filing.authority, one) for one in paid}
    if key not in kept:
        raise NotYours(
            "not-the-claimants",
            Text(
                f"这条“{own.table}”与申请人无关，不能由其申请。",
                "This record is not the claimant's, nor does it name the claimant.",
            ),
            own.table,
            Text("请选择与申请人有关的一条。", "Choose one that names the claimant."),
        )


def _known_ties(filing: Filing, key: str, links: tuple[str, ...]) -> set[str]:
    """To whom the record points by what the registry knows already."""
    table = filing.rule.table
    pair = table, keys.kept(filing.authority, key)
    cells = cells_of(filing.authority, [pair]).get(pair, {})
    return {str(cells[name]) for name in links if cells.get(name)}


def _tell(case: Case, filing: Filing, claimed: Claimed) -> None:
    """The claimant hears that the claim is in; a person whom somebody else's claim names hears it too."""
    if case.due is not None:
        told.accepted(case, case.due)
    person = keys.person_table(filing.vocabulary)
    if filing.claimant[0] == person:
        return
    links = filing.vocabulary.tables[filing.rule.table].links_to(person)
    people = [
        (person, keys.kept(filing.authority, str(claimed.own.values[name])))
        for name in links
        if isinstance(claimed.own.values.get(name), str)
    ]
    cells = cells_of(filing.authority, [filing.claimant]).get(filing.claimant, {})
    told.filed(case, name_in(filing.vocabulary.tables[filing.claimant[0]], cells), people)


def _late(case: Case, found: Precheck) -> Case:
    """Refused at once by the rule's own words on when to claim; the history says that the system did it."""
    details = {"citations": [citing.as_json() for citing in found.late]}
    move(case, Verb.REFUSE, None, words="逾期申请", details=details, **clocks.off())
    told.refused(case, found.late)
    return case


def _alive(case: Case, other: Case | None) -> MatterAlive:
    where = other.number if other is not None else case.case_id
    state = other.state if other is not None else ""
    return MatterAlive(
        "matter-alive",
        Text(
            f"同一事项已在办理或已办结（{where} {state}）。",
            f"The same matter is in hand or settled ({where}).",
        ),
        where,
        Text("请查看原申请；对结果不服的可以提出复核。", "See that claim; appeal if you contest its result."),
    )
