from __future__ import annotations

import pytest

from duixian.authorities.models import Authority
from duixian.connectors.channels import open_channel
from duixian.connectors.line import Line
from duixian.connectors.models import Outcome, System
from duixian.connectors.rounds import take_everything
from duixian.registry.store.models import Fact
from tests.connectors.dropping import drop


def test_a_round_reads_every_channel_and_one_that_is_down_stops_no_other(
    authority: Authority, other_authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Line, "waiting", lambda line: Line(line.url, pauses=(), timeout=1).read("x"))
    open_channel(authority, System.BANK, where="http://127.0.0.1:1", layout="text-yuan")
    channel = open_channel(other_authority, System.BUSINESS)
    drop(channel, "b.csv", "企业名称,统一社会信用代码\r\n某公司,91330110MA2B0XKQ34".encode())
    assert [delivery.outcome for delivery in take_everything()] == [Outcome.TAKEN]
    assert Fact.objects.get(table="用人单位").authority == other_authority
    assert take_everything() == []
