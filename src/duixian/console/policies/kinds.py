"""The kinds of files that a policy's folder holds: what each is for, and what a new one begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duixian.casework.procedure import finding as procedures
from duixian.casework.screens import declared as screens
from duixian.casework.selection import reading as selections
from duixian.policybook import scaffold
from duixian.policybook.document import EXAMPLES_FILE, FACTS_FILE, INTERPRETATIONS_FILE
from duixian.values.bilingual import DuixianError

CATALOGUE = ".csv"


@dataclass(frozen=True, slots=True)
class Kind:
    """A file that a folder holds at most once. ``begins``: the text of a new one."""

    file: str
    use: Promise
    begins: str


KINDS = (
    Kind(INTERPRETATIONS_FILE, _("原文没有说清的问题、选项和现行的选择"), scaffold.INTERPRETATIONS),
    Kind(EXAMPLES_FILE, _("例子：几行事实和应得的结果"), scaffold.EXAMPLES),
    Kind(FACTS_FILE, _("本政策另需的等级、类别和登记表"), scaffold.FACTS),
    Kind(procedures.FILE, _("办理流程：与通行流程不同的步骤和时限"), "补正: {工作日: 10}\n"),
    Kind(screens.FILE, _("付款前后的筛查项"), "{}\n"),
    Kind(selections.FILE, _("评选和竞赛的规程"), "评选: {}\n竞赛: {}\n"),
)
CATALOGUE_USE = _("目录：facts.yaml 的「数据」引用的表格")
CATALOGUE_BEGINS = "编码\n"


def lacking(files: Any) -> list[Kind]:
    """The kinds that a folder does not hold yet."""
    return [kind for kind in KINDS if kind.file not in files]


def begins(name: str) -> str:
    """What a new file begins with; empty where nothing is known of its kind."""
    if name.endswith(CATALOGUE):
        return CATALOGUE_BEGINS
    return next((kind.begins for kind in KINDS if kind.file == name), "")


def faults(texts: dict[str, str]) -> list[tuple[str, DuixianError]]:
    """What is wrong in the files that only the office's work reads, file by file."""
    found = []
    for name, read in _READERS.items():
        if name in texts:
            try:
                read(texts[name])
            except DuixianError as error:
                found.append((name, error))
    return found


def _selection(text: str) -> None:
    selections.read_terms(text)
    selections.read_contests(text)


_READERS: dict[str, Any] = {
    procedures.FILE: procedures.with_own,
    screens.FILE: screens.with_own,
    selections.FILE: _selection,
}
