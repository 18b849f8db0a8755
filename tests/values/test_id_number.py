from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.id_number import IdNumberError, check_id_number, make_id_number, parse_id_number

BIRTHS = st.dates(date(1900, 1, 1), date(2030, 12, 31))
REGIONS = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
SEQUENCES = st.integers(0, 999)
NUMBERS = st.builds(make_id_number, REGIONS, BIRTHS, SEQUENCES)
SAMPLE = "11010519491231002X"  # the standard's own example, as is 440524188001010014


def problem_code(text: str) -> str | None:
    problem = check_id_number(text)
    return problem.code if problem else None


def test_the_examples_of_the_standard_are_valid() -> None:
    parsed = parse_id_number(SAMPLE)
    assert (parsed.birth, parsed.sex, parsed.region) == (date(1949, 12, 31), "女", "110105")
    assert parse_id_number("440524188001010014").birth == date(1880, 1, 1)


@given(REGIONS, BIRTHS, SEQUENCES)
def test_a_number_made_of_parts_reads_back_to_them(region: str, birth: date, sequence: int) -> None:
    parsed = parse_id_number(make_id_number(region, birth, sequence))
    assert (parsed.region, parsed.birth) == (region, birth)
    assert parsed.sex == ("男" if sequence % 2 else "女")


@given(NUMBERS, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, shift: int) -> None:
    digits = "0123456789X" if place == 17 else "0123456789"
    wrong = digits[(digits.index(number[place]) + shift) % len(digits)]
    assert check_id_number(number[:place] + wrong + number[place + 1 :]) is not None


@given(NUMBERS, st.integers(0, 16))
def test_two_neighbouring_digits_exchanged_are_noticed(number: str, place: int) -> None:
    exchanged = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (check_id_number(exchanged) is None) == (exchanged == number)


@pytest.mark.parametrize(
    "text", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_a_small_x_spaces_and_full_width_characters_are_accepted(text: str) -> None:
    assert parse_id_number(text).text == SAMPLE


@pytest.mark.parametrize("region", ["330113", "330110", "999999"])
def test_the_region_is_never_a_reason_to_refuse(region: str) -> None:
    assert check_id_number(make_id_number(region, date(1970, 1, 1), 1)) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "id-number-missing"),
        ("110105491231002", "id-number-old"),
        ("1101051949123100", "id-number-length"),
        ("1101051949123100XX", "id-number-characters"),
        ("110105194902300025", "id-number-birth"),
        ("110105194912310021", "id-number-check-digit"),
    ],
)
def test_each_fault_has_its_own_code(text: str, code: str) -> None:
    assert problem_code(text) == code
    with pytest.raises(IdNumberError) as caught:
        parse_id_number(text)
    assert caught.value.code == code


def test_no_message_and_no_printed_value_repeats_the_number() -> None:
    wrong = SAMPLE[:-1] + "1"
    with pytest.raises(IdNumberError) as caught:
        parse_id_number(wrong)
    assert wrong not in str(caught.value) + caught.value.render("en")
    assert SAMPLE not in repr(parse_id_number(SAMPLE))


@pytest.mark.parametrize(
    ("region", "sequence"), [("3301", 1), ("33011X", 1), ("330113", 1000), ("330113", -1)]
)
def test_a_sample_of_impossible_parts_is_refused(region: str, sequence: int) -> None:
    with pytest.raises(IdNumberError) as caught:
        make_id_number(region, date(1990, 1, 1), sequence)
    assert caught.value.code == "id-number-parts"
