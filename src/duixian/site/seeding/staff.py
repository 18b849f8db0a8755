"""The authorities of the demo and the people who work there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.site.seeding.script import Office, Script

_STAFF = (
    ("author", "政策编制 甲", Role.POLICY_AUTHOR),
    ("approver", "政策编制 乙", Role.POLICY_AUTHOR),
    ("intake", "受理 甲", Role.INTAKE),
    ("first", "初审 甲", Role.FIRST_CHECK),
    ("first2", "初审 乙", Role.FIRST_CHECK),
    ("second", "复核 甲", Role.SECOND_CHECK),
    ("second2", "复核 乙", Role.SECOND_CHECK),
    ("joint", "联审 甲", Role.JOINT_CHECK),
    ("maker", "制单 甲", Role.FINANCE_MAKER),
    ("checker", "财务复核 甲", Role.FINANCE_CHECKER),
    ("reviewer1", "评委 甲", Role.REVIEWER),
    ("reviewer2", "评委 乙", Role.REVIEWER),
    ("reviewer3", "评委 丙", Role.REVIEWER),
    ("admin", "系统管理 甲", Role.ADMIN),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """The district, its neighbour, and who works in the district, by user name. One password for all of the demo."""

    district: Authority
    neighbour: Authority
    accounts: dict[str, Account]
    password: str
    hashed: str

    def __getitem__(self, username: str) -> Account:
        return self.accounts[username]


def engage(script: Script) -> Staff:
    """City, district and neighbour; officers for each role of the district; auditors for district and city."""
    city = _authority(script.city, None)
    district, neighbour = _authority(script.district, city), _authority(script.neighbour, city)
    password = secrets.token_urlsafe(9)
    hashed = make_password(password)
    accounts = {name: account(name, words, hashed) for name, words, _ in _STAFF}
    for name, _, role in _STAFF:
        appoint(accounts[name], district, role)
    for name, words, authority in (("auditor", "审计 甲", district), ("city", "市审计 甲", city)):
        accounts[name] = account(name, words, hashed)
        appoint(accounts[name], authority, Role.AUDITOR)
    accounts["neighbour"] = account("neighbour", "邻区初审 甲", hashed)
    appoint(accounts["neighbour"], neighbour, Role.FIRST_CHECK)
    return Staff(district, neighbour, accounts, password, hashed)


def account(username: str, name: str, hashed: str) -> Account:
    """Somebody who may sign in. Hashing takes a second, so all of the demo share one hash of one password."""
    return Account.objects.create(username=username, name=name, password=hashed)


def _authority(office: Office, parent: Authority | None) -> Authority:
    return Authority.objects.create(code=office.code, name=office.name, english=office.english, parent=parent)
