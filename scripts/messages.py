"""Collects what the service says into each app's ``locale/en`` and compiles every catalogue.

The words of the source are Chinese; a translation that is there stays, one that nothing says any more goes, and a new
message takes the English that another app already has for it. What stays empty is left to a person; a test names it.

``python scripts/messages.py [app …]``: only these apps, such as ``portal console``; all without a name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "duixian"
PO = Path("locale/en/LC_MESSAGES/django.po")
Words = str | tuple[str, ...] | list[str]
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
HAN = re.compile("[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: duixian\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def apps() -> list[Path]:
    """The folders of the Django apps that say something."""
    return sorted(path.parent for path in SOURCE.rglob("apps.py") if any(_spoken(path.parent)))


def _spoken(app: Path) -> Iterator[Path]:
    """The files of one app whose messages are its own: those of an app inside of it are not."""
    inner = [path.parent for path in app.rglob("apps.py") if path.parent != app]
    for path in sorted((*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt"))):
        if not any(folder in path.parents for folder in inner) and path.parent.name != "migrations":
            yield path


def collected(app: Path) -> Catalog:
    """Every message of an app, without translations."""
    found = Catalog(locale="en", charset="utf-8")
    for path in _spoken(app):
        place = path.relative_to(SOURCE.parents[1]).as_posix()
        for _line, words, _comments, context in said_in(path):
            found.add(words, locations=[(place, 0)], context=context)
    return found


def said_in(path: Path) -> Iterable[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """The messages of one file, as Babel tells them."""
    text = path.read_text(encoding="utf-8")
    source = text if path.suffix == ".py" else _as_python(text, path.name)
    return extract("python", BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})


def _as_python(template: str, name: str) -> str:
    """A template as Django hands it to gettext; its indentation means nothing to Python."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=name).split("\n"))


def kept(app: Path) -> Catalog:
    """The app's catalogue as it stands; empty where there is none yet."""
    file = app / PO
    return read_po(BytesIO(file.read_bytes())) if file.is_file() else Catalog(locale="en")


def brought_together(app: Path, others: Iterable[Catalog]) -> Catalog:
    """What the app says now, with the translations that are there."""
    found, known = collected(app), [kept(app), *others]
    for message in found:
        if message.id:
            message.string = _translation(message.id, message.context, known)
    return found


def _translation(words: Words, context: str | None, known: Iterable[Catalog]) -> Words:
    for catalogue in known:
        same = catalogue.get(words, context)
        # A message for one and for many is found by the words for one alone.
        if same is not None and same.string and same.id == words and not same.fuzzy:
            return same.string
    plain = HAN.search("".join(words)) is None
    if isinstance(words, str):
        return words if plain else ""
    return tuple(words) if plain else ("",) * len(words)


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file: no dates and no line numbers, so only what is said changes it."""
    body = BytesIO()
    write_po(
        body,
        catalogue,
        omit_header=True,
        include_lineno=False,
        width=110,
        sort_by_file=True,
        ignore_obsolete=True,
    )
    return HEADER.encode() + body.getvalue()


def compiled(po: bytes) -> bytes:
    """The catalogue as gettext reads it."""
    catalogue, target = read_po(BytesIO(po)), BytesIO()
    # Babel writes the hour of compiling into the header: the same words are to be the same bytes.
    catalogue.creation_date = catalogue.revision_date = NEVER
    write_mo(target, catalogue)
    return target.getvalue()


def main(names: list[str]) -> None:
    """Collects the named apps, or all, and compiles every catalogue below ``src``."""
    settings.configure()
    every = {app.relative_to(SOURCE).as_posix(): app for app in apps()}
    catalogues = {name: kept(app) for name, app in every.items()}
    for name in names or every:
        whole = brought_together(every[name], catalogues.values())
        if len(whole):
            _write(every[name] / PO, written(whole))
        empty = [message.id for message in whole if message.id and not all(_forms(message.string))]
        print(f"{name}: {len(whole)} messages, {len(empty)} without English")
    for po in SOURCE.rglob("*.po"):
        _write(po.with_suffix(".mo"), compiled(po.read_bytes()))


def _forms(string: Words | None) -> Iterable[str]:
    return (string,) if isinstance(string, str) else string or ("",)


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
