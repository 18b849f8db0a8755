"""What limits, groups, quotas and budgets did to an amount, in sentences with the words they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from duixian.design.decision.telling import Json, fen, told
from duixian.design.decision.wording import Wording, wording_of
from duixian.language.outcome import EffectKind, EffectResult
from duixian.language.rule import Policy

_RESULTS = {
    EffectResult.KEPT.value: "kept",
    EffectResult.REDUCED.value: "reduced",
    EffectResult.REFUSED.value: "refused",
    EffectResult.PENDING.value: "open",
}


@dataclass(frozen=True, slots=True)
class EffectView:
    """One limit or group: its name, what it did in a word and a sentence, and because of which other cases."""

    name: str
    kind: str
    result: str
    words: str
    because: tuple[str, ...]
    together: str
    wording: Wording | None


def effects_view(documents: Sequence[Json], policy: Policy | None) -> tuple[EffectView, ...]:
    """Each limit and group that looked at the case, those that let it stand too."""
    return tuple(_one(document, policy) for document in documents)


def _one(document: Json, policy: Policy | None) -> EffectView:
    return EffectView(
        told(document["name"]),
        _kind(document["kind"]),
        _RESULTS[document["result"]],
        _words(document),
        tuple(_other(reference, policy) for reference in document["because"]),
        _together(document),
        wording_of(document["clause"], document["quote"], policy) if document["clause"] else None,
    )


def _kind(kind: str) -> str:
    return {
        EffectKind.QUOTA.value: _("名额"),
        EffectKind.COUNT.value: _("限次"),
        EffectKind.GROUP.value: _("同类项目"),
        EffectKind.CAP.value: _("限额"),
        EffectKind.BUDGET.value: _("预算"),
        EffectKind.PAID.value: _("已支付"),
        EffectKind.HOLD.value: _("发放后须保持"),
    }[kind]


def _words(document: Json) -> str:
    before, after = fen(document["before"]), fen(document["after"])
    return {
        EffectResult.KEPT.value: _("不受影响"),
        EffectResult.REDUCED.value: _("由%(before)s减为%(after)s") % {"before": before, "after": after},
        EffectResult.REFUSED.value: _("不再给付"),
        EffectResult.PENDING.value: _("还不能确定"),
    }[document["result"]]


def _other(reference: Json, policy: Policy | None) -> str:
    rule = policy.measures.get(reference["measure"]) if policy is not None else None
    name = told(rule.source.name) if rule is not None else reference["measure"]
    return f"{name} {fen(reference['amount'])}"


def _together(document: Json) -> str:
    if document["next_best"] is None:
        return ""
    totals = {"best": fen(document["best"] or 0), "next": fen(document["next_best"])}
    return _("一起算最多可得%(best)s；若保留本项，最多%(next)s") % totals
