"""Payments made up for tests of banks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from duixian.connectors.bank.shape import Payer, Payment, PaymentLine

MADE_AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PAYER = Payer("某区人力社保局", "330100000000000001", "某银行某支行", "102331000000")


def line(number: str = "P1", **changes: Any) -> PaymentLine:
    made = PaymentLine(
        number, "王小明", f"62220210010001{int(number[1:]):05d}", "某银行", 123_456, f"补贴 {number}"
    )
    return replace(made, **changes)


def payment(*lines: PaymentLine) -> Payment:
    return Payment("B-2026-001", PAYER, date(2026, 11, 24), lines or (line("P1"), line("P2")))
