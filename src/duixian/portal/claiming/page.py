"""Everything that the page of one draft shows, worked out once for the page and for its pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, QueryDict

from duixian.authorities.models import Authority
from duixian.casework import drafts, keys
from duixian.casework.content import Content, unsealed
from duixian.casework.forms import Form, form_for
from duixian.casework.models import Draft
from duixian.casework.people import account_in, cells_of
from duixian.casework.precheck import Precheck, precheck
from duixian.decisions.store.models import PolicyVersion
from duixian.design.decision.view import DecisionView, decision_view
from duixian.language.vocabulary import load_vocabulary
from duixian.portal.claiming.asking import Asking, Sheet
from duixian.portal.claiming.reading import content_from
from duixian.portal.doors import Claimant
from duixian.portal.dues.deciding import share_of
from duixian.portal.dues.sorting import known_record
from duixian.portal.knowing import known_rows
from duixian.portal.policies import measure_of, policy_of
from duixian.registry.store.moments import settled
from duixian.registry.store.tokens import TOKEN, numbers_of, unveiled
from duixian.values.bilingual import DuixianError, Text


@dataclass(frozen=True)
class Page:
    """``found``: what would be decided; ``fault``: what cannot be read yet. One of them is there."""

    draft: Draft
    form: Form
    content: Content
    sheet: Sheet
    found: Precheck | None
    fault: DuixianError | None
    known_account: str
    mine: int
    """Of what would be payable, the fen that go to the claimant."""

    @property
    def view(self) -> DecisionView | None:
        """The decision there would be, to be shown; None where the measure is not about the record at all."""
        if self.found is None or "form" not in self.found.document:
            return None
        return decision_view(self.found.document, policy_of(self.draft.version))

    @property
    def to_fill_in(self) -> list[Text]:
        """What has to be filled in before anything can be told."""
        return [one.label for one in self.sheet.asked if one.required and not one.value]

    @property
    def needs_account(self) -> bool:
        """Whether money would have nowhere to go."""
        return not self.known_account and not self.content.account.number

    @property
    def account_end(self) -> str:
        """Of the account filled in, what a page may show."""
        return self.content.account.number[-4:]


def page_of(who: Claimant, draft: Draft) -> Page:
    """The draft as it stands."""
    content = unsealed(draft.content)
    return _page(who, draft, _form(who, draft), content)


def saved(request: HttpRequest, who: Claimant, draft: Draft) -> Page:
    """The draft with what came with the form, kept. Raises NotYours, NotPossible (submitted meanwhile)."""
    form = _form(who, draft)
    content = _with(request.POST, who, draft, form)
    draft = drafts.save(draft, who.account, content)
    return _page(who, draft, form, content)


def _with(posted: QueryDict, who: Claimant, draft: Draft, form: Form) -> Content:
    content = unsealed(draft.content)
    own = own_record(who, draft, content)
    return content_from(posted, content, form, policy_of(draft.version).vocabulary, own)


def _form(who: Claimant, draft: Draft) -> Form:
    bare = _bare_form(draft.version_id, draft.version.version, draft.measure)
    known = known_rows(who, policy_of(draft.version).vocabulary)
    sections = tuple(replace(one, rows=known.get(one.table, ())) for one in bare.sections)
    return replace(bare, sections=sections)


@lru_cache(maxsize=256)
def _bare_form(pk: int, version: str, measure: str) -> Form:
    """The form of a measure with nothing filled in: the same for everybody, and a version never changes."""
    return form_for(PolicyVersion.objects.get(pk=pk, version=version), measure)


def _page(who: Claimant, draft: Draft, form: Form, content: Content) -> Page:
    found, fault = _tried(who.authority, draft, content)
    policy = policy_of(draft.version)
    asking = Asking(form, content, policy.vocabulary, own_record(who, draft, content))
    document: dict[str, Any] = found.document if found is not None else {}
    written_key = keys.written(who.authority, who.subject.key)
    mine = share_of({"payees": [], **document}, who.subject.table, written_key) or 0
    return Page(draft, form, content, asking.sheet(document), found, fault, _known_account(who), mine)


def _tried(
    authority: Authority, draft: Draft, content: Content
) -> tuple[Precheck | None, DuixianError | None]:
    try:
        return precheck(authority, draft.version, draft.measure, content, settled(authority)), None
    except DuixianError as error:
        return None, error


def own_record(who: Claimant, draft: Draft, content: Content) -> Mapping[str, str] | None:
    """The registered record that a draft is about, where it concerns the claimant; None for a new one, and for one of
    somebody else's."""
    measure = measure_of(draft.version, draft.measure)
    key = policy_of(draft.version).vocabulary.tables[measure.table].key
    number = content.tables.get(measure.table, ({},))[0].get(key or "", "")
    if not number or not known_record(who.subject, draft.version_id, draft.measure, number):
        return None
    pair = measure.table, keys.kept(who.authority, number)
    cells = cells_of(who.authority, [pair]).get(pair, {})
    numbers = numbers_of(who.authority, [token for text in cells.values() for token in TOKEN.findall(text)])
    return {column: unveiled(text, numbers) for column, text in cells.items() if text}


def _known_account(who: Claimant) -> str:
    """How the account ends that the registers know."""
    vocabulary = load_vocabulary()
    cells = cells_of(who.authority, [who.pair]).get(who.pair, {})
    return account_in(who.authority, vocabulary.tables[who.subject.table], cells, vocabulary)[-4:]
