"""What came with a form, laid over the draft: cells that say what is known already are left out."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from duixian.casework.content import BankAccount, Content
from duixian.casework.forms import Form
from duixian.language.vocabulary import Vocabulary
from duixian.portal.claiming.asking import Asking, name_of

Cells = Mapping[str, str]


def content_from(
    posted: QueryDict, draft: Content, form: Form, vocabulary: Vocabulary, own: Cells | None
) -> Content:
    """The draft's content with everything the form sent."""
    asking = Asking(form, draft, vocabulary, own)
    tables = {table: [dict(row) for row in rows] for table, rows in draft.tables.items()}
    for section in form.sections:
        given = _given(posted, section.table, [field.column for field in section.fields])
        if not given and section.table not in tables:
            continue
        known = asking.known_row(section)
        said = {**asking.claimed(section.table), **given}
        row = _told(said, known, vocabulary.tables[section.table].key)
        if row:
            tables[section.table] = [row, *tables.get(section.table, [{}])[1:]]
        else:
            tables.pop(section.table, None)
    return Content(tables, draft.year, _account(posted, draft.account))


def _given(posted: QueryDict, table: str, columns: list[str]) -> dict[str, str]:
    names = {column: name_of(table, column) for column in columns}
    return {column: str(posted[name]).strip() for column, name in names.items() if name in posted}


def _told(said: Cells, known: Cells | None, key: str | None) -> dict[str, str]:
    """A row that changes nothing of what is known only names its record; one that does is given whole."""
    if known is None or key is None:
        return dict(said)
    changed = {column: text for column, text in said.items() if text != known.get(column, "")}
    if not changed:
        return {key: known[key]}
    return {**known, **changed}


def _account(posted: QueryDict, draft: BankAccount) -> BankAccount:
    """The account chosen: the one the register knows is not given again."""
    if posted.get("account-from") == "known":
        return BankAccount()
    number = posted.get("account-number")
    if number is None:
        return draft
    kept = draft.number if not number.strip() and posted.get("account-kept") else number
    return BankAccount(
        posted.get("account-holder", "").strip(),
        "".join(kept.split()),
        posted.get("account-bank", "").strip(),
    )
