"""An errand is ordered: written down, its job deferred, and its page shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from duixian.console.doors import OfficeRequest
from duixian.console.errands.orders import order
from duixian.console.tasks import carry_out_errand


def send(request: OfficeRequest, kind: str, said: Mapping[str, Any]) -> HttpResponse:
    """The answer to a request that orders an errand."""
    errand = order(request.office, kind, said)
    carry_out_errand.defer(errand=errand.name)
    return redirect("console:errand", errand.name)
