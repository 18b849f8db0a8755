"""The states of what is kept here, and which may follow which: data, so that faces and tests read the same."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duixian.decisions.store.errors import not_in_state


class VersionState(TextChoices):
    """Where a version of a policy stands. Only one that is in force pays."""

    DRAFT = "草案", _("草案")
    PROPOSED = "待批准", _("待批准")
    IN_FORCE = "施行", _("施行")
    WITHDRAWN = "停用", _("停用")


class WorkState(TextChoices):
    """Where a policy that is being written stands."""

    WRITING = "编写中", _("编写中")
    PROPOSED = "待批准", _("待批准")
    PUBLISHED = "已施行", _("已施行")
    DISCARDED = "已作废", _("已作废")


class RunState(TextChoices):
    """Where a run stands. A finished run never changes."""

    RUNNING = "进行中", _("进行中")
    DONE = "已完成", _("已完成")
    FAILED = "失败", _("失败")


class RunPurpose(TextChoices):
    """Why the registry was decided: as such, or again because something had changed."""

    WHOLE = "批量", _("批量")
    AGAIN = "复算", _("复算")


class TrialKind(TextChoices):
    """What is tried on a draft."""

    COST = "cost"
    EXAMPLES = "examples"


class EntitlementState(TextChoices):
    """Where an entitlement stands."""

    LIVE = "有效", _("有效")
    ENDED = "终止", _("终止")


class InstalmentState(TextChoices):
    """Where one part of the money stands: the first five as the rule says, the rest as payment goes."""

    PLANNED = "未到期", _("未到期")
    DUE = "应付", _("应付")
    OPEN = "待定", _("待定")
    SKIPPED = "不满足", _("不满足")
    STOPPED = "停止", _("停止")
    IN_PAYMENT = "付款中", _("付款中")
    PAID = "已付", _("已付")
    CANCELLED = "取消", pgettext_lazy("instalment", "取消")


class DifferenceKind(TextChoices):
    """What a difference asks for: money to pay in addition, or money that is not due after all."""

    MORE = "补发", _("补发")
    LESS = "追回", _("追回")


class DifferenceState(TextChoices):
    """Where a line of differences stands."""

    OPEN = "待核", _("待核")
    CONFIRMED = "已确认", _("已确认")
    WITHDRAWN = "已撤销", _("已撤销")


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
