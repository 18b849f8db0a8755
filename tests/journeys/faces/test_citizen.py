"""The journey of somebody without an account: reads the policy and what rests on which words, compares versions, objects
to a line on notice, and looks a case up by its number and code."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import PHONE, Visits, assert_accessible, overflow


def policy(visit: Visits, **how: object) -> Page:
    """The living page of the first policy in force, by the ways that the pages offer."""
    page = visit("/", **how)  # type: ignore[arg-type]
    page.locator("main h2 a").first.click()
    expect(page.locator(".living")).to_be_visible()
    return page


def test_a_citizen_sees_which_words_a_condition_rests_on(visit: Visits) -> None:
    page = policy(visit)
    measure = page.locator("article.measure").first
    measure.locator("summary").click()
    condition = measure.locator("[data-cites]").first
    condition.hover()
    quote = condition.locator(".basis").first.inner_text().strip("“”")
    assert "".join(page.locator(".seg.lit").all_inner_texts()) == quote
    assert_accessible(page)


def test_a_link_to_an_open_question_opens_it(visit: Visits) -> None:
    page = policy(visit, size=PHONE, theme="dark")
    question = page.locator(".question").last
    page.goto(f"{page.url.split('#')[0]}#{question.get_attribute('id')}")
    page.reload()
    expect(question).to_be_in_viewport()
    assert overflow(page) <= 0


def test_versions_are_compared_where_there_are_two(visit: Visits) -> None:
    page = policy(visit, language="en")
    page.get_by_role("link", name="Versions").click()
    compare = page.get_by_role("button", name="Compare")
    if compare.count():
        compare.click()
        expect(page.get_by_role("heading", name="Two versions compared")).to_be_visible()
    else:
        expect(page.get_by_text("nothing to compare it with")).to_be_visible()
    assert_accessible(page)


def test_a_citizen_objects_by_keyboard_and_keeps_a_receipt(visit: Visits) -> None:
    page = visit("/notices/", size=PHONE)
    page.locator("main .card h3 a").first.click()
    page.get_by_role("link", name="提出异议").or_(page.get_by_text("提出异议")).last.click()
    page.get_by_label("您认为哪里不对").focus()
    page.keyboard.type("此人公示期内已经离开本单位。")
    page.go_back()
    page.go_forward()
    expect(page.get_by_label("您认为哪里不对")).to_have_value("此人公示期内已经离开本单位。")
    page.get_by_label("怎样联系您").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("回执编号")).to_be_visible()
    expect(page.get_by_text("正在核查")).to_be_visible()
    assert_accessible(page)


def test_a_case_is_looked_up_without_signing_in(visit: Visits) -> None:
    own = visit("/my/cases/", "worker_paid")
    own.locator("main a[href*='/my/cases/']").first.click()
    card = own.locator(".card", has_text="不登录也能查").locator(".code")
    number, code = re.split(r"\s+", card.inner_text().strip())
    page = visit("/progress/", allow=("status of 422",))
    page.get_by_label("办件编号").fill(number)
    page.get_by_label("查询码").fill("AAAA-AAAA")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("编号与查询码不相符")).to_be_visible()
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").click()
    expect(page.locator(".timeline")).to_contain_text("公示")
    assert_accessible(page)
