"""Whether the terms of a policy fit the policy itself: its measures, its tables, their columns."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.casework.selection.errors import TermsError
from duixian.casework.selection.reading import FILE
from duixian.casework.selection.terms import ContestTerms, Terms
from duixian.language.rule import Policy
from duixian.values.bilingual import Text


def check_fits(terms: Terms | ContestTerms, policy: Policy) -> None:
    """Raises TermsError for the first measure, table or column that the policy does not know."""
    named = _named_by(terms) if isinstance(terms, Terms) else _named_by_contest(terms)
    stranger = next((what for what in named if what not in _known(policy)), None)
    if stranger is not None:
        raise TermsError(
            "selection-stranger",
            Text(f"政策中没有“{stranger}”。", f"The policy knows no '{stranger}'."),
            where=f"{FILE}: {terms.name}",
            remedy=Text(
                "请核对项目、登记表和栏的名称。", "Check the names of the measure, tables and columns."
            ),
        )


def _known(policy: Policy) -> set[str]:
    """Measures, tables, and columns as ``table.column``."""
    tables = policy.vocabulary.tables
    columns = {f"{name}.{column}" for name, table in tables.items() for column in table.columns}
    return {*policy.measures, *tables, *columns}


def _named_by(terms: Terms) -> Iterator[str]:
    yield from (name for name in (terms.subject, terms.unit, terms.measure) if name)
    yield from terms.apart
    if terms.enrolment is not None:
        yield f"{terms.enrolment.table}.{terms.enrolment.column}"
    for writing in terms.writings:
        yield from (f"{writing.table}.{column}" for column in writing.columns)


def _named_by_contest(terms: ContestTerms) -> Iterator[str]:
    yield from (f"{terms.table}.{column}" for column in (terms.number, *terms.columns))
    if terms.members is not None:
        yield from (
            f"{terms.members.table}.{column}" for column in (terms.members.belongs, terms.members.share)
        )
