"""Who may ask: the kinds of payees a policy has, in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duixian.design.decision.telling import told
from duixian.engines.prose.names import table_name
from duixian.language.rule import Policy
from duixian.public.calculator.answers import table_key

_WORDS: Mapping[str, tuple[Promise, str]] = {
    "人员": (_("我自己（职工、技能人才）"), "person"),
    "用人单位": (_("我们单位（企业、社会组织等）"), "building"),
    "机构": (_("我们培训机构或院校"), "gift"),
}
"""Of the shared vocabulary's tables, those that payees stand in."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of payee: its table, as it stands in the address, in words, with an icon."""

    table: str
    key: str
    words: str
    icon: str


def people(policy: Policy) -> list[Kind]:
    """The kinds of payees of a policy, persons first."""
    found = {str(payee.who.type.of) for measure in policy.measures.values() for payee in measure.payees}
    order = {table: place for place, table in enumerate(_WORDS)}
    return [
        _kind(table, policy)
        for table in sorted(found, key=lambda table: (order.get(table, len(order)), table))
    ]


def _kind(table: str, policy: Policy) -> Kind:
    words, icon = _WORDS.get(table, (told(table_name(table, policy.vocabulary)), "person"))
    return Kind(table, table_key(policy.vocabulary.tables[table]), str(words), icon)
