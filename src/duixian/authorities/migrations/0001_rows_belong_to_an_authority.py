"""Accounts, authorities, appointments and the access log; the roles and functions of the database for all others."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import duixian.authorities.clock
from duixian.authorities.operations import (
    ACCESS_LOG_GUARD,
    APPEND_ONLY_FUNCTION,
    ROLES,
    AppendOnly,
    SecureRows,
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(ROLES, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY_FUNCTION, "DROP FUNCTION duixian_append_only"),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="手机号")),
                (
                    "person_index",
                    models.CharField(
                        blank=True, max_length=64, null=True, unique=True, verbose_name="身份索引"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "账户",
                "verbose_name_plural": "账户",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=32, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("english", models.CharField(blank=True, max_length=200, verbose_name="英文名称")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="authorities.authority",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("person", "个人"),
                            ("employer_clerk", "单位经办"),
                            ("institution_clerk", "机构经办"),
                            ("intake", "受理"),
                            ("first_check", "初审"),
                            ("second_check", "复核"),
                            ("joint_check", "联审部门"),
                            ("finance_maker", "财务制单"),
                            ("finance_checker", "财务复核"),
                            ("reviewer", "评委"),
                            ("auditor", "审计"),
                            ("policy_author", "政策编制"),
                            ("admin", "系统管理"),
                        ],
                        max_length=32,
                        verbose_name="角色",
                    ),
                ),
                ("subject_table", models.CharField(blank=True, max_length=64, verbose_name="所属登记表")),
                ("subject_key", models.CharField(blank=True, max_length=128, verbose_name="所属对象")),
                ("since", models.DateField(default=duixian.authorities.clock.today, verbose_name="起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="止（不含）")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账户",
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
                "verbose_name": "任职",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="appointment_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("account", "="),
                            ("authority", "="),
                            ("role", "="),
                            ("subject_table", "="),
                            ("subject_key", "="),
                            (models.Func(models.F("since"), models.F("until"), function="daterange"), "&&"),
                        ],
                        name="appointment_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=32, verbose_name="动作")),
                ("table", models.CharField(max_length=64, verbose_name="登记表")),
                ("key", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                ("fields", models.JSONField(default=list, verbose_name="字段")),
                ("at", models.DateTimeField(default=duixian.authorities.clock.now, verbose_name="时间")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账户",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="authorities.authority",
                    ),
                ),
            ],
            options={
                "verbose_name": "访问记录",
                "indexes": [
                    models.Index(fields=["table", "key"], name="authorities_table_d671aa_idx"),
                    models.Index(fields=["account", "at"], name="authorities_account_28cf7b_idx"),
                ],
            },
        ),
        SecureRows("authorities_appointment"),
        AppendOnly("authorities_accesslog"),
        migrations.RunSQL(ACCESS_LOG_GUARD, migrations.RunSQL.noop),
    ]
