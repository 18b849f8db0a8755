"""Remark columns of a register that is a part of another one: where each row came from, and whose it is.

Partitions of a large registry carry them, so that rejects name the file and row that the office knows. A *guest* is a
row of another part, there only for checks and links: it makes no reject and no case of its own.
"""

from typing import Final

FILE: Final = "※文件"
"""The name of the file that the row stood in."""

ROW: Final = "※行"
"""The row's number there; the headers stand in row 1."""

GUEST: Final = "※客"
"""Whether the row is a guest."""
