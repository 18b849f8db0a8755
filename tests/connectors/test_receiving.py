from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Authority, Role
from duixian.connectors.channels import channel_of, open_channel
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, Outcome, System
from duixian.connectors.receiving import Effect, receive
from duixian.connectors.sending import send
from duixian.values.bilingual import Text
from tests.connectors.dropping import drop, folder
from tests.service import Officer


@pytest.fixture
def channel(authority: Authority) -> Channel:
    return open_channel(authority, System.INSURANCE)


def test_a_dropped_file_is_taken_and_moved_to_done(channel: Channel) -> None:
    drop(channel, "a.csv", b"a.csv of one")
    [delivery] = receive(channel, lambda name, content: Effect(f"{name} 1 条", "批次 1"))
    assert (delivery.outcome, delivery.subject) == (Outcome.TAKEN, "批次 1")
    assert (folder(channel, "done") / "a.csv").read_bytes() == b"a.csv of one"


def test_the_same_contents_under_another_name_have_no_second_effect(channel: Channel) -> None:
    names: list[str] = []

    def take(name: str, content: bytes) -> Effect:
        names.append(name)
        return Effect("1 条")

    for name in ("b.csv", "again.csv"):
        drop(channel, name, b"of two")
        receive(channel, take)
    assert names == ["b.csv"]
    assert "没有再处理" in (folder(channel, "done") / "again.csv.note.txt").read_text("utf-8")


def test_a_refused_file_changes_nothing_and_says_why_in_both_languages(channel: Channel) -> None:
    def refuse(name: str, content: bytes) -> Effect:
        Channel.objects.filter(pk=channel.pk).update(layout="half done")
        raise ConnectorError("no-good", Text("没有单号。", "There is no number."), "第 3 行")

    drop(channel, "c.csv", b"of three")
    [delivery] = receive(channel, refuse)
    channel.refresh_from_db()
    assert (delivery.outcome, channel.layout) == (Outcome.REJECTED, "")
    reason = (folder(channel, "rejected") / "c.csv.reason.txt").read_text("utf-8")
    assert "第 3 行" in reason
    assert "There is no number." in reason


def test_a_refused_file_may_be_dropped_again_once_the_cause_is_gone(channel: Channel) -> None:
    def refuse(name: str, content: bytes) -> Effect:
        raise ConnectorError("not-yet", Text("批次还没有发出。", "Not sent yet."))

    drop(channel, "d.csv", b"of four")
    receive(channel, refuse)
    drop(channel, "d.csv", b"of four")
    assert [d.outcome for d in receive(channel, lambda name, content: Effect("1 条"))] == [Outcome.TAKEN]


def test_a_fault_of_the_program_leaves_the_file_where_it_is(channel: Channel) -> None:
    def broken(name: str, content: bytes) -> Effect:
        raise KeyError(name)

    drop(channel, "e.csv", b"of five")
    with pytest.raises(KeyError):
        receive(channel, broken)
    assert (folder(channel, "in") / "e.csv").exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_take_one_file_once(channel: Channel) -> None:
    names: list[str] = []

    def take(name: str, content: bytes) -> Effect:
        names.append(name)
        return Effect("1 条")

    def work() -> None:
        receive(channel, take)
        connection.close()

    drop(channel, "f.csv", b"of six")
    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert names == ["f.csv"]
    assert Delivery.objects.count() == 1


def test_what_was_received_cannot_be_changed_afterwards(channel: Channel) -> None:
    drop(channel, "g.csv", b"of seven")
    receive(channel, lambda name, content: Effect("1 条"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.update(words="nothing came")


def test_a_file_goes_out_once_and_its_export_is_logged(channel: Channel, officer: Officer) -> None:
    clerk = officer(Role.FIRST_CHECK)
    first = send(channel, "q.csv", b"x", subject="查询 1", actor=clerk)
    assert send(channel, "q.csv", b"x", subject="查询 1", actor=clerk) == first
    with pytest.raises(ConnectorError) as refused:
        send(channel, "q.csv", b"y", subject="查询 1", actor=clerk)
    assert refused.value.code == "outgoing-differs"
    assert (folder(channel, "out") / "q.csv").read_bytes() == b"x"


def test_another_authority_sees_neither_the_channel_nor_its_files(
    channel: Channel, other_authority: Authority
) -> None:
    drop(channel, "h.csv", b"of eight")
    receive(channel, lambda name, content: Effect("1 条"))
    with acting_for(other_authority):
        assert not Delivery.objects.exists()
        with pytest.raises(ConnectorError, match="没有设置"):
            channel_of(channel.authority, System.INSURANCE)


@pytest.mark.django_db(transaction=True)
def test_no_file_is_taken_inside_a_transaction_that_could_still_be_undone(channel: Channel) -> None:
    drop(channel, "i.csv", b"of nine")
    with pytest.raises(RuntimeError), transaction.atomic():
        receive(channel, lambda name, content: Effect("1 条"))
    assert (folder(channel, "in") / "i.csv").exists()
