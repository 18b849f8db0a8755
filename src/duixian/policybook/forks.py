"""若 … 则 … 否则 … as rows: 若 性别 = 男 则 60周岁 否则 55周岁 gives 男 and 女 one number each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lark import Token, Tree

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.problems import Spot
from duixian.language.syntax.parse import Syntax
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.figures import Figure, literal_in, parsed
from duixian.policybook.rows import Laid, LiteralRow, by_words, differing, unchosen

_OTHERS = ("其他", "其它", "其余")


@dataclass(frozen=True, slots=True)
class Branch:
    """One test of a chain and the number it leads to."""

    test: Syntax
    figure: Figure


def forks(node: Node, wording: str, vocabulary: Vocabulary) -> Iterator[Laid]:
    """Every chain of 若 in which each branch is told by words and gives one number."""
    for branches, last in _chains(node):
        rows = _rows(branches, last, wording, vocabulary)
        if rows is not None and len(rows) > 1 and differing(rows):
            yield by_words(rows)


def lone_branches(node: Node, wording: str, vocabulary: Vocabulary) -> Iterator[tuple[Branch, Figure]]:
    """Every 若 of one branch and a number for all else, which no word of the wording names."""
    for branches, last in _chains(node):
        if len(branches) == 1 and last is not None and last.bound and branches[0].figure.bound:
            words = words_of(branches[0].test)
            if words is None or _rest(words, wording, vocabulary) is None:
                yield branches[0], last


def _rows(
    branches: Sequence[Branch], last: Figure | None, wording: str, vocabulary: Vocabulary
) -> list[LiteralRow] | None:
    rows = []
    for branch in branches:
        words = words_of(branch.test)
        if words is None:
            return None
        rows.append(LiteralRow(words, branch.figure))
    rest = _rest([word for row in rows for word in row.words], wording, vocabulary)
    return rows if last is None or not last.bound or rest is None else [*rows, LiteralRow((rest,), last)]


def _rest(words: Sequence[str], wording: str, vocabulary: Vocabulary) -> str | None:
    """What the wording calls all that no branch names: the one other member, or 其他."""
    members = {frozenset(c.members) for c in vocabulary.categories.values() if set(words) <= set(c.members)}
    left = [others for whole in members if len(others := whole - set(words)) == 1]
    if left and len(left) == len(members) == 1:
        return next(iter(left[0]))
    return next((word for word in _OTHERS if word in wording), None)


def words_of(test: Syntax) -> tuple[str, ...] | None:
    """The words that a test asks for: = 甲, 属于 [甲、乙], either of them, or a column that is yes or no."""
    trees = [child for child in test.children if isinstance(child, Tree)]
    if test.data == "equal" or (test.data == "compare" and _is_equality(test)):
        return _named(trees[-1:])
    if test.data == "among":
        return _named([child for child in trees[-1].children if isinstance(child, Tree)])
    if test.data == "any_of":
        found = [words_of(tree) for tree in trees]
        return None if None in found else tuple(word for words in found for word in words or ())
    names = [str(child) for child in test.children if isinstance(child, Token) and child.type == "NAME"]
    return (names[-1],) if test.data in ("name", "attribute") and names else None


def _is_equality(test: Syntax) -> bool:
    signs = [str(c) for c in test.children if isinstance(c, Token) and c.type == "COMPARE"]
    return signs in (["="], ["=="])


def _named(trees: Sequence[Syntax]) -> tuple[str, ...] | None:
    if not trees or any(tree.data not in ("name", "text") for tree in trees):
        return None
    return tuple(str(tree.children[0]).strip('"') for tree in trees)


def _chains(node: Node) -> Iterator[tuple[list[Branch], Figure | None]]:
    """Chains written as keys 若, 则, 否则, and those inside expressions."""
    inner: set[int] = set()
    for part in unchosen(node):
        if isinstance(part, Mapping) and part.keys[:1] == ("若",) and id(part) not in inner:
            chain = list(_mappings(part))
            inner.update(id(link) for link in chain)
            yield from _of_mappings(chain)
        elif isinstance(part, Scalar) and "若" in part.text and (tree := parsed(part.text)) is not None:
            yield from _in_tree(tree, part.spot)


def _mappings(node: Node | None) -> Iterator[Mapping]:
    while isinstance(node, Mapping) and node.keys[:1] == ("若",):
        yield node
        node = node.get("否则")


def _of_mappings(chain: Sequence[Mapping]) -> Iterator[tuple[list[Branch], Figure | None]]:
    branches = []
    for link in chain:
        test, held = link.get("若"), link.get("则")
        tree = parsed(test.text) if isinstance(test, Scalar) else None
        figure = _scalar_figure(held)
        if tree is None or figure is None:
            return
        branches.append(Branch(tree, figure))
    yield branches, _scalar_figure(chain[-1].get("否则"))


def _scalar_figure(node: Node | None) -> Figure | None:
    tree = parsed(node.text) if isinstance(node, Scalar) else None
    return None if tree is None or not isinstance(node, Scalar) else literal_in(tree, node.spot)


def _in_tree(tree: Syntax, spot: Spot) -> Iterator[tuple[list[Branch], Figure | None]]:
    if tree.data == "choose":
        branches: list[Branch] = []
        last = tree
        while last.data == "choose":
            test, held, last = (child for child in last.children if isinstance(child, Tree))
            figure = literal_in(held, spot)
            if figure is None:
                break
            branches.append(Branch(test, figure))
        else:
            yield branches, literal_in(last, spot)
            return
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _in_tree(child, spot)
