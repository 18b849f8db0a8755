from __future__ import annotations

from duixian.design.downloads import PDF, XLSX, to_keep, to_look_at


def test_a_file_of_one_reader_is_kept_nowhere() -> None:
    assert to_keep(b"1", "a.xlsx", XLSX)["Cache-Control"] == "private, no-store"
    assert to_look_at(b"1", "a.pdf")["Cache-Control"] == "private, no-store"


def test_a_file_for_everybody_may_be_kept_for_a_minute() -> None:
    assert to_keep(b"1", "a.pdf", PDF, public=True)["Cache-Control"] == "public, max-age=60"


def test_a_chinese_name_is_saved_with_all_its_letters() -> None:
    said = to_keep(b"1", "名单.xlsx", XLSX)["Content-Disposition"]
    assert said == "attachment; filename*=utf-8''%E5%90%8D%E5%8D%95.xlsx"


def test_a_file_to_look_at_opens_where_one_is() -> None:
    assert to_look_at(b"1", "a.pdf")["Content-Disposition"].startswith("inline")
