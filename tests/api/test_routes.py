from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from ninja.operation import Operation

from duixian.api.guard import Guard
from duixian.api.scopes import Scope
from duixian.api.service import api
from tests.api.conftest import Programs
from tests.api.programs import BASE, json_of

QUESTIONS = {"check_case", "precheck_claim", "replay_decision"}
"""They need a body and change nothing."""
ANYTHING = {"{webhook}": "00000000-0000-4000-8000-000000000000"}


def routes() -> Iterator[tuple[str, Operation]]:
    """Each route of the service, with an address that has its shape."""
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield re.sub(r"{[^}]+}", _filled, f"{bound.prefix}{path}"), operation


def _filled(found: re.Match[str]) -> str:
    return ANYTHING.get(found[0], "1")


ROUTES = [pytest.param(path, op, id=f"{op.methods[0]} {path}") for path, op in routes()]


def test_there_are_routes_to_guard() -> None:
    assert len(ROUTES) > 3


@pytest.mark.parametrize(("path", "operation"), ROUTES)
def test_each_route_declares_one_scope_and_says_so_in_its_description(
    path: str, operation: Operation
) -> None:
    (guard,) = operation.auth_callbacks
    assert isinstance(guard, Guard)
    assert operation.openapi_extra is not None
    assert operation.openapi_extra["x-scope"] == guard.scope.value


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "operation"), ROUTES)
def test_each_route_is_shut_without_a_token_and_with_every_scope_but_its_own(
    program: Programs, path: str, operation: Operation
) -> None:
    (guard,) = operation.auth_callbacks
    assert isinstance(guard, Guard)
    caller = program(*(set(Scope) - {guard.scope}))
    send = {"GET": caller.get, "POST": caller.post, "PUT": caller.put}[operation.methods[0]]
    assert json_of(send(path), 403)["code"] == "scope-missing"
    assert json_of(send(path, Authorization=""), 401)["code"] == "token-missing"


@pytest.mark.parametrize(("path", "operation"), ROUTES)
def test_each_write_asks_for_a_key_and_no_read_does(path: str, operation: Operation) -> None:
    assert operation.openapi_extra is not None
    keyed = "parameters" in operation.openapi_extra
    harmless = operation.methods == ["GET"] or operation.view_func.__name__ in QUESTIONS
    assert keyed is not harmless


def test_no_list_is_paged_by_offset() -> None:
    document = api.get_openapi_schema(path_prefix=BASE)
    parameters = {
        p["name"] for path in document["paths"].values() for op in path.values() for p in op["parameters"]
    }
    assert not parameters & {"offset", "page", "skip"}
