"""The numbering at the start of a line: 第一章, 一、, 第四条, （一）, 1., （1）, ①."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = "[一二三四五六七八九十百〇零两]+"
_NUMBER = rf"(?:{_HAN}|\d{{1,3}})"

# From the widest to the narrowest; a clause belongs to the nearest open clause of a wider kind. What follows a
# marker keeps out sentences that start with a reference: 第四条规定的…, （一）至（三）项…, 一、二等奖….
_KINDS = (
    ("附件", rf"附件{_NUMBER}?(?=[:：\s]|$)"),
    ("章", rf"第{_NUMBER}章(?![的所规第中])"),
    ("节", rf"第{_NUMBER}节(?![的所规第中])"),
    ("一、", rf"{_HAN}、(?!{_HAN}[、级等类名次])"),
    ("条", rf"第{_NUMBER}条(?:之{_HAN})?(?![的所规第中款项、和至或及与])"),
    ("（一）", rf"[（(]{_HAN}[）)](?![至、和或及与项款])"),
    ("1.", r"\d{1,3}(?:[.．](?!\d)|[.．](?=(?:19|20)\d\d年)|、(?!\d))"),
    ("（1）", r"[（(]\d{1,3}[）)](?![至、和或及与项款])"),
    ("1）", r"\d{1,2}[）)]"),
    ("①", r"[①-⑳]"),
)
_MARKERS = tuple((rank, kind, re.compile(pattern)) for rank, (kind, pattern) in enumerate(_KINDS))
_DECORATION = re.compile(r"\A[\s#]+|\*\*|\s+\Z")


@dataclass(frozen=True, slots=True)
class Marker:
    """``rank`` orders the kinds, 0 is the widest; ``number`` is set for 1., 2., 3. only."""

    rank: int
    label: str
    text: str
    number: int | None


def undecorated(line: str) -> str:
    """The line without the signs of Markdown (#, **) and the blanks at its ends."""
    return _DECORATION.sub("", line).strip()


def marker_of(line: str) -> Marker | None:
    """The numbering that an undecorated line starts with."""
    for rank, kind, pattern in _MARKERS:
        if found := pattern.match(line):
            number = int(re.sub(r"\D", "", found[0])) if kind == "1." else None
            return Marker(rank, label_of(found[0]), found[0], number)
    return None


def label_of(marker: str) -> str:
    """一、 is 一; 1. is 1; (一) is （一） and （1） is (1), however the brackets were typed."""
    bare = marker.strip().rstrip(".．、:： ")
    if re.fullmatch(r"[（(].+[）)]", bare):
        inner = bare[1:-1]
        return f"({inner})" if inner.isascii() else f"（{inner}）"
    return bare.replace("）", ")") if re.fullmatch(r"\d+[）)]", bare) else bare
