"""The journey of an HR officer: the people, a list with two bad rows, mended and filed, and what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from tests.browser import PHONE, Visits, overflow
from tests.casework.office import id_number

BENEFIT = "企业引才补贴"
HEAD = ("合同编号", "身份证号", "录用日", "合同到期日", "技能等级")
Picture = Callable[[Page, str], Path]


def sheet(folder: Path, rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> Path:
    path = folder / "名单.xlsx"
    with Workbook(path) as book:
        page = book.add_worksheet()
        for line, row in enumerate([head, *rows]):
            for place, cell in enumerate(row):
                page.write_string(line, place, cell)
    return path


def hires(count: int) -> list[tuple[str, ...]]:
    run = uuid.uuid4().hex[:8]
    return [
        (f"旅程-{run}-{n}", id_number(700 + n), "2022-07-01", "2026-06-30", "高级工") for n in range(count)
    ]


def upload(page: Page, path: Path) -> None:
    page.get_by_role("link", name="名单", exact=True).first.click()
    page.get_by_label("申报项目").select_option(label=BENEFIT)
    page.get_by_label("名单文件").set_input_files(path)
    page.get_by_role("button", name="上传并检查").click()


def mended(path: Path, folder: Path) -> Path:
    head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    level, person = head.index("技能等级"), head.index("身份证号")
    for n, row in enumerate(rows):
        row[level], row[person] = "高级工", id_number(760 + n)
    return sheet(folder, [tuple(str(cell) for cell in row) for row in rows], tuple(str(c) for c in head))


def submit(page: Page) -> None:
    page.get_by_label("账号").fill("6222 0200 1234 5678")
    page.get_by_label("开户银行").fill("演示银行")
    page.get_by_role("button", name="提交 2 件").click()
    expect(page.get_by_role("heading", name="2 件已提交")).to_be_visible()


def test_an_hr_officer_files_for_people_by_a_list_with_two_bad_rows(
    visit: Visits, axe: Callable[[Page], None], picture: Picture, tmp_path: Path
) -> None:
    page = visit("/my/", "hr")
    expect(page.get_by_text("在册人员")).to_be_visible()
    rows = hires(4)
    rows[1] = (*rows[1][:4], "高级高级")
    rows[2] = (rows[2][0], rows[2][1][:-1] + "?", *rows[2][2:])
    upload(page, sheet(tmp_path, rows))
    expect(page.get_by_role("heading", name="2 行有错")).to_be_visible()
    expect(page.get_by_role("heading", name="2 行可以提交")).to_be_visible()
    axe(page)
    picture(page, "hr-list-with-faults")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载有错的行").click()
    rejects = tmp_path / "rejects.xlsx"
    waiting.value.save_as(rejects)
    submit(page)
    upload(page, mended(rejects, tmp_path))
    expect(page.get_by_role("heading", name="2 行可以提交")).to_be_visible()
    expect(page.get_by_text("有错")).to_have_count(0)
    submit(page)
    page.get_by_role("link", name="看全部办件").click()
    expect(page.get_by_role("row")).not_to_have_count(0)
    axe(page)
    picture(page, "hr-cases")


def test_an_hr_officer_sees_what_each_of_the_people_could_get(
    visit: Visits, axe: Callable[[Page], None], picture: Picture
) -> None:
    page = visit("/my/unit/people/", "hr", size=PHONE)
    assert overflow(page) == 0
    axe(page)
    picture(page, "hr-people-phone")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="与本单位的关系")).to_be_visible()
    axe(page)
    picture(page, "hr-person-phone")


def test_ticked_records_become_a_list(visit: Visits, axe: Callable[[Page], None]) -> None:
    page = visit("/my/unit/due/", "hr")
    axe(page)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    axe(page)
    page.get_by_role("button", name="用勾选的做成名单").click()
    expect(page.get_by_role("heading", name="可以提交")).to_be_visible()


PAGES = ("", "people/", "due/", "lists/", "cases/", "colleagues/")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_a_unit_keeps_nobody_out(
    visit: Visits, axe: Callable[[Page], None], picture: Picture, language: str, theme: str
) -> None:
    page = visit("/my/unit/", "hr", language=language, theme=theme)
    for place in PAGES:
        page.goto(f"/my/unit/{place}")
        axe(page)
        assert overflow(page) == 0
        picture(page, f"hr-{place.strip('/') or 'home'}-{language}-{theme}")
