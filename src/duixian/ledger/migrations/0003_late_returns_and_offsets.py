"""Money that bounces after the close, and recoveries kept off later payments."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from duixian.ledger.invariants import ENTRIES_BALANCE, ENTRIES_FOLLOW_EACH_OTHER, ORDERS_GO_FORWARD
from duixian.ledger.kinds import Kind, Verb

# The items that are there get the account that their year's late returns leave by.
CARRIED = """
    INSERT INTO ledger_account (authority_id, item_id, kind, source_id, balance_fen)
    SELECT authority_id, item_id, 'carried', source_id, 0 FROM ledger_account WHERE kind = 'lapsed'
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_the_database_keeps_the_books")]

    operations = [
        migrations.AlterField(
            "account", "kind", models.CharField(choices=Kind.choices, max_length=20, verbose_name="科目")
        ),
        migrations.AlterField(
            "entry", "verb", models.CharField(choices=Verb.choices, max_length=20, verbose_name="事由")
        ),
        migrations.AddField(
            "recoveryreceipt",
            "payment",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offsets",
                to="ledger.order",
            ),
        ),
        migrations.AddField(
            "recoveryreceipt",
            "consent",
            models.CharField(blank=True, default="", max_length=500, verbose_name="同意抵扣的凭据"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "recoveryreceipt",
            models.CheckConstraint(
                condition=Q(payment__isnull=True) | ~Q(consent=""), name="nothing_is_offset_without_consent"
            ),
        ),
        migrations.RunSQL(CARRIED, migrations.RunSQL.noop),
        # Written from the same tables as the verbs, they are written anew.
        *(
            migrations.RunSQL(take + make, migrations.RunSQL.noop)
            for make, take in (ENTRIES_BALANCE, ENTRIES_FOLLOW_EACH_OTHER, ORDERS_GO_FORWARD)
        ),
    ]
