"""Long lists by key: a page starts after the last row seen, so the thousandth costs what the first costs, and rows added
meanwhile are neither skipped nor shown twice. Counting is exact up to ten thousand and the database's estimate above.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from duixian.values.bilingual import DuixianError, Text

Row = TypeVar("Row", bound=Model)
EXACT = 10_000
"""Up to here a list is counted, one row after the other."""
AFTER, BEFORE = "after", "before"


class PageUnknown(DuixianError):
    """An address of a page that this list did not write (``page-unknown``)."""

    status = 404


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows, and the addresses (``?after=…``) of the pages beside; empty where there is none."""

    rows: list[Row]
    next: str
    previous: str


@dataclass(frozen=True)
class About:
    """How many there are; ``exact`` says whether somebody counted."""

    number: int
    exact: bool

    def __str__(self) -> str:
        return f"{self.number:,}" if self.exact else gettext("约 {number}").format(number=f"{self.number:,}")


def page(
    rows: QuerySet[Row], request: HttpRequest, by: Sequence[str] = ("-pk",), size: int = 50
) -> Page[Row]:
    """At most ``size`` rows in the order ``by`` (names of columns that are never null, ``-`` for downwards). The key is
    added at the end where it is missing, so that no two rows are equal. Raises PageUnknown."""
    order = tuple(by) if by[-1].lstrip("-") in ("pk", "id") else (*by, "pk")
    backwards = BEFORE in request.GET
    mark = request.GET.get(BEFORE) or request.GET.get(AFTER) or None
    found = _found(rows, mark, _turned(order) if backwards else order, size)
    shown = found[:size][::-1] if backwards else found[:size]
    more = len(found) > size
    has_next, has_previous = (True, more) if backwards else (more, mark is not None)
    return Page(
        shown,
        _address(request, AFTER, shown[-1], order) if shown and has_next else "",
        _address(request, BEFORE, shown[0], order) if shown and has_previous else "",
    )


def about(rows: QuerySet[Any]) -> About:
    """The number of rows: counted up to ten thousand, estimated above."""
    counted = rows.order_by()[: EXACT + 1].count()
    if counted <= EXACT:
        return About(counted, True)
    plan = json.loads(rows.order_by().explain(format="json"))
    return About(max(int(plan[0]["Plan"]["Plan Rows"]), counted), False)


def _found(rows: QuerySet[Row], mark: str | None, order: tuple[str, ...], size: int) -> list[Row]:
    kept = rows.filter(_beyond(order, _read(mark, rows, order))) if mark else rows
    return list(kept.order_by(*order)[: size + 1])


def _turned(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _beyond(order: tuple[str, ...], values: Sequence[object]) -> Q:
    """Rows after these values: greater in one column and equal in all before it."""
    beyond, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        beyond |= equal & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{column: value})
    return beyond


def _address(request: HttpRequest, way: str, row: Model, order: tuple[str, ...]) -> str:
    asked = request.GET.copy()
    for name in (AFTER, BEFORE):
        asked.pop(name, None)
    asked[way] = _written([_value(row, name.lstrip("-")) for name in order])
    return f"?{asked.urlencode()}"


def _value(row: Model, column: str) -> object:
    value: object = row
    for step in column.split("__"):
        value = getattr(value, step)
    return value


def _written(values: list[object]) -> str:
    text = json.dumps(values, cls=ExactEncoder, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


class ExactEncoder(DjangoJSONEncoder):
    """Moments to the microsecond: Django's own cuts them, and a page would show its last row twice."""

    def default(self, o: Any) -> Any:
        """Moments and days as ISO texts."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _read(mark: str, rows: QuerySet[Any], order: tuple[str, ...]) -> list[object]:
    try:
        values = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        fields = [_field(rows, name.lstrip("-")) for name in order]
        return [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (binascii.Error, ValueError, TypeError, ValidationError):
        raise PageUnknown(
            "page-unknown",
            Text("没有这一页。", "There is no such page."),
            remedy=Text("请从列表的第一页开始看。", "Start from the first page of the list."),
        ) from None


def _field(rows: QuerySet[Any], column: str) -> Field[Any, Any]:
    if column in rows.query.annotations:
        return rows.query.annotations[column].output_field
    return _of_model(rows.model, column.split("__"))


def _of_model(model: type[Model], steps: list[str]) -> Field[Any, Any]:
    name = steps[0]
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    if field is None:
        raise FieldDoesNotExist(name)
    if len(steps) > 1:
        return _of_model(cast("type[Model]", field.related_model), steps[1:])
    return cast("Field[Any, Any]", field)
