"""Publicity and messages: what a list, an objection or a message says is never changed; only its state is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duixian.authorities.operations import AppendOnly, SecureRows


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("authorities", "0001_rows_belong_to_an_authority"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkingDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("working", models.BooleanField(verbose_name="是否工作日")),
                ("notice", models.CharField(max_length=200, verbose_name="放假通知")),
            ],
            options={
                "ordering": ("day",),
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("subject_table", models.CharField(blank=True, max_length=40)),
                ("subject_key", models.CharField(blank=True, max_length=120)),
                ("reference", models.CharField(blank=True, max_length=120, verbose_name="业务编号")),
                ("title_zh", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("body_zh", models.TextField()),
                ("body_en", models.TextField()),
                ("told_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="authorities.authority",
                        verbose_name="部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知",
                "ordering": ("-told_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel", models.CharField(choices=[("mail", "电子邮件"), ("sms", "短信")], max_length=8)),
                ("address", models.BinaryField(verbose_name="地址（密封）")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待发送"), ("sent", "已发送"), ("failed", "发送失败")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("next_try_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
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
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="notices.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知发送",
            },
        ),
        migrations.CreateModel(
            name="Publicity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="编号")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("inside_days", models.PositiveSmallIntegerField(null=True, verbose_name="单位内公示工作日")),
                ("public_days", models.PositiveSmallIntegerField(null=True, verbose_name="政府公示工作日")),
                ("document", models.TextField(verbose_name="公示名单")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("composed", "已拟"),
                            ("inside", "单位内公示中"),
                            ("public", "公示中"),
                            ("closed", "公示期满"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="composed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("composed_at", models.DateTimeField()),
                ("inside_from", models.DateField(null=True)),
                ("inside_until", models.DateField(null=True)),
                ("public_from", models.DateField(null=True)),
                ("public_until", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, verbose_name="撤回理由")),
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
                    "composed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicities_composed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="notices.publicity",
                        verbose_name="代替",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示",
                "ordering": ("-composed_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="PublicityLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("reference", models.CharField(max_length=120, verbose_name="业务编号")),
                ("name", models.CharField(max_length=200, verbose_name="姓名")),
                ("unit", models.CharField(blank=True, max_length=200, verbose_name="单位")),
                ("benefit", models.CharField(max_length=200, verbose_name="项目")),
                ("amount_fen", models.BigIntegerField(null=True, verbose_name="金额（分）")),
                ("employer", models.CharField(blank=True, max_length=64, verbose_name="单位标识")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("standing", "公示中"),
                            ("held", "异议待处理"),
                            ("free", "可支付"),
                            ("struck", "异议成立"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="standing",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
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
                    "publicity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="notices.publicity",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示名单行",
                "ordering": ("publicity", "position"),
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="异议人")),
                ("contact", models.BinaryField(null=True, verbose_name="异议人联系方式（密封）")),
                ("words", models.TextField(verbose_name="异议内容")),
                ("filed_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="办理期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待处理"),
                            ("dismissed", "不成立"),
                            ("upheld", "成立"),
                            ("moot", "已无对象"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="处理理由")),
                ("resolved_at", models.DateTimeField(null=True)),
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
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections_filed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections_resolved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="notices.publicityline",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "ordering": ("filed_at", "id"),
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["authority", "subject_table", "subject_key"], name="message_subject"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["account", "-told_at"], name="message_inbox"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["state", "next_try_at"], name="delivery_waiting"),
        ),
        migrations.AddConstraint(
            model_name="publicity",
            constraint=models.UniqueConstraint(fields=("authority", "number"), name="publicity_number_once"),
        ),
        migrations.AddConstraint(
            model_name="publicity",
            constraint=models.CheckConstraint(
                condition=models.Q(("inside_days__gt", 0), ("public_days__gt", 0), _connector="OR"),
                name="publicity_has_a_stage",
            ),
        ),
        migrations.AddIndex(
            model_name="publicityline",
            index=models.Index(fields=["authority", "reference"], name="publicity_line_reference"),
        ),
        migrations.AddConstraint(
            model_name="publicityline",
            constraint=models.UniqueConstraint(
                fields=("publicity", "position"), name="publicity_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicityline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("standing", "held"))),
                fields=("authority", "reference"),
                name="publicity_reference_runs_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "open"),
                    models.Q(models.Q(("reason", ""), _negated=True), ("resolved_at__isnull", False)),
                    _connector="OR",
                ),
                name="objection_decided_with_a_reason",
            ),
        ),
        *(
            SecureRows(f"notices_{name}")
            for name in ("publicity", "publicityline", "objection", "message", "delivery")
        ),
        AppendOnly(
            "notices_publicity",
            but=(
                "state",
                "inside_from",
                "inside_until",
                "public_from",
                "public_until",
                "closed_at",
                "reason",
            ),
        ),
        AppendOnly("notices_publicityline", but=("state",)),
        AppendOnly("notices_objection", but=("state", "reason", "resolved_by_id", "resolved_at")),
        AppendOnly("notices_message", but=("read_at",)),
    ]
