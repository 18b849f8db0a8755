"""Everything that the page of one draft shows, worked out once for the page and for its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from duixian.authorities.models import Authority
from duixian.casework import drafts
from duixian.casework.content import Content, unsealed
from duixian.casework.forms import Form, form_for
from duixian.casework.models import Draft
from duixian.casework.people import account_in, cells_of
from duixian.casework.precheck import Precheck, precheck
from duixian.design.decision.view import DecisionView, decision_view
from duixian.language.vocabulary import load_vocabulary
from duixian.portal.claiming.asking import Asking, Sheet
from duixian.portal.claiming.reading import content_from
from duixian.portal.doors import Claimant
from duixian.portal.policies import policy_of
from duixian.registry.store.moments import settled
from duixian.values.bilingual import DuixianError


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

    @property
    def view(self) -> DecisionView | None:
        """The decision there would be, to be shown; None where the measure is not about the record at all."""
        if self.found is None or "form" not in self.found.document:
            return None
        return decision_view(self.found.document, policy_of(self.draft.version))

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
    return _page(who, draft, _form(who, draft), unsealed(draft.content))


def saved(request: HttpRequest, who: Claimant, draft: Draft) -> Page:
    """The draft with what came with the form, kept. Raises NotYours, NotPossible (submitted meanwhile)."""
    form = _form(who, draft)
    content = _with(request.POST, draft, form)
    draft = drafts.save(draft, who.account, content)
    return _page(who, draft, form, content)


def _with(posted: QueryDict, draft: Draft, form: Form) -> Content:
    policy = policy_of(draft.version)
    own = policy.measures[draft.measure].table
    return content_from(posted, unsealed(draft.content), form, policy.vocabulary, own)


def _form(who: Claimant, draft: Draft) -> Form:
    return form_for(
        draft.version,
        draft.measure,
        authority=who.authority,
        subject=who.pair,
        known_at=settled(who.authority),
    )


def _page(who: Claimant, draft: Draft, form: Form, content: Content) -> Page:
    found, fault = _tried(who.authority, draft, content)
    policy = policy_of(draft.version)
    asking = Asking(form, content, policy.vocabulary, policy.measures[draft.measure].table)
    document: dict[str, Any] | None = found.document if found is not None else None
    return Page(draft, form, content, asking.sheet(document), found, fault, _known_account(who))


def _tried(
    authority: Authority, draft: Draft, content: Content
) -> tuple[Precheck | None, DuixianError | None]:
    try:
        return precheck(authority, draft.version, draft.measure, content, settled(authority)), None
    except DuixianError as error:
        return None, error


def _known_account(who: Claimant) -> str:
    """How the account ends that the registers know."""
    vocabulary = load_vocabulary()
    cells = cells_of(who.authority, [who.pair]).get(who.pair, {})
    return account_in(who.authority, vocabulary.tables[who.subject.table], cells, vocabulary)[-4:]
