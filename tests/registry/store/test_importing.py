"""Importing folders of registers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Vocabulary
from duixian.registry.sources.workbook import open_workbook
from duixian.registry.store import facts
from duixian.registry.store.importing import ImportReport, import_folder
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Fact, Import, Sealed
from duixian.values.id_number import make_id_number
from tests.registry.store.conftest import Folder

_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-6][0-9]{5}(?:19|20)[0-9]{9}[0-9X](?![0-9A-Za-z])")
EMPLOYER = "91350100M000100Y43"
EMPLOYERS = f"统一社会信用代码,名称,单位规模,注销日期\n{EMPLOYER},甲公司,小型,\n"
SEATS = f"统一社会信用代码,起始日期,终止日期,注册地\n{EMPLOYER},2020-01-01,,330113\n"


def test_importing_the_sample_twice_changes_nothing_the_second_time(
    authority: Authority, vocabulary: Vocabulary, sample: Path, imported: ImportReport
) -> None:
    again = import_folder(authority, sample, vocabulary)
    assert imported.inserted > 3000
    assert (again.inserted, again.corrected, again.unchanged) == (0, 0, imported.inserted)


def test_wrong_rows_go_back_to_the_office_in_a_workbook(imported: ImportReport) -> None:
    assert imported.rejected > 0
    assert imported.rejects is not None
    sheets, _ = open_workbook(imported.rejects)
    assert all("※问题" in sheet.headers for sheet in sheets)


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    report = import_folder(authority, registers(用人单位=EMPLOYERS), vocabulary, dry_run=True)
    assert report.inserted == 1
    assert not Fact.objects.exists()
    assert not Import.objects.exists()


def test_a_row_whose_contents_changed_is_corrected_by_a_new_row(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    import_folder(authority, registers("january", 用人单位=EMPLOYERS), vocabulary)
    later = EMPLOYERS.replace("小型", "中型")
    report = import_folder(authority, registers("february", 用人单位=later), vocabulary)
    old, new = Fact.objects.filter(key=EMPLOYER).order_by("known_at")
    assert (report.inserted, report.corrected) == (0, 1)
    assert (old.cells["单位规模"], new.cells["单位规模"]) == ("小型", "中型")
    assert old.superseded_at == new.known_at


def test_a_row_without_a_key_is_the_same_row_when_its_end_becomes_known(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    import_folder(authority, registers("january", 用人单位=EMPLOYERS, 单位地址=SEATS), vocabulary)
    ended = SEATS.replace("2020-01-01,,", "2020-01-01,2021-06-30,")
    report = import_folder(authority, registers("february", 单位地址=ended), vocabulary)
    assert (report.inserted, report.corrected) == (0, 1)


def test_links_to_rows_that_were_imported_earlier_are_good(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    import_folder(authority, registers("january", 用人单位=EMPLOYERS), vocabulary)
    report = import_folder(authority, registers("february", 单位地址=SEATS), vocabulary)
    assert (report.inserted, report.rejected) == (1, 0)


def test_links_to_rows_that_nobody_knows_are_rejected(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    import_folder(authority, registers("january", 用人单位=EMPLOYERS.splitlines()[0]), vocabulary)
    report = import_folder(authority, registers("february", 单位地址=SEATS), vocabulary)
    assert (report.inserted, report.rejected) == (0, 1)


def test_what_an_officer_corrected_stays_when_the_old_register_comes_again(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    folder = registers(用人单位=EMPLOYERS)
    import_folder(authority, folder, vocabulary)
    facts.correct(authority, "用人单位", EMPLOYER, {"单位规模": "大型"}, actor=None, source="窗口更正")
    report = import_folder(authority, folder, vocabulary)
    assert (report.corrected, report.kept) == (0, 1)


def test_no_id_number_or_account_stands_in_the_rows_of_facts(imported: ImportReport) -> None:
    held = [
        f"{key} {cells} {links}" for key, cells, links in Fact.objects.values_list("key", "cells", "links")
    ]
    accounts = [
        cells.get("银行账号", "")
        for cells in Fact.objects.filter(table="人员").values_list("cells", flat=True)
    ]
    assert Sealed.objects.filter(kind=ID_NUMBER).count() >= len(accounts) > 0
    assert not [row for row in held if _ID_NUMBER.search(row)]
    assert all(account.startswith("acc-") for account in accounts if account)


def test_progress_is_told_in_rows_up_to_the_last(
    authority: Authority, vocabulary: Vocabulary, sample: Path
) -> None:
    told: list[tuple[int, int]] = []
    report = import_folder(
        authority, sample, vocabulary, progress=lambda done, total, _: told.append((done, total))
    )
    assert told[-1] == (2 * report.inserted, 2 * report.inserted)
    assert told == sorted(told)


def test_a_row_that_no_database_can_hold_is_rejected_and_the_others_go_in(
    authority: Authority, vocabulary: Vocabulary, registers: Folder
) -> None:
    text = "荣誉编号,身份证号,荣誉名称,授予日期\n"
    person = make_id_number("330113", date(1990, 2, 3), 121)
    rows = [
        f"{number},{person},{name},2021-01-01\n"
        for number, name in (("A", "甲\0"), ("B" * 700, "乙"), ("C", "丙"))
    ]
    report = import_folder(authority, registers(荣誉=text + "".join(rows)), vocabulary)
    assert (report.inserted, report.rejected) == (1, 2)
