"""The service: all routers under one description, every error told as a problem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from duixian.api import problem
from duixian.api.routes import (
    checks,
    claims,
    decisions,
    drafts,
    evidence,
    facts,
    offers,
    payments,
    publicity,
    rosters,
    rounds,
    runs,
)
from duixian.api.webhooks.routes import router as webhooks
from duixian.language.problems import PolicyError
from duixian.values.bilingual import DuixianError

ABOUT = """兑现的程序接口：金额一律是分（整数），日期是 2026-11-23 这样的日历日，时间带时区。
Duixian for programs: money is whole fen, dates are calendar days, times carry their zone.
"""


class Service(NinjaAPI):
    """The framework's API, whose document also holds the form of a problem."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        document = super().get_openapi_schema(**options)
        document["components"]["schemas"].update(_problem_forms())
        return document


def _problem_forms() -> dict[str, Any]:
    form = problem.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**form.pop("$defs"), "Problem": form}


def service() -> Service:
    """One service with all its routes; the site mounts it at `/api/v1/`."""
    made = Service(title="兑现 Duixian", version="1", description=ABOUT, urls_namespace="api-v1")
    for kind, teller in TELLERS.items():
        made.add_exception_handler(kind, teller)
    for prefix, router in ROUTERS.items():
        made.add_router(prefix, router)
    return made


TELLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    DuixianError: problem.of_duixian,
    PolicyError: problem.of_policy,
    ValidationError: problem.of_validation,
    AuthenticationError: problem.of_authentication,
    HttpError: problem.of_http,
    Http404: problem.of_missing,
}
ROUTERS = {
    "/check": checks.router,
    "/facts": facts.router,
    "/claims": claims.router,
    "/drafts": drafts.router,
    "/evidence": evidence.router,
    "/rosters": rosters.router,
    "/offers": offers.router,
    "/rounds": rounds.router,
    "/decisions": decisions.router,
    "/runs": runs.router,
    "/differences": runs.differences,
    "/publicities": publicity.router,
    "/payments": payments.router,
    "/instalments": payments.instalments,
    "/webhooks": webhooks,
}

api = service()
