"""The registry as rows: what is true when, and since when it is known; append-only.

The story: ``importing`` brings in folders of registers, ``facts`` registers, corrects and withdraws single facts,
``snapshot`` hands out everything known at a moment as registers again. A row is never changed: a correction is a new
row, and the old one only learns since when it is superseded. ID and account numbers stand nowhere but in ``Sealed``;
everywhere else stands their token. ``duplicates`` proposes persons and employers that are one, ``merging`` joins them
by an alias that can be taken back, ``elsewhere`` says in which other authorities the same number or matter is known.

Invariants: of each (authority, table, key) one row at most is current (a constraint); the hash of a row's cells is
the database's own (a trigger); the same content imported again changes nothing.
"""
