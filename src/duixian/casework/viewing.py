"""Sealed parts of a case in clear, for those who may see them; every look is logged."""

from __future__ import annotations

from duixian.authorities import roles
from duixian.authorities.access import log_access
from duixian.authorities.duties import OFFICERS, Role
from duixian.authorities.models import Account
from duixian.casework import payees
from duixian.casework.content import Content, unsealed
from duixian.casework.errors import NotYours
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.standing import stands_for_case
from duixian.values.bilingual import Text

_SEE_ACCOUNTS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)


def claimed(case: Case, reader: Account) -> Content:
    """What the claimant filled in. Raises NotYours."""
    if not (
        stands_for_case(reader, case) or roles.holds(reader, case.authority, *(OFFICERS - {Role.AUDITOR}))
    ):
        raise _not_yours(case)
    content = unsealed(case.claimed)
    log_access(reader, "view", "casework_case", case.number, sorted(content.tables), authority=case.authority)
    return content


def account_number(line: PayTo, reader: Account) -> str:
    """A payee's whole account number. Raises RoleRefused."""
    roles.require(reader, line.authority, *_SEE_ACCOUNTS)
    log_access(reader, "reveal", "casework_payto", str(line.pk), ["account"], authority=line.authority)
    return payees.number_of(line)


def _not_yours(case: Case) -> NotYours:
    return NotYours(
        "not-yours",
        Text("您不能查看这份申请。", "This claim is not yours to see."),
        case.number,
        Text("请用申请人的账户，或由经办人员查看。", "Use the claimant's account, or ask the office."),
    )
