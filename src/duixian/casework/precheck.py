"""Before anything is submitted: the decision there would be, with every reason, and nothing stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.citing import Citing, failed_findings, open_findings
from duixian.casework.content import Content, read_content
from duixian.casework.surroundings import claim_rows, new_rows, pairs_of
from duixian.decisions.scope import Subject
from duixian.decisions.store.checking import check
from duixian.decisions.store.models import PolicyVersion
from duixian.language.outcome import Verdict
from duixian.language.rule import Measure

DRAFT = "预审"
"""The number of a claim that has none yet."""


@dataclass(frozen=True, slots=True)
class Precheck:
    """``refused``: why not, ``open``: what cannot be judged yet; ``late``: the rule's own time for claims is over.
    ``document``: the whole decision; ``payable_fen``: what it would bring."""

    verdict: str
    payable_fen: int
    refused: tuple[Citing, ...]
    open: tuple[Citing, ...]
    late: tuple[Citing, ...]
    document: dict[str, Any]

    @property
    def good(self) -> bool:
        """Whether it would be granted as it stands."""
        return self.verdict == Verdict.ELIGIBLE.value


def precheck(
    authority: Authority,
    version: PolicyVersion,
    measure: str,
    content: Content,
    known_at: datetime | None = None,
) -> Precheck:
    """Decide a claim as it is filled in, today, beside what was known at a moment (now). Raises ClaimFaulty."""
    policy, today = version.loaded(), clock.today()
    rule = policy.measures[measure]
    claimed = read_content(content, policy, rule)
    key = str(claimed.own.key)
    pairs = pairs_of(authority, claimed, rule, policy.vocabulary)
    tables = {**new_rows(content, policy.vocabulary), **claim_rows(policy, rule, key, today, DRAFT)}
    found = [
        document
        for document in check(
            version,
            tables,
            today,
            beside=(authority, pairs),
            known_at=known_at,
            measure=measure,
            about=Subject(rule.table, key),
        )
        if document["case"]["key"] == key and content.year in (None, document["case"]["year"])
    ]
    return read_document(found[0] if found else not_meant(version, rule), version)


def read_document(document: dict[str, Any], version: PolicyVersion) -> Precheck:
    """What a decision's document says, reason by reason."""
    policy = version.loaded()
    rule = policy.measures[document["measure"]["name"]["zh"]]
    failed = failed_findings(document, policy)
    return Precheck(
        document["verdict"],
        document["payable"],
        tuple(failed),
        tuple(open_findings(document, policy)),
        tuple(citing for citing in failed if is_deadline(citing, rule)),
        document,
    )


def is_deadline(citing: Citing, measure: Measure) -> bool:
    """Whether a reason is the measure's own time for claims."""
    return measure.deadline is not None and citing.name == measure.deadline.source.name.zh


def not_meant(version: PolicyVersion, measure: Measure) -> dict[str, Any]:
    """The measure is not about this record at all (适用): refused by the words that say whom it is about."""
    source = measure.source
    name = {"zh": source.name.zh, "en": source.name.en}
    return {
        "verdict": Verdict.INELIGIBLE.value,
        "payable": 0,
        "measure": {
            "name": name,
            "clause": source.clause,
            "quote": source.citation.quote if source.citation is not None else None,
            "interpretations": list(source.interpretations),
        },
        "conditions": [
            {
                "truth": False,
                "expression": measure.applies.text if measure.applies is not None else measure.table,
            }
        ],
        "effects": [],
        "policy": {"id": version.policy, "version": version.version},
    }
