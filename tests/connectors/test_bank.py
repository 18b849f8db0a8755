from __future__ import annotations

import csv
import io

import pytest
from lxml import etree

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import AccessLog, Authority, Role
from duixian.connectors.bank.incoming import take_returns
from duixian.connectors.bank.outgoing import send_batch
from duixian.connectors.channels import open_channel
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Outcome, System
from duixian.ledger import batches, reconciling
from duixian.ledger.budgets import Payer
from duixian.ledger.models import Batch, Order
from duixian.ledger.states import OrderState
from tests.connectors.dropping import drop, folder, reason
from tests.connectors.fake_server import Fake, serving
from tests.ledger.paying import Finance, opened, ordered
from tests.service import Officer

PAYER = Payer("临平区人力社保局", "330100000000000001", "某银行临平支行", "102331000018")


@pytest.fixture
def channel(authority: Authority) -> Channel:
    return open_channel(authority, System.BANK, layout="text-yuan")


@pytest.fixture
def batch(authority: Authority, finance: Finance) -> Batch:
    item = opened(authority, payer=PAYER)
    return finance.released(item, [ordered(item, name, 100_050) for name in ("甲", "乙", "丙")])


def answer(batch: Batch, *outcomes: tuple[str, str]) -> bytes:
    rows = ["流水号,交易状态,错误信息"]
    for order, (state, cause) in zip(batch.orders.order_by("number"), outcomes, strict=False):
        rows.append(f"{order.number},{state},{cause}")
    return "\r\n".join(rows).encode()


def states(batch: Batch) -> list[str]:
    return [
        OrderState(state).name for state in batch.orders.order_by("number").values_list("state", flat=True)
    ]


def test_a_released_batch_goes_to_the_bank_once_with_accounts_and_amounts(
    channel: Channel, batch: Batch, finance: Finance
) -> None:
    first = send_batch(batch, actor=finance.checker)
    assert send_batch(batch, actor=finance.checker) == first
    [path] = folder(channel, "out").glob("*.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [row["金额"] for row in rows] == ["1000.50"] * 3
    assert {row["付款账号"] for row in rows} == {PAYER.account}
    assert all(row["账号"].startswith("6222") for row in rows)
    assert AccessLog.objects.filter(action="export", fields=[batch.number]).exists()


def test_a_batch_that_nobody_released_is_not_exported(
    channel: Channel, authority: Authority, finance: Finance
) -> None:
    item = opened(authority, payer=PAYER)
    made = batches.make(item, [ordered(item, "甲", 100)], finance.maker)
    with pytest.raises(ConnectorError) as refused:
        send_batch(made, actor=finance.checker)
    assert refused.value.code == "batch-not-released"


def test_only_finance_exports_and_only_with_a_paying_account(
    channel: Channel, authority: Authority, finance: Finance, officer: Officer
) -> None:
    item = opened(authority)
    batch = finance.released(item, [ordered(item, "甲", 100)])
    with pytest.raises(RoleRefused):
        send_batch(batch, actor=officer(Role.FIRST_CHECK))
    with pytest.raises(ConnectorError) as refused:
        send_batch(batch, actor=finance.maker)
    assert refused.value.code == "payer-missing"


def test_a_return_file_settles_each_line_with_the_banks_cause(
    channel: Channel, batch: Batch, finance: Finance
) -> None:
    drop(channel, "r.csv", answer(batch, ("S", ""), ("F", "账户已销户"), ("S", "")))
    [delivery] = take_returns(channel.authority, actor=finance.maker)
    assert (delivery.outcome, delivery.subject) == (Outcome.TAKEN, batch.number)
    assert states(batch) == ["PAID", "RETURNED", "PAID"]
    assert "账户已销户" in (folder(channel, "done") / "r.csv.note.txt").read_text("utf-8")
    assert reconciling.reconcile(batch, actor=finance.checker).returned_fen == 100_050


def test_the_same_return_file_again_changes_nothing(channel: Channel, batch: Batch) -> None:
    content = answer(batch, ("S", ""), ("S", ""), ("S", ""))
    for name in ("r.csv", "r2.csv"):
        drop(channel, name, content)
        take_returns(channel.authority)
    assert states(batch) == ["PAID"] * 3


def test_a_return_file_with_one_wrong_line_is_refused_as_a_whole(channel: Channel, batch: Batch) -> None:
    content = answer(batch, ("S", ""), ("S", "")) + b"\r\nP0000,S,"
    drop(channel, "r.csv", content)
    [delivery] = take_returns(channel.authority)
    assert delivery.outcome == Outcome.REJECTED
    assert states(batch) == ["SENT"] * 3
    assert "P0000" in reason(channel, "r.csv")


def test_a_file_in_which_everything_is_pending_waits(channel: Channel, batch: Batch) -> None:
    drop(channel, "r.csv", answer(batch, ("P", ""), ("P", "")))
    assert [d.outcome for d in take_returns(channel.authority)] == [Outcome.REJECTED]
    assert "处理中" in reason(channel, "r.csv")


def test_another_authoritys_return_file_is_unknown_here(
    channel: Channel, batch: Batch, other_authority: Authority
) -> None:
    theirs = open_channel(other_authority, System.BANK, layout="text-yuan")
    drop(theirs, "r.csv", answer(batch, ("S", "")))
    assert [d.outcome for d in take_returns(other_authority)] == [Outcome.REJECTED]
    assert states(batch) == ["SENT"] * 3


def test_a_bank_by_iso_20022_is_sent_pain_001_and_answers_by_pain_002_over_a_shaky_line(
    authority: Authority, batch: Batch, finance: Finance
) -> None:
    with serving(Fake(failures=[503, "drop"])) as fake:
        open_channel(authority, System.BANK, where=fake.url, token=fake.token, layout="iso20022")
        send_batch(batch, actor=finance.checker)
        [message] = fake.sent.values()
        assert etree.QName(etree.fromstring(message)).localname == "Document"
        numbers = list(Order.objects.order_by("number").values_list("number", flat=True))
        fake.waiting["status.xml"] = status(numbers)
        take_returns(authority, actor=finance.checker)
        assert fake.settled["status.xml"][0] == "accepted"
    assert states(batch) == ["RETURNED", "PAID", "PAID"]


def status(numbers: list[str]) -> bytes:
    entries = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{number}</OrgnlEndToEndId><TxSts>{'RJCT' if not place else 'ACSC'}</TxSts>"
        f"<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>"
        for place, number in enumerate(numbers)
    )
    space = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
    return f'<Document xmlns="{space}"><CstmrPmtStsRpt>{entries}</CstmrPmtStsRpt></Document>'.encode()


def test_an_installations_own_layout_wins_without_any_code(
    channel: Channel, batch: Batch, finance: Finance
) -> None:
    own = folder(channel, "out").parents[4] / "banks"
    own.mkdir(parents=True)
    (own / "text-yuan.yaml").write_text(OWN, "utf-8")
    send_batch(batch, actor=finance.maker)
    [path] = folder(channel, "out").glob("*.csv")
    assert path.read_text("gb18030").splitlines()[0] == "收款账号|金额（分）".replace("|", ",")


OWN = """
名称: 另一家银行
英文: Another bank
发出:
  形式: csv
  编码: gb18030
  列:
    - {表头: 收款账号, 取: 账号}
    - {表头: 金额（分）, 取: 金额, 写法: 分}
"""
