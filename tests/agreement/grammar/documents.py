"""A whole policy: its facts, its questions, its terms, its groups and measures, written out and loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from duixian.language.resolve import Signature
from duixian.language.rule import Policy
from duixian.language.types import AGE, BOOL, DATE, INT, MONEY, MONTHS, NUMBER, TEXT, Type, record
from duixian.policybook import load_policy
from tests.agreement.grammar.author import Author, stated
from tests.agreement.grammar.bounds import group
from tests.agreement.grammar.expressions import expression
from tests.agreement.grammar.measures import LEANINGS, SEASONS, MeasureWriter
from tests.agreement.grammar.place import Place
from tests.agreement.grammar.schema import AREA, CASES, declarations, vocabulary_of
from tests.agreement.grammar.values import Wanted, value

Block = dict[str, Any]
BENEFITS = ("补贴一", "补贴二", "补贴三", "补贴四")
TITLES = ("甲办法", "乙办法")
_PARAMETERS: dict[str, tuple[Type, tuple[str, ...]]] = {
    "期限数": (MONTHS, ("6个月", "12个月")),
    "标准额": (MONEY, ("500元", "3000元")),
    "比例数": (NUMBER, ("80%", "33.3%")),
    "基准日": (DATE, ("2022-01-31", "2021-12-31")),
    "次数值": (INT, ("2", "3次")),
    "认可否": (BOOL, ("是", "否")),
    "名称值": (TEXT, ('"甲工"', '"乙工"')),
}
_RESULTS = (BOOL, BOOL, MONEY, NUMBER, INT, DATE, MONTHS, TEXT, AGE)
_ARGUMENTS = (record("人员"), record("用人单位"), record(CASES), DATE, MONEY, MONTHS, INT, TEXT)


@dataclass
class Draft:
    """A policy as written: blocks with the numbers that their wording states, and the files beside it."""

    title: str
    front: dict[str, str]
    facts: dict[str, Any]
    records: list[dict[str, Any]] = field(default_factory=list)
    clauses: list[tuple[Block, dict[str, str]]] = field(default_factory=list)

    def text(self) -> str:
        """policy.md."""
        head = yaml.safe_dump(self.front, allow_unicode=True, sort_keys=False)
        return f"---\n{head}---\n\n" + "\n".join(
            _clause(number, block, figures) for number, (block, figures) in enumerate(self.clauses, 1)
        )

    def write(self, folder: Path) -> None:
        """The folder of the policy."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "policy.md").write_text(self.text(), "utf-8")
        (folder / "facts.yaml").write_text(_yaml(self.facts), "utf-8")
        (folder / "interpretations.yaml").write_text(_yaml(self.records), "utf-8")

    def load(self, root: Path) -> Policy:
        """The policy as a user's would be loaded. Raises PolicyError."""
        folder = root / "某局" / self.title
        self.write(folder)
        return load_policy(folder).policy


def _yaml(node: Any) -> str:
    return yaml.safe_dump(node, allow_unicode=True, sort_keys=False, width=100_000)


def _clause(number: int, block: Block, figures: dict[str, str]) -> str:
    rule = _yaml(block)
    numbers = "；".join(stated(figures, rule)) or "没有数"
    return f"{number}. 本条所用的数：{numbers}。\n\n```rule\n{rule}```\n"


def drafts(dice: Random) -> list[Draft]:
    """One policy, sometimes two that share a group."""
    facts = declarations(dice)
    count = 2 if dice.random() < 0.2 else 1
    return [_draft(dice, title, facts) for title in TITLES[:count]]


def _draft(dice: Random, title: str, facts: dict[str, Any]) -> Draft:
    author = Author(dice, vocabulary_of(facts))
    draft = Draft(title, _front(author, title), facts)
    place = Place(author.vocabulary)
    place, open_ = _questions(author, draft, place)
    _terms(author, draft, place)
    groups = _groups(author, draft, place)
    leaning = author.pick(LEANINGS)
    for name in BENEFITS[: author.pick((1, 2, 2, 3))]:
        writer = MeasureWriter(author, place, leaning, name, groups, open_)
        _add(author, draft, writer.write())
    _finish(author, draft, groups)
    return draft


def _add(author: Author, draft: Draft, block: Block) -> None:
    draft.clauses.append((block, author.take_figures()))


