"""Jobs that officers order from their pages and that are too long for a request. Safe to kill and to start again."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.authorities.models import Account, Authority
from duixian.decisions.store.differences import after
from duixian.decisions.store.queries import latest_run
from duixian.registry.store import snapshot


@app.task(name="console.find_differences")
def find_differences(authority_id: int, account_id: int) -> None:
    """Decide again what was decided last, and write down what differs."""
    authority, account = Authority.objects.get(pk=authority_id), Account.objects.get(pk=account_id)
    base = latest_run(authority)
    if base is not None:
        after(authority, facts_changed=snapshot.changed_since(authority, base.known_at), actor=account)
