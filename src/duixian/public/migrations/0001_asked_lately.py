"""What rate limits count: keyed hashes, for as long as they count."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = ()

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bucket", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField(db_index=True)),
                ("times", models.PositiveIntegerField(default=1)),
            ],
        ),
    ]
