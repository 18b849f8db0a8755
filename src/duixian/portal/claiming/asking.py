"""What a form asks: the cells nobody knows yet. What is known stands beside it, to be corrected where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duixian.casework.content import Content
from duixian.casework.forms import Field, Form, Section
from duixian.language.vocabulary import Table, Vocabulary
from duixian.language.vocabulary.cells import key_column
from duixian.portal.inputs import INPUTS, YES_NO, Asked, masked
from duixian.registry.store.kinds import sealed_kind
from duixian.values.bilingual import Text

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A known cell: what is shown of it, and the input to correct it, where a form may."""

    label: Text
    shown: str
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Known:
    """A known record of a table."""

    name: Text
    own: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a claim shows. ``asked``: to be filled in; ``known``: the rest, folded."""

    asked: tuple[Asked, ...]
    known: tuple[Known, ...]


def name_of(table: str, column: str) -> str:
    """How a form names a cell of a record."""
    return f"cell|{table}|{column}"


class Asking:
    """Sorts the cells of a form for one draft. ``own``: the registered record that the claim is about, as registers
    write it; None where the claim is about something new."""

    def __init__(self, form: Form, content: Content, vocabulary: Vocabulary, own: Cells | None) -> None:
        self._form, self._content, self._vocabulary, self._own = form, content, vocabulary, own

    def sheet(self, document: Mapping[str, Any] | None) -> Sheet:
        """``document``: the decision there would be, if there can be one: it names what is missing."""
        asked = [*self._new(), *self._missing(document)]
        known = [one for section in self._form.sections for one in self._known_of(section)]
        return Sheet(tuple({one.name: one for one in asked}.values()), tuple(known))

    def known_row(self, section: Section) -> Cells | None:
        """The registered record that a section's first row stands for; None where there is none or it is new."""
        if not section.own:
            # Of several rows nobody can tell which one a cell belongs to.
            one = len(section.rows) == 1 and self._vocabulary.tables[section.table].key is not None
            return section.rows[0] if one else None
        return self._own

    def claimed(self, table: str) -> Cells:
        """What the draft says of a table's first row."""
        rows = self._content.tables.get(table, ())
        return rows[0] if rows else {}

    def _new(self) -> Iterator[Asked]:
        """Every cell of the case's own record, where nobody knows it."""
        section = next(one for one in self._form.sections if one.own)
        if self.known_row(section) is not None:
            return
        table = self._vocabulary.tables[section.table]
        for field in section.fields:
            if not self._is_sealed(table, field.column):
                yield self._asked(section, field, self.claimed(section.table).get(field.column, ""))

    def _missing(self, document: Mapping[str, Any] | None) -> Iterator[Asked]:
        """Cells of known records that the decision lacks."""
        lacking = {(m["table"], m["name"]) for m in (document or {}).get("missing", ())}
        for section in self._form.sections:
            row = self.known_row(section)
            if row is None:
                continue
            for field in section.fields:
                if (section.table, field.column) in lacking and not row.get(field.column):
                    yield self._asked(section, field, self.claimed(section.table).get(field.column, ""))

    def _known_of(self, section: Section) -> Iterator[Known]:
        mine = self.known_row(section)
        rows = section.rows if mine is None or not section.own else (mine,)
        if section.own and mine is None:
            return
        for row in rows:
            yield Known(section.name, section.own, tuple(self._lines(section, row)))

    def _lines(self, section: Section, row: Cells) -> Iterator[Line]:
        table = self._vocabulary.tables[section.table]
        claimed = self.claimed(section.table)
        for field in section.fields:
            text = row.get(field.column, "")
            if not text:
                continue
            if self._is_sealed(table, field.column):
                yield Line(field.name, masked(text), None)
                continue
            open_ = section.own and field.column != table.key
            said = claimed.get(field.column, text)
            yield Line(field.name, text, self._asked(section, field, said) if open_ else None)

    def _is_sealed(self, table: Table, column: str) -> bool:
        return sealed_kind(table.columns[column], self._vocabulary) is not None

    def _asked(self, section: Section, field: Field, value: str) -> Asked:
        held = key_column(self._vocabulary.tables[section.table].columns[field.column], self._vocabulary)
        options = YES_NO if field.kind == "是否" else field.options
        return Asked(
            name_of(section.table, field.column),
            field.name,
            "choice" if options else INPUTS.get(field.kind, "text"),
            value,
            field.required,
            options,
            field.note or held.note,
            section.name,
        )
