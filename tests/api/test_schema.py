"""Schemathesis writes calls from the OpenAPI document, good and bad ones, and holds each answer to it.

A call may have the right shape and still be refused by the domain, so that one check is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from duixian.api.scopes import Scope
from duixian.api.service import api
from duixian.site.wsgi import application
from tests.api.conftest import Programs
from tests.api.programs import BASE

Operation = APIOperation[Any, Any, Any, Any]
Case = schemathesis.Case[Any]
CALLS = 8


@cache
def document() -> BaseSchema:
    """The service as its own document describes it, called through the server's own door."""
    schema: BaseSchema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix=f"{BASE}/"))
    schema.app = application
    return schema


def operations() -> list[Operation]:
    """Each route with what its document says."""
    return [found.ok() for found in document().get_all_operations() if isinstance(found, Ok)]


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """The server closes old connections around each request; the test's own must outlive them."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("operation", [pytest.param(op, id=op.label) for op in operations()])
def test_each_route_answers_as_the_document_says(program: Programs, operation: Operation) -> None:
    headers = {"Authorization": f"Bearer {program(*Scope).text}"}

    @settings(max_examples=CALLS, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def answers(case: Case) -> None:
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    answers()
