"""What went wrong, told at the head of the next page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from duixian.design.refusals import said
from duixian.values.bilingual import DuixianError

__all__ = ["said", "tell_fault"]


def tell_fault(request: HttpRequest, error: DuixianError) -> None:
    """What, and what to do, in the page's language."""
    messages.error(request, f"{said(error.message)} {said(error.remedy)}".strip())
