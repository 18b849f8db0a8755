"""Why cases were refused: the clause and the condition of each refusal, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.casework.models.happening import Happening
from duixian.casework.states import Verb


@dataclass(frozen=True, slots=True)
class Ground:
    """Why: the measure, the clause with the words cited, the condition's name or the officer's reason, and how many
    cases. A case refused for two reasons counts in both."""

    measure: str
    clause: str
    quote: str
    name: str
    count: int


def grounds(authority: Authority) -> list[Ground]:
    """Grounds of refusals of an authority, the most frequent first."""
    lines = Happening.objects.filter(authority=authority, verb=Verb.REFUSE)
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for measure, details in lines.values_list("case__measure", "details").iterator(chunk_size=2000):
        counted.update({_key(measure, citation) for citation in details.get("citations", ())})
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [Ground(*key, count) for key, count in ordered]


def _key(measure: str, citation: dict[str, object]) -> tuple[str, str, str, str]:
    name = str(citation.get("name") or "")
    return measure, str(citation.get("clause") or ""), str(citation.get("quote") or ""), name


def refused(authority: Authority) -> int:
    """How many times a case was refused."""
    return Happening.objects.filter(authority=authority, verb=Verb.REFUSE).count()
