"""What the last search for duplicates found: kept in a file, for the search reads the whole registry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.console.registers.finding import vocabulary_of
from duixian.registry.store import duplicates
from duixian.registry.store.duplicates import Rule, Suspicion
from duixian.registry.store.models import Alias, Distinct


@dataclass(frozen=True, slots=True)
class Found:
    """``at``: when it was looked; ``suspicions``: those that nobody has settled since."""

    at: datetime | None
    suspicions: tuple[Suspicion, ...]


def search(authority: Authority) -> None:
    """Look through the whole registry and keep what is found. Keys are those of the registry: no number in clear."""
    found = duplicates.find(authority, vocabulary_of(authority))
    lines = [{"table": one.rule.table, "columns": one.rule.columns, "keys": one.keys} for one in found]
    path = _path(authority)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"at": clock.now().isoformat(), "found": lines}), "utf-8")
    fresh.replace(path)


def last(authority: Authority) -> Found:
    """What was found last, without what was joined or told apart since."""
    path = _path(authority)
    if not path.is_file():
        return Found(None, ())
    kept = json.loads(path.read_text("utf-8"))
    rules = {(rule.table, rule.columns): rule for rule in duplicates.rules()}
    return Found(datetime.fromisoformat(kept["at"]), tuple(_open(authority, kept["found"], rules)))


def _open(
    authority: Authority, lines: list[dict[str, list[str]]], rules: dict[tuple[str, tuple[str, ...]], Rule]
) -> Iterator[Suspicion]:
    joined = set(Alias.objects.filter(authority=authority, undone_at=None).values_list("table", "duplicate"))
    told = set(Distinct.objects.filter(authority=authority).values_list("table", "one", "other"))
    for line in lines:
        rule = rules.get((str(line["table"]), tuple(line["columns"])))
        if rule is None:
            continue
        keys = tuple(key for key in line["keys"] if (rule.table, key) not in joined)
        if len(keys) > 1 and (rule.table, *sorted(keys[:2])) not in told:
            yield Suspicion(rule, keys)


def _path(authority: Authority) -> Path:
    return Path(settings.DUIXIAN_DATA) / "duplicates" / f"{authority.code}.json"
