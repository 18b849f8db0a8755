"""``audit_export``: all decisions of an authority into a folder, each made again and compared byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from duixian.authorities.models import Account, Authority
from duixian.decisions.store.auditing import export
from duixian.values.bilingual import DuixianError


class Command(BaseCommand):
    """Says how many decisions were exported; fails where one does not come out as it was kept."""

    help = "Export all decisions for an audit / 审计导出：全部决定及其重放结果"

    def add_arguments(self, parser: CommandParser) -> None:
        """The authority's code, the auditor's user name, and a new folder."""
        parser.add_argument("authority", help="code / 部门代码")
        parser.add_argument("auditor", help="user name / 审计人员的用户名")
        parser.add_argument("folder", type=Path, help="a new folder / 新文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError where something does not hold or may not be exported."""
        try:
            authority = Authority.objects.get(code=options["authority"])
            auditor = Account.objects.get(username=options["auditor"])
            made = export(authority, options["folder"], auditor)
        except (Authority.DoesNotExist, Account.DoesNotExist) as error:
            raise CommandError(f"没有这一个 / there is no such thing: {error}") from error
        except DuixianError as error:
            raise CommandError(f"{error.render('zh')}\n{error.render('en')}") from error
        if not made.holds:
            raise CommandError("\n".join([*made.differing, *made.breaks]))
        said = f"{made.decisions} 个决定、{made.replayed} 次重放，全部一致 / all {made.replayed} replays are the same"
        self.stdout.write(f"{said}: {made.folder}")
