"""The types of the papers: looked for in a few places, and named when they are not there.

The system's other fonts are left out, so that a paper looks alike, and has the same bytes, wherever these are.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from typst import Fonts

from duixian.papers.errors import fonts_missing

FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
SETTING = "DUIXIAN_FONTS"
PLACES = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-serif-cjk-fonts"),
    Path("/usr/share/fonts/google-noto-sans-cjk-fonts"),
    Path("/usr/local/share/fonts"),
)


def fonts() -> Fonts:
    """The fonts, read once. Raises PaperError (``fonts-missing``) naming those that are not there."""
    return _found(os.environ.get(SETTING, ""))


@lru_cache(maxsize=2)
def _found(own: str) -> Fonts:
    places = [place for place in (Path(own), *PLACES) if str(place) != "." and place.is_dir()]
    found = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(places))
    missing = sorted(set(FAMILIES) - set(found.families()))
    if missing:
        raise fonts_missing(missing)
    return found
