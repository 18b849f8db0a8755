"""The journey of a policy author: an amount is changed, the check objects, both are mended, another sets it in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import Visits, overflow

Picture = Callable[[Page, str], Path]
DRAFT = re.compile(r"/office/policies/drafts/\d+/")
LONG_MS = 60_000
"""A job runs hundreds of examples, and decides a whole registry twice."""
RULE = ("金额: 5万元", "金额: 6万元")
WORDING = ("获得杭州工匠荣誉的给予5万元", "获得杭州工匠荣誉的给予6万元")
"""An amount in its rule, and in the wording with whatever quotes it."""


SELECT = """(box, words) => {
  const at = box.value.indexOf(words);
  if (at < 0) return false;
  box.focus();
  box.setSelectionRange(at, at + words.length);
  return true;
}"""
"""Selects words as a person does; the whole text typed anew would keep the browser busy for ten seconds."""


def changed(page: Page, old: str, new: str) -> None:
    """Words changed in the editor, wherever they stand."""
    text = page.locator("#text")
    assert text.evaluate(SELECT, old)
    page.keyboard.insert_text(new)
    while text.evaluate(SELECT, old):
        page.keyboard.insert_text(new)


def drafted(visit: Visits) -> Page:
    """A branch of the policy in force."""
    page = visit("/office/policies/", "author")
    page.get_by_role("button", name="起草修改").first.click()
    page.wait_for_url(DRAFT)
    return page


def test_a_changed_amount_goes_through_check_examples_comparison_and_four_eyes(
    visit: Visits, picture: Picture, axe: Callable[[Page], None]
) -> None:
    page = drafted(visit)
    findings = page.locator("#findings")
    expect(findings.get_by_text("没有错误")).to_be_visible(timeout=LONG_MS)
    picture(page, "author-1-draft")
    axe(page)
    changed(page, *RULE)
    expect(findings.get_by_text(re.compile("处错误"))).to_be_visible(timeout=LONG_MS)
    expect(findings.get_by_text("条款 6").first).to_be_visible()
    picture(page, "author-2-wording-and-rule-disagree")
    assert overflow(page) <= 0
    changed(page, *WORDING)
    expect(findings.get_by_text("没有错误")).to_be_visible(timeout=LONG_MS)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    compared(page, picture)
    costed(page, picture, axe)
    tried(page, picture)
    approved(visit, submitted(page), picture)


def compared(page: Page, picture: Picture) -> None:
    """What changed stands beside the version in force."""
    page.get_by_role("link", name="与施行版本比较").click()
    expect(page.locator("ins.come").first).to_be_visible()
    expect(page.locator("ins.come").filter(has_text="6万").first).to_be_visible(timeout=LONG_MS)
    picture(page, "author-4-comparison")


def costed(page: Page, picture: Picture, axe: Callable[[Page], None]) -> None:
    """What it would cost is counted by a job, and shown when that is done."""
    page.get_by_role("link", name="资金测算").click()
    page.get_by_role("button", name="测算", exact=True).click()
    expect(page.locator("#cost .grid.figures")).to_be_visible(timeout=LONG_MS)
    picture(page, "author-7-cost")
    axe(page)
    page.get_by_role("link", name="文本").click()


def tried(page: Page, picture: Picture) -> None:
    """The examples of what was changed are run first, and what they come to is told while the others run."""
    page.get_by_role("button", name="运行例子").click()
    expect(page.locator("#examples .state", has_text="改动的项目")).to_be_visible(timeout=LONG_MS)
    picture(page, "author-3-examples")


def submitted(page: Page) -> str:
    """Proposed under a number; where it stands."""
    page.fill("#document_number", "试验〔2026〕8号")
    page.get_by_role("button", name="提交批准").click()
    expect(page.get_by_text("须由编制人以外的另一人批准。")).to_be_visible()
    return page.url


def approved(visit: Visits, address: str, picture: Picture) -> None:
    """Another policy author sets it in force."""
    page = visit(address, "approver")
    picture(page, "author-5-approval")
    page.get_by_role("button", name="批准施行").click()
    expect(page.get_by_text("已批准施行")).to_be_visible()


def test_the_desk_speaks_english(visit: Visits, picture: Picture) -> None:
    page = visit("/office/policies/", "author", language="en")
    expect(page.get_by_role("heading", name="Writing policies")).to_be_visible()
    picture(page, "author-6-english")
