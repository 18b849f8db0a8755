"""A finance pair in two browsers: one makes, the other checks; a failed line is mended; both batches end at zero."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Visits

ORDERS, MENDED = "/office/finance/orders/", "9999000000000000077"


def waiting(page: Page, most: int = 2) -> list[str]:
    """Orders of the commonest use that wait for a batch."""
    rows = page.locator("tbody tr")
    uses = rows.locator("td[data-label=用途]").all_inner_texts()
    numbers = rows.locator("td[data-label=单号]").all_inner_texts()
    commonest = Counter(uses).most_common(1)[0][0]
    return [number for use, number in zip(uses, numbers, strict=True) if use == commonest][:most]


def made(page: Page, numbers: list[str]) -> str:
    """A batch of these orders with its tax noted; its number."""
    page.goto(ORDERS)
    for number in numbers:
        page.locator(f"input[value={number}]").check()
    page.get_by_role("button", name="用勾选的制单").click()
    page.get_by_label("按全额发放，不代扣").check()
    page.get_by_role("button", name="注明", exact=True).click()
    expect(page.get_by_text("个税处理已注明。")).to_be_visible()
    return page.url.rstrip("/").rpartition("/")[2]


def sent(page: Page, number: str) -> list[str]:
    """Checked and released by the other; the numbers in the bank's file."""
    page.goto(f"/office/finance/batches/{number}/")
    page.get_by_role("button", name="复核无误").click()
    page.get_by_role("button", name="送银行").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="批量代付（CSV，元）").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    return [row["流水号"] for row in csv.DictReader(io.StringIO(text))]


def answered(page: Page, lines: list[str], failing: int) -> None:
    """The bank's return: the first lines failed, the others paid."""
    said = ["流水号,交易状态,错误信息"]
    said += [f"{number},{'F,账号不存在' if n < failing else 'S,'}" for n, number in enumerate(lines)]
    file = {"name": "回盘.csv", "mimeType": "text/csv", "buffer": "\n".join(said).encode("utf-8-sig")}
    page.get_by_label("回盘文件").set_input_files(files=[file])  # type: ignore[arg-type]
    page.get_by_label("版式").select_option("text-yuan")
    page.get_by_role("button", name="导入").click()
    expect(page.get_by_text("回盘已导入")).to_be_visible()


def reconciled(page: Page) -> None:
    """The difference is zero, and the page says so."""
    page.get_by_role("button", name="对平").click()
    expect(page.get_by_text("已对平：差额为零。")).to_be_visible()


def mended(page: Page, number: str) -> str:
    """The maker corrects the account of a returned order; the number of the one that takes its place."""
    page.goto("/office/finance/returned/")
    page.get_by_role("link", name=number).click()
    page.get_by_label("账号", exact=True).fill(MENDED)
    page.get_by_label("开户银行").fill("演示银行")
    page.get_by_role("button", name="开新单重发").click()
    expect(page.get_by_text("已按更正的账户开出新单")).to_be_visible()
    return page.url.rstrip("/").rpartition("/")[2]


def test_a_pair_pays_mends_a_failed_line_and_reconciles_to_zero(
    visit: Visits, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    maker, checker = visit(ORDERS, "maker"), visit("/office/finance/", "checker")
    number = made(maker, waiting(maker))
    expect(maker.get_by_role("button", name="复核无误")).to_have_count(0)
    lines = sent(checker, number)
    answered(checker, lines, failing=1)
    axe(checker)
    picture(checker, "finance-batch-returned")
    reconciled(checker)
    fresh = mended(maker, lines[0])
    picture(maker, "finance-reissued")
    assert sent(checker, made(maker, [fresh])) == [fresh]
    answered(checker, [fresh], failing=0)
    reconciled(checker)
    picture(checker, "finance-batch-reconciled")
