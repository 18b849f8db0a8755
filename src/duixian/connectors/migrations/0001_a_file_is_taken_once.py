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
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("bank", "银行"),
                            ("qinqing", "亲清在线"),
                            ("insurance", "社会保险经办系统"),
                            ("certificates", "技能证书查询系统"),
                            ("business", "市场主体登记系统"),
                            ("identity", "身份核验系统"),
                        ],
                        max_length=16,
                        verbose_name="系统",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("where", models.CharField(max_length=500, verbose_name="位置")),
                ("token", models.BinaryField(default=bytes, verbose_name="口令")),
                ("layout", models.CharField(blank=True, max_length=40, verbose_name="版式")),
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
                "verbose_name": "对外通道",
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
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "收到"), ("out", "发出")], max_length=3, verbose_name="方向"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("taken", "已处理"), ("rejected", "已退回"), ("sent", "已发出")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="说明")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="关联")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="connectors.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "往来文件",
            },
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.UniqueConstraint(
                fields=("authority", "system", "code"), name="one_channel_of_a_system_and_code"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["authority", "subject"], name="deliveries_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("direction", "in"), ("outcome", "taken")),
                fields=("channel", "sha256"),
                name="a_file_is_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("direction", "out")),
                fields=("channel", "name"),
                name="a_name_goes_out_once",
            ),
        ),
        SecureRows("connectors_channel"),
        SecureRows("connectors_delivery"),
        AppendOnly("connectors_delivery"),
    ]
