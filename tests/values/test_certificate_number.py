import pytest

from duixian.values.certificate_number import certificate_number_warning


@pytest.mark.parametrize(
    "text",
    ["S000033010001214000123", "y000033010001213000123", "1234567890 300001", "Ｓ000033010001214000123"],
)
def test_the_two_usual_shapes_raise_no_warning(text: str) -> None:
    assert certificate_number_warning(text) is None


@pytest.mark.parametrize("text", ["", "S12", "X000033010001214000123", "12345678901234567", "浙高工2021-7"])
def test_any_other_shape_is_a_warning_and_never_an_error(text: str) -> None:
    warning = certificate_number_warning(text)
    assert warning is not None
    assert "请" in warning.zh
    assert text in warning.en
