"""Compose a publicity: mask its lines, freeze them, hash them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.authorities.turns import one_at_a_time
from duixian.notices.document import document_of, sha256
from duixian.notices.errors import PublicityError
from duixian.notices.masking import Line, Shown, masked, without_numbers
from duixian.notices.models import Publicity, PublicityLine
from duixian.notices.publicity.locking import demand_keeper
from duixian.notices.states import CONTESTABLE, Place
from duixian.values.bilingual import Text


class Stages(StrEnum):
    """Where a list is shown: to everybody, inside the employers only, or first inside and then to everybody."""

    PUBLIC = "public"
    INSIDE = "inside"
    INSIDE_THEN_PUBLIC = "inside_then_public"


@transaction.atomic
def compose(
    authority: Authority,
    title: str,
    lines: Sequence[Line],
    working_days: int,
    stage: Stages = Stages.PUBLIC,
    *,
    inside_days: int | None = None,
    actor: Account | None = None,
    replaces: Publicity | None = None,
) -> Publicity:
    """The frozen list; nobody sees it before it is published. ``inside_days`` (working days, as
    ``working_days`` unless given) is the first of two stages.

    Raises PublicityError: no lines, no days, a number in the title, a reference that is being published.
    """
    demand_keeper(actor, authority)
    days = _days(stage, working_days, inside_days)
    _check(title, lines, days)
    _free_of_other_lists(authority, lines)
    shown = masked(lines)
    document = document_of(title, authority.name, {place.value: n for place, n in days.items()}, shown)
    publicity = Publicity.objects.create(
        authority=authority,
        number=_next_number(authority),
        title=title,
        inside_days=days.get(Place.INSIDE),
        public_days=days.get(Place.PUBLIC),
        document=document,
        sha256=sha256(document),
        composed_at=clock.now(),
        composed_by=actor,
        replaces=replaces,
    )
    PublicityLine.objects.bulk_create(_rows(publicity, lines, shown))
    return publicity


def _days(stage: Stages, working_days: int, inside_days: int | None) -> dict[Place, int]:
    match stage:
        case Stages.PUBLIC:
            return {Place.PUBLIC: working_days}
        case Stages.INSIDE:
            return {Place.INSIDE: working_days}
        case Stages.INSIDE_THEN_PUBLIC:
            return {Place.INSIDE: inside_days or working_days, Place.PUBLIC: working_days}


def _rows(publicity: Publicity, lines: Sequence[Line], shown: Sequence[Shown]) -> list[PublicityLine]:
    return [
        PublicityLine(
            authority_id=publicity.authority_id,
            publicity=publicity,
            position=position,
            reference=line.reference,
            name=seen.name,
            unit=seen.unit,
            benefit=seen.benefit,
            amount_fen=seen.fen,
            employer=line.employer,
        )
        for position, (line, seen) in enumerate(zip(lines, shown, strict=True), start=1)
    ]


def _check(title: str, lines: Sequence[Line], days: Mapping[Place, int]) -> None:
    if not lines:
        raise _error(
            "publicity-empty",
            "名单是空的，没有可公示的内容。",
            "The list is empty: there is nothing to publish.",
        )
    if min(days.values()) < 1:
        raise _error(
            "publicity-days", "公示期至少一个工作日。", "A publicity lasts one working day at least."
        )
    if not title.strip() or without_numbers(title) != title.strip():
        raise _error(
            "publicity-title",
            "公示标题为空，或含有六位以上的数字（可能是证件号、账号）。日期请写成“2026年3月1日”。",
            "The title is empty or holds six digits or more in a row (an ID or account?). Write dates in words.",
        )
    references = [line.reference for line in lines]
    if len(set(references)) < len(references):
        raise _error(
            "publicity-twice", "同一笔业务在名单中出现了两次。", "One matter stands in the list twice."
        )


def _free_of_other_lists(authority: Authority, lines: Sequence[Line]) -> None:
    running = PublicityLine.objects.filter(
        authority=authority, reference__in=[line.reference for line in lines], state__in=CONTESTABLE
    ).select_related("publicity")
    if first := running.first():
        raise _error(
            "publicity-running",
            f"名单中有正在公示的业务（{first.publicity.number} 第 {first.position} 行）。",
            f"A matter of the list is being published already ({first.publicity.number}, line {first.position}).",
        )


def _error(code: str, zh: str, en: str) -> PublicityError:
    remedy = Text("请改正后重新拟公示。", "Correct it and compose the list again.")
    return PublicityError(code, Text(zh, en), remedy=remedy)


def _next_number(authority: Authority) -> str:
    """The next number of the authority in this year; two composers take turns."""
    one_at_a_time(authority, "notices.publicity")
    head = f"GS{clock.today().year}-"
    taken = Publicity.objects.filter(authority=authority, number__startswith=head).count()
    return f"{head}{taken + 1:04d}"


def unchanged(publicity: Publicity) -> bool:
    """Whether the list still is what was frozen: the document has its hash and the lines say what it says."""
    lines = publicity.lines.order_by("position")
    shown = [Shown(line.name, line.unit, line.benefit, line.amount_fen) for line in lines]
    days = {Place.INSIDE.value: publicity.inside_days, Place.PUBLIC.value: publicity.public_days}
    stages = {place: n for place, n in days.items() if n is not None}
    again = document_of(publicity.title, publicity.authority.name, stages, shown)
    return again == publicity.document and sha256(again) == publicity.sha256
