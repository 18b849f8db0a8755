"""Register, correct and withdraw single facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from duixian.authorities.models import Account, Authority
from duixian.language.vocabulary import Table, Vocabulary, load_vocabulary
from duixian.language.vocabulary.cells import column_named, read_row
from duixian.registry.store import errors, moments
from duixian.registry.store.kept.cells import Texts, kept_texts, values_of
from duixian.registry.store.kept.layout import NOWHERE, identity
from duixian.registry.store.kept.single import Laid, lay_out, veiled_texts
from duixian.registry.store.models import Fact, Supplied
from duixian.registry.store.tokens import TOKEN, Veil, numbers_of, unveiled
from duixian.registry.store.wholesome import check, check_storable

Cells = Mapping[str, object]
"""Cells by header, name or alias of their columns, as a register or a form holds them; real numbers, no tokens."""


@transaction.atomic
def register(
    authority: Authority,
    table: str,
    cells: Cells,
    *,
    actor: Account | None,
    source: str,
    evidence: str = "",
    vocabulary: Vocabulary | None = None,
) -> Fact:
    """A new fact; a column not given reads as an empty cell. ``vocabulary``: the shared one unless given.

    Raises RowError for cells that cannot be read, FactRefused (``fact-no-table``, ``fact-catalogue``, ``fact-exists``,
    ``fact-link-missing`` and the codes of rows that contradict themselves)."""
    words = vocabulary or load_vocabulary()
    declared = declared_in(words, table)
    moment = moments.writing(authority)
    values = read_row(declared, cells, words)
    check(declared, values)
    veil = Veil(authority)
    texts = veiled_texts(declared, kept_texts(declared, values), words, veil)
    check_storable(declared, texts)
    laid = lay_out(declared, texts, source)
    current = _current(authority, table, laid.key)
    if current is not None and not current.withdrawn:
        raise errors.already_there(table, laid.key)
    check_links(authority, declared, laid)
    veil.seal()
    keep_register(authority, table, moment)
    return _follow(authority, current, laid, moment, actor, evidence)


@transaction.atomic
def correct(
    authority: Authority,
    table: str,
    key: str,
    changes: Cells,
    *,
    actor: Account | None,
    source: str,
    evidence: str = "",
    vocabulary: Vocabulary | None = None,
) -> Fact:
    """The fact with some cells changed, from now on; a change that changes nothing gives the fact as it is.

    ``key``: as kept, or with the real number in it. Raises RowError, FactRefused (``fact-missing``,
    ``fact-key-changed``, ``fact-link-missing`` …)."""
    words = vocabulary or load_vocabulary()
    declared = declared_in(words, table)
    moment = moments.writing(authority)
    veil = Veil(authority)
    current = _there(authority, table, veil.key(key))
    texts = _changed(declared, current.cells, changes, words, veil)
    if texts == current.cells:
        return current
    veil.seal()
    check_storable(declared, texts)
    check(declared, _values(authority, declared, texts, words))
    laid = lay_out(declared, texts, source)
    check_links(authority, declared, laid)
    return _follow(authority, current, laid.under(current.key), moment, actor, evidence)


@transaction.atomic
def withdraw(
    authority: Authority, table: str, key: str, *, actor: Account | None, source: str, evidence: str = ""
) -> Fact:
    """From now on there is no such fact; what was known before stays known for moments before.

    Raises FactRefused (``fact-missing``)."""
    moment = moments.writing(authority)
    current = _there(authority, table, Veil(authority).key(key))
    laid = Laid(
        table, current.key, current.cells, current.links, current.valid_from, current.valid_to, source
    )
    return _follow(authority, current, laid, moment, actor, evidence, withdrawn=True)


def kept_key(authority: Authority, key: str) -> str:
    """A key as it is kept: with tokens in the place of real numbers."""
    return Veil(authority).key(key)


def history(authority: Authority, table: str, key: str) -> list[Fact]:
    """All rows of a fact, the oldest first: what was known, since when, from where and by whom."""
    kept = Veil(authority).key(key)
    return list(Fact.objects.filter(authority=authority, table=table, key=kept).order_by("known_at"))


def keep_register(authority: Authority, table: str, moment: datetime) -> None:
    """From a moment on the authority keeps this register: what does not stand in it is not so."""
    Supplied.objects.bulk_create(
        [Supplied(authority=authority, table=table, known_at=moment)], ignore_conflicts=True
    )


def declared_in(vocabulary: Vocabulary, table: str) -> Table:
    """A register that facts can be written into. Raises FactRefused (``fact-no-table``, ``fact-catalogue``)."""
    declared = vocabulary.tables.get(table)
    if declared is None:
        raise errors.unknown_table(table)
    if declared.catalogue:
        raise errors.catalogue(table)
    return declared


def _current(authority: Authority, table: str, key: str) -> Fact | None:
    rows = Fact.objects.select_for_update().filter(authority=authority, table=table, key=key)
    return rows.filter(superseded_at__isnull=True).first()


def _there(authority: Authority, table: str, key: str) -> Fact:
    found = _current(authority, table, key)
    if found is None or found.withdrawn:
        raise errors.not_there(table, key)
    return found


def _changed(table: Table, cells: Texts, changes: Cells, vocabulary: Vocabulary, veil: Veil) -> Texts:
    values = read_row(table, changes, vocabulary, partial=True)
    named = {column.name for header in changes if (column := column_named(table, header)) is not None}
    given = {column.name: column for column in table.columns.values() if column.name in named}
    new = veiled_texts(table, kept_texts(table, {name: values[name] for name in given}), vocabulary, veil)
    for column in identity(table):
        if column.name in given and new.get(column.name) != cells.get(column.name):
            raise errors.key_changed(table.name, column.header)
    return {**{name: text for name, text in cells.items() if name not in given}, **new}


def _values(authority: Authority, table: Table, texts: Texts, vocabulary: Vocabulary) -> dict[str, Any]:
    tokens = [token for text in texts.values() for token in TOKEN.findall(text)]
    numbers = numbers_of(authority, tokens)
    return values_of(table, {name: unveiled(text, numbers) for name, text in texts.items()}, vocabulary)


def check_links(authority: Authority, table: Table, laid: Laid) -> None:
    """Every row that is pointed to is known, where its table is kept at all. Raises FactRefused."""
    if not laid.links:
        return
    supplied = set(Supplied.objects.filter(authority=authority).values_list("table", flat=True))
    for column in table.columns.values():
        text = laid.cells.get(column.name)
        if column.link in supplied and text and text not in NOWHERE:
            found = _current(authority, str(column.link), text)
            if found is None or found.withdrawn:
                raise errors.points_nowhere(table.name, column.header, str(column.link))


def _follow(
    authority: Authority,
    current: Fact | None,
    laid: Laid,
    moment: datetime,
    actor: Account | None,
    evidence: str,
    *,
    withdrawn: bool = False,
) -> Fact:
    """Write a row down after the one that was current."""
    if current is not None:
        current.superseded_at = moment
        current.save(update_fields=["superseded_at"])
    fact = Fact.objects.create(
        authority=authority,
        known_at=moment,
        actor=actor,
        evidence=evidence,
        withdrawn=withdrawn,
        **laid.fields(),
    )
    fact.refresh_from_db(fields=["content"])
    return fact
