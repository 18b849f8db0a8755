"""Facts as columns: the same facts as ``language.facts``, one array per column, for whole registers at once.

``ColumnFacts.of(facts)`` lays records out; a registry can also be read straight into columns. Rows stand in the
order of ``Facts``; a link holds the position of the row it points to, a text its place among the column's distinct
texts, a date a packed number (see ``packed``). Nothing is laid out before it is asked for.
"""

from duixian.language.columns.cells import Cells, Link, Texts, packed, unpacked
from duixian.language.columns.errors import BeyondRange, NotHeld
from duixian.language.columns.facts import ColumnFacts
from duixian.language.columns.rows import Rows
from duixian.language.columns.tables import Links, TableColumns

__all__ = [
    "BeyondRange",
    "Cells",
    "ColumnFacts",
    "Link",
    "Links",
    "NotHeld",
    "Rows",
    "TableColumns",
    "Texts",
    "packed",
    "unpacked",
]
