"""A policy's folder as text taken apart: front matter, clauses with their blocks, and the files beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duixian.language.clauses import Clause, ClauseError, split_clauses
from duixian.language.located import Mapping, Node, read_located
from duixian.language.problems import PolicyError, Problem, Problems, Spot
from duixian.policybook.commas import rejoined
from duixian.values.bilingual import Text

POLICY_FILE = "policy.md"
INTERPRETATIONS_FILE = "interpretations.yaml"
EXAMPLES_FILE = "examples.yaml"
FACTS_FILE = "facts.yaml"
_RULER = "---"


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """One rule block: the clause it stands under and its contents. ``kind``: its first key."""

    clause: str
    kind: str
    body: Mapping

    @property
    def name(self) -> str:
        """What stands under its first key."""
        value = self.body.entries[0][1] if self.body.entries else None
        return getattr(value, "text", "")


@dataclass(frozen=True, slots=True)
class Document:
    """The folder, read. ``file`` is policy.md as messages name it."""

    id: str
    folder: Path
    file: str
    lines: tuple[str, ...]
    front: Mapping
    clauses: tuple[Clause, ...]
    blocks: tuple[RuleBlock, ...]
    records: Node | None

    def place_of(self, clause: Clause, offset: int) -> Spot:
        """Where a character of a clause's wording stands in the file."""
        before = clause.wording[:offset]
        number, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        wanted = clause.wording.split("\n")[number]
        for line in range(clause.line - 1 + number, len(self.lines)):
            at = self.lines[line].replace("**", "").find(wanted)
            if at >= 0:
                return Spot(self.file, line + 1, at + column + 1)
        return Spot(self.file, clause.line, 1)

    def wording_of(self, clause: str) -> str:
        """The wording of a clause; of all clauses together for 全文."""
        if clause == "全文":
            return "\n".join(c.wording for c in self.clauses)
        return next((c.wording for c in self.clauses if c.id == clause), "")


def read_document(folder: Path, problems: Problems) -> Document:
    """The document of a folder. Raises PolicyError when policy.md is missing or cannot be taken apart."""
    path = folder / POLICY_FILE
    if not path.is_file():
        raise PolicyError((_no_document(folder),))
    text = path.read_text("utf-8").replace("\r\n", "\n")
    front, body, first_line = _front_matter(text, POLICY_FILE)
    clauses = _clauses(body, first_line)
    blocks = tuple(b for c in clauses for b in _blocks(c, problems))
    return Document(
        f"{folder.resolve().parent.name}/{folder.resolve().name}",
        folder,
        POLICY_FILE,
        tuple(text.split("\n")),
        front,
        clauses,
        blocks,
        _located(folder, INTERPRETATIONS_FILE, problems),
    )


def _located(folder: Path, name: str, problems: Problems) -> Node | None:
    path = folder / name
    if not path.is_file():
        return None
    try:
        return read_located(path.read_text("utf-8"), name)
    except PolicyError as error:
        problems.found.extend(error.problems)
        return None


def _front_matter(text: str, file: str) -> tuple[Mapping, str, int]:
    lines = text.split("\n")
    ends = [n for n, line in enumerate(lines) if line.strip() == _RULER]
    if len(ends) < 2 or ends[0] != 0:
        raise PolicyError((_no_front_matter(file),))
    front = read_located("\n".join(lines[1 : ends[1]]), file, 2)
    if not isinstance(front, Mapping):
        raise PolicyError((_no_front_matter(file),))
    return front, "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


def _clauses(body: str, first_line: int) -> tuple[Clause, ...]:
    try:
        return split_clauses(body, first_line)
    except ClauseError as error:
        spot = Spot(POLICY_FILE, error.line or first_line, 1)
        raise PolicyError((Problem(error.code, error.message, error.remedy, spot),)) from error


def _blocks(clause: Clause, problems: Problems) -> list[RuleBlock]:
    found = []
    for block in clause.blocks:
        try:
            body = read_located(block.text, POLICY_FILE, block.line, clause.id)
            body = None if body is None else rejoined(body, problems.of_clause(clause.id))
        except PolicyError as error:
            problems.found.extend(error.problems)
            continue
        if isinstance(body, Mapping) and body.entries:
            found.append(RuleBlock(clause.id, body.keys[0], body))
        else:
            problems.of_clause(clause.id).add("empty-block", Spot(POLICY_FILE, block.line, 1), *_EMPTY)
    return found


_EMPTY = (
    Text("这个规则块是空的，或不是「键: 值」", "this rule block is empty, or not keys and values"),
    Text(
        "第一行写「项目: …」「定义: …」或「不计算: 理由」",
        "start with 项目: …, 定义: … or 不计算: and the reason",
    ),
)


def _no_document(folder: Path) -> Problem:
    return Problem(
        "no-policy",
        Text(f"文件夹 {folder} 里没有 {POLICY_FILE}", f"no {POLICY_FILE} in the folder {folder}"),
        Text(
            "核对路径；新政策用 duixian new 机关/政策 --text 文本文件 起草",
            "check the path; draft a new policy with duixian new authority/policy --text FILE",
        ),
        Spot(POLICY_FILE, 1, 1),
    )


def _no_front_matter(file: str) -> Problem:
    return Problem(
        "no-front-matter",
        Text("文件开头没有 --- 之间的说明", "the file does not start with front matter between --- lines"),
        Text(
            "开头写一行 ---，然后「名称: …」「机关: …」等，再一行 ---",
            "write ---, then 名称, 机关 and so on, then --- again",
        ),
        Spot(file, 1, 1),
    )
