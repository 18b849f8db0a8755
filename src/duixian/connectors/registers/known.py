"""Which outside registers there are, and how each lays out its sheets."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from duixian.authorities.models import Authority
from duixian.connectors.errors import ConnectorError, LayoutError
from duixian.connectors.models import System
from duixian.connectors.sheets.layout import Incoming, Layout, Outgoing, layouts_in
from duixian.language.vocabulary import Table, Vocabulary, load_vocabulary
from duixian.values.bilingual import Text

LAYOUTS = Path(__file__).parent / "layouts"
OWN = "registers"
"""The folder of an installation's own layouts, below its data folder; they win."""


def register_layout(system: System) -> Layout:
    """The layout of an outside register. Raises ConnectorError (``register-unknown``)."""
    known = layouts_in(LAYOUTS, Path(settings.DUIXIAN_DATA) / OWN)
    if system.value in known:
        return known[system.value]
    raise ConnectorError(
        "register-unknown",
        Text(f"{system.label}没有登记表的版式。", f"There is no register's layout for {system.value}."),
        remedy=Text(f"可用：{'、'.join(known)}。", f"Use one of: {', '.join(known)}."),
    )


def table_of(layout: Layout, vocabulary: Vocabulary) -> Table:
    """The register of ours that an outside one fills. Raises LayoutError (``layout-table``)."""
    name = str(layout.rest.get("表", ""))
    if name in vocabulary.tables:
        return vocabulary.tables[name]
    raise LayoutError(
        "layout-table",
        Text(f"版式里的「表: {name}」不是登记表。", f"'表: {name}' names no register."),
        layout.code,
        Text("请写登记表的名称。", "Name a register."),
    )


def vocabulary_of(authority: Authority) -> Vocabulary:
    """The shared vocabulary, at home where the authority is."""
    return load_vocabulary().at_home(authority.code)


def incoming_of(layout: Layout) -> Incoming:
    """How their answer is laid out. Raises LayoutError (``layout-incoming``)."""
    if layout.incoming is None:
        raise _lacks(layout, "layout-incoming", "收到")
    return layout.incoming


def outgoing_of(layout: Layout) -> Outgoing:
    """How the list of questions is laid out. Raises LayoutError (``layout-outgoing``)."""
    if layout.outgoing is None:
        raise _lacks(layout, "layout-outgoing", "发出")
    return layout.outgoing


def _lacks(layout: Layout, code: str, key: str) -> LayoutError:
    return LayoutError(
        code,
        Text(f"版式「{layout.name.zh}」没有写「{key}」。", f"'{layout.name.en}' has no {key}."),
        layout.code,
        Text("请补在版式说明里。", "Add it to the layout."),
    )
