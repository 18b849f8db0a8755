"""A request that the rule sends to another department: referred with a clock, answered in words, the person told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework.selection.errors import RegisterError
from duixian.casework.selection.locking import demand_organiser
from duixian.casework.selection.models import Referral
from duixian.casework.selection.rosters import measure_words
from duixian.casework.selection.states import ReferralState
from duixian.decisions.store.deciding import decide_case
from duixian.decisions.store.keys import KeptKeys
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, PolicyVersion
from duixian.language.outcome import Verdict
from duixian.notices import calendar
from duixian.notices.messages import tell
from duixian.notices.messages.templates import Word
from duixian.values.bilingual import Text


@transaction.atomic
def refer(
    authority: Authority,
    version: PolicyVersion,
    measure: str,
    table: str,
    key: str,
    *,
    working_days: int,
    actor: Account | None = None,
) -> Referral:
    """Decide a request (its row in the registry) and refer it to the department that the rule names, for an answer
    within so many working days. The person is told.

    Raises RegisterError where the rule does not hold for it (the decision, with its reasons, is kept)."""
    demand_organiser(actor, authority)
    if Referral.objects.filter(authority=authority, request_table=table, request_key=key).exclude(
        state=ReferralState.WITHDRAWN
    ):
        raise _error("referred-already", "这一请求已经转办", "This request has been referred already", key)
    decision = _decided(authority, version, measure, (table, key), actor)
    said = document(decision)
    if decision.verdict != Verdict.ELIGIBLE.value or not said["routing"]:
        raise _error("not-referable", _reasons(said, "zh"), _reasons(said, "en"), key)
    payee = said["payees"][0]
    referral = Referral.objects.create(
        authority=authority,
        decision=decision,
        measure=measure,
        request_table=table,
        request_key=key,
        table=payee["table"],
        key=KeptKeys(authority).of(payee["key"]),
        department=str(said["routing"]),
        opened_at=clock.now(),
        due_on=calendar.after(clock.today(), working_days),
    )
    _tell(referral, "referred", day=referral.due_on)
    return referral


def _decided(
    authority: Authority, version: PolicyVersion, measure: str, asked: tuple[str, str], actor: Account | None
) -> Decision:
    found = decide_case(authority, version, measure, [asked], clock.today(), actor=actor)
    if not found:
        raise _error(
            "request-unknown",
            f"“{measure}”不处理这一请求",
            f"{measure} says nothing of this request",
            asked[1],
        )
    return found[0]


def _reasons(said: Mapping[str, Any], language: str) -> str:
    findings = [one for one in said["conditions"] if one["truth"] is not True and "name" in one]
    failing = [f"{one['name'][language]}（{one['clause']}）" for one in findings]
    head = {"zh": "不符合转办条件：", "en": "It cannot be referred: "}[language]
    return head + "、".join(failing)


@transaction.atomic
def answer(referral: Referral, done: bool, words: str, actor: Account | None = None) -> Referral:
    """Enter the department's answer; the person is told. Raises RegisterError: answered before, or no words."""
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    demand_organiser(actor, held.authority)
    if held.state != ReferralState.OPEN or not words.strip():
        raise _error(
            "referral-answer",
            "已经答复，或没有写明结果",
            "It is answered already, or nothing is said",
            held.request_key,
        )
    held.state, held.done, held.answer = ReferralState.ANSWERED, done, words.strip()
    held.answered_at, held.answered_by = clock.now(), actor
    held.save()
    _tell(held, "referral_answered", result=held.answer)
    return held


@transaction.atomic
def withdraw(referral: Referral, actor: Account | None = None) -> Referral:
    """Take an unanswered referral back, so that the request can be referred again."""
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    demand_organiser(actor, held.authority)
    if held.state != ReferralState.OPEN:
        raise _error("referral-answer", "已经答复，不能撤回", "It is answered already", held.request_key)
    held.state = ReferralState.WITHDRAWN
    held.save(update_fields=["state"])
    return held


def overdue(authority: Authority) -> QuerySet[Referral]:
    """The referrals whose last day to be answered is over."""
    return Referral.objects.filter(authority=authority, state=ReferralState.OPEN, due_on__lt=clock.today())


def _tell(referral: Referral, kind: str, **words: Word) -> None:
    benefit = measure_words(referral.decision.version, referral.measure)
    said: dict[str, Word] = {"benefit": benefit, "department": referral.department, **words}
    tell(
        referral.authority, kind, said, table=referral.table, key=referral.key, reference=referral.request_key
    )


def _error(code: str, zh: str, en: str, where: str) -> RegisterError:
    remedy = Text("请核对请求和转办记录。", "Check the request and its referrals.")
    return RegisterError(code, Text(f"{zh}。", f"{en}."), where, remedy)
