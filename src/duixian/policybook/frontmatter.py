"""The front matter of a policy: title, authority, number, status, region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from duixian.language.located import Mapping, Scalar
from duixian.language.problems import Problems
from duixian.language.rule import Status
from duixian.policybook.keys.records import FRONT_MATTER
from duixian.policybook.reading import Reader
from duixian.values.bilingual import DuixianError, Text
from duixian.values.dates import parse_date
from duixian.values.regions import RegionError, region_named


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the --- lines. ``area``: the code of the region."""

    title: Text
    authority: Text
    number: str | None
    status: Status
    tier: str
    area: str
    start: date | None
    end: date | None
    supersedes: tuple[str, ...]
    channel: Text | None


def read_front_matter(front: Mapping, problems: Problems) -> FrontMatter:
    """The front matter; whatever is wrong is recorded."""
    reader = Reader(problems)
    reader.check_keys(front, FRONT_MATTER)
    words = {key.name: key.shape for key in FRONT_MATTER.keys}
    status = reader.word(front, "状态", tuple(words["状态"].options), Status.DRAFT.value)  # type: ignore[union-attr]
    tiers = tuple(words["资金层级"].options)  # type: ignore[union-attr]
    return FrontMatter(
        _named(reader, front, "名称", "英文"),
        _named(reader, front, "机关", "机关英文"),
        reader.text(front, "文号") or None,
        Status(status),
        reader.word(front, "资金层级", tiers, tiers[-1]),
        _area(reader, front),
        _date(reader, front, "起"),
        _date(reader, front, "止"),
        tuple(s.text for s in reader.texts(front.get("取代"), Text("「取代」", "'取代'"))),
        _named(reader, front, "渠道", "渠道英文") if reader.text(front, "渠道") else None,
    )


def _named(reader: Reader, front: Mapping, chinese: str, english: str) -> Text:
    zh = reader.text(front, chinese)
    return Text(zh, reader.text(front, english) or zh)


def _date(reader: Reader, front: Mapping, key: str) -> date | None:
    found = reader.scalar(front.get(key), Text(f"「{key}」", f"'{key}'"))
    return None if found is None else read_by(reader.problems, found, parse_date)


def _area(reader: Reader, front: Mapping) -> str:
    found = reader.scalar(front.get("辖区"), Text("「辖区」", "'辖区'"))
    if found is None:
        return ""
    try:
        return region_named(found.text).code
    except RegionError as error:
        reader.problems.add(error.code, found.spot, error.message, error.remedy)
        return ""


def read_by(problems: Problems, found: Scalar, read: Callable[[str], date]) -> date | None:
    """A date read from a scalar; what cannot be read is recorded."""
    try:
        return read(found.text)
    except DuixianError as error:
        problems.add(error.code, found.spot, error.message, error.remedy)
        return None
