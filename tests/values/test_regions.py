from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.regions import (
    Region,
    RegionError,
    full_name,
    is_within,
    known_regions,
    region_named,
    region_of,
)

CODES = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
BEFORE, AFTER = date(2021, 4, 8), date(2021, 4, 9)


def error_of(text: str, on: date | None = None) -> RegionError:
    with pytest.raises(RegionError) as caught:
        region_named(text, on)
    return caught.value


@pytest.mark.parametrize(
    "text",
    ["临平区", "杭州市临平区", "浙江省杭州市临平区", "浙江省临平区", "330113", "３３０１１３", " 临平区 "],
)
def test_a_region_is_found_by_code_and_by_name(text: str) -> None:
    assert region_named(text).code == "330113"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("33", "浙江省"),
        ("330100", "浙江省杭州市"),
        ("330113", "浙江省杭州市临平区"),
        ("110105", "北京市朝阳区"),
    ],
)
def test_a_full_name_holds_the_names_above(code: str, name: str) -> None:
    assert full_name(region_of(code)) == name


def test_linping_was_yuhang_until_the_change_was_published() -> None:
    linping = region_of("330113")
    assert (linping.in_force(BEFORE), linping.in_force(AFTER)) == (False, True)
    assert linping.predecessors == ("330110",)
    assert region_named("余杭区", BEFORE).code == region_named("余杭区", AFTER).code == "330110"


@pytest.mark.parametrize(("name", "day"), [("临平区", BEFORE), ("江干区", AFTER), ("下城区", AFTER)])
def test_a_region_not_in_force_on_the_day_is_refused_with_its_days(name: str, day: date) -> None:
    error = error_of(name, day)
    assert error.code == "region-not-in-force"
    assert "2021-04-0" in str(error)


def test_without_a_day_an_ended_region_is_still_known_by_its_name() -> None:
    assert region_named("江干区").last == BEFORE


def test_a_name_that_passed_to_a_new_code_means_the_one_of_the_day() -> None:
    assert region_named("崇川区").code == "320613"
    assert region_named("崇川区", date(2019, 1, 1)).code == "320602"


def test_a_name_of_two_regions_is_refused_with_both() -> None:
    error = error_of("通州区")
    assert error.code == "region-ambiguous"
    assert "110112" in str(error)
    assert "江苏省南通市通州区" in error.render("en")
    assert region_named("南通市通州区").code == "320612"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("余航区", "余杭区"), ("杭州市余航区", "杭州市余杭区"), ("浙江省杭卅市", "浙江省杭州市")],
)
def test_an_unknown_name_is_refused_with_the_nearest_known_names(text: str, nearest: str) -> None:
    error = error_of(text)
    assert error.code == "region-unknown"
    assert f"“{nearest}”" in str(error)
    assert f"'{nearest}'" in error.render("en")


def test_an_unknown_name_like_no_other_is_refused_without_a_guess() -> None:
    assert "是否为" not in str(error_of("Atlantis"))


@pytest.mark.parametrize("code", ["3", "330", "03", "3301130", "000000"])
def test_digits_that_are_no_code_are_refused(code: str) -> None:
    assert error_of(code).code == "region-code-malformed"


def test_a_code_outside_the_table_is_accepted_without_a_name() -> None:
    assert region_of("330199") == Region("330199", None, "3301")
    assert region_of("659099") == Region("659099", None, "65")
    assert full_name(region_of("659099")) == "659099"


@pytest.mark.parametrize("area", ["33", "3301", "330113", "330000", "330100"])
def test_linping_lies_within_itself_hangzhou_and_zhejiang(area: str) -> None:
    assert is_within("330113", area)


@pytest.mark.parametrize(
    ("code", "area"), [("330110", "330113"), ("330113", "32"), ("33", "3301"), ("330100", "330113")]
)
def test_neighbours_and_larger_areas_are_not_within(code: str, area: str) -> None:
    assert not is_within(code, area)


@given(CODES)
def test_every_code_lies_within_its_own_city_and_province(code: str) -> None:
    assert is_within(code, code[:2] + "0000")
    assert is_within(code, code[:4])


def test_the_table_holds_every_province_and_each_parent_is_in_it() -> None:
    table = known_regions()
    assert len([code for code in table if len(code) == 2]) == 34
    for region in table.values():
        assert (region.parent is None) == (len(region.code) == 2)
        assert region.parent is None or (region.parent in table and region.code.startswith(region.parent))
        assert all(code in table for code in region.predecessors)


def test_the_table_in_force_counts_what_the_ministry_counted_at_the_end_of_2024() -> None:
    lengths = Counter(len(region.code) for region in known_regions().values() if region.last is None)
    assert lengths == {2: 34, 4: 333, 6: 2846}


def test_every_region_is_found_again_by_its_full_name() -> None:
    for region in known_regions().values():
        assert region_named(full_name(region), region.last) == region


def names_above(region: Region) -> list[str]:
    higher = (region.code[:length] for length in (2, 4) if length < len(region.code))
    return [name for code in higher if (name := region_of(code).name)]


@given(st.sampled_from(list(known_regions().values())), st.data())
def test_a_region_is_found_in_its_area_under_any_of_the_names_above_it(
    region: Region, data: st.DataObject
) -> None:
    said = "".join(name for name in names_above(region) if data.draw(st.booleans()))
    assert region_named(f"{said}{region.name}", region.last, within=region.code) == region


@given(st.text(alphabet="江苏南通海北京长安朝阳省市州区县自治新", max_size=6))
def test_a_region_has_every_character_of_the_name_it_was_found_by(text: str) -> None:
    with suppress(RegionError):
        assert set(text) <= set(full_name(region_named(text)))
