import subprocess
import sys
from datetime import date

import pytest

from duixian.values.regions import RegionError, full_name, region_named, region_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("青岛", "3702"),
        ("昆山", "320583"),
        ("锦江", "510104"),
        ("浦东", "310115"),
        ("香港", "81"),
        ("内蒙古", "15"),
        ("万柏林", "140109"),
        ("神农架", "429021"),
        ("浙江杭州临平", "330113"),
        ("吉林吉林", "2202"),
        ("山东省青岛市市南", "370202"),
    ],
)
def test_the_ending_of_a_name_may_be_left_out(text: str, code: str) -> None:
    assert region_named(text).code == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("东莞市", "广东省东莞市"),
        ("中山市", "广东省中山市"),
        ("仙桃市", "湖北省仙桃市"),
        ("济源市", "河南省济源市"),
        ("石河子市", "新疆维吾尔自治区石河子市"),
        ("白杨市", "新疆维吾尔自治区白杨市"),
        ("昆山市", "江苏省苏州市昆山市"),
    ],
)
def test_a_city_without_districts_or_without_a_prefecture_stands_in_its_place(text: str, name: str) -> None:
    assert full_name(region_named(text)) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("延边", "2224"),
        ("延边州", "2224"),
        ("恩施州", "4228"),
        ("伊犁", "6540"),
        ("景宁县", "331127"),
        ("双江", "530925"),
        ("鄂温克旗", "150724"),
        ("管城", "410104"),
    ],
)
def test_the_peoples_in_the_name_of_an_autonomous_region_may_be_left_out(text: str, code: str) -> None:
    assert region_named(text).code == code


def test_a_name_written_in_full_goes_before_one_cut_short() -> None:
    assert region_named("河南省").code == "41"
    assert region_named("长沙市").code == "4301"
    assert region_named("长沙县").code == "430121"


@pytest.mark.parametrize("text", ["城", "市", "赵", "", "市区", "区青岛", "江苏青岛"])
def test_a_name_is_not_cut_to_one_character_nor_put_under_another_region(text: str) -> None:
    with pytest.raises(RegionError) as caught:
        region_named(text)
    assert caught.value.code == "region-unknown"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("长沙", {"4301", "430121"}),
        ("吉林", {"22", "2202"}),
        ("朝阳区", {"110105", "220104"}),
        ("朝阳", {"110105", "2113", "211321", "220104"}),
    ],
)
def test_a_name_of_several_regions_is_refused_with_all_of_them(text: str, codes: set[str]) -> None:
    with pytest.raises(RegionError) as caught:
        region_named(text)
    assert caught.value.code == "region-ambiguous"
    assert all(f"{full_name(region_of(code))}（{code}）" in str(caught.value) for code in codes)


@pytest.mark.parametrize(
    ("area", "code"), [("11", "110105"), ("220100", "220104"), ("21", "2113"), ("211321", "211321")]
)
def test_the_region_inside_the_area_is_meant_where_a_name_is_ambiguous(area: str, code: str) -> None:
    name = "朝阳市" if code == "2113" else "朝阳"
    assert region_named(name, within=area).code == code


def test_an_area_that_holds_several_or_none_of_them_decides_nothing() -> None:
    for area in ("21", "33"):
        with pytest.raises(RegionError) as caught:
            region_named("朝阳", within=area)
        assert caught.value.code == "region-ambiguous"


def test_the_area_does_not_forbid_a_name_that_means_one_region_elsewhere() -> None:
    assert region_named("青岛", within="33").code == "3702"


def test_an_area_that_is_no_code_is_refused() -> None:
    with pytest.raises(RegionError) as caught:
        region_named("朝阳", within="杭州")
    assert caught.value.code == "region-code-malformed"


def test_the_day_goes_before_the_area() -> None:
    assert region_named("崇川", date(2019, 1, 1), within="3206").code == "320602"
    assert region_named("下城", date(2019, 1, 1)).code == "330103"


def test_the_table_is_read_only_when_a_region_is_asked_for() -> None:
    asked = "import duixian.values.regions as r; print(r.known_regions.cache_info().currsize)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "0"
