"""What tables and columns are called in a sentence; the English ones are declared as identifiers."""

from __future__ import annotations

from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape, Vocabulary
from duixian.values.bilingual import Text

_DATED = (Kind.DATE, Kind.MONTH)
_VOWELS = "aeiou"


def table_name(name: str, vocabulary: Vocabulary) -> Text:
    """A table as the name of one of its records."""
    table = vocabulary.tables.get(name)
    return Text(name, table.english.replace("_", " ") if table is not None and table.english else name)


def column_name(table: str, column: str, vocabulary: Vocabulary) -> Text:
    """A column as the name of what it holds."""
    declared = vocabulary.tables[table].columns.get(column) if table in vocabulary.tables else None
    return Text(column, english_of(declared)) if declared is not None else Text(column, column)


def english_of(column: Column) -> str:
    """issued_on → date issued, taxed_in → place taxed, from → start date, hired_on → date hired."""
    word = column.english or column.name
    if column.type.kind in _DATED:
        unit = "date" if column.type.kind is Kind.DATE else "month"
        if word in ("from", "until"):
            return f"{'start' if word == 'from' else 'end'} {unit}"
        if word.endswith("_until"):
            return f"{_words(word.removesuffix('_until'))} end {unit}"
        if word.endswith("_on"):
            return f"{unit} {_words(word.removesuffix('_on'))}"
    if column.shape is Shape.REGION and word.endswith("_in"):
        return f"place {_words(word.removesuffix('_in'))}"
    return _words(word)


def _words(identifier: str) -> str:
    return identifier.replace("_", " ")


def with_article(noun: str) -> str:
    """a person, an employer."""
    return f"{'an' if noun[:1].lower() in _VOWELS else 'a'} {noun}"


def category_name(name: str, vocabulary: Vocabulary) -> Text:
    """A closed list of words as the name of what it tells apart."""
    declared = vocabulary.categories.get(name)
    return Text(name, declared.english.replace("_", " ") if declared and declared.english else name)
