"""What finance types: amounts in yuan, kept as whole fen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duixian.design.refusals import said
from duixian.values.money import MoneyError, parse_money


class YuanField(forms.CharField):
    """An amount as people write it (``1,234.50``, ``1.2万元``); cleaned to fen, more than nothing."""

    def __init__(self, **known: Any) -> None:
        known.setdefault("max_length", 40)
        known.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**known)

    def clean(self, value: Any) -> int | None:
        """Fen; None where nothing was typed and nothing is demanded."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self._positive(parse_money(text))
        except MoneyError as error:
            raise ValidationError(said(error.message) + said(error.remedy)) from error

    def _positive(self, fen: int) -> int:
        if fen <= 0:
            raise ValidationError(self.error_messages["required"])
        return fen
