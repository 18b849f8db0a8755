"""The states of rounds, candidates, contests, list entries and referrals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    CALLED = "called", _("提名中")
    REVIEWING = "reviewing", _("评审中")
    RANKED = "ranked", _("已排序")
    PUBLISHED = "published", _("公示中")
    ANNOUNCED = "announced", _("已公布")
    CANCELLED = "cancelled", _("已取消")


class CandidateState(models.TextChoices):
    NOMINATED = "nominated", _("已提名")
    ELIGIBLE = "eligible", _("符合条件")
    UNDECIDED = "undecided", _("条件待核")
    INELIGIBLE = "ineligible", _("不符合条件")
    DECLINED = "declined", _("本人谢绝")
    WITHDRAWN = "withdrawn", _("提名已撤回")
    TIED = "tied", _("并列待定")
    CHOSEN = "chosen", _("拟入选")
    PASSED_OVER = "passed_over", _("未入选")
    SELECTED = "selected", _("入选")
    STRUCK = "struck", _("异议成立")


class Ground(models.TextChoices):
    """Why a reviewer does not score a candidate."""

    DECLARED = "declared", _("本人申请回避")
    SAME_PERSON = "same_person", _("评委即候选对象")
    NOMINATOR = "nominator", _("提名人")
    CLERK = "clerk", _("候选单位经办人")
    SHARED = "shared", _("同单位或同户")


class ContestState(models.TextChoices):
    ANNOUNCED = "announced", _("已登记")
    IMPORTED = "imported", _("成绩已导入")
    PUBLISHED = "published", _("公示中")
    RECORDED = "recorded", _("成绩已入库")


class EntryState(models.TextChoices):
    INVITED = "invited", _("已通知")
    ATTENDED = "attended", _("已参加")
    DECLINED = "declined", _("放弃")
    MISSED = "missed", _("未参加")


class ReferralState(models.TextChoices):
    OPEN = "open", _("待答复")
    ANSWERED = "answered", _("已答复")
    WITHDRAWN = "withdrawn", _("已撤回")


TAKING_PART = (CandidateState.ELIGIBLE,)
"""Whom reviewers score."""
STANDING = (
    CandidateState.NOMINATED,
    CandidateState.ELIGIBLE,
    CandidateState.UNDECIDED,
    CandidateState.TIED,
    CandidateState.CHOSEN,
    CandidateState.SELECTED,
)
"""Candidates that are in a round once."""
