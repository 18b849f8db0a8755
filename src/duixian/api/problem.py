"""Every error as one shape, `application/problem+json` (RFC 9457): what, where, the clause, what to do next.

The domain raises a DuixianError and knows nothing of HTTP; ``design.statuses`` chooses the number.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from duixian.api.errors import RateExceeded, token_refused
from duixian.api.speaking import preferred
from duixian.api.titles import TITLES
from duixian.api.validation import Fault, faults_of
from duixian.design.statuses import status_of
from duixian.language.problems import PolicyError
from duixian.values.bilingual import DuixianError, Text

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:duixian:problem:"


class Problem(Schema):
    """An error a person can act on. `code` never changes with the wording."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    where: str | None = None
    clause: str | None = Field(None, description="政策条款 / the clause it rests on")
    remedy: str | None = Field(None, description="怎么办 / what to do next")
    errors: list[Fault] = Field(default_factory=list)


def of_duixian(request: HttpRequest, error: DuixianError) -> HttpResponse:
    """An error of the domain in the caller's language; of a limit on calls, when to come again."""
    response = _told(
        request,
        status_of(error),
        error.code,
        error.message,
        where=error.where or None,
        clause=getattr(error, "clause", None),
        remedy=error.remedy,
        errors=_parts(error, language_of_request(request)),
    )
    if isinstance(error, RateExceeded):
        response["Retry-After"] = str(error.retry_after)
    return response


def _parts(error: DuixianError, language: str) -> list[Fault]:
    """The errors that an error is made of: the cells of a row, the rows of a body."""
    parts = (*getattr(error, "errors", ()), *getattr(error, "faults", ()))
    return [
        Fault(where=part.where, code=part.code, detail=part.message.lang(language))
        for part in parts
        if isinstance(part, DuixianError)
    ]


def of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A request that has not the shape of the OpenAPI document: each fault with its place."""
    language = language_of_request(request)
    message = Text("请求的内容不合要求。", "The request does not have the shape it should have.")
    remedy = Text("请按 errors 逐项改正后再发。", "Mend each of `errors` and send it again.")
    return _told(
        request, 422, "request-invalid", message, remedy=remedy, errors=faults_of(error.errors, language)
    )


def of_policy(request: HttpRequest, error: PolicyError) -> HttpResponse:
    """A policy that does not load: each problem is a fault with its file, line and clause."""
    language = language_of_request(request)
    faults = [Fault(where=str(p.spot), code=p.code, detail=p.message.lang(language)) for p in error.problems]
    message = Text("政策文本现在不能用。", "The policy cannot be used as it stands.")
    return _told(request, 422, "policy-invalid", message, errors=faults)


def of_authentication(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No token at all."""
    message = Text("没有带令牌。", "There is no token.")
    return of_duixian(request, token_refused("token-missing", message))


def of_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework refuses by itself, such as a body that is no JSON."""
    message = Text("请求读不懂，内容应是 UTF-8 的 JSON。", "The request cannot be read; send JSON in UTF-8.")
    return _told(request, error.status_code, "request-unreadable", message)


def of_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """An address that stands for nothing."""
    message = Text("没有这个地址的内容。", "There is nothing at this address.")
    return _told(request, 404, "not-there", message)


def language_of_request(request: HttpRequest) -> str:
    """`zh` or `en`."""
    return preferred(request.headers.get("Accept-Language", ""))


def _told(
    request: HttpRequest,
    status: int,
    code: str,
    message: Text,
    *,
    where: str | None = None,
    clause: str | None = None,
    remedy: Text | None = None,
    errors: list[Fault] | None = None,
) -> HttpResponse:
    language = language_of_request(request)
    problem = Problem(
        type=TYPE + code,
        title=TITLES[status].lang(language),
        status=status,
        detail=message.lang(language),
        code=code,
        where=where,
        clause=clause,
        remedy=(remedy.lang(language) or None) if remedy else None,
        errors=errors or [],
    )
    response = HttpResponse(problem.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    response["Content-Language"] = language
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="duixian"'
    return response
