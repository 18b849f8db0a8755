"""The terms of a policy version, out of its own archive."""

from __future__ import annotations

from functools import lru_cache

from duixian.casework.selection.errors import TermsError
from duixian.casework.selection.models import Contest, Round
from duixian.casework.selection.reading import FILE, read_contests, read_terms
from duixian.casework.selection.terms import ContestTerms, Terms
from duixian.decisions.store.archive import text_in
from duixian.decisions.store.models import PolicyVersion
from duixian.values.bilingual import Text

_READ: dict[str, dict[str, Terms]] = {}
_KEPT = 64


def all_terms(version: PolicyVersion) -> dict[str, Terms]:
    """The terms of every kind of round that the policy knows, by name; none without a file of them. Read once."""
    held = _READ.get(version.archive_sha256)
    if held is None:
        if len(_READ) >= _KEPT:
            del _READ[next(iter(_READ))]
        held = _READ[version.archive_sha256] = read_terms(_text(version.pk, bytes(version.archive)))
    return held


def terms_of(version: PolicyVersion, name: str) -> Terms:
    """The terms of one kind of round. Raises TermsError."""
    terms = all_terms(version).get(name)
    if terms is None:
        raise _missing(version, name)
    return terms


def terms_of_round(row: Round) -> Terms:
    """The terms that a round follows: those of the version it was called under."""
    return terms_of(row.version, row.name)


def all_contest_terms(version: PolicyVersion) -> dict[str, ContestTerms]:
    """The terms of every kind of contest that the policy knows, by name."""
    return read_contests(_text(version.pk, bytes(version.archive)))


def contest_terms(version: PolicyVersion, kind: str) -> ContestTerms:
    """The terms of one kind of contest. Raises TermsError."""
    terms = all_contest_terms(version).get(kind)
    if terms is None:
        raise _missing(version, kind)
    return terms


def terms_of_contest(row: Contest) -> ContestTerms:
    """The terms that a contest follows."""
    return contest_terms(row.version, row.kind)


def _missing(version: PolicyVersion, name: str) -> TermsError:
    return TermsError(
        "selection-unknown",
        Text(f"该政策没有“{name}”的评选条款。", f"The policy has no terms of a selection '{name}'."),
        where=f"{version.policy} {FILE}",
        remedy=Text(
            f"请在政策的 {FILE} 中补上，并发布新版本。", f"Add them to {FILE} and publish a new version."
        ),
    )


@lru_cache(maxsize=64)
def _text(_version: int, archive: bytes) -> str:
    return text_in(archive, FILE) or ""
