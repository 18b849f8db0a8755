"""An auditor: finds a payment and its decision, makes it again, checks the chains, reads who looked at what."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import Visits

PATIENT_MS = 120_000


def found(page: Page, words: str) -> None:
    """What the desk finds under some words."""
    page.goto("/office/audit/")
    page.get_by_label("查什么").fill(words)
    page.get_by_role("button", name="查找").click()


def test_an_auditor_follows_a_payment_to_its_decision_and_makes_it_again(
    visit: Visits, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    page = visit("/office/finance/orders/?state=paid", "auditor")
    number = page.locator("tbody a").first.inner_text()
    page.goto(f"/office/finance/orders/{number}/")
    reference = page.locator("dd", has_text="·").first.inner_text().split(" ")[0]
    found(page, reference)
    expect(page.get_by_role("link", name=number)).to_be_visible()
    page.locator("td[data-label=决定] a").first.click()
    axe(page)
    picture(page, "audit-decision")
    page.get_by_role("button", name="重放，逐字节比对").click()
    expect(page.get_by_text("重放结果与留存的逐字节相同。")).to_be_visible(timeout=PATIENT_MS)
    picture(page, "audit-replayed")


def test_an_auditor_verifies_both_chains_and_sees_the_work_go_on(
    visit: Visits, picture: Callable[[Page, str], None]
) -> None:
    page = visit("/office/audit/chains/", "auditor")
    page.get_by_role("button", name="现在校验").click()
    expect(page.get_by_text("决定链完整")).to_be_visible(timeout=PATIENT_MS)
    expect(page.get_by_text("账簿完整，借贷平衡")).to_be_visible(timeout=PATIENT_MS)
    picture(page, "audit-verified")


def test_an_auditor_compares_two_decisions_field_by_field(visit: Visits, axe: Callable[[Page], None]) -> None:
    page = visit("/office/audit/compare/?a=1&b=2", "auditor")
    expect(page.get_by_role("heading", level=1)).to_contain_text("#1")
    assert page.locator("tr.differs").count() > 0
    axe(page)


def test_what_an_auditor_looks_at_stands_in_the_log_too(visit: Visits, axe: Callable[[Page], None]) -> None:
    page = visit("/office/audit/decisions/1/", "auditor")
    page.goto("/office/audit/log/?what=decisions.Decision&action=view")
    expect(page.locator("tbody tr").first).to_contain_text("decisions.Decision")
    axe(page)
