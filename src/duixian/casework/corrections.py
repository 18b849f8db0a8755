"""Somebody says that a register has a fact about him wrong: the request, and what the office makes of it.

What is accepted becomes a new row of the fact with the request as its source; what was known before stays known, so
that every decision made by it can still be made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from duixian.authorities import clock, roles, sealing
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework.errors import ClaimFaulty, NotPossible, NotYours
from duixian.casework.models.correction import Correction, CorrectionState
from duixian.casework.moving import next_number
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.standing import require_standing
from duixian.decisions.store.models import PolicyVersion
from duixian.language.vocabulary.cells import RowError, read_row
from duixian.notices import calendar
from duixian.notices.messages.telling import tell
from duixian.notices.messages.templates import Word
from duixian.registry.store import facts
from duixian.registry.store.models import Fact
from duixian.values.bilingual import Text

Pair = tuple[str, str]
OFFICERS = (Role.INTAKE, Role.FIRST_CHECK)
"""Who may answer a request."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, and how it should read. ``changes`` empty: the fact is not the subject's and should go."""

    fact: Fact
    changes: Mapping[str, str]
    words: str


def request(version: PolicyVersion, account: Account, subject: Pair, wrong: Wrong) -> Correction:
    """Ask to correct a fact that is the subject's own or names it.

    Raises NotYours, ClaimFaulty (cells that cannot be read, no words), NotPossible (asked already).
    """
    authority, fact = wrong.fact.authority, wrong.fact
    require_standing(account, authority, *subject, version.loaded().vocabulary)
    _require_tie(fact, subject)
    _check(version, wrong)
    days = procedure_of(version).correction_days
    try:
        with transaction.atomic():
            row = Correction.objects.create(
                authority=authority,
                number=f"GZ{next_number()}",
                version=version,
                table=fact.table,
                key=fact.key,
                content=fact.content,
                changes=sealing.seal(json.dumps(dict(wrong.changes), ensure_ascii=False)),
                words=wrong.words.strip(),
                subject_table=subject[0],
                subject_key=subject[1],
                requested_by=account,
                requested_at=clock.now(),
                due=calendar.after(clock.today(), days),
            )
    except IntegrityError as error:
        raise _asked(fact) from error
    _tell(row, "fact_questioned", {"day": row.due})
    return row


def accept(correction: Correction, officer: Account, words: str = "") -> Correction:
    """The register was wrong: the fact is corrected, or withdrawn where it was not the subject's.

    Raises RoleRefused, NotPossible (answered already; the fact was changed since), RowError, FactRefused.
    """
    with transaction.atomic():
        row = _held(correction, officer)
        fact = fact_of(row)
        if fact is None or fact.content != row.content:
            raise _changed(row)
        _correct(row, officer)
        _decide(row, officer, CorrectionState.ACCEPTED, words)
        _tell(row, "fact_corrected", {})
        return row


def decline(correction: Correction, officer: Account, reason: str) -> Correction:
    """The register is right, and why. Raises RoleRefused, NotPossible, ClaimFaulty (no reason given)."""
    if not reason.strip():
        raise _wordless(correction.number)
    with transaction.atomic():
        row = _held(correction, officer)
        _decide(row, officer, CorrectionState.DECLINED, reason)
        _tell(row, "fact_stands", {"reason": reason})
        return row


def waiting(authority: Authority) -> QuerySet[Correction]:
    """Requests nobody has answered, by their clocks."""
    held = Correction.objects.filter(authority=authority, state=CorrectionState.OPEN)
    return held.order_by("due", "pk")


def changes_of(correction: Correction) -> dict[str, str]:
    """The cells as they should read, by column; empty where the fact should go. Who shows them logs the access."""
    said: dict[str, str] = json.loads(sealing.unseal(bytes(correction.changes)))
    return said


def fact_of(correction: Correction) -> Fact | None:
    """The fact as it is known now."""
    rows = Fact.objects.filter(
        authority_id=correction.authority_id, table=correction.table, key=correction.key
    )
    return rows.filter(superseded_at__isnull=True, withdrawn=False).first()


