from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from duixian.connectors.bank.paying import layout_named
from duixian.connectors.bank.returned import match, returned_lines
from duixian.connectors.bank.shape import Outcome, Returned
from duixian.connectors.errors import FileRefused
from tests.connectors.payments import line, payment

HEADERS = ["业务编号", "收款账号", "金额（元）", "处理结果", "失败原因"]


def workbook(*rows: Sequence[str | float]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADERS, *rows]):
            sheet.write_row(number, 0, row)
    return written.getvalue()


def read(*rows: Sequence[str | float]) -> list[Returned]:
    return returned_lines(layout_named("sheet-yuan"), "r.xlsx", workbook(*rows))


def refusal(*returned: Returned) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        match(payment(), returned, "r.xlsx")
    return [fault.code for fault in refused.value.faults]


def test_a_workbook_says_for_each_line_what_happened_and_why() -> None:
    lines = read(["P1", "", 1234.56, "交易成功", ""], ["P2", "", "1,234.56", "退票", "户名不符"])
    assert [(one.number, one.outcome, one.cause, one.amount_fen) for one in lines] == [
        ("P1", Outcome.PAID, "", 123_456),
        ("P2", Outcome.FAILED, "户名不符", 123_456),
    ]


def test_another_bank_answers_in_text_in_fen_and_in_its_own_words() -> None:
    content = "编号,账号,金额,返回码,返回信息\r\nP1,,123456,0000,\r\nP2,,123456,E002,账户已销户\r\n"
    lines = returned_lines(layout_named("text-fen"), "r.csv", content.encode("gb18030"))
    assert [(one.outcome, one.amount_fen) for one in lines] == [
        (Outcome.PAID, 123_456),
        (Outcome.FAILED, 123_456),
    ]


def test_an_account_that_a_spreadsheet_spoilt_is_refused_with_its_row() -> None:
    with pytest.raises(FileRefused) as refused:
        read(["P1", 6222021001000100001.0, "1", "成功", ""])
    assert refused.value.code == "cell-digits"
    assert "第 2 行" in refused.value.where


def test_a_word_of_the_bank_that_nobody_entered_is_refused_never_guessed() -> None:
    with pytest.raises(FileRefused, match="差不多成功"):
        read(["P1", "", "1", "差不多成功", ""])


def test_a_file_without_the_column_of_results_is_refused() -> None:
    with pytest.raises(FileRefused, match="结果"):
        returned_lines(layout_named("sheet-yuan"), "r.csv", "业务编号\r\nP1\r\n".encode())


def test_what_is_settled_and_what_is_open_is_told_apart() -> None:
    answer = match(payment(), [Returned("P2", Outcome.FAILED, "账号不存在")], "r.xlsx")
    assert [one.number for one in answer.settled] == ["P2"]
    assert answer.open == ("P1",)
    assert match(payment(), [Returned("P1", Outcome.PENDING)], "r").open == ("P1", "P2")


def test_an_answer_that_does_not_fit_what_was_sent_is_refused_as_a_whole() -> None:
    assert refusal(Returned("P9", Outcome.PAID)) == ["return-stranger"]
    assert refusal(Returned("P1", Outcome.PAID), Returned("P1", Outcome.PAID)) == ["return-repeated"]
    assert refusal(Returned("P1", Outcome.PAID, amount_fen=1)) == ["return-amount"]
    assert refusal(Returned("P1", Outcome.PAID, account=line("P2").account)) == ["return-account"]
    assert refusal(Returned("P1", Outcome.FAILED)) == ["return-cause"]


def test_a_file_that_is_no_sheet_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        returned_lines(layout_named("sheet-yuan"), "r.pdf", b"%PDF")
    assert refused.value.code == "file-form"
