"""Administrative regions of China: codes and names, which lies within which, and since when.

A region is known by its code without trailing 00: 33 浙江省, 3301 杭州市, 330113 临平区. ``regions.csv``
holds every province, prefecture and county as published (GB/T 2260, end of 2024) without days;
``regions.yaml`` holds those whose days matter here and wins. Any other well-formed code is accepted
without a name. The days a region was in force are inclusive.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_CODE = re.compile(r"[1-9][0-9](?:[0-9]{2}){0,2}")
_PEOPLES = (
    "(?:(?:各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|怒|鄂温克|保安|裕固|独龙)族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)"
)
_SELF_GOVERNED = re.compile(rf"(.{{2,}}?){_PEOPLES}*族?自治([区州县旗])")
# A county of a people (管城回族区), 特别行政区 and 新区 go whole; 万柏林区 ends in 区, 神农架林区 in 林区.
_PLAIN = re.compile(rf"(.{{2,}}?)(?:{_PEOPLES}+区|特别行政区|地区|新区|特区|(?<=.{{3}})林区|[省市区县盟旗])")


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


def region_named(text: str, on: date | None = None, within: str | None = None) -> Region:
    """The region of a code or of a name: 临平区, 临平, 杭州市临平区, 浙江省杭州市临平区, 浙江临平.

    Endings such as 市 or 区 may be left out, and so may any region above. A name written in full goes
    before one cut short. It means the region in force ``on`` a day; without a day the one still in
    force, else the one that had the name. Where several are left, the one in the area ``within`` (a
    code) is meant. Raises RegionError: ``region-code-malformed``, ``region-unknown`` (with the
    nearest known names), ``region-not-in-force``, ``region-ambiguous`` (with all of them).
    """
    words = "".join(half_width(text).split())
    if words.isascii() and words.isdigit():
        return region_of(words)
    named = _meanings(words)
    if not named:
        raise _unknown(words)
    fitting = _fitting(named, on)
    if not fitting:
        raise _not_in_force(text, named[0])
    meant = _preferred(fitting, within)
    if len(meant) > 1:
        raise _ambiguous(text, meant)
    return meant[0]


def region_near(text: str, home: str) -> Region:
    """``region_named``, where a name that several places share means the one in the prefecture of ``home`` (a
    code), else the one in its province. Raises RegionError."""
    for area in (home[:4], home[:2]):
        try:
            return region_named(text, within=area or None)
        except RegionError as error:
            if error.code != "region-ambiguous":
                raise
    return region_named(text)


def region_of(code: str) -> Region:
    """The region of a code of 2, 4 or 6 digits, trailing 00 allowed; without a name outside the table.

    Raises RegionError (``region-code-malformed``).
    """
    short = _short(code)
    known = known_regions().get(short)
    return known or Region(short, None, _parent_among(short, known_regions()))


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
    """The whole table by code without trailing 00, in the order of the codes."""
    names = {_without_zeros(code): name for code, name in _published()}
    dated = {row["代码"]: row for row in _dated()}
    names.update({code: row["名称"] for code, row in dated.items()})
    regions = (
        _region(code, names[code], _parent_among(code, names), dated.get(code, {})) for code in sorted(names)
    )
    return MappingProxyType({region.code: region for region in regions})


def _region(code: str, name: str, parent: str | None, days: Mapping[str, Any]) -> Region:
    return Region(code, name, parent, days.get("自"), days.get("至"), tuple(days.get("前身", ())))


def _published() -> Iterator[tuple[str, str]]:
    for line in _data("regions.csv").splitlines():
        if not line.startswith("#"):
            code, _, name = line.partition(",")
            yield code, name


def _dated() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(_data("regions.yaml"))
    return rows


def _data(file: str) -> str:
    return files(__package__).joinpath(file).read_text(encoding="utf-8")


def _parent_among(code: str, codes: Container[str]) -> str | None:
    for length in (4, 2):
        if length < len(code) and code[:length] in codes:
            return code[:length]
    return None


@lru_cache(maxsize=4096)
def _meanings(words: str) -> tuple[Region, ...]:
    """The regions whose own name ends the words, in full if any is, after names of regions above it."""
    found = [
        (region, words[cut:])
        for cut in range(len(words) - 1)
        for region in _by_own_name().get(words[cut:], ())
        if _names_in_order(words[:cut], _names_above(region))
    ]
    in_full = tuple(region for region, name in found if name == region.name)
    return in_full or tuple(region for region, _ in found)


@cache
def _by_own_name() -> Mapping[str, list[Region]]:
    named: dict[str, list[Region]] = {}
    for region in known_regions().values():
        for form in _forms(region.name or ""):
            named.setdefault(form, []).append(region)
    return named


@cache
def _forms(name: str) -> tuple[str, ...]:
    """A name and what people cut it to: 昆山市 昆山; 景宁畲族自治县 景宁 景宁县; 城区 alone stays."""
    if governed := _SELF_GOVERNED.fullmatch(name):
        base, ending = governed.groups()
        return (name, base, base + ending)
    plain = _PLAIN.fullmatch(name)
    return (name, plain[1]) if plain else (name,)


def _names_in_order(words: str, above: list[str]) -> bool:
    """Whether the words are some of the names, full or cut short, from the top down, and nothing else."""
    return not words or any(
        words.startswith(form) and _names_in_order(words[len(form) :], above[place + 1 :])
        for place, name in enumerate(above)
        for form in _forms(name)
    )


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


def _preferred(regions: list[Region], area: str | None) -> list[Region]:
    inside = [region for region in regions if area is not None and is_within(region.code, area)]
    return inside or regions


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
    return _without_zeros(digits)


def _without_zeros(digits: str) -> str:
    while digits.endswith("00"):
        digits = digits[:-2]
    return digits


def _unknown(text: str) -> RegionError:
    nearest = _nearest(text)
    zh = f"是否为{'、'.join(f'“{name}”' for name in nearest)}？" if nearest else ""
    en = f"Did you mean {' or '.join(repr(name) for name in nearest)}? " if nearest else ""
    return RegionError(
        "region-unknown",
        Text(f"没有名为“{text}”的行政区划。", f"No region is named '{text}' here."),
        remedy=Text(
            zh + "请写全名（例如 杭州市临平区），或写六位代码。",
            en + "Write the full name (such as 杭州市临平区) or the six-digit code.",
        ),
    )


@lru_cache(maxsize=4096)
def _nearest(text: str) -> tuple[str, ...]:
    """Up to three names like the text; where it begins with a name, those inside, or that beginning."""
    for cut in range(len(text) - 1, 1, -1):
        if areas := _meanings(text[:cut]):
            inside = (region for region in known_regions().values() if _inside_any(region, areas))
            return tuple(text[:cut] + name for name in _like(text[cut:], inside)) or (text[:cut],)
    return tuple(_like(text, known_regions().values()))


def _inside_any(region: Region, areas: Iterable[Region]) -> bool:
    return any(region.code.startswith(area.code) for area in areas)


def _like(text: str, regions: Iterable[Region]) -> list[str]:
    return get_close_matches(text, {region.name or "": None for region in regions}, n=3, cutoff=0.5)


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
        remedy=Text(
            "请写上所属的省、市，或写六位代码。", "Name the region above it, or write the six-digit code."
        ),
    )