def _correct(row: Correction, officer: Account) -> None:
    source = f"更正申请 {row.number}"
    evidence = "、".join(row.evidence.values_list("sha256", flat=True))
    changes = changes_of(row)
    if not changes:
        facts.withdraw(row.authority, row.table, row.key, actor=officer, source=source, evidence=evidence)
        return
    facts.correct(
        row.authority,
        row.table,
        row.key,
        changes,
        actor=officer,
        source=source,
        evidence=evidence,
        vocabulary=row.version.loaded().vocabulary,
    )


def _held(correction: Correction, officer: Account) -> Correction:
    row = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    roles.require(officer, row.authority, *OFFICERS)
    if row.state != CorrectionState.OPEN:
        raise _refused(row.number, Text(f"已是“{row.state}”", f"it is {row.get_state_display()} already"))
    if row.requested_by_id == officer.pk:
        raise _refused(row.number, Text("不能办理自己提出的更正", "nobody answers his own request"))
    return row


def _decide(row: Correction, officer: Account, state: CorrectionState, words: str) -> None:
    row.state, row.reason = state, words.strip()
    row.decided_by, row.decided_at = officer, clock.now()
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _check(version: PolicyVersion, wrong: Wrong) -> None:
    vocabulary = version.loaded().vocabulary
    if not wrong.words.strip():
        raise _wordless(wrong.fact.table)
    try:
        read_row(vocabulary.tables[wrong.fact.table], wrong.changes, vocabulary, partial=True)
    except RowError as error:
        raise ClaimFaulty("claim-faulty", error.message, wrong.fact.table, error.remedy) from error


def _require_tie(fact: Fact, subject: Pair) -> None:
    if subject != (fact.table, fact.key) and ":".join(subject) not in fact.links:
        raise NotYours(
            "not-yours",
            Text("这条登记与您无关，不能由您申请更正。", "This record is not about you."),
            fact.table,
            Text("请选择“我的数据”中的一条。", "Choose one of your own records."),
        )


def _tell(row: Correction, kind: str, words: Mapping[str, Word]) -> None:
    table = row.version.loaded().vocabulary.tables[row.table]
    told: dict[str, Word] = {"number": row.number, "register": Text(table.name, table.english), **words}
    tell(
        row.authority,
        kind,
        told,
        to=row.requested_by,
        table=row.subject_table,
        key=row.subject_key,
        reference=row.number,
    )


def nothing_changed(where: str) -> ClaimFaulty:
    """Told to somebody who changed no cell and does not say that the fact is not his."""
    return ClaimFaulty(
        "nothing-changed",
        Text("没有改动任何一项。", "Nothing was changed."),
        where,
        Text(
            "请把不对的一项改成正确的；整条都不是您的，请勾选“不是我的”。",
            "Write how it should read; if the whole record is not yours, tick that.",
        ),
    )


def _wordless(where: str) -> ClaimFaulty:
    return ClaimFaulty(
        "no-words",
        Text("没有写明理由。", "No reason is given."),
        where,
        Text("请写明哪里不对、依据是什么。", "Say what is wrong, and by what one can tell."),
    )


def _asked(fact: Fact) -> NotPossible:
    return NotPossible(
        "asked-already",
        Text("这条登记已有一件更正申请在核实。", "A request about this record is being checked already."),
        fact.table,
        Text(
            "请等待结果，需要补充材料的请联系经办部门。",
            "Wait for the answer, or call the office to add to it.",
        ),
    )


def _changed(row: Correction) -> NotPossible:
    return _refused(
        row.number, Text("这条登记在申请之后已有变动", "the record was changed after it was asked")
    )


def _refused(number: str, why: Text) -> NotPossible:
    return NotPossible(
        "not-possible",
        Text(f"不能办理这件更正：{why.zh}。", f"This request cannot be answered: {why.en}."),
        number,
        Text("请刷新后查看登记的现状。", "Reload it and look at the record as it is."),
    )
