"""How the tests write down what a wording mentions: its words, and what they mean."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from duixian.language.mentions import MentionKind, find_mentions

Meaning = tuple[MentionKind, object, bool]
Expected = list[tuple[str, Meaning]]
OFFICIAL = Path(__file__).parent / "official"


def found_in(wording: str) -> Expected:
    """What the wording mentions, in the notation of the tests."""
    return [(m.text, (m.kind, m.value, m.required)) for m in find_mentions(wording)]


def paragraphs(name: str) -> list[str]:
    """The paragraphs of an official text."""
    text = (OFFICIAL / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def maybe(meaning: Meaning) -> Meaning:
    """Words that a rule may use and need not."""
    return meaning[0], meaning[1], False


def yuan(amount: int | str) -> Meaning:
    """Money in yuan."""
    return MentionKind.MONEY, int(Fraction(amount) * 100), True


def percent(share: int | str) -> Meaning:
    """A share in hundredths."""
    return MentionKind.PERCENT, Fraction(share) / 100, True


def part(numerator: int, denominator: int) -> Meaning:
    """A share as a fraction."""
    return MentionKind.PERCENT, Fraction(numerator, denominator), True


def ratio(*parts: int) -> Meaning:
    """A proportion of whole numbers."""
    return MentionKind.RATIO, parts, True


def months(length: int) -> Meaning:
    """A length of time in months."""
    return MentionKind.MONTHS, length, True


def years(length: int) -> Meaning:
    """A length of time in years."""
    return months(12 * length)


def days(length: int) -> Meaning:
    """A length of time in calendar days."""
    return MentionKind.DAYS, length, True


def workdays(length: int) -> Meaning:
    """A length of time in working days."""
    return MentionKind.WORKDAYS, length, True


def hours(length: int | str) -> Meaning:
    """A length of teaching or of time in hours."""
    return MentionKind.HOURS, Fraction(length), True


def age(number: int) -> Meaning:
    """Years of life."""
    return MentionKind.AGE, number, True


def count(number: int | str) -> Meaning:
    """Persons, firms, times, places in a ranking."""
    return MentionKind.COUNT, Fraction(number), True


def times(factor: int | str) -> Meaning:
    """A multiple."""
    return MentionKind.TIMES, Fraction(factor), True


def score(points: int | str) -> Meaning:
    """Points."""
    return MentionKind.SCORE, Fraction(points), True


def area(square_metres: int | str) -> Meaning:
    """Square metres."""
    return MentionKind.AREA, Fraction(square_metres), True


def number(value: int | str) -> Meaning:
    """A figure with an unknown unit or none."""
    return MentionKind.NUMBER, Fraction(value), True


def day(year: int, month: int, day_of_month: int) -> Meaning:
    """A date."""
    return MentionKind.DATE, date(year, month, day_of_month), True


def month(year: int, month_of_year: int) -> Meaning:
    """A month of one year, year * 12 + month - 1."""
    return MentionKind.MONTH, year * 12 + month_of_year - 1, True


def month_day(month_of_year: int, day_of_month: int) -> Meaning:
    """A day of every year."""
    return MentionKind.MONTH_DAY, (month_of_year, day_of_month), True


def month_of_year(number_of_month: int) -> Meaning:
    """A month of every year."""
    return MentionKind.MONTH_OF_YEAR, number_of_month, True


def day_of_month(number_of_day: int) -> Meaning:
    """A day of every month."""
    return MentionKind.DAY_OF_MONTH, number_of_day, True


def year(number_of_year: int) -> Meaning:
    """A calendar year."""
    return MentionKind.YEAR, number_of_year, True


ONCE = maybe(count(1))
MONTHLY = maybe(months(1))
QUARTERLY = maybe(months(3))
YEARLY = maybe(months(12))
