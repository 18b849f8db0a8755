"""The journey of the clerks, hands on the keyboard alone: read and clear, ask, refuse with the words, pass a batch."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Visits, overflow

Picture = Callable[[Page, str], Path]
expect.set_options(timeout=15_000)
CASE = re.compile(r"/office/cases/[0-9-]+/")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def opened(page: Page) -> str:
    """The first case of a list, opened by its row; its number."""
    press(page, "j", "Enter")
    page.wait_for_url(CASE)
    return page.url.split("/cases/")[1].split("/")[0]


def tab_to(page: Page, name: str) -> None:
    """On with Tab until something of that name is in focus."""
    for _ in range(60):
        press(page, "Tab")
        if name in page.evaluate("document.activeElement.innerText || document.activeElement.name || ''"):
            return
    pytest.fail(f"Tab never reached {name}")


def test_a_clean_case_is_cleared_in_two_keystrokes_and_the_next_one_opens(
    visit: Visits, picture: Picture, axe: Callable[[Page], None]
) -> None:
    page = visit("/office/", "first")
    picture(page, "clerk-1-work-list")
    number = opened(page)
    expect(page.get_by_text("按现有事实计算")).to_be_visible()
    picture(page, "clerk-2-case")
    axe(page)
    press(page, "a", "Enter")
    expect(page.get_by_text(f"{number} 已通过")).to_be_visible()
    assert re.search(CASE, page.url)
    assert number not in page.url


def test_a_batch_passes_when_its_sample_was_read(visit: Visits, picture: Picture) -> None:
    page = visit("/office/?view=free", "first")
    press(page, "j", "x", "b")
    page.wait_for_url(re.compile("/office/batches/"))
    expect(page.get_by_role("button", name="批量通过")).to_be_disabled()
    opened(page)
    press(page, "v")
    page.wait_for_url(re.compile("/office/batches/"))
    press(page, "a", "Enter")
    expect(page.get_by_text("1 件已通过。")).to_be_visible()
    picture(page, "clerk-3-batch")


def test_what_is_missing_is_asked_for_once_in_one_list(visit: Visits, picture: Picture) -> None:
    page = visit("/office/?origin=申报&step=受理", "intake")
    number = opened(page)
    press(page, "s")
    tab_to(page, "more")
    page.keyboard.type("请补充结业证书原件的照片")
    picture(page, "clerk-4-asking")
    tab_to(page, "发出补正通知")
    press(page, "Enter")
    expect(page.get_by_text(f"{number} 已一次性告知补正")).to_be_visible()


def test_a_refusal_quotes_the_policy_and_the_history_shows_the_words(visit: Visits, picture: Picture) -> None:
    page = visit("/office/?origin=免申&step=受理", "intake")
    number = opened(page)
    words = page.locator(".clause mark").first.inner_text()
    press(page, "f")
    tab_to(page, "why")
    page.keyboard.type("证书系伪造，发证机构已函复")
    tab_to(page, "quote")
    page.keyboard.type(words)
    picture(page, "clerk-5-refusing")
    tab_to(page, "作出不予支持决定")
    press(page, "Enter")
    expect(page.get_by_text(f"{number} 已作出不予支持")).to_be_visible()
    page.goto(f"/office/cases/{number}/")
    expect(page.locator(".timeline li").first).to_contain_text(words)


def test_an_older_page_is_refused_and_says_who_was_first(visit: Visits) -> None:
    page = visit("/office/?view=todo", "second", allow=("status of 409",))
    number = opened(page)
    other = visit(f"/office/cases/{number}/", "second")
    press(other, "t")
    expect(other.get_by_text(re.compile("已接办|已放回"))).to_be_visible()
    press(page, "a", "Enter")
    expect(page.get_by_role("heading", name="情况已经变了")).to_be_visible()
    expect(page.get_by_text("复核 甲已先办理：")).to_be_visible()


@pytest.mark.parametrize("path", ["/office/", "/office/?view=all", "/office/runs/", "/office/listings/"])
def test_the_office_fits_a_phone(visit: Visits, path: str) -> None:
    assert overflow(visit(path, "second", size=PHONE, language="en")) <= 0
