"""Screens that ask whether many share one thing: a phone, an account, an issuer on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from duixian.authorities.models import Authority
from duixian.casework.screens.declared import Screen
from duixian.casework.screens.findings import Evidence, Finding
from duixian.casework.states import ENDED

Given = dict[str, int | str | list[str] | list[int]]
MOST_SHOWN = 20
"""So many of the others are named; the number of all is."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One of our cases, what its subject shares, and how many share it; ``others``: their names or numbers."""

    case: int
    key: str
    value: str
    count: int
    others: tuple[str, ...]


_SUBJECTS = """
    SELECT c.id AS case_id, p."key" AS key, p.name AS label, c.number
    FROM casework_payto p JOIN casework_case c ON c.id = p.case_id
    WHERE c.authority_id = %(authority)s AND p."table" = %(table)s AND NOT c.state = ANY(%(ended)s)
    UNION ALL
    SELECT c.id, c."key", c.number, c.number FROM casework_case c
    WHERE c.authority_id = %(authority)s AND c."table" = %(table)s AND NOT c.state = ANY(%(ended)s)
"""
_BY_COLUMNS = f"""
WITH subject AS ({_SUBJECTS}),
valued AS (
    SELECT s.*, ARRAY(SELECT f.cells ->> name FROM unnest(%(columns)s::text[]) WITH ORDINALITY u(name, n) ORDER BY n)
           AS value
    FROM subject s JOIN registry_fact f
      ON f.authority_id = %(authority)s AND f."table" = %(table)s AND f."key" = s.key
     AND f.superseded_at IS NULL AND NOT f.withdrawn
)
SELECT m.case_id, m.key, array_to_string(m.value, '，'), g.n, g.labels
FROM valued m JOIN (
    SELECT value, count(DISTINCT key) AS n, array_agg(DISTINCT label || ' ' || number) AS labels
    FROM valued WHERE array_position(value, NULL) IS NULL AND NOT value && ARRAY['', '无']
    GROUP BY value HAVING count(DISTINCT key) >= %(least)s
) g ON g.value = m.value
WHERE m.case_id = ANY(%(cases)s) ORDER BY m.case_id, m.key
"""
_BY_ACCOUNT = """
WITH paid AS (
    SELECT p.account_index AS value, p.name, p."key", c.number FROM casework_payto p
    JOIN casework_case c ON c.id = p.case_id
    WHERE c.authority_id = %(authority)s AND p.account_index <> '' AND NOT c.state = ANY(%(ended)s)
),
grouped AS (
    SELECT value, count(DISTINCT key) AS n, array_agg(DISTINCT name || ' ' || number) AS labels
    FROM paid GROUP BY value HAVING count(DISTINCT key) >= %(least)s
)
SELECT p.case_id, p."key", '尾号' || p.account_end, g.n, g.labels
FROM casework_payto p JOIN grouped g ON g.value = p.account_index
WHERE p.case_id = ANY(%(cases)s) ORDER BY p.case_id, p."key"
"""


def same_columns(screen: Screen, authority: Authority, cases: Sequence[int]) -> Iterator[Finding]:
    """A finding for each of these cases whose subject has the same columns as enough others of the authority."""
    given: Given = {"table": screen.table, "columns": list(screen.columns)}
    for shared in _found(_BY_COLUMNS, screen, authority, cases, given):
        yield _finding(screen, shared, screen.table, "、".join(screen.columns))


def same_account(screen: Screen, authority: Authority, cases: Sequence[int]) -> Iterator[Finding]:
    """A finding for each of these cases that pays into an account to which others are paid as well."""
    for shared in _found(_BY_ACCOUNT, screen, authority, cases, {}):
        yield _finding(screen, shared, "", "收款账号")


def _found(
    query: str, screen: Screen, authority: Authority, cases: Sequence[int], given: Given
) -> Iterator[Shared]:
    common: Given = {
        "authority": authority.pk,
        "ended": [state.value for state in ENDED],
        "least": screen.least,
        "cases": list(cases),
    }
    with connection.cursor() as cursor:
        cursor.execute(query, {**common, **given})
        rows = cursor.fetchall()
    for case, key, value, count, labels in rows:
        yield Shared(case, key, value, count, tuple(sorted(labels)))


def _finding(screen: Screen, shared: Shared, table: str, column: str) -> Finding:
    """The value shared and those who share it, this case's own among them."""
    facts = [Evidence(table, shared.key, column, shared.value)]
    facts += [Evidence("", "", "同一", label) for label in shared.others[:MOST_SHOWN]]
    if shared.count > MOST_SHOWN:
        facts.append(Evidence("", "", "共计", str(shared.count)))
    return Finding(shared.case, screen.name, tuple(facts))
