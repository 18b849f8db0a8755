"""``{% load portal %}``: a case's state, what was asked and why, for the people whose cases they are."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from duixian.casework.models import Case
from duixian.casework.selection.models import Nomination, Round
from duixian.casework.selection.nominations import of_subject
from duixian.casework.selection.states import CandidateState
from duixian.casework.states import State
from duixian.design.decision.wording import clause_label
from duixian.ledger.models import Return
from duixian.portal.doors import Claimant
from duixian.portal.nominating.page import name_of_round
from duixian.portal.policies import title_of
from duixian.portal.words import said
from duixian.values.bilingual import Text

register = template.Library()

_WORDS: Mapping[str, object] = {
    State.LISTED: _("待核对"),
    State.OFFERED: _("等您确认"),
    State.CHECKING: _("办理中"),
    State.SUPPLEMENTING: _("等您补正"),
    State.APPROVED: _("已通过，待公示"),
    State.PUBLISHED: _("公示中"),
    State.CONTESTED: _("异议核查中"),
    State.CLEARED: _("待付款"),
    State.ORDERED: _("付款中"),
    State.PAID: _("已到账"),
    State.CLOSED: _("已办结"),
    State.REFUSED: _("未通过"),
    State.WITHDRAWN: _("已撤回"),
}
_TONES = {
    State.OFFERED: "attention",
    State.SUPPLEMENTING: "attention",
    State.APPROVED: "good",
    State.PAID: "good",
    State.CLOSED: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "",
}
_NOMINATIONS = 30
_CANDIDATE_TONES = {
    CandidateState.ELIGIBLE: "good",
    CandidateState.CHOSEN: "good",
    CandidateState.SELECTED: "good",
    CandidateState.INELIGIBLE: "bad",
    CandidateState.STRUCK: "bad",
    CandidateState.WITHDRAWN: "",
    CandidateState.DECLINED: "",
    CandidateState.PASSED_OVER: "",
}
_LOOKS: Mapping[str, object] = {
    "view": _("查看"),
    "export": _("导出"),
    "reveal": _("查看完整号码"),
    "check": _("试算"),
    "submit": _("提交"),
}


@register.filter
def state_words(case: Case) -> str:
    """Where a case stands, as its claimant says it."""
    return str(_WORDS[State(case.state)])


@register.filter
def state_tone(case: Case) -> str:
    """The tone of that state."""
    return _TONES.get(State(case.state), "waiting")


@register.filter
def benefit(case: Case) -> Text:
    """The name of what a case, or a draft, is about."""
    return title_of(case.version, case.measure)


@register.simple_tag
def nominations_of(who: Claimant) -> list[Nomination]:
    """The last nominations of a subject, drafts too."""
    return list(of_subject(who.authority, who.pair)[:_NOMINATIONS])


@register.filter
def round_name(row: Round) -> Text:
    """The name of a round of selection."""
    return name_of_round(row)


@register.filter
def candidate_tone(state: str) -> str:
    """The tone in which somebody is told where his nomination stands."""
    return _CANDIDATE_TONES.get(CandidateState(state), "waiting")


@register.filter
def looked(action: str) -> str:
    """What somebody did who looked at data."""
    return str(_LOOKS.get(action, action))


@register.filter
def bank_words(answer: Return | None) -> str:
    """Why the bank sent money back."""
    if answer is None:
        return ""
    return answer.words if answer.words and get_language() != "en" else str(answer.get_cause_display())


@register.filter
def worded(name: Text) -> str:
    """The name of a register or of one of its columns: English ones are written with low lines there."""
    words = said(name).replace("_", " ")
    return words[:1].upper() + words[1:]


@register.filter
def clause_name(clause: str) -> str:
    """第4条, Clause 4."""
    return clause_label(clause)
