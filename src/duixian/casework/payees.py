"""Whom a case pays, and into which account: from the decision's document, what is known, and what was claimed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from duixian.authorities import clock, sealing
from duixian.casework.content import BankAccount, unsealed
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.people import account_in, cells_of, name_in, unit_of
from duixian.decisions.store.keys import KeptKeys
from duixian.decisions.store.schedule import entitled_by, split
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store.kinds import ACCOUNT

Pair = tuple[str, str]


def lines_of(case: Case, document: Mapping[str, Any], vocabulary: Vocabulary) -> list[PayTo]:
    """The payees of a decision as rows not saved yet; the account is the one the registry knows, if it knows one."""
    kept = KeptKeys(case.authority)
    pairs = [(payee["table"], kept.of(payee["key"])) for payee in document["payees"]]
    own = (case.table, case.key)
    known = cells_of(case.authority, [own, *pairs])
    units = {
        pair: unit_of(vocabulary.tables[case.table], known.get(own, {}), pair[0], vocabulary)
        for pair in pairs
    }
    named = cells_of(case.authority, [unit for unit in units.values() if unit is not None])
    return [
        _line(case, pair, fen, known, _name(units[pair], named, vocabulary), vocabulary)
        for pair, fen in zip(pairs, _amounts(document), strict=True)
    ]


def _amounts(document: Mapping[str, Any]) -> list[int]:
    """Fen of each payee; of a case that is still open what is paid ahead, shared alike."""
    if document["payable"]:
        return [payee["amount"] for payee in document["payees"]]
    return split(entitled_by(dict(document)) or 0, [Fraction(payee["share"]) for payee in document["payees"]])


def settle(case: Case, document: Mapping[str, Any]) -> None:
    """The case's payees as the decision says; accounts that were given before stay, the claimant's is taken over."""
    vocabulary = case.version.loaded().vocabulary
    before = {(line.table, line.key): line for line in case.payees.all()}
    now = lines_of(case, document, vocabulary)
    claimed = unsealed(case.claimed).account
    for line in now:
        pair = line.table, line.key
        if pair in before:
            line.pk = before[pair].pk
            carry(before[pair], line)
        elif claimed.number and pair == (case.claimant_table, case.claimant_key):
            give(line, claimed)
        line.save()
    gone = [line.pk for pair, line in before.items() if pair not in {(one.table, one.key) for one in now}]
    PayTo.objects.filter(pk__in=gone).delete()


def carry(old: PayTo, new: PayTo) -> None:
    """What a payee had said stays said."""
    for name in ("account", "account_index", "account_end", "bank", "told_at", "confirmed_at", "objection"):
        setattr(new, name, getattr(old, name))


def give(line: PayTo, account: BankAccount) -> PayTo:
    """An account for a payee's line; whoever gives it confirms it."""
    number = "".join(account.number.split())
    line.account = sealing.seal(number)
    line.account_index = sealing.index(ACCOUNT, number)
    line.account_end = number[-4:]
    line.bank = account.bank
    line.confirmed_at = clock.now()
    if account.holder:
        line.name = account.holder
    return line


def number_of(line: PayTo) -> str:
    """The account number in clear; empty where none is known."""
    return sealing.unseal(bytes(line.account)) if line.account else ""


def _line(
    case: Case,
    pair: Pair,
    fen: int,
    known: Mapping[Pair, Mapping[str, str]],
    unit: str,
    vocabulary: Vocabulary,
) -> PayTo:
    table = vocabulary.tables[pair[0]]
    cells = known.get(pair, {})
    line = PayTo(
        authority=case.authority,
        case=case,
        table=pair[0],
        key=pair[1],
        name=name_in(table, cells),
        unit=unit,
        amount_fen=fen,
    )
    number = account_in(case.authority, table, cells, vocabulary)
    if number:
        give(line, BankAccount(number=number))
        line.confirmed_at = None
    return line


def _name(unit: Pair | None, known: Mapping[Pair, Mapping[str, str]], vocabulary: Vocabulary) -> str:
    return "" if unit is None else name_in(vocabulary.tables[unit[0]], known.get(unit, {}))
