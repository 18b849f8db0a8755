"""The first six digits of ID numbers: the counties a profile names, and others near them for more persons.

There are so many ID numbers to a county as there are birthdays and sequence numbers. A first turn of persons gets
the counties of the profile; each further turn gets counties of its own, of the same cities first and then of the
other cities that the profile names in the province, so that no number is given twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duixian.registry.sample.dice import Weighted

_PROVINCE, _CITY = 2, 4
_COUNTIES = range(1, 100)


class Regions:
    """County codes by turn; ``weighted`` draws the place of a county of the profile."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.weighted: Weighted[int] = Weighted(enumerate(weights.values()))
        given = list(weights)
        provinces = {code[:_PROVINCE]: _of_province(code[:_PROVINCE], given) for code in given}
        self.turns = min(len(codes) // _given(p, given) for p, codes in provinces.items())
        """How often new counties can be had for all of the profile's."""
        self.by_turn = [_turn(turn, given, provinces) for turn in range(self.turns)]
        """Turn → county codes in the order of the profile."""

    def code(self, place: int, turn: int) -> str:
        """The county that stands for one of the profile's in a turn."""
        return self.by_turn[turn][place]


def _given(province: str, given: Iterable[str]) -> int:
    return sum(code.startswith(province) for code in given)


def _of_province(province: str, given: list[str]) -> list[str]:
    """The profile's counties of a province, then all others of their cities."""
    named = [code for code in given if code.startswith(province)]
    cities = dict.fromkeys(code[:_CITY] for code in named)
    others = (f"{city}{county:02d}" for city in cities for county in _COUNTIES)
    return [*named, *(code for code in others if code not in named)]


def _turn(turn: int, given: list[str], provinces: Mapping[str, list[str]]) -> list[str]:
    taken = {province: turn * _given(province, given) for province in provinces}
    codes = []
    for code in given:
        province = code[:_PROVINCE]
        codes.append(provinces[province][taken[province]])
        taken[province] += 1
    return codes
