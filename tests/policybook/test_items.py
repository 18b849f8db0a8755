"""A rule reads its clause, and the items that the clause introduces."""

from pathlib import Path

from duixian.policybook import load_policy
from tests.policybook.small import loaded, only_problem, problems_of, small_policy, words_at

GRANT = """
```rule
项目: 就业补贴
每次: 录用
受益: 人员
金额: {按: 人员的学历, 博士: 15000元, 硕士: 10000元, 本科: 6000元}
```
"""
INTRODUCTION = "\n三、下列毕业生就业的，给予补贴：\n"
FIRST, SECOND, LAST = "\n（一）博士15000元；\n", "\n（二）硕士10000元；\n", "\n（三）本科6000元。\n"


def items(tmp_path: Path, *parts: str) -> Path:
    return small_policy(tmp_path, more="".join(parts))


def test_a_rule_under_the_introduction_reads_all_items(tmp_path: Path) -> None:
    folder = items(tmp_path, INTRODUCTION, GRANT, FIRST, SECOND, LAST)
    assert not problems_of(folder)
    assert loaded(folder).measures["就业补贴"].source.clause == "三"


def test_a_rule_under_the_last_item_reads_the_whole_clause(tmp_path: Path) -> None:
    folder = items(tmp_path, INTRODUCTION, FIRST, SECOND, LAST, GRANT)
    assert not problems_of(folder)
    assert loaded(folder).measures["就业补贴"].source.clause == "（三）"


def test_a_number_of_an_item_that_the_rule_leaves_out_is_found_in_the_item(tmp_path: Path) -> None:
    rule = GRANT.replace(", 本科: 6000元", "")
    folder = items(tmp_path, INTRODUCTION, rule, FIRST, SECOND, LAST)
    problem = only_problem(folder, "number-unused")
    assert problem.clause == "（三）"
    assert words_at(folder, problem) == "6000元。"


def test_items_exchanged_in_the_rule_are_found(tmp_path: Path) -> None:
    rule = GRANT.replace("15000元", "甲").replace("10000元", "15000元").replace("甲", "10000元")
    only_problem(items(tmp_path, INTRODUCTION, rule, FIRST, SECOND, LAST), "numbers-swapped")


def test_items_that_nothing_introduces_need_rules_of_their_own(tmp_path: Path) -> None:
    folder = items(tmp_path, "\n三、给予毕业生补贴，可申请一次。\n", GRANT, FIRST, SECOND, LAST)
    assert {p.code for p in problems_of(folder)} == {"clause-without-rule", "number-not-in-wording"}


def _award(name: str, amount: str) -> str:
    return f"\n```rule\n项目: {name}\n每次: 录用\n受益: 人员\n金额: {amount}\n```\n"


def test_an_item_with_its_own_rule_reads_itself_and_may_use_the_numbers_above(tmp_path: Path) -> None:
    folder = items(
        tmp_path,
        "\n三、给予下列补贴，每人最高3万元：\n\n```rule\n不计算: 上限见各项\n```\n",
        FIRST,
        _award("博士补贴", "不超过(15000元，3万元)"),
        SECOND,
        _award("硕士补贴", "10000元"),
    )
    assert not problems_of(folder)


def test_a_citation_names_the_item_that_holds_the_words(tmp_path: Path) -> None:
    condition = "条件:\n  硕士: {要求: 人员的学历 = 硕士, 原文: 硕士10000元}\n  就业: {要求: 真, 原文: 毕业生就业的}\n金额"
    folder = items(tmp_path, INTRODUCTION, FIRST, SECOND, LAST, GRANT.replace("金额", condition))
    measure = load_policy(folder).policy.measures["就业补贴"]
    cited = [c.source.citation.clause for c in measure.conditions if c.source.citation is not None]
    assert cited == ["（二）", "三"]


def test_an_amount_over_several_items_cites_the_introduction(tmp_path: Path) -> None:
    folder = items(tmp_path, INTRODUCTION, GRANT, FIRST, SECOND, LAST)
    citation = loaded(folder).measures["就业补贴"].source.citation
    assert citation is not None
    assert citation.quote == "三、下列毕业生就业的，给予补贴："


def test_an_interpretation_may_quote_an_item_of_its_clause(tmp_path: Path) -> None:
    rule = GRANT.replace("金额", "解释: [C2]\n金额")
    record = "\n- {编号: C2, 条款: 三, 引文: 本科6000元, 问题: 问, 选项: {甲: , 乙: }, 现行: 甲}\n"
    folder = small_policy(tmp_path, more=INTRODUCTION + rule + FIRST + SECOND + LAST)
    text = (folder / "interpretations.yaml").read_text("utf-8")
    (folder / "interpretations.yaml").write_text(text + record, "utf-8")
    assert not problems_of(folder)
