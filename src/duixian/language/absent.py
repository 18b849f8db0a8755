"""ABSENT: what is known not to be there, as against what is not known."""

from typing import Final


class Absent:
    """Known to be none: an insurance spell without end, a maximum over no records. There is one, ``ABSENT``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "无"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()
