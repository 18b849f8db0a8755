"""What a publicity shows of a person."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from duixian.notices.document import document_of
from duixian.notices.masking import HIDDEN, Line, Shown, masked, without_numbers

ONE, OTHER = "330113199001011234", "33011319850202567X"
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.text("0123456789", min_size=17, max_size=17).flatmap(
    lambda body: st.sampled_from([body + "X", body + "3"])
)
accounts = st.text("0123456789", min_size=12, max_size=23)


def line(name: str, number: str = "", unit: str = "甲公司") -> Line:
    return Line("R1", name, unit, "补贴", 200_000, number)


def names(*lines: Line) -> list[str]:
    return [shown.name for shown in masked(lines)]


def runs(number: str) -> set[str]:
    return {number[at : at + 6] for at in range(len(number) - 5)}


def visible(lines: list[Shown]) -> str:
    return document_of("公示", "某局", {"public": 5}, [Shown(s.name, s.unit, s.benefit, 0) for s in lines])


@st.composite
def lines_with_numbers(draw: st.DrawFn) -> tuple[list[Line], list[str]]:
    """Lines whose fields were typed with ID and account numbers inside, spaced as people space them."""
    secrets = [draw(numbers), draw(accounts)]
    gap = draw(st.sampled_from(["", " ", "-", "·", "\u200b", "　"]))
    spaced = [gap.join(secret[at : at + 4] for at in range(0, len(secret), 4)) for secret in secrets]
    wide = [text.translate({48 + n: 0xFF10 + n for n in range(10)}) for text in spaced]
    typed = draw(st.lists(st.sampled_from([*secrets, *spaced, *wide, ""]), min_size=3, max_size=3))
    fields = [draw(words) + text + draw(words) for text in typed]
    other = draw(numbers)
    name, unit, benefit = fields
    lines = [Line(number, name, unit, benefit, 1, number) for number in (secrets[0], other)]
    return lines, [*secrets, other]


@given(lines_with_numbers())
def test_no_six_digits_in_a_row_of_an_id_or_account_are_ever_shown(
    case: tuple[list[Line], list[str]],
) -> None:
    lines, secrets = case
    shown = unicodedata.normalize("NFKC", visible(masked(lines)))
    digits = re.sub(r"[^\d]+", " ", shown)
    assert not [run for secret in secrets for run in runs(secret) if run in shown or run in digits]


@given(words)
def test_hiding_numbers_twice_changes_nothing_more(text: str) -> None:
    assert without_numbers(without_numbers(text)) == without_numbers(text)


def test_a_name_that_one_person_bears_is_shown_alone() -> None:
    assert names(line("王芳", ONE), line("李娜", OTHER)) == ["王芳", "李娜"]


def test_two_persons_of_one_name_are_told_apart_by_four_digits() -> None:
    assert names(line("王芳", ONE), line("王芳", OTHER), line("李娜", ONE)) == [
        "王芳（1234）",
        "王芳（567X）",
        "李娜",
    ]


def test_two_lines_of_the_same_person_do_not_clash() -> None:
    assert names(line("王芳", ONE), line("王芳", f" {ONE}")) == ["王芳", "王芳"]


def test_a_number_typed_into_a_name_or_unit_is_hidden() -> None:
    (shown,) = masked([line(f"王芳 {OTHER}", unit="甲公司 6222 0212 0200 1122 334")])
    assert (shown.name, shown.unit) == (f"王芳 {HIDDEN}", f"甲公司 {HIDDEN}")


def test_the_signs_of_a_name_are_shown_as_they_were_typed() -> None:
    assert without_numbers("第一（杭州）公司，③分店") == "第一（杭州）公司，③分店"


def test_short_numbers_in_a_unit_stay_readable() -> None:
    (shown,) = masked([line("王芳", unit="第2建筑公司14分公司")])
    assert shown.unit == "第2建筑公司14分公司"
