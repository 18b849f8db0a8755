"""Where a claim begins: with a record the registers know, or with a new one. Beginning twice finds the same draft."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from duixian.casework import drafts
from duixian.casework.content import Content, unsealed
from duixian.casework.keys import written
from duixian.casework.models import Draft
from duixian.decisions.store.models import PolicyVersion
from duixian.portal.doors import Claimant
from duixian.portal.dues.deciding import Found
from duixian.portal.policies import measure_of


def drafts_of(who: Claimant) -> QuerySet[Draft]:
    """The account's drafts at this authority that are no cases yet; the last touched first."""
    held = Draft.objects.filter(authority=who.authority, account=who.account, case__isnull=True)
    return held.select_related("version", "authority").order_by("-changed_at")


def draft_of(who: Claimant, pk: int) -> Draft:
    """One draft of the account, submitted or not. Raises Http404."""
    held = Draft.objects.filter(authority=who.authority, account=who.account)
    found = held.select_related("version", "authority", "case").filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def from_known(who: Claimant, found: Found) -> Draft:
    """A claim about a record that is registered: it only names the record."""
    table = found.measure.table
    key = policy_key(found)
    own = {key: found.document["case"]["key"]} if key is not None else {}
    content = Content({table: [own]}, found.document["case"]["year"])
    return _begun(who, found.version, found.measure.name, content, touched=True)


def from_nothing(who: Claimant, version: PolicyVersion, measure: str) -> Draft:
    """A claim about something the registers do not know: the person's own number stands in it already."""
    rule = measure_of(version, measure)
    table = version.loaded().vocabulary.tables[rule.table]
    number = written(who.authority, who.subject.key)
    cells = dict.fromkeys(table.links_to(who.subject.table), number)
    return _begun(who, version, measure, Content({rule.table: [cells]}), touched=False)


def policy_key(found: Found) -> str | None:
    """The column that names the record; None where its table declares none."""
    return found.version.loaded().vocabulary.tables[found.measure.table].key


def _begun(who: Claimant, version: PolicyVersion, measure: str, content: Content, *, touched: bool) -> Draft:
    """The draft that was begun so before, or a new one. ``touched``: one in which something was filled in already is
    the same; of new matters there may be several."""
    table = measure_of(version, measure).table
    own = content.tables[table][0]
    for held in drafts_of(who).filter(version=version, measure=measure):
        there = unsealed(held.content)
        rows = there.tables.get(table, ())
        same = bool(rows) and (own.items() <= dict(rows[0]).items() if touched else own == rows[0])
        if same and there.year == content.year:
            return held
    made = drafts.start(who.authority, version, measure, who.account)
    return drafts.save(made, who.account, content)
