"""The journeys of a worker on a phone: what is due is seen at once and claimed with a few touches; a lost line, a second
press and the way back lose nothing and file nothing twice; the keyboard alone is enough."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser import PHONE, SLOWEST_MS, Visits, assert_accessible, overflow
from tests.seeded import Service

BENEFIT = "技能提升补助"
MINUTES = 3
MOST_INPUTS = 10
expect.set_options(timeout=SLOWEST_MS)
Picture = Callable[[Page, str], Path]


@dataclass
class Hand:
    """One hand on a phone; counts what it does."""

    page: Page
    inputs: int = 0

    def tap(self, place: Locator) -> None:
        self.inputs += 1
        place.click()

    def write(self, label: str, text: str) -> None:
        self.inputs += 1
        self.page.get_by_label(label, exact=True).fill(text)


def claim_due(page: Page) -> Locator:
    return page.get_by_role("button", name="去申领").first


def submit(page: Page) -> Locator:
    return page.get_by_role("button", name="提交申请")


def take_back(page: Page) -> None:
    """So that the same is due to the same worker again."""
    page.get_by_role("link", name="看这件申请").click()
    page.get_by_text("撤回这件申请").click()
    page.get_by_role("button", name="确认撤回").click()
    expect(page.get_by_text("已撤回").first).to_be_visible()


def new_claim(visit: Visits) -> tuple[Page, str]:
    """A claim for a certificate that no register knows, and its number."""
    page = visit("/my/claims/", "worker_due", size=PHONE, allow=("ERR_INTERNET_DISCONNECTED", "htmx:"))
    page.get_by_role("button", name=re.compile(BENEFIT)).click()
    number = f"旅程{uuid.uuid4().hex[:10]}"
    expect(page.get_by_text("填好这些")).to_be_visible()
    return page, number


def fill_in(page: Page, number: str) -> None:
    page.get_by_label("证书编号").fill(number)
    page.get_by_label("技能等级").select_option("高级工")
    page.get_by_label("发证日期").fill("2023-05-10")


def result_of(page: Page, words: str) -> None:
    expect(page.locator("#result")).to_contain_text(words)


def test_a_worker_sees_what_is_due_and_files_it_with_a_few_touches(
    visit: Visits, service: Service, picture: Picture
) -> None:
    began = time.monotonic()
    page = visit("/accounts/login/?next=/my/", size=PHONE)
    hand = Hand(page)
    account = service.accounts["worker_due"]
    hand.inputs += 2
    page.fill("input[name=login]", account.username)
    page.fill("input[name=password]", account.password)
    hand.tap(page.locator("main form:has(input[name=password]) button.primary"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("现在可以领")
    picture(page, "worker-home")
    hand.tap(claim_due(page))
    result_of(page, "符合条件")
    picture(page, "worker-claim")
    assert_accessible(page)
    assert overflow(page) <= 0
    hand.tap(submit(page))
    expect(page.get_by_role("heading", level=1)).to_have_text("已提交")
    picture(page, "worker-filed")
    assert_accessible(page)
    assert hand.inputs < MOST_INPUTS
    assert time.monotonic() - began < MINUTES * 60
    take_back(page)


def test_the_keyboard_alone_is_enough_to_file(visit: Visits) -> None:
    page = visit("/my/", "worker_due", size=PHONE)
    walk_to(page, "去申领")
    page.keyboard.press("Enter")
    result_of(page, "符合条件")
    walk_to(page, "提交申请")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("已提交")
    take_back(page)


def walk_to(page: Page, words: str, most: int = 60) -> None:
    """Tab by Tab to a button."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(words):
            return
    raise AssertionError(f"{words} is not reached by the keyboard")


def test_a_lost_line_loses_nothing_and_what_was_written_is_sent_when_it_is_back(visit: Visits) -> None:
    page, number = new_claim(visit)
    page.context.set_offline(True)
    fill_in(page, number)
    expect(page.get_by_text("网络断开了")).to_be_visible()
    submit(page).click()
    expect(page.get_by_label("证书编号")).to_have_value(number)
    page.context.set_offline(False)
    expect(page.locator("#result")).not_to_contain_text("填好这些")
    page.reload()
    expect(page.get_by_label("证书编号")).to_have_value(number)


