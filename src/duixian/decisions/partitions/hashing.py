"""The number that says where a person's rows go: plain arithmetic, the same on every machine, version and engine.

Of an ID number only its 17 digits are used (the check character follows from them). They are mixed modulo a prime,
in steps that never leave 64 bits, so that Python, Polars and Spark agree. A cell in which no ID number can be seen
has no number; its row goes to partition 0, where it is refused or stands for nobody.
"""

from __future__ import annotations

from typing import Final

import polars as pl

PRIME: Final = 2**31 - 1
FIRST, SECOND, MIX = 1_583_458_089, 784_588_716, 48_271
HEAD, BODY = 9, 17
_BLANKS = [" ", "\u3000", "\t", "\r", "\n", "\u00a0", "\ufeff"]
_WIDE = [chr(0xFF10 + digit) for digit in range(10)]


def person_number(cell: str | None) -> int | None:
    """A number from 0 to 2³¹ − 2 for the text of an ID number; None where it holds none."""
    digits = "".join((cell or "").split()).translate({ord(w): str(d) for d, w in enumerate(_WIDE)})[:BODY]
    if len(digits) < BODY or not (digits.isascii() and digits.isdecimal()):
        return None
    mixed = (int(digits[:HEAD]) * FIRST + int(digits[HEAD:]) * SECOND) % PRIME
    return mixed * MIX % PRIME


def person_numbers(cells: pl.Expr) -> pl.Expr:
    """``person_number`` of a column of texts."""
    text = cells.cast(pl.String)
    tidy = text.str.replace_many([*_WIDE, *_BLANKS], [str(d) for d in range(10)] + [""] * len(_BLANKS))
    plain = text.str.contains(r"^[0-9]{17}")
    digits = pl.when(plain).then(text).otherwise(tidy)
    sound = digits.str.contains(r"^[0-9]{17}")
    head = pl.when(sound).then(digits.str.slice(0, HEAD)).cast(pl.Int64, strict=False)
    tail = pl.when(sound).then(digits.str.slice(HEAD, BODY - HEAD)).cast(pl.Int64, strict=False)
    mixed = (head * FIRST + tail * SECOND) % PRIME
    return mixed * MIX % PRIME


def partition_of(number: pl.Expr, count: int) -> pl.Expr:
    """The partition of a person's number among so many; 0 for nobody's."""
    return (number % count).fill_null(0).cast(pl.Int32)
