"""The ways of the console: those of this root, then those that its areas name themselves."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.utils.translation import gettext_lazy as _

from duixian.authorities.duties import OFFICERS, Role
from duixian.design.navigation import Entry

_AREAS = ("finance", "publicity", "selection", "services", "policies", "insight", "audit")
_CHECKING = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)
_PAYING = (Role.FINANCE_MAKER, Role.FINANCE_CHECKER)

_CASES, _REGISTERS, _STAFF = _("办件"), _("登记与核对"), _("管理")

_OWN = (
    Entry(_("工作列表"), "console:home", OFFICERS, _CASES),
    Entry(_("批量办理"), "console:batches", (*_CHECKING, Role.AUDITOR), _CASES),
    Entry(_("免申名单"), "console:listings", (*_CHECKING, *_PAYING, Role.AUDITOR), _CASES),
    Entry(_("批量计算"), "console:runs", (*_CHECKING, *_PAYING, Role.POLICY_AUTHOR, Role.AUDITOR), _CASES),
    Entry(_("异议与复核"), "console:appeals", (*_CHECKING, Role.AUDITOR), _CASES),
    Entry(_("补发与追回"), "console:differences", (*_CHECKING, Role.FINANCE_CHECKER, Role.AUDITOR), _CASES),
    Entry(_("理由库"), "console:reasons", (*_CHECKING, Role.AUDITOR), _CASES),
    Entry(_("查登记"), "console:registers", (*_CHECKING, *_PAYING, Role.AUDITOR), _REGISTERS),
    Entry(_("更正申请"), "console:corrections", (*_CHECKING, Role.AUDITOR), _REGISTERS),
    Entry(_("合并重复"), "console:merging", (Role.INTAKE, Role.FIRST_CHECK, Role.AUDITOR), _REGISTERS),
    Entry(_("导入登记表"), "console:imports", (Role.INTAKE, Role.FIRST_CHECK, Role.ADMIN), _REGISTERS),
    Entry(_("人员与角色"), "console:staff", (Role.ADMIN,), _STAFF),
)


def _of_area(name: str) -> tuple[Entry, ...]:
    """The ways that an area has written down; none while it has no pages."""
    place = f"duixian.console.{name}.navigation"
    return tuple(import_module(place).ENTRIES) if find_spec(place) is not None else ()


ENTRIES: tuple[Entry, ...] = (*_OWN, *(entry for name in _AREAS for entry in _of_area(name)))
