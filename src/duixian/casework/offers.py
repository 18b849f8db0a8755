"""What a payee answers to an offer: the account is right (or another), or something is not."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duixian.authorities import clock, roles
from duixian.authorities.duties import CLAIMANTS, Role
from duixian.authorities.models import Account, Authority
from duixian.casework import approving, clocks, payees, told
from duixian.casework.content import BankAccount
from duixian.casework.errors import ClaimFaulty, NotYours
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.moving import locked, move, note
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.standing import stands_for
from duixian.casework.states import State, Verb
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Sealed
from duixian.values.bilingual import Text


def confirm(
    case: Case, actor: Account, account: BankAccount | None = None, *, payee: tuple[str, str] | None = None
) -> Case:
    """A payee confirms the account that is known, or gives another; when all have, the case is approved. An intake
    officer may do it at the counter for a payee who is there: ``payee`` (table and key as kept) says who it is where
    there are several and an account is given.

    Raises NotYours, ClaimFaulty (``no-account``: none is known and none was given; ``which-payee``), CaseMoved,
    NotPossible.
    """
    with locked(case) as row:
        mine = _chosen(row, _mine(row, actor), account, payee)
        for line in mine:
            _confirm(line, account)
        note(row, actor, "", {"confirmed": [f"{line.table}:{line.account_end}" for line in mine]})
        row.revision += 1
        row.save(update_fields=["revision"])
        if row.payees.filter(confirmed_at__isnull=True, amount_fen__gt=0).exists():
            return row
        move(row, Verb.CONFIRM, actor, **clocks.off())
        told.passed(row)
        return row


def _chosen(
    row: Case, mine: list[PayTo], account: BankAccount | None, payee: tuple[str, str] | None
) -> list[PayTo]:
    """The lines that are spoken for: one account is nobody else's."""
    chosen = [line for line in mine if payee in (None, (line.table, line.key))]
    if not chosen or (len(chosen) > 1 and account is not None and account.number):
        raise ClaimFaulty(
            "which-payee",
            Text(
                "本件有几位收款人，请说明是哪一位的账户。",
                "Several are paid in this case: say whose account it is.",
            ),
            row.number,
            Text("请逐位确认，每位用本人的账户。", "Confirm them one by one, each with the own account."),
        )
    return chosen


def object_to(case: Case, actor: Account, words: str) -> Case:
    """A payee says that something is wrong: the case is checked like a claim. What was promised is let go.

    Raises NotYours, CaseMoved, NotPossible.
    """
    with locked(case) as row:
        mine = _mine(row, actor)
        PayTo.objects.filter(pk__in=[line.pk for line in mine]).update(objection=words)
        approving.release(row, actor)
        first = procedure_of(row.version).steps_of(row.measure, row.origin)[0]
        move(
            row,
            Verb.OBJECT,
            actor,
            words=words,
            step=first.name.zh,
            attempt=row.attempt + 1,
            **clocks.started(first.days),
        )
        return row


def unanswered(authority: Authority) -> QuerySet[Case]:
    """Offers whose time is over without an answer: somebody should call these payees."""
    return Case.objects.filter(authority=authority, state=State.OFFERED, due__lt=clock.today())


def lines_for(account: Account, authority: Authority) -> QuerySet[PayTo]:
    """The payees' lines that an account may answer for: its own person's, and of those it is appointed for."""
    mine = Q(table__in=(), key="")
    if account.person_index is not None:
        own = Sealed.objects.filter(authority=authority, kind=ID_NUMBER, index=account.person_index)
        mine |= Q(key__in=own.values("token"))
    appointed = roles.held(account).filter(authority=authority, role__in=CLAIMANTS).exclude(subject_key="")
    for table, key in appointed.values_list("subject_table", "subject_key"):
        mine |= Q(table=table, key=key)
    return PayTo.objects.filter(mine, authority=authority)


def _mine(row: Case, actor: Account) -> list[PayTo]:
    """The lines that somebody may answer for. Raises NotYours."""
    lines = list(row.payees.order_by("pk"))
    if roles.holds(actor, row.authority, Role.INTAKE):
        return lines
    vocabulary = row.version.loaded().vocabulary
    found = [line for line in lines if stands_for(actor, row.authority, line.table, line.key, vocabulary)]
    if not found:
        raise NotYours(
            "not-yours",
            Text("这笔待确认的补贴不是给您的。", "This offer is not for you."),
            row.number,
            Text(
                "请用收款人本人的账户，或由窗口代办。", "Use the payee's own account, or go to the counter."
            ),
        )
    return found


def _confirm(line: PayTo, account: BankAccount | None) -> None:
    if account is not None and account.number:
        payees.give(line, account)
    elif not line.account:
        raise ClaimFaulty(
            "no-account",
            Text(f"还不知道{line.name}的收款账号。", f"No account of {line.name} is known."),
            line.case.number,
            Text("请填写开户行和账号。", "Give the bank and the account number."),
        )
    else:
        line.confirmed_at = clock.now()
    line.save()
