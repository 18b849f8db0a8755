"""The colours of both modes: every pair of words and ground that the sheets use can be read (WCAG 2.2 AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import duixian.design

TOKENS = Path(duixian.design.__file__).parent / "static/design/css/tokens.css"
GROUNDS = ("paper", "sheet", "wash")
WORDS = [
    (word, ground)
    for word in ("ink", "soft", "link", "cinnabar", "jade", "amber")
    for ground in ("paper", "sheet")
]
WORDS += [
    ("ink", "wash"),
    ("soft", "wash"),
    ("link", "wash"),
    ("ink", "mark"),
    ("on-act", "act"),
    ("on-act", "act-strong"),
]
WORDS += [
    ("on-cinnabar", "cinnabar"),
    ("cinnabar", "cinnabar-wash"),
    ("jade", "jade-wash"),
    ("amber", "amber-wash"),
]
WORDS += [("indigo", "indigo-wash"), ("sheet", "jade")]
WORDS += [("ink", f"{tone}-wash") for tone in ("cinnabar", "jade", "amber", "indigo")]
WORDS += [("soft", f"{tone}-wash") for tone in ("cinnabar", "jade", "amber", "indigo")]
EDGES = [("edge", "paper"), ("edge", "sheet"), ("ring", "paper"), ("ring", "sheet"), ("act", "sheet")]


def modes() -> dict[str, dict[str, str]]:
    """The colours of each block of the sheet that holds any."""
    blocks = re.findall(r"\{([^{}]*--paper:[^{}]*)\}", TOKENS.read_text("utf-8"))
    return dict(
        zip(
            ("light", "dark", "auto"),
            (dict(re.findall(r"--([\w-]+): (#\w{6});", one)) for one in blocks),
            strict=True,
        )
    )


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_can_be_read_on_their_ground(mode: str, word: str, ground: str) -> None:
    colours = modes()[mode]
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_what_is_pressed_can_be_seen(mode: str, edge: str, ground: str) -> None:
    colours = modes()[mode]
    assert contrast(colours[edge], colours[ground]) >= 3


def test_dark_by_choice_and_dark_by_the_system_are_one() -> None:
    assert modes()["dark"] == modes()["auto"]


def test_black_on_white_is_the_most_there_is() -> None:
    assert round(contrast("#000000", "#ffffff")) == 21
