"""The journal: accounts, entries and their postings. Only ``posting`` writes here, and only adds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models.items import Item, Source


class Journal(Owned):
    """The head of an authority's chain: how many entries there are, and the hash of the last."""

    entries = models.BigIntegerField(_("笔数"), default=0)
    head_sha256 = models.CharField(_("末笔摘要"), max_length=64, default="", blank=True)

    class Meta:
        verbose_name = _("账簿")
        constraints = (models.UniqueConstraint("authority", name="one_journal_per_authority"),)

    def __str__(self) -> str:
        return f"{self.authority} {self.entries}"


class Account(Owned):
    """Where a source's money of an item stands. The database keeps the balance as postings arrive."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(_("科目"), max_length=20, choices=Kind)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    balance_fen = models.BigIntegerField(_("余额（分）"), default=0)

    class Meta:
        verbose_name = _("账户")
        constraints = (
            models.UniqueConstraint("item", "kind", "source", name="one_account_per_kind_and_source"),
            models.CheckConstraint(
                condition=Q(kind=Kind.FUNDING, balance_fen__lte=0)
                | (~Q(kind=Kind.FUNDING) & Q(balance_fen__gte=0)),
                name="no_account_is_overdrawn",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {Kind(self.kind).label} {self.source}"


class Entry(Owned):
    """One movement of money, as the ``number``-th of the authority's chain."""

    number = models.BigIntegerField(_("序号"))
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    verb = models.CharField(_("事由"), max_length=20, choices=Verb)
    fen = models.BigIntegerField(_("金额（分）"))
    reference = models.CharField(_("关联"), max_length=200, blank=True, db_index=True)
    order = models.ForeignKey("ledger.Order", on_delete=models.PROTECT, null=True, related_name="entries")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    previous_sha256 = models.CharField(_("上一笔摘要"), max_length=64, blank=True)
    sha256 = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("分录")
        ordering = (
            "authority",
            "number",
        )
        constraints = (
            models.UniqueConstraint("authority", "number", name="entries_are_numbered_without_doubles"),
            models.UniqueConstraint("authority", "previous_sha256", name="the_chain_never_forks"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="an_entry_moves_money"),
        )

    def __str__(self) -> str:
        return f"{self.number} {Verb(self.verb).label} {self.fen}"


class Posting(Owned):
    """One side of an entry on one account: a debit or a credit, in fen."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    debit_fen = models.BigIntegerField(_("借（分）"), default=0)
    credit_fen = models.BigIntegerField(_("贷（分）"), default=0)

    class Meta:
        verbose_name = _("借贷")
        constraints = (
            models.UniqueConstraint("entry", "account", name="an_account_stands_once_in_an_entry"),
            models.CheckConstraint(
                condition=Q(debit_fen__gte=0, credit_fen__gte=0)
                & (Q(debit_fen=0) | Q(credit_fen=0))
                & ~Q(debit_fen=F("credit_fen")),
                name="a_posting_has_one_side",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.debit_fen} {self.credit_fen}"
