"""Facts: rows in one order, found by key and by link; what had begun by a day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from duixian.language.facts import Facts
from tests.engines.small import VOCABULARY, facts, hire, insured, records


def test_rows_stand_in_the_order_of_their_event_and_then_of_their_key() -> None:
    known = facts(录用=[hire("H2", "2022-01-02"), hire("H3", "2022-01-01"), hire("H1", "2022-01-02")])
    assert [row.key for row in known.rows("录用")] == ["H3", "H1", "H2"]


def test_a_row_without_its_date_comes_first() -> None:
    known = facts(录用=[hire("H2"), {**hire("H3"), "录用日": "未知"}])
    assert [row.key for row in known.rows("录用")] == ["H3", "H2"]


@given(st.permutations([("2022-01", "330113"), ("2022-01", "330110"), ("2021-05", "330113")]))
def test_rows_without_a_key_stand_in_one_order_however_they_were_handed_in(
    spells: list[tuple[str, str]],
) -> None:
    known = facts(参保=[insured(start, None, 参保地=place) for start, place in spells])
    assert [(r.values["起月"], r.values["参保地"]) for r in known.rows("参保")] == [
        (2021 * 12 + 4, "330113"),
        (2022 * 12, "330110"),
        (2022 * 12, "330113"),
    ]


def test_a_record_is_found_by_its_key_and_others_by_a_link_to_it() -> None:
    known = facts(录用=[hire("H1"), hire("H2", person="P2")])
    assert known.find("录用", "H2") is known.rows("录用")[1]
    assert known.find("录用", "H9") is None
    assert [row.key for row in known.linked("录用", "人员", "P2")] == ["H2"]
    assert known.linked("录用", "人员", "P9") == []


def test_rows_found_here_and_there_are_put_in_the_tables_order() -> None:
    known = facts(录用=[hire("H1", "2022-05-01"), hire("H2", "2022-01-01")])
    assert [row.key for row in known.in_order("录用", reversed(known.rows("录用")))] == ["H2", "H1"]


def test_what_begins_on_the_day_is_known_and_what_begins_later_is_not() -> None:
    known = facts(
        录用=[hire("H1", "2022-03-01"), hire("H2", "2022-03-02")],
        参保=[insured("2022-03"), insured("2022-04")],
    )
    then = known.known_on(date(2022, 3, 1))
    assert [row.key for row in then.rows("录用")] == ["H1"]
    assert [row.values["起月"] for row in then.rows("参保")] == [2022 * 12 + 2]


def test_what_is_still_running_is_known_from_its_beginning_on() -> None:
    known = facts(培训=[{"培训编号": "T1", "人员": "P1", "开始日期": "2022-03-01", "结束日期": "2022-09-01"}])
    assert len(known.known_on(date(2022, 3, 1)).rows("培训")) == 1


def test_a_row_whose_beginning_is_not_known_is_kept_for_the_rules_to_judge() -> None:
    known = facts(录用=[{**hire("H1"), "录用日": "未知"}])
    assert len(known.known_on(date(2000, 1, 1)).rows("录用")) == 1


def test_a_table_nobody_supplied_is_not_an_empty_one() -> None:
    known = Facts(VOCABULARY, {"录用": records("录用", [hire("H1")])})
    assert known.supplied == {"录用"}
    assert "参保" in facts().supplied
    assert known.known_on(date(2022, 12, 31)).supplied == known.supplied
