"""The shared vocabulary of facts: tables, columns and categories, as data.

``load_vocabulary()`` reads ``tables.yaml`` and ``categories.yaml`` beside this file; a policy's own
``facts.yaml`` is laid over it with ``Vocabulary.extended``. Import sheets, claim forms, the API and the
expression language all follow from these declarations alone.
"""

from duixian.language.vocabulary.declare import VocabularyError, load_vocabulary, read_declarations
from duixian.language.vocabulary.schema import Category, Column, Purpose, Shape, Table, Vocabulary

__all__ = [
    "Category",
    "Column",
    "Purpose",
    "Shape",
    "Table",
    "Vocabulary",
    "VocabularyError",
    "load_vocabulary",
    "read_declarations",
]
