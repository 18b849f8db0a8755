"""Administrative regions: a dated table of codes and names, and which lies within which.

A region is known by its code without trailing 00: 33 浙江省, 3301 杭州市, 330113 临平区. The table
(``regions.yaml``, GB/T 2260) names the regions this project meets; any other well-formed code is
accepted without a name. The days a region was in force are inclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import combinations
from types import MappingProxyType

import yaml

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_CODE = re.compile(r"[1-9][0-9](?:[0-9]{2}){0,2}")


class RegionError(DuixianError, ValueError):
    """A code that is no code, or a name that is not, or not alone, the name of a region."""


@dataclass(frozen=True)
class Region:
    """One region. ``name`` is None for a code outside the table; ``first`` and ``last`` days may be open.

    ``predecessors`` are the codes of the older regions whose land this one took over.
    """

    code: str
    name: str | None
    parent: str | None
    first: date | None = None
    last: date | None = None
    predecessors: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether the table has this region on a day; an open bound does not exclude."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def region_named(text: str, on: date | None = None) -> Region:
    """The region of a code or of a name such as 临平区, 杭州市临平区 or 浙江省杭州市临平区.

    A name means the region in force ``on`` a day; without a day the one still in force, else the
    one that had the name. Raises RegionError: ``region-code-malformed``, ``region-unknown`` (with
    the nearest known name), ``region-not-in-force``, ``region-ambiguous``.
    """
    words = "".join(half_width(text).split())
    if words.isascii() and words.isdigit():
        return region_of(words)
    named = _spellings().get(words)
    if not named:
        raise _unknown(words)
    fitting = _fitting(named, on)
    if not fitting:
        raise _not_in_force(text, named[0])
    if len(fitting) > 1:
        raise _ambiguous(text, fitting)
    return fitting[0]


def region_of(code: str) -> Region:
    """The region of a code of 2, 4 or 6 digits, trailing 00 allowed; without a name outside the table.

    Raises RegionError (``region-code-malformed``).
    """
    short = _short(code)
    known = known_regions().get(short)
    return known or Region(short, None, _parent_of(short))


def full_name(region: Region) -> str:
    """The name with those above it, 浙江省杭州市临平区; the code where the table has no name."""
    if region.name is None:
        return region.code
    return "".join(_names_above(region)) + region.name


def is_within(code: str, area_code: str) -> bool:
    """Whether a region is an area or lies in it: 330113 in 330113, 3301, 330100, 33.

    Both are 2, 4 or 6 digits, trailing 00 allowed. Raises RegionError (``region-code-malformed``).
    """
    return _short(code).startswith(_short(area_code))


@cache
def known_regions() -> Mapping[str, Region]:
    """The whole table by code, in the order of the file."""
    rows = yaml.safe_load(files(__package__).joinpath("regions.yaml").read_text(encoding="utf-8"))
    regions = (
        Region(
            row["代码"],
            row["名称"],
            row.get("上级"),
            row.get("自"),
            row.get("至"),
            tuple(row.get("前身", ())),
        )
        for row in rows
    )
    return MappingProxyType({region.code: region for region in regions})


@cache
def _spellings() -> dict[str, list[Region]]:
    spellings: dict[str, list[Region]] = {}
    for region in known_regions().values():
        above = _names_above(region)
        for size in range(len(above) + 1):
            for names in combinations(above, size):
                spellings.setdefault("".join((*names, region.name or "")), []).append(region)
    return spellings


def _names_above(region: Region) -> list[str]:
    if region.parent is None:
        return []
    parent = region_of(region.parent)
    return [*_names_above(parent), parent.name or ""]


def _fitting(named: Iterable[Region], on: date | None) -> list[Region]:
    if on is not None:
        return [region for region in named if region.in_force(on)]
    current = [region for region in named if region.last is None]
    return current or list(named)


def _parent_of(code: str) -> str | None:
    prefixes = (code[:length] for length in (4, 2) if length < len(code))
    return next((prefix for prefix in prefixes if prefix in known_regions()), None)


def _short(code: str) -> str:
    digits = half_width(code)
    if not _CODE.fullmatch(digits):
        raise RegionError(
            "region-code-malformed",
            Text(f"“{code}”不是行政区划代码。", f"'{code}' is not a region code."),
            remedy=Text(
                "请写 2、4 或 6 位数字，例如 33、3301、330113。",
                "Write 2, 4 or 6 digits, such as 33, 3301, 330113.",
            ),
        )
    while digits.endswith("00"):
        digits = digits[:-2]
    return digits


def _unknown(text: str) -> RegionError:
    nearest = get_close_matches(text, list(_spellings()), n=1, cutoff=0.4)
    zh, en = (f"是否为“{nearest[0]}”？", f"Did you mean '{nearest[0]}'? ") if nearest else ("", "")
    return RegionError(
        "region-unknown",
        Text(f"没有名为“{text}”的行政区划。", f"No region is named '{text}' here."),
        remedy=Text(
            zh + "请写全名（例如 杭州市临平区），或写六位代码。",
            en + "Write the full name (such as 杭州市临平区) or the six-digit code.",
        ),
    )


def _not_in_force(text: str, region: Region) -> RegionError:
    first, last = region.first or "…", region.last or "…"
    return RegionError(
        "region-not-in-force",
        Text(
            f"“{text}”（{region.code}）在该日尚未设立或已经撤销。",
            f"'{text}' ({region.code}) did not exist on that day.",
        ),
        remedy=Text(
            f"它的有效期为 {first} 至 {last}；请核对日期或改写当时的区划。",
            f"It was in force from {first} to {last}; check the date or name the region of that time.",
        ),
    )


def _ambiguous(text: str, regions: list[Region]) -> RegionError:
    names = "、".join(f"{full_name(region)}（{region.code}）" for region in regions)
    return RegionError(
        "region-ambiguous",
        Text(
            f"名为“{text}”的行政区划不止一个：{names}。", f"More than one region is named '{text}': {names}."
        ),
        remedy=Text("请写上所属的市，或写六位代码。", "Name the city above it, or write the six-digit code."),
    )
