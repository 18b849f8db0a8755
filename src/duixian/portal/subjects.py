"""For whom somebody who is signed in may act: himself where a register knows him, an employer or institution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duixian.authorities import roles
from duixian.authorities.duties import CLAIMANTS, Role
from duixian.authorities.models import Account, Authority
from duixian.casework.keys import person_table
from duixian.casework.people import names_of
from duixian.language.vocabulary import load_vocabulary
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Fact, Sealed

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, employer or institution at one authority. ``key``: as the registry keeps it (persons by token)."""

    authority: Authority
    table: str
    key: str
    name: str
    role: Role

    @property
    def pair(self) -> Pair:
        """Table and key."""
        return self.table, self.key

    @property
    def is_person(self) -> bool:
        """Whether it is a natural person."""
        return self.role is Role.PERSON

    @property
    def code(self) -> str:
        """How a session or a form names it."""
        return f"{self.authority.pk}|{self.table}|{self.key}"


def subjects_of(account: Account) -> list[Subject]:
    """All for whom the account may act today; a person first, then employers and institutions by name."""
    found = {(one.authority.pk, one.pair): one for one in (*_appointed(account), *_oneself(account))}
    return sorted(found.values(), key=lambda one: (not one.is_person, one.name, one.authority.code))


def _oneself(account: Account) -> Iterator[Subject]:
    """The person himself at each authority whose register knows the number of his identity."""
    if not account.person_index:
        return
    table = person_table(load_vocabulary())
    held = Sealed.objects.filter(kind=ID_NUMBER, index=account.person_index).select_related("authority")
    known = {one.token: one.authority for one in held}
    rows = Fact.objects.filter(
        authority__in=known.values(), table=table, key__in=known, superseded_at__isnull=True, withdrawn=False
    )
    for authority_id, key in rows.values_list("authority_id", "key"):
        if known[key].pk == authority_id:
            yield _named(known[key], table, key, Role.PERSON)


def _appointed(account: Account) -> Iterator[Subject]:
    held = roles.held(account).filter(role__in=CLAIMANTS).exclude(subject_key="").select_related("authority")
    for one in held:
        yield _named(one.authority, one.subject_table, one.subject_key, Role(one.role))


def _named(authority: Authority, table: str, key: str, role: Role) -> Subject:
    names = names_of(authority, [(table, key)], load_vocabulary())
    return Subject(authority, table, key, names.get((table, key), ""), role)


def chosen(subjects: Iterable[Subject], code: object) -> Subject | None:
    """The one a session names, if it still may be acted for; the only one where there is only one."""
    held = list(subjects)
    if len(held) == 1:
        return held[0]
    return next((one for one in held if one.code == code), None)
