"""Which number of HTTP an error of the domain is: once, for pages and for programs."""

from __future__ import annotations

from duixian.authorities.errors import RoleRefused
from duixian.casework.errors import (
    AskedAlready,
    CaseMoved,
    MatterAlive,
    NotPossible,
    NotYours,
    NotYourStep,
    SameOfficer,
)
from duixian.decisions.store.errors import GrantRefused
from duixian.ledger.errors import LedgerError
from duixian.values.bilingual import DuixianError

USUAL = 422
"""What the domain refuses although the request could be read."""

_OF: dict[type[DuixianError], int] = {
    RoleRefused: 403,
    NotYours: 403,
    NotYourStep: 403,
    SameOfficer: 403,
    CaseMoved: 409,
    NotPossible: 409,
    AskedAlready: 409,
    MatterAlive: 409,
    LedgerError: 409,
    GrantRefused: 409,
}

_OF_CODE = {"fact-missing": 404, "fact-exists": 409, "fact-out-of-order": 409, "run-unfinished": 409}
"""Codes whose class alone does not tell."""


def status_of(error: DuixianError) -> int:
    """The number an error names itself (``status``), else of its code, else of the nearest class; 422 for the rest."""
    named = getattr(error, "status", None) or _OF_CODE.get(error.code)
    return named or next((_OF[kind] for kind in type(error).__mro__ if kind in _OF), USUAL)
