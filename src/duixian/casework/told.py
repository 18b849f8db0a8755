"""What the claimant and the payees are told at each turn; a clerk's filing reaches the person it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework.citing import Citing
from duixian.casework.models.account import PayTo
from duixian.casework.models.appeal import Appeal
from duixian.casework.models.case import Case
from duixian.casework.procedure.finding import procedure_of
from duixian.notices import calendar
from duixian.notices.messages.telling import tell
from duixian.notices.messages.templates import Word
from duixian.values.bilingual import Text


def benefit_of(case: Case) -> Text:
    """The measure's name for people."""
    return case.version.loaded().measures[case.measure].source.name


def accepted(case: Case, until: date) -> None:
    """The claim is in; it will be decided by a day."""
    _claimant(case, "accepted", {"number": case.number, "benefit": benefit_of(case), "day": until})


def filed(case: Case, employer: str, people: Iterable[tuple[str, str]]) -> None:
    """An employer filed something about these persons."""
    words: dict[str, Word] = {"employer": employer, "benefit": benefit_of(case), "number": case.number}
    for table, key in people:
        tell(case.authority, "filed_by_employer", words, table=table, key=key, reference=case.number)


def offered(case: Case, payee: PayTo, until: date) -> None:
    """Something is due without a claim."""
    words: dict[str, Word] = {"benefit": benefit_of(case), "amount": payee.amount_fen, "day": until}
    tell(case.authority, "due", words, table=payee.table, key=payee.key, reference=case.number)


def asked(case: Case, items: Sequence[Text], until: date) -> None:
    """Everything that is missing, once."""
    listed = Text("；".join(item.zh for item in items), "; ".join(item.en for item in items))
    _claimant(
        case,
        "correction_wanted",
        {"number": case.number, "benefit": benefit_of(case), "list": listed, "day": until},
    )


def lapsed(case: Case) -> None:
    """Nothing came in time: the claim counts as withdrawn; it may be filed again."""
    listed = Text(
        "逾期未补正，视为撤回，可重新申请", "nothing came in time; it counts as withdrawn, claim again"
    )
    _claimant(case, "appeal_decided", {"number": case.number, "result": listed, "reason": benefit_of(case)})


def passed(case: Case) -> None:
    """Approved; the public notice comes next."""
    words: dict[str, Word] = {"number": case.number, "benefit": benefit_of(case), "amount": case.payable_fen}
    _claimant(case, "passed", words)


def refused(case: Case, cited: Sequence[Citing]) -> None:
    """Not granted: by which words, and until when to appeal."""
    until = calendar.after(clock.today(), procedure_of(case.version).appeal_days)
    clauses = list(dict.fromkeys(one.place for one in cited))
    zh, en = "；".join(one.zh for one in clauses), "; ".join(one.en for one in clauses)
    reason = Text("；".join(c.reason.zh for c in cited), "; ".join(c.reason.en for c in cited))
    _claimant(
        case,
        "refused",
        {
            "number": case.number,
            "benefit": benefit_of(case),
            "clause": Text(zh, en),
            "reason": reason,
            "day": until,
        },
    )


def appeal_decided(case: Case, result: Text, reason: Text) -> None:
    """What came of an appeal."""
    _claimant(case, "appeal_decided", {"number": case.number, "result": result, "reason": reason})


def overdue(case: Case, officers: Iterable[Account]) -> None:
    """A clock ran out: those who answer for it are told."""
    _officers(case, officers, case.step, case.due or clock.today())


def appeal_overdue(case: Case, appeal: Appeal, officers: Iterable[Account]) -> None:
    """The clock of an appeal against an amount ran out."""
    _officers(case, officers, procedure_of(case.version).appeal_step, appeal.due or clock.today())


def _officers(case: Case, officers: Iterable[Account], step: str, day: date) -> None:
    words: dict[str, Word] = {"number": case.number, "step": step, "day": day}
    for officer in officers:
        tell(case.authority, "overdue", words, to=officer, reference=case.number)


def _claimant(case: Case, kind: str, words: Mapping[str, Word]) -> None:
    if case.filed_by is not None or case.claimant_table:
        tell(
            case.authority,
            kind,
            words,
            to=case.filed_by,
            table=case.claimant_table,
            key=case.claimant_key,
            reference=case.number,
        )
        return
    for payee in case.payees.all():
        tell(case.authority, kind, words, table=payee.table, key=payee.key, reference=case.number)
