from __future__ import annotations

from datetime import date
from pathlib import Path

from duixian.site.demo_mark import demo_day, is_marked, set_mark


def test_a_folder_that_no_demo_made_has_no_day(tmp_path: Path) -> None:
    assert not is_marked(tmp_path)
    assert demo_day(tmp_path) is None


def test_a_demos_folder_remembers_the_day_on_which_its_month_stands_still(tmp_path: Path) -> None:
    set_mark(tmp_path, date(2023, 6, 30))
    assert is_marked(tmp_path)
    assert demo_day(tmp_path) == date(2023, 6, 30)
