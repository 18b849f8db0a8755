from __future__ import annotations

import pytest

from duixian.api.scopes import Scope
from tests.api.conftest import Programs
from tests.api.programs import Program, json_of

pytestmark = pytest.mark.django_db


def added(caller: Program, count: int) -> list[str]:
    """Webhooks registered one after the other: their ids, the newest first."""
    body = {"url": "https://example.org/hook", "events": ["claim.changed"]}
    return [json_of(caller.post("/webhooks", body), 201)["id"] for _ in range(count)][::-1]


def walked(caller: Program, limit: int) -> list[str]:
    """All ids, page by page."""
    found, cursor = [], ""
    while cursor is not None:
        page = json_of(caller.get(f"/webhooks?limit={limit}" + (f"&cursor={cursor}" if cursor else "")))
        assert len(page["items"]) <= limit
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
    return found


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_pages_of_any_size_show_each_row_once_newest_first(program: Programs, limit: int) -> None:
    caller = program(Scope.WEBHOOKS)
    ids = added(caller, 5)
    assert walked(caller, limit) == ids


def test_a_row_added_meanwhile_neither_repeats_nor_hides_another(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    ids = added(caller, 3)
    first = json_of(caller.get("/webhooks?limit=2"))
    added(caller, 1)
    second = json_of(caller.get(f"/webhooks?limit=2&cursor={first['next']}"))
    assert [item["id"] for item in first["items"] + second["items"]] == ids


@pytest.mark.parametrize("cursor", ["x", "5", "a2V5", "%E7%94%B2", "azotMQ"])
def test_a_cursor_nobody_wrote_is_refused(program: Programs, cursor: str) -> None:
    told = json_of(program(Scope.WEBHOOKS).get(f"/webhooks?cursor={cursor}"), 422)
    assert told["code"] == "cursor-unknown"
