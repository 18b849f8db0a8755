"""Whether a compiled gettext catalogue says what its source says."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po


def differences(po: bytes, mo: bytes) -> list[str]:
    """The messages that the compiled catalogue lacks, has too many, or says otherwise."""
    written, compiled = _said(read_po(BytesIO(po))), _said(read_mo(BytesIO(mo)))
    return sorted(key for key in written.keys() | compiled.keys() if written.get(key) != compiled.get(key))


def untranslated(po: bytes) -> list[str]:
    """The messages of a catalogue that have no translation, or only a guessed one (fuzzy)."""
    return sorted(_one(message.id) for message in read_po(BytesIO(po)) if message.id and _is_open(message))


def named(catalogue: Catalog) -> set[str]:
    """The messages of a catalogue, with the context of those that have one."""
    return {_called(message) for message in catalogue if message.id}


def quarrels(catalogues: Iterable[Catalog]) -> list[str]:
    """The messages that catalogues translate differently: at run time one of them wins, whoever says it."""
    heard: dict[str, set[str]] = {}
    for catalogue in catalogues:
        for message in catalogue:
            if message.id and message.string:
                heard.setdefault(_called(message), set()).add(_one(message.string))
    return sorted(f"{name}: {' / '.join(sorted(said))}" for name, said in heard.items() if len(said) > 1)


def _called(message: Message) -> str:
    context: str | bytes = message.context or ""  # a compiled catalogue tells it as bytes
    named_by = context.decode() if isinstance(context, bytes) else context
    return f"{named_by}: {_one(message.id)}" if named_by else _one(message.id)


def _is_open(message: object) -> bool:
    string = getattr(message, "string", "")
    forms = string if isinstance(string, list | tuple) else (string,)
    return getattr(message, "fuzzy", False) or not all(forms)


def _said(catalogue: Catalog) -> dict[str, str]:
    return {_called(m): _one(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


def _one(words: object) -> str:
    """Words for one and for many as one text: a source holds them as a pair, a compiled catalogue as a list."""
    return " | ".join(words) if isinstance(words, list | tuple) else str(words)
