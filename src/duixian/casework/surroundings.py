"""What a claim is decided by before it is a case: what is known around it, and the claim itself as a row."""

from __future__ import annotations

from datetime import date

from duixian.authorities.models import Authority
from duixian.casework import keys
from duixian.casework.content import Claimed, Content
from duixian.language.rule import Measure, Policy
from duixian.language.vocabulary import Purpose, Vocabulary

Pair = tuple[str, str]
Rows = dict[str, list[dict[str, str]]]


def pairs_of(authority: Authority, claimed: Claimed, measure: Measure, vocabulary: Vocabulary) -> list[Pair]:
    """The case's record and all that the claimed rows point to, by keys as the registry keeps them."""
    found = {(measure.table, str(claimed.own.key))}
    for name, rows in claimed.records.items():
        links = {c.name: c.link for c in vocabulary.tables[name].columns.values() if c.link is not None}
        found |= {
            (target, str(row.values[column]))
            for row in rows
            for column, target in links.items()
            if isinstance(row.values.get(column), str)
        }
    return [(table, keys.kept(authority, key)) for table, key in sorted(found)]


def new_rows(content: Content, vocabulary: Vocabulary) -> Rows:
    """The rows that say something new: those that only name a known record are left out."""
    found: Rows = {}
    for name, rows in content.tables.items():
        key = vocabulary.tables[name].key
        told = [dict(row) for row in rows if set(row) != {key}]
        if told:
            found[name] = told
    return found


def claim_rows(policy: Policy, measure: Measure, key: str, on: date, number: str) -> Rows:
    """The row of the table of claims that says when this matter was claimed; nothing where there is no such table."""
    table = policy.vocabulary.with_purpose(Purpose.CLAIMS)
    if table is None:
        return {}
    names = {column.english: column.name for column in table.columns.values()}
    cells = {"claim_number": number, "benefit": measure.name, "matter": key, "claimed_on": on.isoformat()}
    return {table.name: [{names[english]: text for english, text in cells.items() if english in names}]}
