"""Fixtures of the tests of the program face."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duixian.api.scopes import Scope
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from tests.api.programs import Program

Programs = Callable[..., Program]


@pytest.fixture
def program(authority: Authority, officer: Callable[..., Account]) -> Programs:
    """``program(scope, …)`` is a program of the district with a token of these scopes."""

    def made(*scopes: Scope, role: Role = Role.INTAKE) -> Program:
        return Program(authority, officer(role), scopes)

    return made
