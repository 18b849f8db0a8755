"""The states of what is kept here, and which may follow which: data, so that faces and tests read the same."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from duixian.decisions.store.errors import not_in_state


class VersionState(TextChoices):
    """Where a version of a policy stands. Only one that is in force pays."""

    DRAFT = "草案", _("draft")
    PROPOSED = "待批准", _("waiting for approval")
    IN_FORCE = "施行", _("in force")
    WITHDRAWN = "停用", _("withdrawn")


class RunState(TextChoices):
    """Where a run stands. A finished run never changes."""

    RUNNING = "进行中", _("running")
    DONE = "已完成", _("finished")
    FAILED = "失败", _("failed")


class RunPurpose(TextChoices):
    """Why the registry was decided: as such, or again because something had changed."""

    WHOLE = "批量", _("the whole registry")
    AGAIN = "复算", _("decided again")


class EntitlementState(TextChoices):
    """Where an entitlement stands."""

    LIVE = "有效", _("live")
    ENDED = "终止", _("ended")


class InstalmentState(TextChoices):
    """Where one part of the money stands: the first five as the rule says, the rest as payment goes."""

    PLANNED = "未到期", _("not yet due")
    DUE = "应付", _("due")
    OPEN = "待定", _("open")
    SKIPPED = "不满足", _("skipped")
    STOPPED = "停止", _("stopped")
    IN_PAYMENT = "付款中", _("in payment")
    PAID = "已付", _("paid")
    CANCELLED = "取消", _("cancelled")


class DifferenceKind(TextChoices):
    """What a difference asks for: money to pay in addition, or money that is not due after all."""

    MORE = "补发", _("to pay in addition")
    LESS = "追回", _("to take back")


class DifferenceState(TextChoices):
    """Where a line of differences stands."""

    OPEN = "待核", _("to be reviewed")
    CONFIRMED = "已确认", _("confirmed")
    WITHDRAWN = "已撤销", _("withdrawn")


BY_RULE = (
    InstalmentState.PLANNED,
    InstalmentState.DUE,
    InstalmentState.OPEN,
    InstalmentState.SKIPPED,
    InstalmentState.STOPPED,
    InstalmentState.CANCELLED,
)
"""States that a new decision may change: nobody has begun to pay."""
TAKEN_UP = (InstalmentState.IN_PAYMENT, InstalmentState.PAID)
"""States that no decision changes: the money is on its way or there."""
PROMISED = (InstalmentState.PLANNED, InstalmentState.DUE, *TAKEN_UP)
"""States whose amounts make up what an entitlement is worth."""

_PAYMENT: Mapping[InstalmentState, tuple[InstalmentState, ...]] = {
    InstalmentState.PLANNED: (InstalmentState.DUE,),
    InstalmentState.DUE: (InstalmentState.IN_PAYMENT,),
    InstalmentState.IN_PAYMENT: (InstalmentState.PAID, InstalmentState.DUE),
    InstalmentState.PAID: (InstalmentState.DUE,),
}
"""How payment moves an instalment; money that the bank sends back makes it due again."""


def require_next(old: str, new: InstalmentState, where: str) -> None:
    """Raises StateRefused where payment does not lead from one state to the other."""
    if new not in _PAYMENT.get(InstalmentState(old), ()):
        raise not_in_state(where, old, new)
