"""The roles, and which of them must not meet in one person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What an account may be appointed to do."""

    PERSON = "person", _("个人")
    EMPLOYER_CLERK = "employer_clerk", _("单位经办")
    INSTITUTION_CLERK = "institution_clerk", _("机构经办")
    INTAKE = "intake", _("受理")
    FIRST_CHECK = "first_check", _("初审")
    SECOND_CHECK = "second_check", _("复核")
    JOINT_CHECK = "joint_check", _("联审部门")
    FINANCE_MAKER = "finance_maker", _("财务制单")
    FINANCE_CHECKER = "finance_checker", _("财务复核")
    REVIEWER = "reviewer", _("评委")
    AUDITOR = "auditor", _("审计")
    POLICY_AUTHOR = "policy_author", _("政策编制")
    ADMIN = "admin", _("系统管理")


CLAIMANTS = frozenset({Role.PERSON, Role.EMPLOYER_CLERK, Role.INSTITUTION_CLERK})
"""They stand on the other side of the counter: they see their own cases, never an authority's rows."""

OFFICERS = frozenset(Role) - CLAIMANTS
"""They work for an authority and see its rows."""

_DECIDING = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.JOINT_CHECK, Role.REVIEWER)
_PAYING = (Role.FINANCE_MAKER, Role.FINANCE_CHECKER)

INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        (Role.FIRST_CHECK, Role.SECOND_CHECK),
        (Role.FINANCE_MAKER, Role.FINANCE_CHECKER),
        *((checking, paying) for checking in _DECIDING for paying in _PAYING),
        *((Role.AUDITOR, other) for other in OFFICERS - {Role.AUDITOR}),
        *((Role.ADMIN, other) for other in (*_DECIDING, *_PAYING)),
        *((Role.POLICY_AUTHOR, paying) for paying in _PAYING),
    )
)
"""Pairs that one account never holds at one time, at whichever authority."""
