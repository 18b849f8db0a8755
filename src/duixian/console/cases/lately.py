"""What changed since a case was decided last: the result, and the facts that were learnt after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duixian.casework.grounds import Ground
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision
from duixian.values.bilingual import Text

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turned:
    """A condition whose truth is another now (true, false, None: not known)."""

    name: Text
    before: bool | None
    now: bool | None


@dataclass(frozen=True, slots=True)
class Lately:
    """``at``: the moment of knowledge of the last decision; None where there was none. ``fresh``: rows learnt after."""

    at: datetime | None = None
    verdict_before: str = ""
    payable_before: int = 0
    verdict: str = ""
    payable: int = 0
    turned: tuple[Turned, ...] = ()
    fresh: int = 0

    @property
    def other(self) -> bool:
        """Whether the result is another now."""
        return (self.verdict_before, self.payable_before) != (self.verdict, self.payable)


def lately_of(before: Decision | None, now: Json | None, grounds: Iterable[Ground]) -> Lately:
    """Held against the last decision of the case."""
    if before is None or now is None:
        return Lately()
    then = document(before)
    return Lately(
        before.known_at,
        then["verdict"],
        then["payable"],
        now["verdict"],
        now["payable"],
        tuple(_turned(then, now)),
        sum(ground.fresh for ground in grounds),
    )


def _turned(then: Json, now: Json) -> Iterable[Turned]:
    truths = {_name(one): one["truth"] for one in then["conditions"]}
    for one in now["conditions"]:
        name = _name(one)
        if name in truths and truths[name] is not one["truth"]:
            yield Turned(name, truths[name], one["truth"])


def _name(condition: Json) -> Text:
    name = condition.get("name")
    return Text(name["zh"], name["en"]) if name else Text(condition["expression"], condition["expression"])
