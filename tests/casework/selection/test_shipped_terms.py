"""The terms that ship with the policies fit their policies."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from duixian.casework.selection.errors import TermsError
from duixian.casework.selection.fitting import check_fits
from duixian.casework.selection.reading import FILE, read_contests, read_terms
from duixian.casework.selection.terms import Terms
from duixian.language.rule import Policy
from duixian.policybook import load_policy

SHIPPED = sorted((Path(__file__).parents[3] / "policies").glob(f"*/*/{FILE}"))
PRIZE = Path(__file__).parent / "policies" / "district" / "prize"
PLAIN = {"英文": "x", "对象": "人员", "名额": 1, "打分": {"业绩": {"权重": "100%", "满分": 1}}, "公示": 5}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(PRIZE).policy


def test_some_policies_ship_terms_of_selection() -> None:
    assert SHIPPED


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.parent.name)
def test_the_terms_of_each_policy_name_only_what_the_policy_knows(file: Path) -> None:
    shipped = load_policy(file.parent).policy
    text = file.read_text("utf-8")
    for terms in read_terms(text).values():
        check_fits(terms, shipped)
    for contest in read_contests(text).values():
        check_fits(contest, shipped)


@pytest.mark.parametrize(
    ("change", "stranger"),
    [
        ({"项目": "不存在的奖"}, "不存在的奖"),
        ({"对象": "外星人"}, "外星人"),
        ({"写入": [{"表": "评选结果", "栏": {"年龄": "编号"}}]}, "评选结果.年龄"),
    ],
)
def test_terms_that_name_a_stranger_are_refused(
    policy: Policy, change: dict[str, object], stranger: str
) -> None:
    with pytest.raises(TermsError, match=stranger):
        check_fits(changed(change), policy)


def changed(change: dict[str, object]) -> Terms:
    body = {**PLAIN, "写入": [], **change}
    return read_terms(yaml.safe_dump({"评选": {"某奖": body}}, allow_unicode=True))["某奖"]
