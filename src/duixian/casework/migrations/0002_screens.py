import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duixian.authorities.operations import AppendOnly, SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("screen", models.CharField(max_length=40, verbose_name="筛查项")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("title_english", models.CharField(max_length=100, verbose_name="英文名称")),
                (
                    "when",
                    models.CharField(
                        choices=[("before", "支付前"), ("after", "支付后")], max_length=8, verbose_name="时点"
                    ),
                ),
                ("unknown", models.BooleanField(default=False, verbose_name="情况不明")),
                ("facts", models.JSONField(verbose_name="依据")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("found_at", models.DateTimeField(verbose_name="发现时间")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待核"), ("cleared", "核查无碍"), ("upheld", "核查属实")],
                        default="open",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("reviewed_at", models.DateTimeField(null=True, verbose_name="核查时间")),
                ("reason", models.TextField(blank=True, verbose_name="核查意见")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="authorities.authority",
                        verbose_name="部门",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="casework.case"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "筛查疑点"},
        ),
        migrations.AddIndex(
            model_name="flag", index=models.Index(fields=["authority", "state"], name="flags_by_state")
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(fields=("case", "digest"), name="a_finding_is_made_once"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(("reviewer__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_flag_is_settled_with_a_reason",
            ),
        ),
        SecureRows("casework_flag"),
        AppendOnly("casework_flag", but=("state", "reviewer_id", "reviewed_at", "reason")),
    ]
