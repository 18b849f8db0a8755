"""An office to test in: a district with a policy in force, officers of every role, money, and people on its registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from duixian.authorities import clock, sealing
from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import budgeting, claims, drafts, keys
from duixian.casework.content import BankAccount, Content
from duixian.casework.models import Case
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish
from duixian.ledger.budgets import open_item
from duixian.ledger.models import Item
from duixian.registry.store import facts
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Supplied

POLICIES = Path(__file__).parent / "policies" / "district"
CERTIFICATE, HIRING = "取证补贴", "录用补贴"
KEPT_TABLES = ("人员", "用人单位", "技能证书", "录用", "已享受", "申报")
"""Registers of the office, empty at first: what is not on them is not there."""
EMPLOYER = "91330113123456788B"
ITEM = "2080799"
BUDGET_FEN = 5_000_000
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(serial: int) -> str:
    """A well-formed ID number."""
    digits = f"33011319900101{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


@dataclass
class Office:
    """``staff``: an officer of each role asked for."""

    authority: Authority
    officer: Callable[..., Account]
    version: PolicyVersion
    item: Item
    staff: dict[tuple[Role, int], Account] = field(default_factory=dict)

    def by(self, role: Role, which: int = 1) -> Account:
        """The first, second … officer of a role."""
        if (role, which) not in self.staff:
            self.staff[role, which] = self.officer(role)
        return self.staff[role, which]

    @property
    def intake(self) -> Account:
        """Takes claims in."""
        return self.by(Role.INTAKE)

    @property
    def first(self) -> Account:
        """Checks first."""
        return self.by(Role.FIRST_CHECK)

    @property
    def second(self) -> Account:
        """Checks second."""
        return self.by(Role.SECOND_CHECK)

    @property
    def maker(self) -> Account:
        """Makes payment batches."""
        return self.by(Role.FINANCE_MAKER)

    def known(self, table: str, cells: Mapping[str, object]) -> str:
        """A fact on the register; its key as kept."""
        return facts.register(self.authority, table, cells, actor=None, source="登记").key

    def person(self, serial: int, name: str, account: str = "") -> str:
        """Somebody on the register; the token."""
        return self.known("人员", {"身份证号": id_number(serial), "姓名": name, "银行账号": account})

    def employer(self, code: str = EMPLOYER, name: str = "某精密机械有限公司") -> str:
        """An employer on the register."""
        return self.known("用人单位", {"统一社会信用代码": code, "名称": name})

    def certificate(self, number: str, serial: int, on: str = "2026-06-01", level: str = "高级工") -> str:
        """A certificate on the register."""
        return self.known("技能证书", certificate(number, serial, on, level))

    def account_of(self, serial: int) -> Account:
        """The account of a person."""
        index = sealing.index(ID_NUMBER, id_number(serial))
        return Account.objects.get_or_create(
            person_index=index, defaults={"username": f"person-{serial}", "name": f"本人{serial}"}
        )[0]

    def clerk(self, code: str = EMPLOYER) -> Account:
        """Somebody who acts for an employer."""
        account = Account.objects.create(username=f"clerk-{Account.objects.count()}", name="单位经办人")
        appoint(account, self.authority, Role.EMPLOYER_CLERK, subject=("用人单位", code))
        return account

    def claim(self, serial: int, cells: Mapping[str, str], account: str = "6222020000000001") -> Case:
        """A person claims for a certificate."""
        who = self.account_of(serial)
        draft = drafts.start(self.authority, self.version, CERTIFICATE, who)
        content = Content({"技能证书": [cells]}, account=BankAccount("", account, "某银行"))
        draft = drafts.save(draft, who, content)
        return claims.submit(draft, who, ("人员", keys.kept(self.authority, id_number(serial))))


def certificate(number: str, serial: int, on: str = "2026-06-01", level: str = "高级工") -> dict[str, str]:
    """The cells of a certificate."""
    return {"证书编号": number, "人员": id_number(serial), "技能等级": level, "发证日期": on}


def opened(authority: Authority, officer: Callable[..., Account], policy: str = "grants") -> Office:
    """An office under one of the policies beside this file."""
    author, approver = officer(Role.POLICY_AUTHOR), officer(Role.POLICY_AUTHOR)
    version = publish(
        POLICIES / policy,
        authority=authority,
        document_number="某人社发〔2025〕1号",
        choices={},
        author=author,
        approver=approver,
    )
    Supplied.objects.bulk_create(
        Supplied(authority=authority, table=table, known_at=clock.now()) for table in KEPT_TABLES
    )
    item = open_item(authority, date(2026, 1, 1).year, ITEM, "技能补贴", BUDGET_FEN)
    budgeting.assign(authority, version.policy, ITEM)
    return Office(authority, officer, version, item)
