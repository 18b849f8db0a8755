"""Whether a compiled gettext catalogue says what its source says."""

from __future__ import annotations

from io import BytesIO

from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po


def differences(po: bytes, mo: bytes) -> list[str]:
    """The messages that the compiled catalogue lacks, has too many, or says otherwise."""
    written, compiled = _said(read_po(BytesIO(po))), _said(read_mo(BytesIO(mo)))
    return sorted(key for key in written.keys() | compiled.keys() if written.get(key) != compiled.get(key))


def untranslated(po: bytes) -> list[str]:
    """The messages of a catalogue that have no translation, or only a guessed one (fuzzy)."""
    return sorted(str(message.id) for message in read_po(BytesIO(po)) if message.id and _is_open(message))


def _is_open(message: object) -> bool:
    return getattr(message, "fuzzy", False) or not getattr(message, "string", "")


def _said(catalogue: Catalog) -> dict[str, str]:
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}
