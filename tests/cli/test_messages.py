"""Every sentence of this face stands in both catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from duixian.cli import language

SOURCES = sorted(Path(language.__file__).parent.rglob("*.py"))


def calls() -> list[tuple[Path, ast.Call, str]]:
    """Every call of a function that translates."""
    return [
        (path, node, node.func.id)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "plural")
    ]


def said() -> set[str | tuple[str, ...]]:
    """Every sentence the sources ask for."""
    found: set[str | tuple[str, ...]] = set()
    for _path, node, name in calls():
        texts = tuple(a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
        found.add(texts if name == "plural" else texts[0])
    return found


@cache
def catalogue(lang: str) -> Catalog:
    path = language.LOCALE / lang / "LC_MESSAGES" / f"{language.DOMAIN}.po"
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def ids(lang: str) -> set[str | tuple[str, ...]]:
    return {m.id if isinstance(m.id, str) else tuple(m.id) for m in catalogue(lang) if m.id}


def test_sentences_are_written_out_where_they_are_said() -> None:
    for path, node, name in calls():
        texts = node.args[: 2 if name == "plural" else 1]
        written = all(isinstance(a, ast.Constant) or path.name == "language.py" for a in texts)
        assert written, f"{path.name}:{node.lineno}: a translated sentence must be a constant"


def last_form(words: str | Sequence[str] | None) -> str:
    """The words for many, where there are words for one too."""
    return words if isinstance(words, str) else (words or ("",))[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_is_missing_from_a_catalogue(lang: str) -> None:
    assert said() - ids(lang) == set()


def test_both_catalogues_hold_the_same_sentences() -> None:
    assert ids("zh") == ids("en")


def test_no_sentence_of_ours_is_kept_that_nobody_says() -> None:
    own = {
        m.id if isinstance(m.id, str) else tuple(m.id)
        for m in catalogue("zh")
        if m.id and any(place.startswith("src/") for place, _line in m.locations)
    }
    assert own - said() == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_translation_fills_in_what_the_sentence_fills_in(lang: str) -> None:
    for message in catalogue(lang):
        if not message.id:
            continue
        many, words = last_form(message.id), last_form(message.string)
        blanks = {re.sub(r"!r|:.*", "", name) for name in re.findall(r"\{([^}]*)\}", words)}
        assert blanks <= {re.sub(r"!r|:.*", "", name) for name in re.findall(r"\{([^}]*)\}", many)}, many


def test_the_chinese_is_chinese() -> None:
    for message in catalogue("zh"):
        words = last_form(message.string)
        assert not message.id or re.search(r"[\u3400-\u9fff]", words) or words.startswith("{"), message.id
