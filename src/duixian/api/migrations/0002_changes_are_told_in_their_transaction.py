"""Each change of state that a webhook listens to leaves a delivery, in the transaction of the change itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

FUNCTION = """
CREATE FUNCTION duixian_api_tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'INSERT' OR OLD.state IS DISTINCT FROM NEW.state THEN
        INSERT INTO api_delivery (authority_id, webhook_id, event, reference, standing, occurred_at)
        SELECT w.authority_id, w.id, TG_ARGV[0], to_jsonb(NEW) ->> TG_ARGV[1], NEW.state, clock_timestamp()
        FROM api_webhook w
        WHERE w.authority_id = NEW.authority_id AND w.active AND TG_ARGV[0] = ANY (w.events)
        ORDER BY w.id;
    END IF;
    RETURN NULL;
END $$;
"""
TOLD = {
    "casework_case": ("claim.changed", "number"),
    "notices_publicity": ("publicity.changed", "number"),
    "ledger_order": ("payment.changed", "number"),
    "decisions_run": ("run.changed", "number"),
    "decisions_difference": ("difference.changed", "id"),
}


def _listening(table: str, event: str, column: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER tell_webhooks AFTER INSERT OR UPDATE OF state ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION duixian_api_tell('{event}', '{column}')",
        f"DROP TRIGGER tell_webhooks ON {table}",
    )


class Migration(migrations.Migration):
    """The function, and a trigger on each table whose state is told."""

    dependencies: ClassVar = [
        ("api", "0001_tokens_answers_webhooks"),
        ("casework", "__first__"),
        ("decisions", "__first__"),
        ("ledger", "__first__"),
        ("notices", "__first__"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION duixian_api_tell()"),
        *(_listening(table, *told) for table, told in TOLD.items()),
    ]
