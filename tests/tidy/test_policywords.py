from __future__ import annotations

import ast

import pytest

from tests.tidy import policywords, tree

DOCUMENT = """
---
标题: 某区人才引进办法（试行）
文号: 某政办〔2021〕7号
---
1. 新引进技师的，给予 2370元 奖励；首席技师 3.6 万元；每人不超过 1,450元；材料费 100元。
```rule
项目: 引进补助
金额: 2370元
```
```rule
  - 项目: "奖励"   # 简称
```
"""
OWNED = policywords.owned_by([DOCUMENT])


def of_the_repository() -> policywords.PolicyWords:
    documents = tree.files(".md", under="policies/")
    return policywords.owned_by(path.read_text("utf-8") for path in documents if path.name == "policy.md")


def test_the_program_holds_no_name_or_amount_of_a_policy() -> None:
    owned, problems = of_the_repository(), []
    for path in tree.files(".py", ".yaml", ".yml", ".lark", ".po", ".html", ".json", under="src/"):
        held = policywords.held_in_text(path.read_text(encoding="utf-8"), owned)
        if path.suffix == ".py":
            held += policywords.held_as_fen(tree.module(path), owned)
        problems += [
            f"{tree.named(path)}:{problem} belongs to a policy, not to the program" for problem in held
        ]
    assert problems == []


def test_every_policy_of_the_repository_owns_words_and_amounts() -> None:
    for path in tree.files(".md", under="policies/"):
        if path.name == "policy.md":
            owned = policywords.owned_by([path.read_text(encoding="utf-8")])
            assert owned.benefits, f"{tree.named(path)} names no benefit by 项目"


def test_a_document_owns_its_names_and_its_telling_amounts() -> None:
    assert OWNED.benefits == {"引进补助", "奖励"}
    assert OWNED.titles == {"某区人才引进办法（试行）", "某政办〔2021〕7号"}
    assert OWNED.amounts == {237_000, 3_600_000, 145_000}


@pytest.mark.parametrize(
    "line", ["x = '引进补助标准'", "# 例如 2,370 元", "每人 0.237万元", "kind == '奖励'", "某政办〔2021〕7号"]
)
def test_a_word_or_amount_of_a_policy_in_a_text_is_found(line: str) -> None:
    held = policywords.held_in_text(f"first\n{line}\n", OWNED)
    assert [problem.split(":")[0] for problem in held] == ["2"]


@pytest.mark.parametrize("line", ["一次性奖励金", "100元", "1万元", "2370 rows", "引进", "12370元"])
def test_a_generic_word_or_number_is_allowed(line: str) -> None:
    assert policywords.held_in_text(line, OWNED) == []


def test_an_amount_of_a_policy_in_fen_is_found_in_code() -> None:
    assert policywords.held_as_fen(ast.parse("cap = min(x, 3_600_000)"), OWNED) == [
        "1: an amount of 3600000 fen"
    ]


@pytest.mark.parametrize(
    "code", ["BATCH_ROWS = 3_600_000", "f(chunk_size=237000)", "x = 3_600_001", "x = '237000'"]
)
def test_a_number_that_counts_other_things_is_allowed(code: str) -> None:
    assert policywords.held_as_fen(ast.parse(code), OWNED) == []
