import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_a_policy_is_written_as_a_branch")]

    operations = [
        migrations.AlterField(
            model_name="difference",
            name="run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="differences",
                to="decisions.run",
            ),
        ),
    ]
