"""The check of a whole policy: everything a load finds, and whether every option of every record builds.

python -m duixian.policybook.check FOLDER [--lang en] [--json]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from duixian.language.problems import PolicyError, Problem, Problems
from duixian.policybook.assemble import assemble_switched
from duixian.policybook.book import Book
from duixian.policybook.choices import Choice
from duixian.policybook.examples import read_examples
from duixian.policybook.load import build, open_book
from duixian.policybook.numbers import numbers_of
from duixian.policybook.reading import nearest
from duixian.policybook.report import Counts, Report
from duixian.policybook.settings import InForce, in_force
from duixian.policybook.shelf import PolicyNotFound, find_policy
from duixian.values.bilingual import Text


def check_policy(folder: Path) -> Report:
    """Load a folder, try every option of every record, and count what is there. Raises nothing for a bad policy."""
    try:
        book = open_book(folder)
    except PolicyError as error:
        return Report(folder.name, error.problems, Counts())
    policy, problems = build(book, {})
    examples = _examples(folder, book)
    tried = list(_options(book))
    before = in_force(book.records, {}, book.declared.vocabulary, Problems())
    found = (p for id_, option in tried for p in _under(book, id_, option, before))
    of_options = [p for p in found if p not in problems]
    everything = tuple(dict.fromkeys((*problems, *of_options, *examples.problems)))
    version = policy.version if policy is not None else ""
    return Report(book.document.id, everything, _counts(book, len(tried), examples.count), version)


@dataclass(frozen=True, slots=True)
class _Examples:
    count: int
    problems: tuple[Problem, ...]


def _examples(folder: Path, book: Book) -> _Examples:
    """Whether the examples can be read and speak of measures, targets and records that there are."""
    try:
        found = read_examples(folder, book.declared.vocabulary)
    except PolicyError as error:
        return _Examples(0, error.problems)
    problems = Problems()
    names = {kind: {c.block.name for c in book.of_kind(kind)} for kind in ("项目", "目标")}
    for example in found:
        for expected in example.expectations:
            for kind, name in (("项目", expected.measure), ("目标", expected.target)):
                if name is not None and name not in names[kind]:
                    problems.add("example-name", expected.spot, *_no_such(kind, name, names[kind]))
        in_force(book.records, example.choices, book.declared.vocabulary, problems)
    return _Examples(len(found), tuple(problems.found))


def _no_such(kind: str, name: str, known: set[str]) -> tuple[Text, Text]:
    near = nearest(name, tuple(known))
    return (
        Text(f"没有{kind}「{name}」", f"there is no {kind} '{name}'"),
        Text(f"照规则写名称{near.zh}", f"write a name that a rule declares{near.en}"),
    )


def _options(book: Book) -> Iterator[tuple[str, str]]:
    """Every option that is not in force."""
    for record in book.records.values():
        for option in record.options:
            if option != record.chosen:
                yield record.id, option


def _under(book: Book, id_: str, option: str, before: InForce) -> list[Problem]:
    """Problems that appear when one record is switched; only what depends on it is built."""
    setting = in_force(book.records, {id_: Choice(option)}, book.declared.vocabulary, Problems())
    found = assemble_switched(book, setting, id_, before).problems
    return [_under_option(p, id_, option) for p in found]


def _under_option(problem: Problem, id_: str, option: str) -> Problem:
    message = Text(
        f"{problem.message.zh}（{id_} 选「{option}」时）",
        f"{problem.message.en} (when {id_} is '{option}')",
    )
    return replace(problem, message=message)


def _counts(book: Book, tried: int, examples: int) -> Counts:
    numbers = numbers_of(book)
    return Counts(
        clauses=len(book.document.clauses),
        measures=len(book.of_kind("项目")),
        definitions=len(book.of_kind("定义")),
        decided=sum(1 for r in book.records.values() if r.decided_by is not None),
        undecided=sum(1 for r in book.records.values() if r.decided_by is None),
        numbers=sum(len(n.required) - len(n.unused) for n in numbers),
        options=tried,
        examples=examples,
    )


def main(arguments: list[str]) -> int:
    """Print the report of a policy; 0 when it loads, 1 otherwise."""
    refs = [a for a in arguments if not a.startswith("--")]
    lang = "en" if "en" in refs[1:] or "--lang=en" in arguments else "zh"
    try:
        report = check_policy(find_policy(refs[0] if refs else "."))
    except PolicyNotFound as error:
        print(error.render(lang), file=sys.stderr)
        return 1
    if "--json" in arguments:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        print(report.render(lang))
    return 0 if report.passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
