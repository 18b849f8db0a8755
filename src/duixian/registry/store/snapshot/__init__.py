"""Everything known at a moment, handed out: as files, as columns, or as the facts around some rows.

Whatever the form, rows carry the source they were read from and the real numbers, aliases are applied, and the same
moment always gives the same.
"""

from duixian.registry.store.moments import present
from duixian.registry.store.snapshot.changes import changed_since
from duixian.registry.store.snapshot.exporting import export, read
from duixian.registry.store.snapshot.keys import keys_as_kept, keys_as_written, person_token
from duixian.registry.store.snapshot.near import Surroundings, around, surroundings
from duixian.registry.store.snapshot.whole import Whole, whole

__all__ = [
    "Surroundings",
    "Whole",
    "around",
    "changed_since",
    "export",
    "keys_as_kept",
    "keys_as_written",
    "person_token",
    "present",
    "read",
    "surroundings",
    "whole",
]
