"""Jobs that officers order from their pages and that are too long for a request. Safe to kill and to start again."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.authorities.models import Account, Authority
from duixian.console.errands import verbs
from duixian.console.intake import uploads
from duixian.console.merging.search import search
from duixian.decisions.store.differences import after
from duixian.decisions.store.queries import latest_run
from duixian.insight.paths import count_last
from duixian.registry.store import snapshot


@app.task(name="console.find_differences")
def find_differences(authority_id: int, account_id: int) -> None:
    """Decide again what was decided last, and write down what differs."""
    authority, account = Authority.objects.get(pk=authority_id), Account.objects.get(pk=account_id)
    base = latest_run(authority)
    if base is not None:
        after(authority, facts_changed=snapshot.changed_since(authority, base.known_at), actor=account)


@app.task(name="console.find_duplicates")
def find_duplicates(authority_id: int) -> None:
    """Look for records that may be one; what is found stands at the merge desk."""
    search(Authority.objects.get(pk=authority_id))


@app.task(name="console.import_registers")
def import_registers(upload: str) -> None:
    """Carry out an import that somebody ordered, dry or not; its report stands on its page."""
    uploads.carry_out(upload)


@app.task(name="console.carry_out_errand")
def carry_out_errand(errand: str) -> None:
    """Do what an officer ordered from a page, as that officer."""
    verbs.carry_out(errand)


@app.task(name="console.count_targets")
def count_targets(authority_id: int) -> None:
    """Count the targets of the policies in force as the last runs knew the registry."""
    count_last(Authority.objects.get(pk=authority_id))
