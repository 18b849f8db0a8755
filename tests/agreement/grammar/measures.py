"""项目: one measure with any of the keys that a measure may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from duixian.language.nodes import MomentName
from duixian.language.resolve.scope import IN_A_CASE
from duixian.language.rule import MeasureKind
from duixian.language.types import BOOL, DATE, INT, MONEY, MONTHS, NUMBER, TEXT, Type, record
from tests.agreement.grammar import bounds, payouts
from tests.agreement.grammar.author import Author
from tests.agreement.grammar.expressions import expression
from tests.agreement.grammar.place import Place
from tests.agreement.grammar.schema import CASES, ROWS
from tests.agreement.grammar.values import Node, Wanted, by_question, value

_YEAR = (MomentName.PERIOD_START, MomentName.PERIOD_END)
_PAYEES = ("人员", "用人单位", "机构")
_NAMED = (MONEY, INT, NUMBER, DATE, MONTHS, BOOL, TEXT)
SEASONS = ("5月1日至6月30日", "11月1日至次年1月31日", "每月1日至10日", "每月25日至5日")


@dataclass(frozen=True)
class Leaning:
    """How deep the parts of a measure go: a policy is long in one thing and short in the others."""

    conditions: int = 1
    values: int = 1
    payout: float = 0.2
    bounds: float = 0.2
    extras: float = 0.15


LEANINGS = (
    Leaning(conditions=3),
    Leaning(conditions=2, extras=0.05),
    Leaning(values=3, conditions=0),
    Leaning(payout=0.9, conditions=0, bounds=0.1),
    Leaning(bounds=0.6, conditions=0, values=0, payout=0.1, extras=0.03),
    Leaning(bounds=0.6, conditions=0, values=0, payout=0.1, extras=0.03),
    Leaning(bounds=0.5, conditions=0, values=0, payout=0.6, extras=0.03),
    Leaning(bounds=0.5, conditions=0, values=1, payout=0.5, extras=0.1),
    Leaning(extras=0.6),
)


@dataclass
class MeasureWriter:
    """Writes one measure over a table."""

    author: Author
    place: Place
    leaning: Leaning
    name: str
    groups: tuple[str, ...] = ()
    open_parameters: tuple[str, ...] = ()
    body: dict[str, Any] = field(default_factory=dict)

    def write(self) -> dict[str, Any]:
        """The block."""
        self._head()
        self._payees()
        self._variables()
        self._conditions()
        self._money()
        self._bounds()
        self._extras()
        return self.body

    def _maybe(self, share: float | None = None) -> bool:
        return self.author.chance(self.leaning.extras if share is None else share)

    def _bool(self, less: int = 0) -> str:
        """A condition; every other one holds whatever comes of it, so that enough cases get further."""
        found = expression(self.author, self.place, BOOL, max(0, self.leaning.conditions - less))
        return f"({found}) 或 真" if self.author.chance(0.55) else found

    def _head(self) -> None:
        author = self.author
        table = author.pick((CASES, CASES, CASES, CASES, ROWS, "录用", "用人单位", "人员"))
        self.body |= {"项目": self.name, "英文": f"Measure {self.name}", "每次": table}
        self.place = Place(self.place.vocabulary, (table,), IN_A_CASE, self.place.names)
        yearly = self._maybe()
        if yearly:
            self.body["逐年"] = "是"
            self.place = self.place.with_moments(*_YEAR)
        before = self.place.without(MomentName.EVENT_ON)
        if (self.place.vocabulary.tables[table].event is None and not yearly) or self._maybe():
            self.body["事件日"] = expression(author, before, DATE, min(1, self.leaning.values))
        if self._maybe():
            self.body["适用"] = self._bool(1)

    def _payees(self) -> None:
        author = self.author
        each = f"本次的{ROWS}"
        if self.body["每次"] == CASES and self._maybe():
            inner = self.place.inside(ROWS)
            share = "比例" if "比例" in self.place.columns(ROWS) else author.says("50%")
            who = author.pick([text for text in inner.of(record("人员")) if not text.startswith("本次")])
            self.body["受益"] = [{"每个": each, "谁": who, "份额": share}]
        elif self._maybe():
            shares = author.pick((("60%", "40%"), ("33.3%", "33.3%", "33.4%"), ("0.5", "50%")))
            self.body["受益"] = [{"谁": self._somebody(), "份额": author.says(share)} for share in shares]
        elif self._maybe():
            self.body["受益"] = [
                {"谁": self._somebody(), "当": self._bool(1)} for _ in range(author.pick((1, 2)))
            ]
        else:
            self.body["受益"] = self._somebody()

    def _somebody(self) -> str:
        found = [text for table in _PAYEES for text in self.place.of(record(table))]
        near = [text for text in found if "的" not in text]
        if near and self.author.chance(0.85):
            return self.author.pick(near)
        return self.author.pick(found)

    def _variables(self) -> None:
        author, found = self.author, {}
        for name in ("甲值", "乙值")[: author.pick((0, 0, 1, 2))]:
            kind = author.pick(_NAMED)
            depth = max(1, self.leaning.values)
            found[name] = value(
                Wanted(author, self.place, kind, depth, 1 if kind in (MONEY, DATE, MONTHS) else 0)
            )
            self.place = self.place.with_names({name: kind})
            if author.chance(0.3):
                found[name] = {"值": found[name], "英文": f"value {name}"}
        if found:
            self.body["变量"] = found

    def _conditions(self) -> None:
        many = self.leaning.conditions
        wanted = self.author.pick((many, 2 * many, 3 * many)) if many else self.author.pick((0, 0, 0, 0, 1))
        found = {f"条件{number}": self._condition() for number in range(1, wanted + 1)}
        if found:
            self.body["条件"] = found
        if self._maybe():
            self.body["提醒"] = {"提醒一": self._condition()}

    def _condition(self) -> Node:
        author = self.author
        if author.chance(0.15):
            return {"任一": {"其一": self._bool(), "其二": {"要求": self._bool(), "英文": "Second"}}}
        if author.questions and author.chance(0.1):
            return by_question(author, lambda: author.pick((self._bool(), "删除")))
        if author.chance(0.3):
            return {"要求": self._bool(), "英文": "Required", "须查": "核对原件"}
        return self._bool()

    def _money(self) -> None:
        author, leaning = self.author, self.leaning
        if self._maybe():
            self.body["种类"] = author.pick([kind.value for kind in MeasureKind])
        if self.body.get("种类", "资金") != "资金":
            return
        periodic = False
        if author.chance(leaning.payout):
            self.body["发放"], periodic = payouts.payout(author, self.place, leaning.values)
        if not periodic:
            self.body["金额"] = self._amount()
        if author.chance(leaning.payout / 3):
            self.body["保持"] = payouts.hold(author, self.place, leaning.values)

    def _amount(self) -> Node:
        author = self.author
        if self.leaning.values == 0 and author.chance(0.7):
            return author.says(author.pick(("1000元", "2000元", "99.99元", "1500元")))
        return value(Wanted(author, self.place, MONEY, self.leaning.values))

    def _bounds(self) -> None:
        author, share = self.author, self.leaning.bounds
        if author.chance(share):
            names = ("限一", "限二")[: author.pick((1, 1, 2))]
            self.body["限制"] = {
                name: bounds.limit(author, self.place, self.leaning.values) for name in names
            }
        if author.chance(share / 2):
            self.body["名额"] = bounds.quota(author, self.place, self.leaning.values)
        if author.chance(share / 2):
            self.body["预算"] = {"资金": bounds.budget(author, self.place, self.leaning.values)}
        if self.groups and author.chance(max(0.3, share)):
            self._join()

    def _join(self) -> None:
        author = self.author
        names = author.dice.sample(self.groups, author.pick((1, min(2, len(self.groups)))))
        if self.body["每次"] == CASES and author.chance(0.8):
            self.body["归组"] = names
            return
        own: dict[str, Any] = {name: {"每": bounds.keys(author, self.place)} for name in names}
        for member in own.values():
            member["计入"] = bounds.prior(author, self.place)
            if author.chance(0.3):
                member["期"] = "自然年"
        self.body["归组"] = own

    def _extras(self) -> None:
        author = self.author
        if self._maybe():
            self.body["申请"] = claim(author, self.place)
        if self._maybe():
            self.body["期间"] = self._term()
        if self._maybe():
            self.body["资金"] = self._funding()
        if self.open_parameters and self._maybe(0.2):
            self.body["须先定"] = [author.pick(self.open_parameters)]
        if self._maybe():
            self.body["材料"] = ["合同 / Contract", "证书"]
        if self._maybe():
            self.body["分送"] = expression(author, self.place, TEXT, 1, lead=False)
        if self._maybe():
            self.body["事项"] = expression(author, self.place, TEXT, 1, lead=False)
        if self._maybe():
            self.body["税"] = author.pick(("税前", "税后"))

    def _term(self) -> dict[str, str]:
        author = self.author
        if author.chance(0.4):
            return {"不限": "是"}
        found = {"起": author.says("2022-02-28")}
        if author.chance(0.5):
            found["止"] = author.pick(("政策止", author.says("2023-01-31")))
        return found

    def _funding(self) -> dict[str, Node]:
        author = self.author
        if author.chance(0.4):
            author.says("4:6")
            return {"市:区": "4:6"}
        if author.chance(0.5):
            return {"市": author.says("60%"), "区": author.says("40%")}
        named = [name for name in self.place.of(NUMBER) if name not in self.place.names]
        return {"市": author.pick(named or [author.says("50%")]), "区": author.says("50%")}


def claim(author: Author, place: Place) -> dict[str, Any]:
    """申请: a time, a last day, windows of the year."""
    found: dict[str, Any] = {}
    if author.chance(0.6):
        found["期限"] = author.literal(author.pick((MONTHS, Type(MONTHS.kind))))
    if author.chance(0.4):
        found["至"] = expression(author, place, DATE, 1)
    if author.chance(0.4) or not found:
        found["窗口"] = author.dice.sample(SEASONS, author.pick((1, 2)))
        for season in found["窗口"]:
            author.says(season)
    return found
