"""An expression that YAML has cut in two: in {…} and […] a half-width comma parts entries.

    {要求: 满月数(录用日, 合同到期日) ≥ 3年}

reads as 要求: 满月数(录用日 and a key without value. The pieces are put together again, so that one clear problem is
reported in place of several about pieces.
"""

from __future__ import annotations

from collections.abc import Sequence as Several

from duixian.language.located import Mapping, Node, Scalar, Sequence
from duixian.language.problems import Problems
from duixian.values.bilingual import Text

Entry = tuple[Scalar, Node]


def rejoined(node: Node, problems: Problems) -> Node:
    """The node with cut expressions whole again; each is recorded once."""
    if isinstance(node, Mapping):
        return Mapping(tuple(_entries(node.entries, problems)), node.spot)
    if isinstance(node, Sequence):
        items = [rejoined(item, problems) for item in node.items]
        return Sequence(tuple(_items(items, problems)), node.spot)
    return node


def _entries(entries: Several[Entry], problems: Problems) -> list[Entry]:
    found: list[Entry] = []
    for name, value in entries:
        last = found[-1][1] if found else None
        if isinstance(last, Scalar) and _open(last) and isinstance(value, Scalar) and value.empty:
            found[-1] = (found[-1][0], _joined(last, name, problems))
        else:
            found.append((name, rejoined(value, problems)))
    return found


def _items(items: Several[Node], problems: Problems) -> list[Node]:
    found: list[Node] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(last, Scalar) and _open(last) and isinstance(item, Scalar):
            found[-1] = _joined(last, item, problems)
        else:
            found.append(item)
    return found


def _open(scalar: Scalar) -> bool:
    """Whether a bracket was opened and not closed."""
    text = scalar.text
    return not scalar.quoted and text.count("(") + text.count("（") > text.count(")") + text.count("）")


def _joined(first: Scalar, second: Scalar, problems: Problems) -> Scalar:
    text = f"{first.text}, {second.text}"
    problems.add(
        "comma-splits",
        first.spot,
        Text(
            "大括号、方括号里的半角逗号把这个表达式切断了",
            "a half-width comma inside braces or brackets of YAML cuts this expression in two",
        ),
        Text(
            "给整个表达式加引号，或把逗号写成全角「，」",
            "put the whole expression in quotation marks, or write the full-width comma ，",
        ),
    )
    return Scalar(text, first.spot)
