from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from duixian.connectors.bank.paying import bank_layouts, layout_named, payment_file
from duixian.connectors.bank.shape import Payment
from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.connectors.sheets.writing import yuan
from tests.connectors.payments import MADE_AT, line, payment


def cells(made: Payment, layout: str) -> list[list[object]]:
    name, content = payment_file(made, layout_named(layout), MADE_AT)
    if name.endswith(".xlsx"):
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()  # type: ignore[return-value]
    encoding = layout_named(layout).outgoing.encoding  # type: ignore[union-attr]
    return [list(row) for row in csv.reader(io.StringIO(content.decode(encoding)))]


def codes(made: Payment, layout: str = "sheet-yuan") -> list[str]:
    with pytest.raises(FileRefused) as refused:
        payment_file(made, layout_named(layout), MADE_AT)
    return [fault.code for fault in refused.value.faults]


def test_a_workbook_holds_every_cell_as_text_with_accounts_amounts_and_dates_whole() -> None:
    first = cells(payment(), "sheet-yuan")[1]
    assert first == [
        "1",
        "P1",
        "6222021001000100001",
        "王小明",
        "某银行",
        "1234.56",
        "补贴 P1",
        "2026-11-24",
    ]


def test_two_banks_get_the_same_batch_by_their_own_columns() -> None:
    assert cells(payment(), "text-yuan")[1][-4:] == ["1234.56", "CNY", "2026/11/24", "补贴 P1"]
    assert cells(payment(), "text-fen")[0] == [
        "1",
        "P1",
        "6222021001000100001",
        "王小明",
        "123456",
        "20261124",
        "补贴 P1",
    ]


def test_every_layout_that_comes_with_the_program_writes_a_payment() -> None:
    for layout in bank_layouts().values():
        name, content = payment_file(payment(), layout, MADE_AT)
        assert name.startswith("B-2026-001.")
        assert content


def test_the_same_payment_gives_the_same_bytes() -> None:
    layout = layout_named("sheet-yuan")
    assert payment_file(payment(), layout, MADE_AT) == payment_file(payment(), layout, MADE_AT)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_name_that_a_spreadsheet_would_run_is_refused(sign: str) -> None:
    assert codes(payment(line(payee=f"{sign}cmd|'/c calc'!A0"))) == ["cell-formula"]


def test_a_line_break_in_a_purpose_is_refused() -> None:
    assert codes(payment(line(purpose="一\n二")), "text-yuan") == ["cell-control"]


def test_a_character_that_the_banks_encoding_cannot_write_is_refused() -> None:
    assert codes(payment(line(payee="王\ud800")), "text-fen") == ["cell-encoding"]


def test_one_order_twice_in_a_batch_is_refused() -> None:
    assert "payment-number" in codes(payment(line("P1"), line("P1")))


def test_the_same_account_amount_and_purpose_twice_is_refused() -> None:
    other = line("P2", account=line("P1").account, purpose=line("P1").purpose)
    assert codes(payment(line("P1"), other)) == ["payment-repeated"]


def test_two_payments_to_one_account_pass_when_the_purpose_tells_them_apart() -> None:
    other = line("P2", account=line("P1").account)
    assert len(cells(payment(line("P1"), other), "text-fen")) == 2


def test_a_file_holds_five_thousand_lines_and_not_one_more() -> None:
    lines = tuple(line(f"P{n}") for n in range(1, 5002))
    assert codes(payment(*lines)) == ["payment-lines"]
    assert len(cells(payment(*lines[:-1]), "text-yuan")) == 5001


def test_a_bank_that_takes_fewer_lines_says_so() -> None:
    assert codes(payment(*(line(f"P{n}") for n in range(1, 2002))), "text-fen") == ["lines-many"]


def test_every_fault_of_a_batch_is_told_at_once_and_in_both_languages() -> None:
    wrong = payment(line("P1", amount_fen=0), line("P2", account="12"), line("P3", payee=" "))
    with pytest.raises(FileRefused) as refused:
        payment_file(wrong, layout_named("sheet-yuan"), MADE_AT)
    assert [f.code for f in refused.value.faults] == ["payment-amount", "payment-account", "payment-payee"]
    assert "单号 P2" in refused.value.report("zh")
    assert "does not look like" in refused.value.report("en")


def test_an_unknown_bank_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConnectorError, match="sheet-yuan"):
        layout_named("no-such-bank")


@given(st.integers(min_value=0, max_value=2**63 - 1))
def test_an_amount_in_yuan_is_exactly_its_fen(fen: int) -> None:
    whole, cents = yuan(fen).split(".")
    assert int(whole) * 100 + int(cents) == fen
    assert len(cents) == 2
