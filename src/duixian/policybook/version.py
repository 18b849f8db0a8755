"""The version of a policy: a hash of everything a decision depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from duixian.policybook.book import Book
from duixian.policybook.settings import InForce
from duixian.policybook.texts import canonical


def version_of(book: Book, setting: InForce) -> str:
    """SHA-256 in hex of wording, rules, records with the options in force, and declared facts.

    Examples, remarks of layout and the order of keys in YAML's own sense do not enter: blocks enter as read.
    """
    digest = hashlib.sha256()
    for part in _parts(book, setting):
        raw = part.encode()
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()


def _parts(book: Book, setting: InForce) -> Iterable[str]:
    yield canonical(book.document.front)
    for clause in book.document.clauses:
        yield clause.id
        yield clause.wording
    for contents in book.contents:
        yield contents.block.clause
        yield canonical(contents.block.body)
    if book.document.records is not None:
        yield canonical(book.document.records)
    for record in book.records.values():
        yield repr(setting.of(record))
    yield from book.declared.texts
