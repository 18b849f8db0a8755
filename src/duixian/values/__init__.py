"""Plain values: the words every other layer speaks.

Money is whole fen in a signed 64-bit range; a month is ``year * 12 + month - 1``; a date is
``datetime.date``; a ratio is ``fractions.Fraction``. Nothing here reads a clock, a network or a
database; the only files read are this package's own tables. Every error that a person can meet is
a :class:`duixian.values.bilingual.DuixianError`: what, where, why and what next, in Chinese and
English. Each module is one kind of value; import from the module, not from here.
"""
