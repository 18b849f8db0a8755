"""``{% load duixian %}``: money, days, moments, words in two languages, hidden numbers."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils.translation import get_language

from duixian.authorities.clock import OFFICE
from duixian.design import amounts
from duixian.design.refusals import said as said_in_language
from duixian.values.bilingual import Text
from duixian.values.capitals import in_capitals

register = template.Library()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAIL = 4


@register.filter
def fen(value: int | str | None) -> str:
    """``¥1,234.50`` from whole fen; empty where there is no amount. Digits in a string are taken too: that is what an
    attribute of a component holds."""
    return "" if value is None or value == "" else amounts.figures(int(value))


@register.filter
def fen_capital(value: int | str | None) -> str:
    """大写 from whole fen."""
    return "" if value is None or value == "" else in_capitals(int(value))


@register.filter
def day(value: date | datetime | str | None) -> str:
    """``2023年6月30日`` or ``30 Jun 2023``; a moment is taken at the office; an ISO text is read."""
    if not value:
        return ""
    at = _day(value)
    return (
        f"{at.day} {_MONTHS[at.month - 1]} {at.year}" if _english() else f"{at.year}年{at.month}月{at.day}日"
    )


@register.filter
def moment(value: datetime | None) -> str:
    """The day, and the time to the minute at the office."""
    return f"{day(value)} {value.astimezone(OFFICE):%H:%M}" if value else ""


@register.filter
def when(value: date | datetime | str | None) -> str:
    """A moment with its time, a day without; any other text as it is."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else str(value or "")


def _day(value: date | datetime | str) -> date:
    if isinstance(value, datetime):
        return value.astimezone(OFFICE).date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _english() -> bool:
    return (get_language() or "zh").startswith("en")


@register.filter
def said(value: Text | None) -> str:
    """A text of two languages in the page's."""
    return said_in_language(value) if value is not None else ""


@register.filter
def masked(value: str | None) -> str:
    """A number by its last four signs alone: ``••••1234``; shorter ones not at all."""
    number = str(value or "")
    return "••••" + (number[-_TAIL:] if len(number) > 2 * _TAIL else "") if number else ""


@register.filter
def tone(message: Message) -> str:
    """The tone of a notice for one of Django's messages."""
    tones = {constants.SUCCESS: "good", constants.WARNING: "attention", constants.ERROR: "bad"}
    return tones.get(message.level, "")
