"""A district with a policy in force, officers of every role, a budget, a bank and a small registry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import budgeting
from duixian.connectors.channels import exchange_of, open_channel
from duixian.connectors.folders import Folders
from duixian.connectors.models import System
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.publish import publish
from duixian.ledger import budgets
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Item
from duixian.ledger.queries import balance
from duixian.registry.sample import write_sample
from duixian.registry.sample.profile_reading import load_profile

POLICY = Path(__file__).parents[3] / "policies" / "linping" / "skilled-talent-2021"
NUMBER = "临人社发〔2021〕18号"
IN_FORCE = {"D0.1": {"option": "自施行日起", "parameters": {"施行日": "2021-07-01"}}}
PERSONS, SEED = 300, 1
BUDGET_FEN = 100_000_000 * 100
YEAR = date(2023, 1, 1).year


@dataclass
class District:
    """The office of the journey. ``bank`` are the folders that it shares with its bank."""

    authority: Authority
    version: PolicyVersion
    item: Item
    bank: Folders
    staff: dict[Role, Account] = field(default_factory=dict)

    def officer(self, role: Role) -> Account:
        """The officer of a role; each role is another person."""
        return self.staff.setdefault(role, appointed(self.authority, role))

    def money(self) -> dict[Kind, int]:
        """Fen by where they stand, what is empty left out; the free budget too, for it follows from the rest."""
        standing = balance(self.item)
        assert standing.budget_fen == BUDGET_FEN
        return {kind: fen for kind, fen in standing.by_kind.items() if fen and kind is not Kind.BUDGET}


def founded() -> District:
    """The authority, its policy published by two persons under a number, its budget item and its bank."""
    authority = Authority.objects.create(code="330113", name="临平区人力社保局", english="Linping District")
    author, approver = (appointed(authority, Role.POLICY_AUTHOR) for _ in range(2))
    version = publish(
        POLICY,
        authority=authority,
        document_number=NUMBER,
        choices=IN_FORCE,
        author=author,
        approver=approver,
    )
    payer = budgets.Payer("临平区人社专户", "9999000000000000018", "演示银行临平支行", "999999999999")
    item = budgets.open_item(
        authority, YEAR, "2080799", "技能人才补助", BUDGET_FEN, shares={"市级": 4, "区级": 6}, payer=payer
    )
    budgeting.assign(authority, version.policy, item.code)
    channel = open_channel(authority, System.BANK, layout="text-yuan")
    exchange = exchange_of(channel)
    assert isinstance(exchange, Folders)
    return District(authority, version, item, exchange)


def appointed(authority: Authority, role: Role) -> Account:
    """A new account with one role."""
    account = Account.objects.create(username=f"{role.value}-{Account.objects.count()}", name=str(role.label))
    appoint(account, authority, role, since=date(YEAR, 1, 1))
    return account


def registers(folder: Path) -> Path:
    """The registers of the district's people, as ``duixian sample`` makes them."""
    write_sample(folder, PERSONS, SEED, "csv", profile=load_profile(POLICY / "sample.yaml"))
    return folder
