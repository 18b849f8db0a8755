from __future__ import annotations

from collections.abc import Iterator

import pytest

from duixian.connectors.errors import ConnectorError, LineUnavailable
from duixian.connectors.line import Line
from tests.connectors.fake_server import Fake, serving


@pytest.fixture
def fake() -> Iterator[Fake]:
    with serving(Fake()) as server:
        yield server


def line(fake: Fake, pauses: list[int] | None = None, token: str = "secret") -> Line:
    waited = [] if pauses is None else pauses
    return Line(fake.url, token, pauses=(1, 4), timeout=5, sleep=waited.append)


def test_a_file_is_listed_read_and_settled_over_http(fake: Fake) -> None:
    fake.waiting["回盘 1.csv"] = b"a,b"
    ours = line(fake)
    assert ours.waiting() == ["回盘 1.csv"]
    assert ours.read("回盘 1.csv") == b"a,b"
    ours.reject("回盘 1.csv", "没有这个单号")
    assert fake.settled == {"回盘 1.csv": ("rejected", "没有这个单号")}


@pytest.mark.parametrize("failure", [503, 429, "drop"])
def test_what_fails_once_is_tried_again_and_arrives_once(fake: Fake, failure: int | str) -> None:
    fake.failures = [failure]
    waited: list[int] = []
    line(fake, waited).send("B1.csv", b"x")
    assert fake.sent == {"B1.csv": b"x"}
    assert fake.asked == ["PUT /sent/B1.csv"] * 2
    assert waited == [1]


def test_a_retry_after_a_lost_answer_carries_the_same_key(fake: Fake) -> None:
    fake.failures = ["drop"]
    line(fake).accept("a.csv", "好")
    assert len(fake.keys) == 2
    assert len(set(fake.keys)) == 1


def test_after_every_retry_the_fault_says_that_nothing_is_lost(fake: Fake) -> None:
    fake.failures = [500, 502, 503]
    waited: list[int] = []
    with pytest.raises(LineUnavailable) as failed:
        line(fake, waited).waiting()
    assert failed.value.code == "line-unavailable"
    assert waited == [1, 4]
    assert "没有任何内容因此丢失" in str(failed.value)


def test_a_refusal_is_final_and_not_tried_again(fake: Fake) -> None:
    with pytest.raises(LineUnavailable, match="401"):
        line(fake, token="wrong").waiting()
    assert len(fake.asked) == 1


@pytest.mark.parametrize("listing", [b"<html>busy</html>", b'{"a": 1}', b"[1]"])
def test_an_answer_that_is_no_list_of_names_is_refused(fake: Fake, listing: bytes) -> None:
    fake.listing = listing
    with pytest.raises(ConnectorError) as refused:
        line(fake).waiting()
    assert refused.value.code == "line-answer"


def test_a_redirect_is_not_followed_with_our_token(fake: Fake) -> None:
    fake.failures = [302]
    with pytest.raises(LineUnavailable, match="302"):
        line(fake).waiting()
    assert len(fake.asked) == 1


def test_another_file_under_the_same_name_is_never_sent_over_it(fake: Fake) -> None:
    line(fake).send("B1.csv", b"x")
    line(fake).send("B1.csv", b"x")
    with pytest.raises(ConnectorError) as refused:
        line(fake).send("B1.csv", b"y")
    assert refused.value.code == "outgoing-differs"
    assert fake.sent["B1.csv"] == b"x"


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ConnectorError, match="https://"):
        Line("ftp://other.example")


def test_a_server_that_is_not_there_is_unavailable(fake: Fake) -> None:
    gone = Line("http://127.0.0.1:1", pauses=(), timeout=2)
    with pytest.raises(LineUnavailable):
        gone.waiting()
