"""``verify_journal``: works the journal out anew; exit code 1 when anything in it was altered."""

from __future__ import annotations

import argparse

from django.core.management.base import BaseCommand, CommandError

from duixian.authorities.models import Authority
from duixian.ledger.errors import JournalBroken
from duixian.ledger.verifying import verify


class Command(BaseCommand):
    """Verifies the chain and the balances of one authority or of all."""

    help = "核对账簿：分录链、借贷平衡与各账户余额 / verify the journal: chain, entries and balances"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """One authority by its code; all without."""
        parser.add_argument("authority", nargs="?", help="部门代码 / code of an authority")

    def handle(self, *, authority: str | None = None, **_options: object) -> None:
        """Says of each authority how many entries are sound, or what is wrong."""
        rows = Authority.objects.order_by("code")
        for one in rows.filter(code=authority) if authority else rows:
            try:
                entries = verify(one)
            except JournalBroken as error:
                raise CommandError(f"{one.code}\n{error.render('zh')}\n{error.render('en')}") from error
            self.stdout.write(f"{one.code} {one.name}：{entries} 笔分录，无误 / {entries} entries, sound")
