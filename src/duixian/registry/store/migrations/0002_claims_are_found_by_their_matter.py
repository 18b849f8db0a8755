"""Claims and payments name their matter in words, not by a link."""

from django.db import migrations

from duixian.language.vocabulary.columns import MATTER_NUMBER


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_facts_only_grow")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX registry_fact_matter ON registry_fact (authority_id, (cells ->> '{MATTER_NUMBER}'))"
            f" WHERE (cells ->> '{MATTER_NUMBER}') IS NOT NULL",
            "DROP INDEX registry_fact_matter",
        )
    ]
