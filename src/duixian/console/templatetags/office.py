"""``{% load office %}``: words of the domain's own lists in the page's language."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.db.models import TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework.models.appeal import AppealKind, AppealState
from duixian.casework.models.correction import CorrectionState
from duixian.casework.models.listing import ListingState
from duixian.casework.models.sampling import Outcome
from duixian.casework.procedure.parts import Step
from duixian.casework.states import Origin, State, Verb
from duixian.decisions.store.states import DifferenceKind, DifferenceState, RunPurpose, RunState

register = template.Library()

_LISTS: dict[str, type[TextChoices]] = {
    "state": State,
    "origin": Origin,
    "verb": Verb,
    "appeal": AppealKind,
    "appeal_state": AppealState,
    "listing": ListingState,
    "outcome": Outcome,
    "correction": CorrectionState,
    "run": RunState,
    "purpose": RunPurpose,
    "difference": DifferenceKind,
    "difference_state": DifferenceState,
}
_VERDICTS = {"符合": "Eligible", "不符合": "Not eligible", "待定": "Undetermined"}
_TONES = {
    "good": {"已通过", "公示完毕", "已支付", "已办结", "已确认", "已完成", "改正"},
    "waiting": {"待核对", "待本人确认", "待补正", "公示中", "支付中", "待确认", "进行中", "待核", "待办"},
    "attention": {"办理中", "异议核查中", "超时上报"},
    "bad": {"不予", "失败", "作废", "未通过"},
}


def english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "zh").startswith("en")


@register.filter
def word(value: str, which: str) -> str:
    """A member of one of the domain's lists (``state``, ``verb`` …): its Chinese value, or its English label."""
    if which == "verdict":
        return _VERDICTS.get(value, value) if english() else value
    if not value or value not in _LISTS[which].values:
        return value
    # Lists whose labels are themselves translated say the same.
    return str(_LISTS[which](value).label).capitalize() if english() else value


@register.filter
def tone_of(value: str) -> str:
    """How a state looks: good, waiting, attention, bad or plain."""
    return next((tone for tone, states in _TONES.items() if value in states), "")


@register.filter
def step_word(name: str, steps: Mapping[str, Step]) -> str:
    """A step's name; as it stands where no procedure has it any more."""
    step = steps.get(name)
    return step.name.en.capitalize() if step is not None and english() else name


@register.filter
def role_word(role: str) -> str:
    """A role's name."""
    return str(Role(role).label)


@register.filter
def bilingual(item: Mapping[str, str]) -> str:
    """Words kept as ``{zh, en}``."""
    return (item.get("en") or item["zh"]) if english() else item["zh"]


@register.filter
def person(account: Account | None) -> str:
    """Who did something; nobody is the system itself."""
    if account is None:
        return "System" if english() else "系统"
    return account.name or account.username


@register.filter
def get(mapping: Mapping[object, object], key: object) -> object:
    """An entry of a mapping, or nothing."""
    return mapping.get(key, SafeString(""))
