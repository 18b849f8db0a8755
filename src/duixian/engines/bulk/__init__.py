"""The bulk engine: a whole registry decided at once, with every reason in columns.

The story: ``frames`` hold the facts in columns; ``compiler`` and the families beside it turn each node of
the language into ``expressions`` over a ``space`` (one row for each case, or for each record that an
aggregate looks at), a graph of ``nodes`` that ``evaluation`` works out when something of it is asked for; ``moves``
join and fold rows; ``trace`` has truth, value found and value asked for of every test; ``cases`` decides one
measure; ``expand`` writes any row out as the same outcome as the reference engine's. The invariants: agreement
with the reference to the byte; null is never zero; a number that might leave 64 bits stops the run
(``errors.BeyondRange``) and a word that has no column form yet is named (``errors.NotCompiled``), so that the
caller can take the reference engine for it.
"""
