"""Days and months of the calendar: 2021年7月1日, 2021-07-01, 5月1日, 2021年7月, 每月15日."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from duixian.language.mentions.figures import figure_at
from duixian.language.mentions.mention import Mention, MentionError, MentionKind, Reading, Value
from duixian.values.bilingual import Text
from duixian.values.numerals import parse_chinese_integer

_CHINESE = "〇零一二三四五六七八九十"
_DIGITS = f"[{_CHINESE}]"
_YEAR = rf"((?:19|20)\d\d|[一二][〇零九]{_DIGITS}{{2}}) *年 *"
_SHORT = rf"(\d{{1,3}}|{_DIGITS}{{1,3}})"
_TO = r"(?: *(?:[至到~、]|-{1,2}) *)"
_LEAP_YEAR = 2000  # so that 2月29日 of whichever year exists

_FULL = re.compile(rf"{_YEAR}{_SHORT} *月 *{_SHORT} *[日号]")
_NUMERIC = re.compile(r"(?<![\d.])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])")
_YEAR_MONTH = re.compile(rf"{_YEAR}{_SHORT} *月(?!{_SHORT}[日号])")
_MONTH_DAY = re.compile(rf"{_SHORT} *月 *{_SHORT} *[日号](?:{_TO}{_SHORT} *[日号](?!内))?")
_DAY = re.compile(rf"(?<=月)(?:的|份)?{_SHORT}(?:[日号])?(?:{_TO}{_SHORT})?[日号](?!内)")
_MONTH = re.compile(rf"{_SHORT}(?:月?{_TO}{_SHORT})? *月(?!{_SHORT}[日号])")
_YEAR_OF_CLASS = re.compile(r"((?:19|20)\d\d)[届级]")

_LATER_DAY = re.compile(rf"{_SHORT}()[日号](?=前)")
_IN_EACH_MONTH = re.compile("[每当次下上首末]月[^。；;\n]*$")

# A month without 个 is one of the calendar, unless the words before say that it lasts.
_LASTS = re.compile("(?:满|累计|连续|达|达到|超过|不少于|不低于|不足|缴纳|缴费|为期|期限|共|每)(?:为|是)? *$")


def read_calendar(text: str, start: int) -> Reading | None:
    """The date, or part of one, that starts here. Raises MentionError when it is on no calendar."""
    for shape, read in _SHAPES:
        found = shape.match(text, start)
        if found and all(_is_certain(words) for words in found.groups()) and (reading := read(found)):
            return reading
    return None


def _is_certain(words: str | None) -> bool:
    """三五月 is "three to five months" and no date."""
    return not words or words[0] not in _CHINESE or figure_at(words, 0) is not None


def _full(found: re.Match[str]) -> Reading:
    day = _date(found, *(_whole(found[group]) for group in (1, 2, 3)))
    return Reading(found.end(), (_mention(found, MentionKind.DATE, day),))


def _numeric(found: re.Match[str]) -> Reading:
    day = _date(found, int(found[1]), int(found[3]), int(found[4]))
    return Reading(found.end(), (_mention(found, MentionKind.DATE, day),))


def _year_month(found: re.Match[str]) -> Reading:
    first = _date(found, _whole(found[1]), _whole(found[2]), 1)
    return Reading(found.end(), (_mention(found, MentionKind.MONTH, first.year * 12 + first.month - 1),))


def _month_day(found: re.Match[str]) -> Reading:
    month = _whole(found[1])
    days = [_date(found, _LEAP_YEAR, month, _whole(found[group])) for group in (2, 3) if found[group]]
    ends = [found.end(2) + 1, found.end()]
    starts = [found.start(), found.start(3)]
    if len(days) == 1:
        ends = [found.end()]
    mentions = (
        _part(found, MentionKind.MONTH_DAY, (day.month, day.day), start, end)
        for day, start, end in zip(days, starts, ends, strict=False)
    )
    return Reading(found.end(), tuple(mentions))


def _day_of_month(found: re.Match[str]) -> Reading:
    return Reading(found.end(), _row(found, MentionKind.DAY_OF_MONTH, 31, "[日号]"))


def _later_day(found: re.Match[str]) -> Reading | None:
    """每月1日受理，25日前审核: the second day is one of the month too; without a month, 30日前 counts days."""
    in_month = _IN_EACH_MONTH.search(found.string[: found.start()])
    return _day_of_month(found) if in_month else None


def _month_of_year(found: re.Match[str]) -> Reading:
    whole = found.string
    lasts = _whole(found[1]) > 12 or _LASTS.search(whole[: found.start()])
    kind = MentionKind.MONTHS if lasts else MentionKind.MONTH_OF_YEAR
    return Reading(found.end(), _row(found, kind, 1200 if lasts else 12, "月"))


def _year_of_class(found: re.Match[str]) -> Reading:
    return Reading(found.end(), (_mention(found, MentionKind.YEAR, int(found[1])),))


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]], ...] = (
    (_FULL, _full),
    (_NUMERIC, _numeric),
    (_YEAR_MONTH, _year_month),
    (_YEAR_OF_CLASS, _year_of_class),
    (_MONTH_DAY, _month_day),
    (_DAY, _day_of_month),
    (_LATER_DAY, _later_day),
    (_MONTH, _month_of_year),
)


def _row(found: re.Match[str], kind: MentionKind, largest: int, unit: str) -> tuple[Mention, ...]:
    """One mention for each of the two figures of a span such as 1日至15日; the last ends with the match."""
    mentions = []
    for group in (1, 2):
        if not found[group]:
            continue
        value = _whole(found[group])
        if not 1 <= value <= largest:
            raise _no_such_day(found[0])
        last = group == 2 or not found[2]
        own_unit = re.compile(unit).match(found.string, found.end(group))
        end = found.end() if last else own_unit.end() if own_unit else found.end(group)
        mentions.append(_part(found, kind, value, found.start(group), end))
    return tuple(mentions)


def _mention(found: re.Match[str], kind: MentionKind, value: Value) -> Mention:
    return _part(found, kind, value, found.start(), found.end())


def _part(found: re.Match[str], kind: MentionKind, value: Value, start: int, end: int) -> Mention:
    return Mention(kind, value, found.string[start:end], start, end)


def _whole(written: str) -> int:
    return int(written) if written.isascii() else parse_chinese_integer(written)


def _date(found: re.Match[str], year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_such_day(found[0]) from error


def _no_such_day(written: str) -> MentionError:
    return MentionError(
        "date-impossible",
        Text(f"文本里的日期“{written}”不存在。", f"The date '{written}' in the wording does not exist."),
        remedy=Text("请对照正式文本改正这一处日期。", "Correct this date after the official text."),
    )
