"""Terms of the policy use one another in any order; groups of conditions and values alike."""

from pathlib import Path

from duixian.language.rule import Definition
from tests.policybook.small import clause, loaded, problems_of, small_policy


def terms(tmp_path: Path, *rules: str) -> Path:
    numbered = enumerate(rules, 3)
    return small_policy(tmp_path, more="".join(clause(n, "本条所称。", rule) for n, rule in numbered))


def term(tmp_path: Path, *rules: str) -> dict[str, Definition]:
    return dict(loaded(terms(tmp_path, *rules)).definitions)


COUNT = "定义: 人数\n参数: {单位: 用人单位}\n值: 计数 单位的录用[用人单位]"
LARGE = "定义: 有人\n参数: {单位: 用人单位}\n条件: {有人: 人数(单位) > 0}"


def test_a_value_may_be_used_before_it_is_defined(tmp_path: Path) -> None:
    found = term(tmp_path, LARGE, COUNT)
    assert str(found["人数"].result) == "整数"
    assert found["有人"].conditions[0].test.text == "人数(单位) > 0"


def test_any_of_several_conditions_may_define_a_term(tmp_path: Path) -> None:
    rule = "定义: 在册\n参数: {人: 人员}\n任一: {男: 人的性别 = 男, 女: 人的性别 = 女}"
    found = term(tmp_path, rule)["在册"]
    assert found.any_of
    assert [c.source.name.zh for c in found.conditions] == ["男", "女"]


def test_a_definition_has_one_form(tmp_path: Path) -> None:
    rule = "定义: 在册\n参数: {人: 人员}\n条件: {男: 人的性别 = 男}\n值: 1"
    assert [p.code for p in problems_of(terms(tmp_path, rule))] == ["definition-form"]


def test_an_argument_of_an_unknown_type_is_refused(tmp_path: Path) -> None:
    rule = "定义: 在册\n参数: {人: 某人}\n值: 1"
    assert [p.code for p in problems_of(terms(tmp_path, rule))] == ["unknown-type"]


def test_a_definition_knows_nothing_of_the_case(tmp_path: Path) -> None:
    rule = "定义: 在册\n参数: {人: 人员}\n条件: {早: 人的出生日期 < 事件日}"
    assert "unknown-word" in [p.code for p in problems_of(terms(tmp_path, rule))]


def test_a_target_compares_a_statistic_with_a_figure(tmp_path: Path) -> None:
    rule = "目标: 人数\n统计: 不同 所有录用的人员\n目标值: 7.5万人\n比较: 大于"
    folder = small_policy(tmp_path, more=clause(3, "总数超过7.5万人。", rule))
    target = loaded(folder).targets[0]
    assert not target.at_least
    assert target.goal is not None
    assert str(target.goal.type) == "整数"
