"""Accounts of those on the other side of the counter: persons, and clerks of employers and institutions."""

from __future__ import annotations

from duixian.authorities import sealing
from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Role
from duixian.casework.keys import person_table, written
from duixian.casework.people import cells_of, name_in
from duixian.language.vocabulary import Shape, Vocabulary
from duixian.registry.store.kinds import ID_NUMBER
from duixian.site.seeding.choosing import Pair
from duixian.site.seeding.scene import Scene

_CLERK = "经办 甲"


def name_of(scene: Scene, subject: Pair) -> str:
    """As the register has it."""
    table, key = subject
    cells = cells_of(scene.staff.district, [subject]).get((table, key), {})
    return name_in(scene.vocabulary.tables[table], cells)


def role_for(vocabulary: Vocabulary, table: str) -> Role:
    """What somebody is who acts for a row of a table."""
    if table == person_table(vocabulary):
        return Role.PERSON
    return Role.EMPLOYER_CLERK if table == unit_tables(vocabulary)[0] else Role.INSTITUTION_CLERK


def unit_tables(vocabulary: Vocabulary) -> list[str]:
    """Tables whose key is a credit code: employers, then institutions."""
    keyed = [table for table in vocabulary.tables.values() if table.key is not None]
    return [t.name for t in keyed if t.columns[str(t.key)].shape is Shape.CREDIT_CODE]


def account_of(scene: Scene, claimant: Pair, username: str = "") -> Account:
    """The account of a person or of a unit's clerk, made at first need; ``username``: what it is called from now on."""
    table, key = claimant
    role = role_for(scene.vocabulary, table)
    held = Account.objects.filter(
        appointments__role=role, appointments__subject_table=table, appointments__subject_key=key
    ).first()
    account = held or _made(scene, claimant, role)
    if username:
        account.username = username
        account.save(update_fields=["username"])
    return account


def _made(scene: Scene, claimant: Pair, role: Role) -> Account:
    district, (_, key) = scene.staff.district, claimant
    person = role is Role.PERSON
    made = Account.objects.create(
        username=f"{'person' if person else 'clerk'}-{key[-8:]}",
        name=name_of(scene, claimant) if person else _CLERK,
        password=scene.staff.hashed,
        person_index=sealing.index(ID_NUMBER, written(district, key)) if person else None,
    )
    appoint(made, district, role, subject=claimant)
    return made
