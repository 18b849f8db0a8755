"""A worker on a phone finds out what is due without an account, in fewer than ten inputs, and goes back without loss."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Visits, assert_accessible, overflow

MOST_INPUTS = 10
ISSUED = "2022-11-15"
Picture = Callable[[Page, str], Path]
PREFERRED = ("职业技能等级证书", "高级工")
"""Answers of a worker who has just become a senior worker; to other questions the first answer, yes."""


@dataclass
class Worker:
    """Answers one question after the other, and counts."""

    page: Page
    inputs: int = 0

    def tap(self, value: str) -> None:
        """One of the answers that a tap gives."""
        self._on(self.page.locator(f'button.answer[value="{value}"]').first.click)

    def answer(self) -> None:
        """The question on the page."""
        field = self.page.locator("#answer")
        if field.count():
            field.fill(ISSUED)
            self.inputs += 1
            self._on(self.page.locator(".ask button.primary").click)
            return
        values = [str(button.get_attribute("value")) for button in self.page.locator("button.answer").all()]
        paid_before = "prior_payment" in str(
            self.page.locator('input[name="q"]').first.get_attribute("value")
        )
        known = next((value for value in PREFERRED if value in values), "0" if paid_before else values[0])
        self.tap(known)

    def _on(self, press: Callable[[], None]) -> None:
        """Press, and wait for the next page: the address tells."""
        before = self.page.url
        press()
        self.inputs += 1
        self.page.wait_for_url(lambda url: url != before)
        expect(self.page.locator("#calculator h1")).to_be_visible()


def through(worker: Worker) -> None:
    """Until the result."""
    worker.tap("person/certificate")
    while not worker.page.locator(".outcome").count():
        worker.answer()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_worker_knows_the_amount_in_fewer_than_ten_inputs(
    visit: Visits, picture: Picture, language: str
) -> None:
    worker = Worker(visit("/calculator/", size=PHONE, language=language))
    through(worker)
    assert worker.inputs < MOST_INPUTS
    expect(worker.page.locator("h1")).to_contain_text(re.compile("2,000"))
    assert overflow(worker.page) <= 0
    assert_accessible(worker.page)
    picture(worker.page, f"calculator-result-{language}")


def test_each_question_can_be_used_by_everybody_in_the_dark(visit: Visits) -> None:
    worker = Worker(visit("/calculator/", size=PHONE, theme="dark"))
    worker.tap("person/certificate")
    for _question in range(4):
        assert_accessible(worker.page)
        worker.answer()


def test_the_way_back_loses_no_answer(visit: Visits) -> None:
    worker = Worker(visit("/calculator/", size=PHONE))
    worker.tap("person/certificate")
    worker.answer()
    asked = worker.page.locator("h1").inner_text()
    worker.answer()
    worker.page.go_back()
    expect(worker.page.locator("h1")).to_have_text(asked)
    expect(worker.page.locator(".said-list")).to_contain_text("职业技能等级证书")


def test_it_works_without_javascript(visit: Visits) -> None:
    page = visit("/calculator/", size=PHONE, java_script_enabled=False)
    worker = Worker(page)
    through(worker)
    expect(page.locator("h1")).to_contain_text(re.compile("2,000"))
