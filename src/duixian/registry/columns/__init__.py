"""Registers read straight into columns: the same facts, rejects, notes and counts as ``registry.reading``, without
a record for each row.

``opening`` keeps the cells of files in columns; ``taking`` reads them, plain cells a column at a time and each odd
one by the reader of its kind; ``intake`` puts the sheets of a table together; ``checking`` and ``sorting`` apply the
rules of ``registry.consistency`` and the order of facts; ``readrows`` is what engines see of a table.
"""

from duixian.registry.columns.reading import ColumnReading, columns_of, read_columns, read_tables

__all__ = ["ColumnReading", "columns_of", "read_columns", "read_tables"]
