from __future__ import annotations

from pathlib import Path

import pytest

from duixian.registry.sample import ProfileError, load_profile
from tests.registry.profiles import PATH, shipped_profile


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = PATH.read_text("utf-8")
    assert old in text
    path = tmp_path / "sample.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_shipped_profile_loads_with_its_targets() -> None:
    targets = shipped_profile().targets
    assert (targets.persons, targets.target_high_skilled) == (200_000, 75_000)
    assert targets.target_high_share.share * 100 == 35
    assert targets.target_growth.share * 100 == 8


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("年均增长: 8%", "年均增长: 快", "目标.年均增长", "a share from 0% to 100%"),
        ("断缴: 8%", "断缴: 180%", "比率.断缴", "a share from 0% to 100%"),
        ("每单位人数: 18", "每单位人数: -1", "规模.每单位人数", "a whole number"),
        ("截止日: 2026-06-30", "截止日: 2026-06-31", "截止日", "a date"),
        ("发奖牌: 是", "发奖牌: 有", "竞赛.1.发奖牌", "是 (yes)"),
        ("断缴: 8%", "断绝: 8%", "比率", "Did you mean '断缴'"),
        ("  断缴: 8%\n", "", "比率", "'断缴' is missing"),
        ("年份: [2022, 2024]", "年份: 2022", "竞赛.1.年份", "a list"),
    ],
)
def test_a_wrong_entry_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, where: str, words: str
) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(changed(tmp_path, old, new))
    assert caught.value.where == f"sample.yaml：{where}"
    assert words in caught.value.render("en")


def test_a_profile_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="没有这个抽样画像"):
        load_profile(tmp_path / "sample.yaml")


def test_a_profile_that_is_no_yaml_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text("区: {代码", encoding="utf-8")
    with pytest.raises(ProfileError, match="不是合格的 YAML"):
        load_profile(path)


def test_claims_and_own_payments_are_for_measures_of_the_policy() -> None:
    policy = (PATH.parent / "policy.md").read_text("utf-8")
    profile = shipped_profile()
    own = {payment.benefit for payment in profile.payments if f"名称: {payment.policy}\n" in policy}
    claimed = {claim.benefit for claim in profile.claims}
    assert len(own) == 2
    assert [name for name in own | claimed if f"\n项目: {name}\n" not in policy] == []