def test_a_tab_closed_without_a_line_gives_back_what_was_written(visit: Visits) -> None:
    page, number = new_claim(visit)
    address, context = page.url, page.context
    context.set_offline(True)
    fill_in(page, number)
    page.wait_for_timeout(1200)
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_text("已经放回来了")).to_be_visible()
    expect(again.get_by_label("证书编号")).to_have_value(number)
    expect(again.locator("#result")).not_to_contain_text("填好这些")


def slowly(route: Route) -> None:
    time.sleep(1)
    route.continue_()


def test_a_slow_line_keeps_every_letter(visit: Visits) -> None:
    page, number = new_claim(visit)
    page.route("**/keep/", slowly)
    page.get_by_label("证书编号").press_sequentially(number, delay=30)
    page.get_by_label("发证日期").fill("2023-05-10")
    expect(page.locator("#result")).not_to_contain_text("填好这些")
    page.reload()
    expect(page.get_by_label("证书编号")).to_have_value(number)


def test_a_double_click_files_once(visit: Visits) -> None:
    page, number = new_claim(visit)
    before = len(filed_of(page, number))
    fill_in(page, number)
    result_of(page, "已保存")
    submit(page).dblclick()
    page.wait_for_url("**/my/cases/**")
    assert len(filed_of(page, number)) == before + 1


def filed_of(page: Page, number: str) -> list[str]:
    """The cases of the worker, on a page of its own."""
    other = page.context.new_page()
    other.goto("/my/cases/")
    found = other.eval_on_selector_all("main .lines a", "links => links.map(link => link.href)")
    other.close()
    return [str(one) for one in found]


def test_the_way_back_after_filing_leads_to_the_case(visit: Visits) -> None:
    page, number = new_claim(visit)
    fill_in(page, number)
    result_of(page, "已保存")
    submit(page).click()
    page.wait_for_url("**/filed/")
    case = page.url.removesuffix("filed/")
    page.go_back()
    if page.url != case:
        submit(page).click()
    page.wait_for_url(case)


def paper(name: str, contents: bytes = b"") -> FilePayload:
    """A file of its own each time."""
    body = contents or b"%PDF-1.4 " + uuid.uuid4().bytes
    return {"name": name, "mimeType": "application/pdf", "buffer": body}


def test_a_file_is_sent_as_soon_as_it_is_picked_and_a_large_one_is_not(visit: Visits, tmp_path: Path) -> None:
    page, _ = new_claim(visit)
    page.locator("#file").set_input_files(paper("大.pdf", b"0" * 10_500_000))
    expect(page.get_by_text("文件太大")).to_be_visible()
    page.locator("#file").set_input_files(paper("证书.pdf"))
    expect(page.locator(".files")).to_contain_text("证书.pdf")


def test_what_is_missing_is_handed_in_at_its_item(visit: Visits, picture: Picture) -> None:
    page = visit("/my/cases/", "worker_supplement", size=PHONE)
    page.get_by_role("link", name=re.compile("等您补正")).first.click()
    page.locator("#missing input[type=file]").first.set_input_files(paper("合同.pdf"))
    expect(page.locator("#missing")).to_contain_text("合同.pdf")
    assert_accessible(page)
    picture(page, "worker-missing")


def test_whoever_was_paid_finds_the_receipt(visit: Visits) -> None:
    page = visit("/my/payments/", "worker_paid", size=PHONE)
    link = page.get_by_role("link", name=re.compile("下载")).first
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_the_first_page_fits_a_phone_in_large_type(visit: Visits, language: str, large: bool) -> None:
    page = visit("/my/", "worker_due", size=PHONE, language=language, large=large, theme="dark")
    assert overflow(page) <= 0
    assert_accessible(page)
