"""A folder becomes a policy."""

from datetime import date
from pathlib import Path

import pytest

from duixian.language.nodes import ByCategory, Parameter
from duixian.language.problems import PolicyError
from duixian.language.rule import Status
from duixian.policybook import Choice, load_policy
from duixian.policybook.load import open_book
from duixian.policybook.walking import nodes_in
from tests.policybook.small import loaded, refused, small_policy


def test_front_matter_names_the_policy_in_both_languages(tmp_path: Path) -> None:
    policy = loaded(small_policy(tmp_path))
    assert (policy.title.zh, policy.title.en) == ("某区人才办法", "Measures on talent")
    assert (policy.status, policy.number, policy.tier) == (Status.IN_FORCE, "某人社〔2022〕1号", "区")
    assert policy.area == "330113"
    assert policy.channel is not None
    assert policy.channel.en == "paid online"


def test_the_id_is_the_authority_folder_and_the_policy_folder(tmp_path: Path) -> None:
    assert loaded(small_policy(tmp_path)).id == "area/policy"


def test_a_window_of_two_years_ends_the_day_before_the_anniversary(tmp_path: Path) -> None:
    window = loaded(small_policy(tmp_path)).window
    assert (window.start, window.end) == (date(2022, 7, 1), date(2024, 6, 30))


def test_a_measure_has_its_conditions_amount_and_limit(tmp_path: Path) -> None:
    measure = loaded(small_policy(tmp_path)).measures["引才补贴"]
    assert [c.source.name.zh for c in measure.conditions] == ["高级工及以上", "合同三年", "新引进"]
    assert [c.source.name.en for c in measure.conditions][1] == "Three years"
    assert isinstance(measure.amount, ByCategory)
    assert [row.keys for row in measure.amount.rows] == [("高级工",), ("技师",), ("高级技师",)]
    assert [limit.source.name.zh for limit in measure.limits] == ["一次性"]


def test_a_parameter_brings_its_record_into_the_condition_that_uses_it(tmp_path: Path) -> None:
    measure = loaded(small_policy(tmp_path)).measures["引才补贴"]
    newly = measure.conditions[2]
    assert newly.source.interpretations == ("C1",)
    assert measure.interpretations == ("C1",)
    assert [n.value for n in nodes_in(newly.test) if isinstance(n, Parameter)] == [12]


def test_another_option_brings_its_own_parameters(tmp_path: Path) -> None:
    folder = small_policy(tmp_path)
    policy = load_policy(folder, choices={"C1": Choice("半年未参保")}).policy
    assert policy.interpretations["C1"].chosen == "半年未参保"
    assert policy.interpretations["C1"].parameters == {"新引进期限": 6}


def test_a_parameter_may_be_set_for_one_load(tmp_path: Path) -> None:
    choice = Choice(parameters={"新引进期限": "3个月"})
    policy = load_policy(small_policy(tmp_path), choices={"C1": choice}).policy
    assert policy.interpretations["C1"].parameters == {"新引进期限": 3}


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"C9": Choice("未参保")}, "unknown-interpretation"),
        ({"C1": Choice("不存在")}, "unknown-option"),
        ({"C1": Choice(parameters={"别的期限": "3个月"})}, "unknown-parameter"),
    ],
)
def test_a_choice_that_no_record_has_is_refused(
    tmp_path: Path, choices: dict[str, Choice], code: str
) -> None:
    with pytest.raises(PolicyError) as raised:
        load_policy(small_policy(tmp_path), choices=choices)
    assert [p.code for p in raised.value.problems] == [code]


def test_the_version_follows_wording_rules_and_choices_but_not_examples(tmp_path: Path) -> None:
    base = loaded(small_policy(tmp_path / "a")).version
    assert loaded(small_policy(tmp_path / "b", examples="场景: {}\n例: []\n")).version == base
    assert loaded(small_policy(tmp_path / "c", ("用人单位新引进", "我区用人单位新引进"))).version != base
    assert loaded(small_policy(tmp_path / "d", ("合同三年:", "三年合同:"))).version != base
    assert (
        load_policy(tmp_path / "a/area/policy", choices={"C1": Choice("半年未参保")}).policy.version != base
    )


def test_a_folder_is_read_again_after_a_file_changed(tmp_path: Path) -> None:
    folder = small_policy(tmp_path)
    book = open_book(folder)
    assert open_book(folder) is book
    small_policy(tmp_path, ("英文: Hiring subsidy", "英文: Hiring grant"))
    assert loaded(folder).measures["引才补贴"].source.name.en == "Hiring grant"


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    error = refused(
        small_policy(tmp_path, ("技能等级 ≥", "技术等级 ≥"), ("受益: 用人单位", "受益: 合同编号"))
    )
    assert {p.code for p in error.problems} == {"unknown-word", "payee"}
    assert "条款 1" in error.render("zh")
    assert "clause 1" in error.render("en")


def test_a_folder_without_a_policy_says_what_to_do(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert error.problems[0].code == "no-policy"


def test_a_file_without_front_matter_is_refused_at_its_top(tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("1. 给予2000元补贴。\n", "utf-8")
    problem = refused(tmp_path).problems[0]
    assert (problem.code, problem.spot.line) == ("no-front-matter", 1)
