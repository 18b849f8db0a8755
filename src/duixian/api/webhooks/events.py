"""What programs can be told about."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """One kind of change."""

    CLAIM = "claim.changed"
    PUBLICITY = "publicity.changed"
    PAYMENT = "payment.changed"
    RUN = "run.changed"
    DIFFERENCE = "difference.changed"
