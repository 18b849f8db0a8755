"""What officers look at, take away and uncover is written down, a line for each, with the authority they work for;
whoever reads the rows of an authority below is written down at both."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.authorities.access import log_access
from duixian.console.doors import OfficeRequest


def seen(request: OfficeRequest, table: str, key: str = "", fields: Iterable[str] = ()) -> None:
    """A look at a table, or at one of its rows."""
    noted(request, "view", table, key, fields)


def exported(request: OfficeRequest, table: str, key: str = "", fields: Iterable[str] = ()) -> None:
    """Rows taken away in a file."""
    noted(request, "export", table, key, fields)


def revealed(request: OfficeRequest, table: str, key: str, fields: Iterable[str]) -> None:
    """Fields shown that pages hide."""
    noted(request, "reveal", table, key, fields)


def noted(request: OfficeRequest, action: str, table: str, key: str = "", fields: Iterable[str] = ()) -> None:
    """Anything else that an officer does to rows of a table, or looks for in it."""
    office = request.office
    for authority in {office.authority, office.home}:
        log_access(office.account, action, table, key, fields, authority=authority)
