"""Unified social credit codes of many employers, with both their check digits."""

from __future__ import annotations

import numpy as np
import polars as pl

from duixian.registry.sample.cells import chosen, joined, listed, number_cells
from duixian.registry.sample.throws import Ints

_ENTERPRISE = "91"
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0123456789X0"
_SIZE = len(_CHARACTERS)
_WEIGHTS: Ints = np.array([3**place % _SIZE for place in range(17)])
_CHECKS, _ORGANISATION_CELLS = listed(_CHARACTERS), listed(_ORGANISATION_CHECKS)
_VALUES: Ints = np.array([_CHARACTERS.index(character) for character in _ORGANISATION_CHECKS])


def code_cells(regions: list[str], places: Ints, serials: Ints) -> pl.Series:
    """Codes of enterprises by region (place among the six-digit codes) and serial below 10⁸, GB 32100."""
    digits = serials[:, None] // 10 ** np.arange(7, -1, -1) % 10
    organisation = 11 - digits @ np.array(_ORGANISATION_WEIGHTS) % 11
    heads = np.array([[int(digit) for digit in _ENTERPRISE + region] for region in regions])
    total = (heads @ _WEIGHTS[:8])[places] + digits @ _WEIGHTS[8:16] + _VALUES[organisation] * _WEIGHTS[16]
    return joined(
        chosen(listed([_ENTERPRISE + region for region in regions]), places),
        number_cells("", serials, 8),
        chosen(_ORGANISATION_CELLS, organisation),
        chosen(_CHECKS, -total % _SIZE),
    )
