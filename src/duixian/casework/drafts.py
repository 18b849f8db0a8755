"""Forms half filled in, kept until they are submitted."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework.content import Content, unsealed
from duixian.casework.errors import NotPossible, NotYours
from duixian.casework.models.filing import Draft
from duixian.decisions.store.models import PolicyVersion
from duixian.values.bilingual import Text


def start(authority: Authority, version: PolicyVersion, measure: str, account: Account) -> Draft:
    """An empty draft."""
    now = clock.now()
    return Draft.objects.create(
        authority=authority,
        account=account,
        version=version,
        measure=measure,
        content=Content().sealed(),
        created_at=now,
        changed_at=now,
    )


def save(draft: Draft, account: Account, content: Content) -> Draft:
    """Keep what is filled in, as far as it goes: faults are told by the precheck. Raises NotYours, NotPossible."""
    with transaction.atomic():
        row = mine(draft, account)
        row.content = content.sealed()
        row.changed_at = clock.now()
        row.save(update_fields=["content", "changed_at"])
        return row


def mine(draft: Draft, account: Account) -> Draft:
    """The draft's row, locked, for its owner, not yet submitted. Raises NotYours, NotPossible."""
    row = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if row.account_id != account.pk:
        raise NotYours(
            "not-yours",
            Text("这是别人的草稿。", "This is somebody else's draft."),
            "",
            Text("请用填写它的账户登录。", "Sign in with the account that wrote it."),
        )
    if row.case_id is not None:
        raise NotPossible(
            "draft-submitted",
            Text("这份草稿已提交。", "This draft was submitted."),
            str(row.case),
            Text(
                "请查看已提交的申请；需要修改的请撤回后重新提交。",
                "See the claim; withdraw it to file again.",
            ),
        )
    return row


def content_of(draft: Draft, account: Account) -> Content:
    """What is filled in. Raises NotYours."""
    with transaction.atomic():
        return unsealed(mine(draft, account).content)
