"""What an officer cites beside the conditions that failed: words of the library, an interpretation, a clause."""

from __future__ import annotations

from django.http import QueryDict

from duixian.casework import reasons
from duixian.casework.citing import Citing, by_clause, by_interpretation
from duixian.casework.models import Case
from duixian.values.bilingual import Text


def given_of(case: Case, said: QueryDict) -> list[Citing]:
    """From the form of a refusal. Raises RefusalWithoutClause for words that do not stand where they should."""
    policy = case.version.loaded()
    picked = [number for number in said.getlist("reason") if number.isdecimal()]
    found = reasons.cited(list(reasons.offered(case).filter(pk__in=picked)), policy)
    why = said.get("why", "").strip()
    reason = Text(why, said.get("why_english", "").strip() or why)
    for number in (one for one in said.getlist("interpretation") if one):
        record = policy.interpretations.get(number)
        words = reason if why or record is None else record.question
        found.append(by_interpretation(policy, number, words))
    quote = said.get("quote", "").strip()
    if quote:
        found.append(by_clause(policy, said.get("clause", ""), quote, reason))
    return found
