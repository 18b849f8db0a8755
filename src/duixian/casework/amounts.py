"""An appeal against the amount of what was granted, answered: it stands, or the case is decided anew.

What a new decision changes is a line of differences for somebody else's review; nothing that is promised or paid is
written over here.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from duixian.authorities.models import Account
from duixian.casework import told
from duixian.casework.appeals import decided, held_open, not_possible
from duixian.casework.citing import Citing, grounds_of_amount
from duixian.casework.deciding import decided_now
from duixian.casework.errors import NotPossible, NotYours
from duixian.casework.guarding import require_fresh_eyes
from duixian.casework.models.appeal import Appeal, AppealState
from duixian.casework.models.case import Case
from duixian.casework.moving import locked, move, note
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import GRANTED, Verb
from duixian.decisions.store import differences
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, Difference, Entitlement
from duixian.ledger.errors import yuan
from duixian.values.bilingual import Text

STANDS = Text("金额不变", "the amount stands")
ANEW = Text(
    "另行作出新的决定，差额复核后补发或追回", "decided anew; the difference follows once it is reviewed"
)


def uphold(appeal: Appeal, officer: Account, given: Sequence[Citing] = (), words: str = "") -> Appeal:
    """The amount stands, by the words of its clause and what the officer cites besides, as the facts are now.

    Raises NotPossible (``amount-differs``: by now it is another), RefusalWithoutClause (words that do not stand where
    he says), RoleRefused, SameOfficer, CaseMoved.
    """
    with transaction.atomic(), locked(appeal.case) as row:
        held, promised = _judged(appeal, row, officer)
        now = _worth_known(row, officer)
        if now.entitled_fen != promised.amount_fen:
            raise _differs(row, promised.amount_fen, now.entitled_fen or 0)
        cited = grounds_of_amount(document(now), row.version.loaded(), given)
        details = {
            "citations": [one.as_json() for one in cited],
            "appeal": held.kind,
            "fen": now.entitled_fen,
        }
        move(row, Verb.STAND, officer, words=words, details=details)
        told.appeal_decided(row, STANDS, _joined(cited))
        return decided(held, AppealState.UPHELD, officer)


def revise(appeal: Appeal, officer: Account, words: str) -> Appeal:
    """The case is decided anew by what is known now; what that changes is a line for review (``settling``), and until
    it is reviewed nothing more is paid.

    Raises NotPossible (``appeal-not-possible``: it comes out the same, or cannot be worked out), RoleRefused,
    SameOfficer, CaseMoved.
    """
    with transaction.atomic(), locked(appeal.case) as row:
        held, promised = _judged(appeal, row, officer)
        new = _worth_known(row, officer)
        line = differences.between(promised, new, cause=f"{held.kind} {row.number}")
        if line is None:
            raise not_possible(row, "按现在的事实计算，金额没有变化", "by what is known now it is the same")
        move(row, Verb.REVISE, officer, words=words, details=_details(held, line))
        told.appeal_decided(row, ANEW, Text(words, words))
        return decided(held, AppealState.REVERSED, officer, line)


def take_back(appeal: Appeal, claimant: Account) -> Appeal:
    """Whoever contested the amount leaves it as it is. Raises NotYours, NotPossible, CaseMoved."""
    with transaction.atomic(), locked(appeal.case) as row:
        held = held_open(appeal)
        if held.opened_by_id != claimant.pk:
            raise NotYours(
                "not-yours",
                Text("只有提出的人可以撤回。", "Only whoever made it may take it back."),
                row.number,
                Text("请用提出时的账户登录。", "Sign in with the account it was made with."),
            )
        _require_granted(row)
        note(row, claimant, "撤回异议", {"appeal": held.kind})
        return decided(held, AppealState.ENDED, claimant)


def _judged(appeal: Appeal, row: Case, officer: Account) -> tuple[Appeal, Entitlement]:
    """The open appeal and what is promised, for an officer who may judge. Raises as the verbs."""
    held = held_open(appeal)
    procedure = procedure_of(row.version)
    require_fresh_eyes(row, procedure.step(procedure.appeal_step), officer)
    return held, _require_granted(row)


def _require_granted(row: Case) -> Entitlement:
    if row.state not in GRANTED or row.entitlement is None:
        raise not_possible(row, f"该件现为“{row.state}”，没有可以争议的金额", "no amount is promised now")
    return row.entitlement


def _worth_known(row: Case, officer: Account) -> Decision:
    """The case decided now. Raises NotPossible where nobody can say what it is worth."""
    now = decided_now(row, officer)
    if now is None:
        raise not_possible(row, "登记中没有这条记录", "the register does not hold the record")
    if now.entitled_fen is None:
        raise not_possible(row, "按现有事实算不出金额，请先补全登记", "the amount cannot be worked out yet")
    return now


def _details(held: Appeal, line: Difference) -> dict[str, object]:
    return {"appeal": held.kind, "line": line.pk, "kind": line.kind, "fen": line.fen}


def _joined(cited: Sequence[Citing]) -> Text:
    return Text("；".join(one.told.zh for one in cited), "; ".join(one.told.en for one in cited))


def _differs(row: Case, promised: int, now: int) -> NotPossible:
    return NotPossible(
        "amount-differs",
        Text(
            f"按现在的事实计算为 {yuan(now)} 元，与原决定的 {yuan(promised)} 元不同，不能维持。",
            f"By what is known now it is {yuan(now)} yuan, not {yuan(promised)}: the amount cannot stand.",
        ),
        row.number,
        Text("请作出新的决定；差额另行复核。", "Decide it anew; the difference is reviewed by itself."),
    )
