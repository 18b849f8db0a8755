"""Rounds of selection, contests, yearly lists and referrals; score sheets and recusals are never taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from duixian.authorities.operations import AppendOnly, SecureRows

OWNED = (
    "round",
    "candidate",
    "reviewer",
    "recusal",
    "scoresheet",
    "contest",
    "contestresult",
    "yearlylist",
    "listentry",
    "referral",
)


class Migration(migrations.Migration):
    dependencies = (
        ("casework", "0002_screens"),
        ("decisions", "0001_decided_once_and_never_changed"),
        ("notices", "0001_a_list_never_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("category", models.CharField(blank=True, max_length=40, verbose_name="类别")),
                ("table", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("unit_key", models.CharField(blank=True, max_length=120, verbose_name="所在单位")),
                ("unit", models.CharField(blank=True, max_length=200, verbose_name="单位名称")),
                ("by_kind", models.CharField(max_length=40, verbose_name="提名方式")),
                ("nominated_at", models.DateTimeField()),
                ("statement", models.TextField(blank=True, verbose_name="事迹")),
                ("details", models.BinaryField(null=True, verbose_name="补充信息（密封）")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("nominated", "已提名"),
                            ("eligible", "符合条件"),
                            ("undecided", "条件待核"),
                            ("ineligible", "不符合条件"),
                            ("declined", "本人谢绝"),
                            ("tied", "并列待定"),
                            ("chosen", "拟入选"),
                            ("passed_over", "未入选"),
                            ("selected", "入选"),
                            ("struck", "异议成立"),
                        ],
                        default="nominated",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                (
                    "score",
                    models.DecimalField(decimal_places=4, max_digits=12, null=True, verbose_name="得分"),
                ),
                ("rank", models.PositiveIntegerField(null=True, verbose_name="名次")),
                ("grade", models.CharField(blank=True, max_length=40, verbose_name="等次")),
                ("written_at", models.DateTimeField(null=True)),
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
                    "nominated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "候选对象",
                "ordering": ("round", "position"),
            },
        ),
        migrations.CreateModel(
            name="Contest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="编号")),
                ("kind", models.CharField(max_length=100, verbose_name="类别")),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("organiser", models.CharField(blank=True, max_length=200, verbose_name="主办单位")),
                ("final_on", models.DateField(verbose_name="决赛日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("announced", "已登记"),
                            ("imported", "成绩已导入"),
                            ("published", "公示中"),
                            ("recorded", "成绩已入库"),
                        ],
                        default="announced",
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
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contest",
                        to="notices.publicity",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contests_registered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.policyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "竞赛",
            },
        ),
        migrations.CreateModel(
            name="ContestResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="序号")),
                ("rows", models.BinaryField(verbose_name="拟入库的行（密封）")),
                ("shown", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(null=True)),
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
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="casework.contest",
                    ),
                ),
            ],
            options={
                "verbose_name": "竞赛成绩",
                "ordering": ("contest", "position"),
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(max_length=100, verbose_name="项目")),
                ("request_table", models.CharField(max_length=40)),
                ("request_key", models.CharField(max_length=120)),
                ("table", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("department", models.CharField(max_length=100, verbose_name="承办部门")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待答复"), ("answered", "已答复"), ("withdrawn", "已撤回")],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("done", models.BooleanField(null=True, verbose_name="是否办成")),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_answered",
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
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "转办",
            },
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
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
                "verbose_name": "评委",
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("declared", "本人申请回避"),
                            ("same_person", "评委即候选对象"),
                            ("nominator", "提名人"),
                            ("clerk", "候选单位经办人"),
                            ("shared", "同单位或同户"),
                        ],
                        max_length=12,
                        verbose_name="回避事由",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="说明")),
                ("at", models.DateTimeField()),
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
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="casework.candidate",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="casework.reviewer",
                    ),
                ),
            ],
            options={
                "verbose_name": "回避",
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="编号")),
                ("name", models.CharField(max_length=100, verbose_name="评选名称")),
                ("label", models.CharField(max_length=40, verbose_name="轮次")),
                ("places", models.JSONField(default=dict, verbose_name="名额")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("called", "提名中"),
                            ("reviewing", "评审中"),
                            ("ranked", "已排序"),
                            ("published", "公示中"),
                            ("announced", "已公布"),
                            ("cancelled", "已取消"),
                        ],
                        default="called",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("nominations_until", models.DateField(verbose_name="提名截止")),
                ("called_at", models.DateTimeField()),
                ("announced_on", models.DateField(null=True, verbose_name="公布日期")),
                ("reason", models.TextField(blank=True, verbose_name="评委会说明")),
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
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds_called",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publicity",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="selection_round",
                        to="notices.publicity",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.policyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "评选轮次",
                "ordering": ("-called_at", "-id"),
            },
        ),
        migrations.AddField(
            model_name="reviewer",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviewers", to="casework.round"
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="casework.round"
            ),
        ),
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.JSONField(verbose_name="得分")),
                ("words", models.TextField(blank=True, verbose_name="评语")),
                ("handed_in_at", models.DateTimeField()),
                ("replaced", models.BooleanField(default=False)),
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
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="casework.candidate",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="casework.reviewer",
                    ),
                ),
            ],
            options={
                "verbose_name": "评分表",
            },
        ),
        migrations.CreateModel(
            name="YearlyList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("policy", models.CharField(max_length=100)),
                ("measure", models.CharField(max_length=100, verbose_name="项目")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("until", models.DateField(verbose_name="截止")),
                ("drawn_at", models.DateTimeField()),
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
                    "drawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lists_drawn",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.run"
                    ),
                ),
            ],
            options={
                "verbose_name": "年度名单",
            },
        ),
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "已通知"),
                            ("attended", "已参加"),
                            ("declined", "放弃"),
                            ("missed", "未参加"),
                        ],
                        default="invited",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("on", models.DateField(null=True, verbose_name="日期")),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="casework.yearlylist",
                    ),
                ),
            ],
            options={
                "verbose_name": "名单成员",
            },
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.UniqueConstraint(fields=("authority", "number"), name="contest_number_once"),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.UniqueConstraint(fields=("authority", "name", "final_on"), name="contest_once"),
        ),
        migrations.AddConstraint(
            model_name="contestresult",
            constraint=models.UniqueConstraint(fields=("contest", "position"), name="contest_result_once"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("authority", "request_table", "request_key"),
                name="request_referred_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="referral_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("reviewer", "candidate"), name="recusal_once"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("authority", "number"), name="round_number_once"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("authority", "name", "label"), name="round_of_a_selection_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.UniqueConstraint(fields=("round", "account"), name="reviewer_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("round", "position"), name="candidate_position_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("nominated", "eligible", "undecided", "tied", "chosen", "selected"))
                ),
                fields=("round", "table", "key"),
                name="candidate_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced", False)),
                fields=("reviewer", "candidate"),
                name="one_sheet_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearlylist",
            constraint=models.UniqueConstraint(
                fields=("authority", "policy", "measure", "year"), name="list_of_a_year_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.UniqueConstraint(fields=("list", "table", "key"), name="list_entry_once"),
        ),
        *(SecureRows(f"casework_{name}") for name in OWNED),
        AppendOnly("casework_recusal"),
        AppendOnly("casework_scoresheet", but=("replaced",)),
    ]
