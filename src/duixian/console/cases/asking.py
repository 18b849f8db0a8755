"""What is missing from a case: one list made of what the decision lacks and of the papers that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duixian.casework.citing import open_findings
from duixian.casework.models import Case
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to ask for. ``needed``: the decision cannot be made without it."""

    words: Text
    needed: bool


def wanted_of(case: Case, document: Mapping[str, Any] | None) -> list[Wanted]:
    """Everything that might be asked for, what the decision lacks first."""
    return list(dict.fromkeys((*_lacking(case, document), *_papers(case))))


def chosen(wanted: Sequence[Wanted], asked: Sequence[str], more: str) -> list[Text]:
    """What an officer ticked (by the Chinese words), and what he wrote, a line each."""
    ticked = [one.words for one in wanted if one.words.zh in asked]
    return ticked + [Text(line.strip(), line.strip()) for line in more.splitlines() if line.strip()]


def _lacking(case: Case, document: Mapping[str, Any] | None) -> Iterator[Wanted]:
    if document is None:
        return
    for missing in document.get("missing", ()):
        table, name = missing["table"], missing["name"]
        where = f"“{table}”的" if table and table != name else ""
        yield Wanted(Text(f"请补充{where}“{name}”", f"Please supply: {missing['english']}"), needed=True)
    if not document.get("missing"):
        for finding in open_findings(document, case.version.loaded()):
            yield Wanted(finding.reason, needed=True)


def _papers(case: Case) -> Iterator[Wanted]:
    """Papers that the measure asks for and nobody handed in."""
    there = set(case.evidence.values_list("purpose", flat=True))
    for paper in case.version.loaded().measures[case.measure].evidence:
        if paper.zh not in there:
            yield Wanted(Text(f"请上传：{paper.zh}", f"Please upload: {paper.en}"), needed=False)
