"""Which HTTP number an error of the domain is: the only place that knows both."""

from __future__ import annotations

from duixian.api.errors import (
    CursorRefused,
    KeyMissing,
    KeyReused,
    NotThere,
    RateExceeded,
    ScopeRefused,
    TokenRefused,
    WebhookRefused,
)
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
from duixian.values.bilingual import DuixianError, Text

USUAL = 422
"""What the domain refuses although the request could be read."""

_OF: dict[type[DuixianError], int] = {
    TokenRefused: 401,
    ScopeRefused: 403,
    RoleRefused: 403,
    NotThere: 404,
    NotYours: 403,
    NotYourStep: 403,
    SameOfficer: 403,
    CaseMoved: 409,
    NotPossible: 409,
    AskedAlready: 409,
    MatterAlive: 409,
    LedgerError: 409,
    GrantRefused: 409,
    KeyMissing: 400,
    KeyReused: 409,
    CursorRefused: 422,
    RateExceeded: 429,
    WebhookRefused: 422,
}

_OF_CODE = {"fact-missing": 404, "fact-exists": 409, "fact-out-of-order": 409, "run-unfinished": 409}
"""Codes whose class alone does not tell."""

TITLES = {
    400: Text("请求读不懂", "The request cannot be read"),
    401: Text("没有有效的令牌", "No live token"),
    403: Text("没有权限", "Not allowed"),
    404: Text("没有", "Not there"),
    405: Text("不能这样做", "Not done this way"),
    409: Text("与现状冲突", "In conflict with the present state"),
    422: Text("不合要求", "Refused"),
    429: Text("请求太多", "Too many requests"),
}


def status_of(error: DuixianError) -> int:
    """The number of the code, else of the nearest class that has one; 422 for what has none."""
    return _OF_CODE.get(error.code) or next((_OF[kind] for kind in type(error).__mro__ if kind in _OF), USUAL)
