"""The profile that ships with the first policy, and variations of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from duixian.registry.sample import Profile, load_profile

PATH = Path(__file__).resolve().parents[2] / "policies" / "linping" / "skilled-talent-2021" / "sample.yaml"


@cache
def shipped_profile() -> Profile:
    return load_profile(PATH)


@cache
def clean_profile() -> Profile:
    """Without wrong rows and without what the policy adds to the shared tables."""
    return replace(shipped_profile(), dirt=(), recodings=(), extra_columns={}, extra_tables={})


@cache
def dirty_profile() -> Profile:
    """The shipped wrong rows in the shared tables alone."""
    return replace(shipped_profile(), recodings=(), extra_columns={}, extra_tables={})
