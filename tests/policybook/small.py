"""A small policy in a folder, and what its check finds: most tests change one thing in it."""

from __future__ import annotations

from pathlib import Path

from duixian.language.problems import PolicyError, Problem
from duixian.language.rule import Policy
from duixian.policybook.load import build, load_policy, open_book

FRONT = """---
名称: 某区人才办法
英文: Measures on talent
机关: 某区人力社保局
机关英文: Human resources bureau
文号: 某人社〔2022〕1号
状态: 施行
资金层级: 区
辖区: 临平区
渠道: 线上兑付
渠道英文: paid online
---
"""

HIRING = """1. 用人单位新引进高级工及以上人才，签订3年及以上劳动合同的，一次性给予补贴：\
高级工每人2000元、技师每人3000元、高级技师每人5000元。

```rule
项目: 引才补贴
英文: Hiring subsidy
每次: 录用
受益: 用人单位
条件:
  高级工及以上: 技能等级 ≥ 高级工
  合同三年: {要求: 满月数(录用日，合同到期日) ≥ 3年, 原文: 签订3年及以上劳动合同, 英文: Three years}
  新引进: 没有 人员的参保 其中(在期(本次的录用日 前 新引进期限))
金额: {按: 技能等级, 高级工: 2000元, 技师: 3000元, 高级技师: 5000元}
限制:
  一次性: {每: 人员, 次数: 1次}
```
"""

WINDOW = """2. 本办法自2022年7月1日起施行，有效期2年。

```rule
期间: {起: 2022年7月1日, 期: 2年}
```
"""

RECORDS = """
- 编号: C1
  条款: "1"
  引文: 新引进
  问题: 怎样算新引进？
  英文: What is newly hired?
  选项:
    未参保: {英文: not insured, 参数: {新引进期限: 12个月}}
    半年未参保: {英文: not insured for half a year, 参数: {新引进期限: 6个月}}
  现行: 未参保
"""


def small_policy(
    folder: Path,
    *changes: tuple[str, str],
    more: str = "",
    records: str = RECORDS,
    facts: str | None = None,
    examples: str | None = None,
) -> Path:
    """A policy in ``folder``/area/policy; each change replaces words that must stand there; ``more``: clauses."""
    text = FRONT + HIRING + WINDOW + more
    for old, new in changes:
        assert old in text or old in records, f"{old} is not in the small policy"
        text, records = text.replace(old, new), records.replace(old, new)
    place = folder / "area" / "policy"
    place.mkdir(parents=True, exist_ok=True)
    files = {
        "policy.md": text,
        "interpretations.yaml": records,
        "facts.yaml": facts,
        "examples.yaml": examples,
    }
    for name, held in files.items():
        if held is not None:
            (place / name).write_text(held, "utf-8")
    return place


def clause(number: int, wording: str, rule: str) -> str:
    """A further clause with one rule block."""
    return f"\n{number}. {wording}\n\n```rule\n{rule.strip()}\n```\n"


def loaded(folder: Path) -> Policy:
    """The policy, which must load."""
    return load_policy(folder).policy


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Everything the loader finds."""
    return build(open_book(folder), {})[1]


def only_problem(folder: Path, code: str) -> Problem:
    """The one problem that the loader finds; it must have this code."""
    found = problems_of(folder)
    assert [p.code for p in found] == [code], "\n".join(p.render("en") for p in found)
    return found[0]


def words_at(folder: Path, problem: Problem) -> str:
    """What stands in the file where the problem points, to the end of the line."""
    lines = (folder / problem.spot.file).read_text("utf-8").split("\n")
    return lines[problem.spot.line - 1][problem.spot.column - 1 :]


def refused(folder: Path) -> PolicyError:
    """The error of a policy that must not load."""
    try:
        load_policy(folder)
    except PolicyError as error:
        return error
    raise AssertionError("the policy loads")
