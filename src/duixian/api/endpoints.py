"""How a view becomes a route: guarded by a scope, inside its authority's rows, once for each key, described.

A view takes the call and its parameters and returns a Schema; whatever it raises is told by ``problem``, and the
transaction around it is rolled back.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponse
from ninja import Router, Schema
from ninja.signature.utils import get_typed_signature

from duixian.api.guard import Call, Guard
from duixian.api.idempotency import HEADER, LONGEST, once
from duixian.api.problem import MEDIA_TYPE
from duixian.api.scopes import SAID, Scope
from duixian.authorities.acting import acting_for

View = TypeVar("View", bound=Callable[..., Schema])
JSON = "application/json; charset=utf-8"
PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_REFUSALS = {
    400: "请求读不懂 / cannot be read",
    401: "没有有效的令牌 / no live token",
    403: "没有权限 / not allowed",
    404: "没有 / not there",
    409: "与现状冲突 / conflict",
    422: "不合要求 / refused",
    429: "请求太多，见 Retry-After / too many calls, see Retry-After",
}


@dataclass(frozen=True)
class Endpoint:
    """What one route promises: its scope, the form and status of its answer, whether it needs a key."""

    scope: Scope
    answer: Any
    status: int = 200
    keyed: bool = False

    def described(self) -> dict[str, Any]:
        """What the OpenAPI document says beyond parameters and body."""
        extra: dict[str, Any] = {
            "responses": {number: {"description": said, **PROBLEM} for number, said in _REFUSALS.items()},
            "x-scope": self.scope.value,
        }
        if self.keyed:
            extra["parameters"] = [_KEY]
        return extra


_KEY = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "description": "同一件事重发时用同一个编号 / the same key when the same act is sent again",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
}


def reads(router: Router, path: str, scope: Scope, answer: Any) -> Callable[[View], View]:
    """A route that changes nothing: GET."""
    return _route(router, "GET", path, Endpoint(scope, answer))


def asks(router: Router, path: str, scope: Scope, answer: Any) -> Callable[[View], View]:
    """A question that needs a body and changes nothing: POST without a key."""
    return _route(router, "POST", path, Endpoint(scope, answer))


def writes(
    router: Router, path: str, scope: Scope, answer: Any, *, status: int = 201, method: str = "POST"
) -> Callable[[View], View]:
    """A route that changes something, once for each key."""
    return _route(router, method, path, Endpoint(scope, answer, status, keyed=True))


def _route(router: Router, method: str, path: str, endpoint: Endpoint) -> Callable[[View], View]:
    def routed(view: View) -> View:
        router.add_api_operation(
            path,
            [method],
            _guarded(view, endpoint),
            auth=Guard(endpoint.scope),
            response={endpoint.status: endpoint.answer},
            description=_description(view, endpoint),
            openapi_extra=endpoint.described(),
        )
        return view

    return routed


def _guarded(view: Callable[..., Schema], endpoint: Endpoint) -> Callable[..., HttpResponse]:
    @functools.wraps(view)
    def run(request: Call, **given: Any) -> HttpResponse:
        def act() -> HttpResponse:
            body = view(request, **given).model_dump_json(by_alias=True)
            return HttpResponse(body, status=endpoint.status, content_type=JSON)

        with acting_for([request.auth.authority]):
            return once(request, act) if endpoint.keyed else act()

    # The framework reads the parameters from the signature, in the names of the view's own module.
    vars(run)["__signature__"] = get_typed_signature(view)
    return run


def _description(view: Callable[..., Schema], endpoint: Endpoint) -> str:
    said = SAID[endpoint.scope]
    return f"{inspect.getdoc(view) or ''}\n\n权限 / scope: `{endpoint.scope}` {said.zh} / {said.en}"
