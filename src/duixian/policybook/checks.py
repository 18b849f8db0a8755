"""Checks of the whole document: what no single block shows."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.language.located import Mapping, Scalar
from duixian.language.nodes import Use
from duixian.language.problems import Problem, Problems, Spot
from duixian.language.rule import Periodic
from duixian.policybook.assemble import Assembly
from duixian.policybook.book import Book
from duixian.policybook.choices import branches
from duixian.policybook.citations import mentions_of, quoted
from duixian.policybook.definitions import whole_test
from duixian.policybook.document import INTERPRETATIONS_FILE, POLICY_FILE
from duixian.policybook.interpretations import QuestionRecord, unknown_option
from duixian.policybook.inventory import choices_in, ids_in
from duixian.policybook.keys.shared import CHOICE_KEY, OTHERWISE
from duixian.policybook.numbers import number_problems
from duixian.policybook.reading import Reader, nearest
from duixian.policybook.walking import nodes_in
from duixian.policybook.workbench import not_in_wording
from duixian.values.bilingual import Text

_WHOLE_TEXT = "全文"
_PREAMBLE = "序"
_STATIC = "static"


def static_problems(book: Book) -> tuple[Problem, ...]:
    """What is wrong whatever options are in force; found once for a book."""
    if _STATIC not in book.built:
        problems = Problems()
        for check in (_clauses_without_rule, _records, _references, _coverage, _names, _claims, _window):
            check(book, problems)
        problems.found.extend(number_problems(book))
        book.built[_STATIC] = tuple(problems.found)
    found: tuple[Problem, ...] = book.built[_STATIC]
    return found


def whole_problems(book: Book, found: Assembly) -> tuple[Problem, ...]:
    """What is wrong with the policy as built."""
    problems = Problems()
    _circles(book, found, problems)
    _groups(book, found, problems)
    _yearly_caps(book, found, problems)
    return tuple(problems.found)


def _clauses_without_rule(book: Book, problems: Problems) -> None:
    read_elsewhere = {member.id for reach in book.reaches.values() for member in reach.members}
    for clause in book.document.clauses:
        silent = clause.id == _PREAMBLE and not mentions_of(clause.wording)
        exempt = clause.heading or silent or clause.id in read_elsewhere
        if not exempt and not clause.blocks:
            problems.of_clause(clause.id).add(
                "clause-without-rule",
                Spot(POLICY_FILE, clause.line, 1),
                Text(f"条款 {clause.id} 没有规则", f"clause {clause.id} has no rule"),
                Text(
                    "在它下面写 ```rule 块；不涉及计算的写「不计算: 理由」",
                    "write a ```rule block below it; where nothing is computed: 不计算: and the reason",
                ),
            )


def _records(book: Book, problems: Problems) -> None:
    known = {c.id for c in book.document.clauses} | {_WHOLE_TEXT}
    used = {i for c in book.contents for i in c.records}
    for record in book.records.values():
        _record_place(book, record, known, problems)
        if record.id not in used:
            problems.add("interpretation-unused", record.spot, *_unused(record))


def _record_place(book: Book, record: QuestionRecord, known: set[str], problems: Problems) -> None:
    if record.clause not in known:
        near = nearest(record.clause, tuple(known))
        problems.add(
            "unknown-clause",
            record.clause_spot,
            Text(f"没有条款「{record.clause}」", f"there is no clause '{record.clause}'"),
            Text(
                f"条款：{'、'.join(sorted(known))}{near.zh}", f"clauses: {', '.join(sorted(known))}{near.en}"
            ),
        )
        return
    wording = book.document.wording_of(record.clause)
    of_clause = problems.of_clause(record.clause)
    reach = book.reaches.get(record.clause)
    elsewhere = None if reach is None else reach.quotation(record.quote)
    if record.quote and elsewhere is None and quoted(record.clause, wording, record.quote) is None:
        of_clause.add("quote-not-found", record.quote_spot, *not_in_wording(record.quote))
    if not record.quote and record.clause != _WHOLE_TEXT:
        of_clause.add(
            "quote-missing",
            record.quote_spot,
            Text(f"解释 {record.id} 没有引文", f"interpretation {record.id} quotes nothing"),
            Text(
                "写出条款中引起疑问的词句；关于全文的写「条款: 全文」",
                "quote the words in question; write 条款: 全文 for the whole text",
            ),
        )


def _references(book: Book, problems: Problems) -> None:
    for contents in book.contents:
        for scalar in ids_in(contents.block):
            if scalar.text not in book.records:
                near = nearest(scalar.text, tuple(book.records))
                problems.of_clause(contents.block.clause).add(
                    "unknown-interpretation",
                    scalar.spot,
                    Text(f"没有解释「{scalar.text}」", f"there is no interpretation '{scalar.text}'"),
                    Text(
                        f"在 {INTERPRETATIONS_FILE} 里写它{near.zh}",
                        f"write it in {INTERPRETATIONS_FILE}{near.en}",
                    ),
                )


def _coverage(book: Book, problems: Problems) -> None:
    for contents in book.contents:
        of_clause = problems.of_clause(contents.block.clause)
        for choice in choices_in(contents.block.body):
            id_ = choice.get(CHOICE_KEY)
            record = book.records.get(id_.text) if isinstance(id_, Scalar) else None
            if record is not None:
                _covered(choice, record, of_clause)


def _covered(choice: Mapping, record: QuestionRecord, problems: Problems) -> None:
    names = [name for name, _ in branches(choice)]
    for name in names:
        if name.text not in record.options and name.text != OTHERWISE:
            problems.add("unknown-option", name.spot, *unknown_option(name.text, tuple(record.options)))
    written = {name.text for name in names}
    missing = [option for option in record.options if option not in written]
    if missing and OTHERWISE not in written:
        listed = "、".join(missing)
        problems.add(
            "option-not-covered",
            choice.spot,
            Text(f"{record.id} 的选项没有写全：缺 {listed}", f"options of {record.id} are missing: {listed}"),
            Text("补上，或写「其他」", "add them, or write 其他"),
        )


def _names(book: Book, problems: Problems) -> None:
    seen: dict[tuple[str, str], str] = {}
    for contents in book.contents:
        block = contents.block
        if block.kind not in ("项目", "定义", "组", "目标"):
            continue
        first = seen.setdefault((block.kind, block.name), block.clause)
        if seen[block.kind, block.name] != block.clause or _again(book, contents):
            problems.of_clause(block.clause).add(
                "name-twice",
                block.body.entries[0][1].spot,
                Text(
                    f"{block.kind}「{block.name}」写了两次（条款 {first}）",
                    f"{block.kind} '{block.name}' is written twice (clause {first})",
                ),
                Text("换一个名字", "give one another name"),
            )


def _again(book: Book, contents: object) -> bool:
    """Whether an earlier block of the same clause has the same kind and name."""
    for other in book.contents:
        if other is contents:
            return False
        block = contents.block  # type: ignore[attr-defined]
        if (other.block.kind, other.block.name) == (block.kind, block.name):
            return True
    return False


def _claims(book: Book, problems: Problems) -> None:
    """Measures that a shared 申请 names and that are not there."""
    measures = tuple(c.block.name for c in book.of_kind("项目"))
    for contents in book.of_kind("申请"):
        body = contents.block.body.get("申请")
        named = body.get("适用项目") if isinstance(body, Mapping) else None
        for found in Reader(problems).texts(named, Text("「适用项目」", "'适用项目'")):
            if found.text not in (*measures, "所有"):
                near = nearest(found.text, measures)
                problems.of_clause(contents.block.clause).add(
                    "unknown-measure",
                    found.spot,
                    Text(f"没有项目「{found.text}」", f"there is no measure '{found.text}'"),
                    Text(
                        f"照规则写项目名称，或写 所有{near.zh}", f"write a measure's name, or 所有{near.en}"
                    ),
                )


def _window(book: Book, problems: Problems) -> None:
    kinds = {c.block.kind for c in book.contents}
    if "期间" not in kinds and book.front.start is None:
        problems.add(
            "no-window",
            book.document.front.spot,
            Text("政策没有起止", "the policy has no window"),
            Text(
                "在规定起止的条款下写「期间: {起: …, 期: …}」，或在文件开头写「起」「止」",
                "write 期间: {起: …, 期: …} under its clause, or 起 and 止 in the front matter",
            ),
        )
    if "项目" not in kinds:
        problems.add(
            "no-measure",
            book.document.front.spot,
            Text("政策没有一个项目", "the policy has no measure"),
            Text(
                "在给予补贴、服务的条款下写「项目: …」", "write 项目: … under a clause that grants something"
            ),
        )


def _circles(book: Book, found: Assembly, problems: Problems) -> None:
    uses = {
        name: [n.definition for n in nodes_in(whole_test(d)) if isinstance(n, Use)]
        for name, d in found.definitions.items()
    }
    for name, definition in found.definitions.items():
        circle = next(_way_back(name, (name,), uses), None)
        if circle is not None:
            way = " → ".join(circle)
            block = next(c.block for c in book.of_kind("定义") if c.block.name == name)
            problems.of_clause(definition.source.clause).add(
                "definition-circle",
                block.body.spot,
                Text(f"定义互相循环引用：{way}", f"definitions call each other in a circle: {way}"),
                Text("改写其中一个，不再引用前者", "rewrite one of them without the other"),
            )


def _way_back(goal: str, path: tuple[str, ...], uses: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    for used in uses.get(path[-1], ()):
        if used == goal:
            yield (*path, goal)
        elif used not in path:
            yield from _way_back(goal, (*path, used), uses)


def _groups(book: Book, found: Assembly, problems: Problems) -> None:
    members = {m.group for measure in found.measures.values() for m in measure.memberships}
    for contents in book.of_kind("组"):
        if contents.block.name not in members:
            problems.of_clause(contents.block.clause).add(
                "group-without-member",
                contents.block.body.entries[0][1].spot,
                Text(
                    f"组「{contents.block.name}」没有成员", f"the group '{contents.block.name}' has no member"
                ),
                Text("在项目里写「归组」，或删去这个组", "write 归组 in a measure, or remove the group"),
            )


def _yearly_caps(book: Book, found: Assembly, problems: Problems) -> None:
    """A cap of a group for each period, over a member that is paid in instalments: which year does each count in?"""
    for contents in book.of_kind("组"):
        body = contents.block.body
        if body.get("上限") is None or body.get("期") is None:
            continue
        members = [
            measure.name
            for measure in found.measures.values()
            if isinstance(measure.payout, Periodic)
            and any(m.group == contents.block.name for m in measure.memberships)
        ]
        if members:
            listed = "、".join(members)
            problems.of_clause(contents.block.clause).add(
                "group-cap-periodic",
                body.key_spot("上限"),
                Text(
                    f"组的上限按「期」计，成员「{listed}」却按期发放，各期属于哪一年看不出来",
                    f"the group's cap is for each 期, but '{listed}' is paid in instalments of several",
                ),
                Text(
                    "在各成员里写「限制」：同一个「共用」名称、「期」和「金额」，各期计入自己的年份",
                    "write a 限制 in each member with the same 共用, 期 and 金额: each instalment counts in its own",
                ),
            )


def _unused(record: QuestionRecord) -> tuple[Text, Text]:
    return (
        Text(f"没有规则用到解释 {record.id}", f"no rule uses the interpretation {record.id}"),
        Text(
            "在它所影响的规则里写「解释」「按解释」或用它的参数；或删去它",
            "name it in the rule it bears on (解释, 按解释, or a parameter of it); or remove it",
        ),
    )
