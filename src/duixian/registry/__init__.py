"""The people, employers and dated facts that decisions are made about, and how they are imported.

``read_registry`` reads a folder of registers into facts; what cannot be used becomes a reject with the whole row
and what to do about it, and is written back for the office with ``write_rejects``. ``read_columns`` does
the same for whole registers at once, without a record per row. ``write_template`` makes empty
import sheets, ``write_registry`` writes facts out again. ``sample`` makes a registry up.
"""

from duixian.registry.columns import ColumnReading, columns_of, read_columns
from duixian.registry.notes import Note, RegistryError
from duixian.registry.reading import Count, Progress, Reading, read_registry, read_sheets
from duixian.registry.reject_files import write_rejects
from duixian.registry.rejects import Reject
from duixian.registry.templates import write_template
from duixian.registry.writing import write_registry

__all__ = [
    "ColumnReading",
    "Count",
    "Note",
    "Progress",
    "Reading",
    "RegistryError",
    "Reject",
    "columns_of",
    "read_columns",
    "read_registry",
    "read_sheets",
    "write_registry",
    "write_rejects",
    "write_template",
]
