import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from duixian.values.credit_code import CreditCodeError, make_credit_code, parse_credit_code

REGIONS = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
SERIALS = st.integers(0, 10**8 - 1)
SAMPLE = "91110000600037341L"


@given(REGIONS, SERIALS)
def test_a_made_code_is_valid_by_the_library_and_by_us(region: str, serial: int) -> None:
    code = make_credit_code(region, serial)
    assert uscc.is_valid(code)
    assert parse_credit_code(code) == code


# Organisation codes as they stand in codes that have been issued.
@pytest.mark.parametrize("organisation", ["600037341", "71526726X", "799655058", "562144110"])
def test_a_made_code_holds_the_organisation_code_with_its_own_check_digit(organisation: str) -> None:
    assert make_credit_code("110000", int(organisation[:8]))[8:17] == organisation


@given(REGIONS, SERIALS, SERIALS)
def test_two_serials_make_two_codes(region: str, one: int, other: int) -> None:
    assert (make_credit_code(region, one) == make_credit_code(region, other)) == (one == other)


@pytest.mark.parametrize(
    "text", [SAMPLE.lower(), " 9 1 110000 600037341L", "９１１１００００６０００３７３４１Ｌ"]
)
def test_small_letters_spaces_and_full_width_characters_are_accepted(text: str) -> None:
    assert parse_credit_code(text) == SAMPLE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "credit-code-missing"),
        ("9111000060003734", "credit-code-length"),
        ("91110000600O37341L", "credit-code-characters"),
        ("911100006000373411", "credit-code-check-digit"),
    ],
)
def test_each_fault_has_its_own_code_and_words_in_both_languages(text: str, code: str) -> None:
    with pytest.raises(CreditCodeError) as caught:
        parse_credit_code(text)
    assert caught.value.code == code
    assert "营业执照" in str(caught.value)
    assert "licence" in caught.value.render("en")


@pytest.mark.parametrize(("region", "serial"), [("3301", 1), ("330113", -1), ("330113", 10**8)])
def test_a_sample_of_impossible_parts_is_refused(region: str, serial: int) -> None:
    with pytest.raises(CreditCodeError) as caught:
        make_credit_code(region, serial)
    assert caught.value.code == "credit-code-parts"
