"""What happened to a case, where it stands, and what comes next with its clocks in working days: for the claimant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duixian.authorities import clock
from duixian.casework import appeals
from duixian.casework.models import Case, Happening
from duixian.casework.models.appeal import AppealAbout
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.procedure.parts import Procedure
from duixian.casework.states import Origin, State, Verb
from duixian.design.decision.wording import clause_label
from duixian.notices import calendar
from duixian.portal.words import said
from duixian.values.bilingual import DuixianError, Text

DONE, NOW, NEXT, BAD = "done", "now", "", "bad"

_TOLD: Mapping[str, tuple[object, str]] = {
    Verb.SUBMIT: (gettext_lazy("已提交申请"), DONE),
    Verb.OFFER: (gettext_lazy("告知您有一笔补贴"), DONE),
    Verb.CONFIRM: (gettext_lazy("收款账户已确认"), DONE),
    Verb.OBJECT: (gettext_lazy("您提出了异议"), DONE),
    Verb.RETURN: (gettext_lazy("退回上一步重新核对"), DONE),
    Verb.ASK: (gettext_lazy("请您一次性补正"), DONE),
    Verb.SUPPLY: (gettext_lazy("您已补正"), DONE),
    Verb.LAPSE: (gettext_lazy("逾期未补正，视为撤回"), BAD),
    Verb.APPROVE: (gettext_lazy("审核通过"), DONE),
    Verb.REFUSE: (gettext_lazy("不予支持"), BAD),
    Verb.WITHDRAW: (gettext_lazy("已撤回"), BAD),
    Verb.PUBLISH: (gettext_lazy("开始公示"), DONE),
    Verb.UNPUBLISH: (gettext_lazy("撤下公示"), DONE),
    Verb.CONTEST: (gettext_lazy("公示收到异议，正在核查"), DONE),
    Verb.DISMISS: (gettext_lazy("异议不成立，继续公示"), DONE),
    Verb.EXAMINE: (gettext_lazy("重新核查"), DONE),
    Verb.CLEAR: (gettext_lazy("公示期满"), DONE),
    Verb.ORDER: (gettext_lazy("已送付款"), DONE),
    Verb.PAY: (gettext_lazy("款项到账"), DONE),
    Verb.CLOSE: (gettext_lazy("已办结"), DONE),
    Verb.REOPEN: (gettext_lazy("按您的复核申请重新办理"), DONE),
    Verb.STAND: (gettext_lazy("复核结果：金额不变"), DONE),
    Verb.REVISE: (gettext_lazy("复核结果：作出了新的决定"), DONE),
    Verb.ESCALATE: (gettext_lazy("超过办理时限，已上报督办"), BAD),
}
"""What a claimant is told of each verb; the rest is the office's own business."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line. ``state``: done, now, bad, or empty for what is to come."""

    name: str
    state: str
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The running clock. ``left``: working days to its last day; less than none when it ran out."""

    until: date
    left: int

    @property
    def words(self) -> str:
        """As people say it."""
        if self.left < 0:
            return _("已超过时限 %(days)s 个工作日") % {"days": -self.left}
        if self.left == 0:
            return _("今天是最后一天")
        return ngettext("还剩 %(days)s 个工作日", "还剩 %(days)s 个工作日", self.left) % {"days": self.left}


def timeline(case: Case) -> list[Moment]:
    """All lines in order of time: past, present, future."""
    return [*_past(case), *_future(case)]


def clock_of(case: Case) -> Clock | None:
    """The clock that runs now: the office's, or the claimant's own."""
    until = until_of(case)
    return None if until is None else Clock(until, days_left(until))


def until_of(case: Case) -> date | None:
    """The last day of what somebody has to do now."""
    if case.state == State.SUPPLEMENTING:
        return case.supplement.due
    if case.state == State.REFUSED:
        return appeals.last_day(case)
    if case.state == State.PUBLISHED and case.publicity is not None:
        return case.publicity.public_until or case.publicity.inside_until
    return case.due


def days_left(until: date) -> int:
    """Working days from today to a day."""
    today = clock.today()
    return calendar.between(today, until) if until >= today else -calendar.between(until, today)


def _past(case: Case) -> Iterator[Moment]:
    for line in case.history.order_by("pk"):
        if line.verb == Verb.PASS:
            yield Moment(_("“%(step)s”通过") % {"step": _passed(case, line)}, DONE, line.at)
        elif line.verb in _TOLD:
            name, state = _TOLD[line.verb]
            if line.details.get("about") == AppealAbout.AMOUNT:
                name = _("您对金额提出了异议")
            yield Moment(str(name), state, line.at, _own_words(line))


def _own_words(line: Happening) -> str:
    """What was said to the claimant or by him; officers' notes among themselves are not told."""
    if line.verb == Verb.STAND:
        return "；".join(_cited(one) for one in line.details.get("citations", ()))
    spoken = (Verb.REFUSE, Verb.RETURN, Verb.WITHDRAW, Verb.SUPPLY, Verb.OBJECT, Verb.REOPEN, Verb.REVISE)
    return line.words if line.verb in spoken else ""


def _cited(one: Mapping[str, Any]) -> str:
    """A reason, and the words of the policy it rests on."""
    reason = said(Text(one["reason"]["zh"], one["reason"]["en"]))
    return f"{reason}（{clause_label(one['clause'])}“{one['quote']}”）"


def _passed(case: Case, line: Happening) -> str:
    return _step_name(procedure_of(case.version), str(line.details.get("passed", line.step)))


def _step_name(procedure: Procedure, name: str) -> str:
    """A step in the page's language; one that the procedure no longer has keeps the name it had."""
    try:
        return said(procedure.step(name).name)
    except DuixianError:
        return name


def _future(case: Case) -> Iterator[Moment]:
    state = State(case.state)
    if state is State.OFFERED:
        yield Moment(_("请您确认收款账户"), NOW)
    if state is State.SUPPLEMENTING:
        yield Moment(_("等待您补正"), NOW)
    if state in (State.CHECKING, State.SUPPLEMENTING):
        yield from _steps(case, now=state is State.CHECKING)
    yield from _rest(case, state)


def _steps(case: Case, *, now: bool) -> Iterator[Moment]:
    procedure = procedure_of(case.version)
    steps = procedure.steps_of(case.measure, case.origin)
    at = next((n for n, step in enumerate(steps) if step.name.zh == case.step), 0)
    for place, step in enumerate(steps[at:]):
        limit = ngettext("%(days)s 个工作日内", "%(days)s 个工作日内", step.days) % {"days": step.days}
        yield Moment(said(step.name), NOW if now and place == 0 else NEXT, words=limit)


def _rest(case: Case, state: State) -> Iterator[Moment]:
    """Notice and payment, as far as they lie ahead."""
    procedure = procedure_of(case.version)
    before_notice = (State.OFFERED, State.CHECKING, State.SUPPLEMENTING, State.APPROVED)
    before_payment = (*before_notice, State.PUBLISHED, State.CONTESTED, State.CLEARED)
    if state in before_notice and procedure.stages:
        days = procedure.notice_days
        limit = ngettext("%(days)s 个工作日", "%(days)s 个工作日", days) % {"days": days}
        yield Moment(_("公示"), NOW if state is State.APPROVED else NEXT, words=limit)
    if state is State.PUBLISHED:
        yield Moment(_("公示中"), NOW)
    if state in before_payment and case.origin in Origin.values:
        yield Moment(_("付款"), NOW if state is State.CLEARED else NEXT)
    if state is State.ORDERED:
        yield Moment(_("银行付款中"), NOW)
