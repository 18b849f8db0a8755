"""What an auditor takes away: every decision as its text, and the proof that each can be made again."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from duixian.authorities.models import Authority
from duixian.casework.models.happening import Happening
from duixian.casework.states import Verb
from duixian.decisions.store import lookup
from duixian.decisions.store.models import Decision, Run
from duixian.decisions.store.replay import replay
from duixian.language.rule import Policy


def exported(authority: Authority, folder: Path) -> Path:
    """Every decision's text in a file of its own, named by its hash, with a list of all of them."""
    folder.mkdir()
    listed = []
    for decision in Decision.objects.filter(authority=authority).order_by("place"):
        (folder / f"{decision.document_sha256}.json").write_text(lookup.text(decision), "utf-8")
        listed.append(
            {"place": decision.place, "sha256": decision.sha256, "document": decision.document_sha256}
        )
    (folder / "chain.json").write_text(json.dumps(listed, indent=1), "utf-8")
    return folder


def altered(folder: Path) -> list[str]:
    """Files of an export whose bytes are not those of their name."""
    listed = json.loads((folder / "chain.json").read_text("utf-8"))
    names = [row["document"] for row in listed]
    return [n for n in names if sha256((folder / f"{n}.json").read_bytes()).hexdigest() != n]


def unlike(authority: Authority) -> list[str]:
    """Runs and decisions that do not come out as they were, made again."""
    runs = Run.objects.filter(authority=authority)
    single = Decision.objects.filter(authority=authority, run=None).select_related("version", "authority")
    kept: list[Run | Decision] = [*runs, *single]
    return [str(one) for one in kept if not replay(one).same]


def baseless(authority: Authority, policy: Policy) -> list[str]:
    """Refusals that cite no words of the policy, or words that do not stand in the clause they name."""
    refusals = Happening.objects.filter(authority=authority, verb=Verb.REFUSE)
    return [
        f"{refusal.case}: {citation}"
        for refusal in refusals
        for citation in refusal.details["citations"] or [None]
        if not _stands(citation, policy)
    ]


def _stands(citation: dict[str, str] | None, policy: Policy) -> bool:
    if citation is None:
        return False
    clause = policy.clauses.get(citation["clause"])
    return bool(citation["quote"]) and clause is not None and citation["quote"] in clause.wording
