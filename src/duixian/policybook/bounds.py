"""Tiers as rows: what a wording says of 不满1年, 满1年不满3年 and 5年以上 is held against 分档."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.mentions import Mention
from duixian.language.syntax.words import half_width
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.citations import mentions_of
from duixian.policybook.figures import Figure, figures_of
from duixian.policybook.inventory import Role, Written
from duixian.policybook.keys.shared import OTHERWISE
from duixian.policybook.rows import Laid, LiteralRow, differing, literal_figure, unchosen
from duixian.policybook.rowwords import Token

_SIGNED = re.compile(r"\s*(≥|>=|≤|<=|>|<)\s*(.+?)\s*")
_FROM_BEFORE = re.compile(r"(?<![不未])(?:满|超过|达到?|高于|大于|多于)$|(?:不低于|不少于|不小于)$")
_TO_BEFORE = re.compile(r"(?:[不未]满|不足|不超过|不高于|不大于|低于|少于|小于|未达到?)$")
_FROM_AFTER = re.compile(r"(?:（[^）]*）)?及?以上")
_TO_AFTER = re.compile(r"(?:（[^）]*）)?(?:及?以[下内]|之?内)")
_BREAK = re.compile("[，。；、\n]")
_NEAR = 10


@dataclass(frozen=True, slots=True)
class Tier:
    """The bounds of one row."""

    low: Figure | None
    high: Figure | None

    @property
    def both(self) -> tuple[Figure, Figure] | None:
        """Both bounds, where it has two."""
        return (self.low, self.high) if self.low is not None and self.high is not None else None

    def is_bounded(self, mention: Mention) -> bool:
        """Whether a bound is the number of the wording."""
        return any(figure is not None and figure.says(mention) for figure in (self.low, self.high))


def scales(node: Node) -> Iterator[Laid]:
    """Every 分档 whose rows hold one number each and not all the same."""
    for part in unchosen(node):
        if isinstance(part, Mapping) and part.keys[:1] == ("分档",):
            found = [
                (tier_of(name), literal_figure(body), name.text)
                for name, body in part.entries[1:]
                if name.text != OTHERWISE
            ]
            rows = tuple(LiteralRow((name,), figure) for _, figure, name in found if figure is not None)
            tiers = [tier for tier, _, _ in found if tier is not None]
            if len(rows) == len(tiers) == len(found) and differing(rows):
                yield Laid(rows, _Finder(tuple(tiers)))


def tier_of(name: Scalar) -> Tier | None:
    """The bounds that a key states: ≥ 1年 且 < 3年."""
    low = high = None
    for part in half_width(name.text).split("且"):
        found = _SIGNED.fullmatch(part)
        figures = figures_of(Written(Scalar(found[2], name.spot), Role.EXPRESSION)) if found else ()
        if found is None or len(figures) != 1:
            return None
        if found[1] in ("≥", ">=", ">"):
            low = figures[0]
        else:
            high = figures[0]
    return Tier(low, high)


def points_up(wording: str, mention: Mention) -> bool:
    """满3年, 3年以上."""
    return bool(_FROM_BEFORE.search(wording[: mention.start]) or _FROM_AFTER.match(wording[mention.end :]))


def points_down(wording: str, mention: Mention) -> bool:
    """不满3年, 3年以内."""
    return bool(_TO_BEFORE.search(wording[: mention.start]) or _TO_AFTER.match(wording[mention.end :]))


@dataclass(frozen=True, slots=True)
class _Finder:
    tiers: Sequence[Tier]

    def __call__(self, wording: str, amounts: AbstractSet[object], vocabulary: Vocabulary) -> list[Token]:
        """Tiers and amounts in their order; none where a number may be either."""
        mentions = mentions_of(wording)
        held = [m for m in mentions if (m.kind, m.value) in amounts]
        if any(tier.is_bounded(m) for m in held for tier in self.tiers):
            return []
        found = [Token("amount", m.start, mention=m) for m in held]
        return sorted([*found, *self._bounds(wording, mentions)], key=lambda token: token.start)

    def _bounds(self, wording: str, mentions: Sequence[Mention]) -> Iterator[Token]:
        place = 0
        while place < len(mentions):
            pair = self._pair(wording, mentions[place : place + 2])
            if pair is not None:
                yield Token("word", mentions[place].start, pair)
            elif any(tier.is_bounded(mentions[place]) for tier in self.tiers):
                row = self._single(wording, mentions[place])
                kind = "stranger" if row is None else "word"
                yield Token(kind, mentions[place].start, -1 if row is None else row)
            place += 1 if pair is None else 2

    def _pair(self, wording: str, two: Sequence[Mention]) -> int | None:
        if (
            len(two) < 2
            or two[1].start - two[0].end > _NEAR
            or _BREAK.search(wording[two[0].end : two[1].start])
        ):
            return None
        both = ((row, tier.both) for row, tier in enumerate(self.tiers))
        return next((r for r, pair in both if pair and pair[0].says(two[0]) and pair[1].says(two[1])), None)

    def _single(self, wording: str, mention: Mention) -> int | None:
        """The one row with a single bound that says the mention, from there or up to there."""
        from_here, to_here = points_up(wording, mention), points_down(wording, mention)
        if from_here is to_here:
            return None
        for row, tier in enumerate(self.tiers):
            figure = tier.low if from_here else tier.high
            if tier.both is None and figure is not None and figure.says(mention):
                return row
        return None
