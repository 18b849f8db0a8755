"""The components page, in every mode: what holds there holds on every page made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE, Visits, overflow

FACES = ("public", "portal", "console")


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "large", "language"), [(PHONE, True, "en"), (DESKTOP, False, "zh-hans")])
def test_nobody_is_kept_out_of_any_component(
    visit: Visits,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], Path],
    face: str,
    theme: str,
    size: tuple[int, int],
    large: bool,
    language: str,
) -> None:
    page = visit(f"/design/?face={face}", size=size, theme=theme, large=large, language=language)
    picture(page, f"components-{face}-{theme}-{'large' if large else 'usual'}")
    axe(page)
    assert overflow(page) <= 0


def test_a_choice_of_modes_stays_and_leads_back(visit: Visits) -> None:
    page = visit("/design/?face=portal")
    for wanted in ("English", "Large", "Dark"):
        page.locator("details.drop summary").first.click()
        page.get_by_role("button", name=wanted).click()
    expect(page).to_have_url(re.compile(r"/design/\?face=portal$"))
    page.goto("/design/")
    root = page.locator("html")
    for name, value in {"lang": "en", "data-type": "large", "data-theme": "dark"}.items():
        expect(root).to_have_attribute(name, value)


def test_a_dialog_takes_the_keyboard_and_gives_it_back(visit: Visits) -> None:
    page = visit("/design/")
    opener = page.get_by_role("button", name="打开对话框")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="确认收款账户")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_rows_are_walked_and_keys_are_told_by_the_keyboard(visit: Visits) -> None:
    page = visit("/design/?face=console")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.here")).to_contain_text("2023-000119")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_contain_text("下一件")


def test_what_was_typed_survives_leaving_the_page(visit: Visits) -> None:
    page = visit("/design/")
    page.get_by_label("姓名").first.fill("王小明")
    page.goto("/design/?face=portal")
    expect(page.get_by_label("姓名").first).to_have_value("王小明")


def test_a_lost_line_is_told_and_loses_nothing(visit: Visits) -> None:
    page = visit("/design/")
    page.get_by_label("姓名").first.fill("王小明")
    page.context.set_offline(True)
    expect(page.get_by_text("网络断开了")).to_be_visible()
    page.locator("form[data-keep] button.primary").click()
    expect(page.get_by_label("姓名").first).to_have_value("王小明")
    page.context.set_offline(False)
    expect(page.get_by_text("网络断开了")).to_be_hidden()