def _front(author: Author, title: str) -> dict[str, str]:
    found = {
        "名称": title,
        "机关": "某局",
        "文号": author.pick(("某发〔2021〕1号", "某发〔2021〕1号", "")),
        "状态": author.pick(("施行", "施行", "施行", "征求意见稿")),
        "资金层级": author.pick(("区", "市")),
        "辖区": AREA,
    }
    if author.chance(0.9):
        found["起"] = author.pick(("2021-01-01", "2020-02-29"))
        if author.chance(0.8):
            found["止"] = author.pick(("2025-12-31", "2025-12-31", "2023-06-30"))
    return found


def _questions(author: Author, draft: Draft, place: Place) -> tuple[Place, tuple[str, ...]]:
    names = author.dice.sample(list(_PARAMETERS), author.pick((0, 1, 2)))
    open_: list[str] = []
    for number, name in enumerate(names, 1):
        kind, values = _PARAMETERS[name]
        id_ = f"Q{number}"
        options = {f"选项{at}": {"英文": f"option {at}", "参数": {name: v}} for at, v in enumerate(values, 1)}
        if author.chance(0.25):
            options["选项1"]["参数"] = {name: {"值": "待定", "类型": str(kind.kind.value)}}
            open_.append(name)
        record_ = {"编号": id_, "条款": "全文", "问题": "怎样算？", "英文": "How?", "选项": options}
        draft.records.append(
            record_ | {"现行": author.pick(list(options)), "依据": "文义", "英文依据": "Words"}
        )
        author.questions[id_] = tuple(options)
        place = place.with_names({name: kind})
    return place, tuple(open_)


def _terms(author: Author, draft: Draft, place: Place) -> None:
    for number in range(author.pick((0, 1, 2, 3))):
        name = f"术语{'甲乙丙丁'[number]}"
        kinds = author.dice.sample(_ARGUMENTS, author.pick((0, 1, 1, 2)))
        arguments = {f"参{'甲乙'[at]}": kind for at, kind in enumerate(kinds)}
        result = author.pick(_RESULTS)
        block: Block = {"定义": name, "英文": f"Term {number}"}
        if arguments:
            block["参数"] = {argument: str(kind) for argument, kind in arguments.items()}
        block |= _meaning(author, place.with_names(arguments), result)
        _add(author, draft, block)
        author.terms.append(Signature(name, tuple(arguments.items()), result))


def _meaning(author: Author, place: Place, result: Type) -> Block:
    if result != BOOL:
        return {"值": value(Wanted(author, place, result, 2, 1 if result in (MONEY, MONTHS, DATE) else 0))}
    if author.chance(0.3):
        return {"值": expression(author, place, BOOL, 2)}
    word = author.pick(("条件", "任一"))
    tests = {f"其{at}": expression(author, place, BOOL, 1) for at in "一二"[: author.pick((1, 2))]}
    return {word: tests}


def _groups(author: Author, draft: Draft, place: Place) -> tuple[str, ...]:
    names = ("甲组", "乙组")[: author.pick((0, 1, 1, 2))]
    for name in names:
        _add(author, draft, group(author, place.inside(CASES), name))
    return names


def _finish(author: Author, draft: Draft, groups: tuple[str, ...]) -> None:
    """What the check asks for: a member for each group, a use of each question, a term of the policy."""
    measures = [block for block, _ in draft.clauses if "项目" in block]
    joined = {name for block in measures for name in block.get("归组", ())}
    draft.clauses = [c for c in draft.clauses if "组" not in c[0] or c[0]["组"] in joined]
    _without_yearly_caps(draft, measures)
    if draft.records:
        measures[0]["解释"] = [record_["编号"] for record_ in draft.records]
    if "起" not in draft.front:
        _add(author, draft, _term(author))
    if author.chance(0.06):
        season = author.pick(SEASONS)
        author.says(season)
        _add(author, draft, {"申请": {"窗口": [season], "适用项目": [measures[0]["项目"]]}, "英文": "Claims"})


def _without_yearly_caps(draft: Draft, measures: list[Block]) -> None:
    """A cap for each period over a member that is paid by month is refused: such a cap has no period here."""
    monthly = [block for block in measures if {"每月", "每季", "每年"} & set(block.get("发放", ()))]
    capped = {name for block in monthly for name in block.get("归组", ())}
    for block, _ in draft.clauses:
        if block.get("组") in capped and "上限" in block:
            block.pop("期", None)


def _term(author: Author) -> Block:
    body: Block = {"起": author.says("2021-07-01"), "期": author.says(author.pick(("2年", "18个月")))}
    if author.chance(0.4):
        body["按"] = author.pick(("事件日", "申请日"))
    return {"期间": body}
