"""``api_token new|list|revoke``: tokens of programs. A new token is printed once and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from duixian.api import tokens
from duixian.api.models import ApiToken
from duixian.api.scopes import SAID, Scope
from duixian.authorities.models import Account, Authority
from duixian.values.bilingual import DuixianError

_SCOPES = "\n".join(f"  {scope.value:16} {SAID[scope].zh} / {SAID[scope].en}" for scope in Scope)


class Command(BaseCommand):
    """Makes, lists and revokes tokens."""

    help = "API 令牌：签发、列出、作废 / tokens of the API: make, list, revoke"

    def add_arguments(self, parser: CommandParser) -> None:
        """Three verbs with what each needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        new = verbs.add_parser("new", help="签发 / make one", description=f"权限 scopes:\n{_SCOPES}")
        new.add_argument("authority", help="部门代码 / code of the authority")
        new.add_argument("account", help="以谁的名义 / username it acts as")
        new.add_argument("name", help="给哪个程序 / which program it is for")
        new.add_argument("scopes", nargs="+", choices=[scope.value for scope in Scope], metavar="scope")
        new.add_argument("--days", type=int, default=tokens.USUAL_DAYS, help="有效天数 / days it lasts")
        verbs.add_parser("list", help="列出 / list them")
        revoke = verbs.add_parser("revoke", help="作废 / revoke one")
        revoke.add_argument("id", type=int)

    def handle(self, **options: Any) -> None:
        """Does the verb."""
        try:
            getattr(self, options["verb"])(options)
        except (Account.DoesNotExist, Authority.DoesNotExist, ApiToken.DoesNotExist) as error:
            raise CommandError(f"没有这一个 / there is no such thing: {error}") from error
        except DuixianError as error:
            raise CommandError(f"{error.render('zh')}\n{error.render('en')}") from error

    def new(self, options: dict[str, Any]) -> None:
        """Prints the token alone on its line, so that a script can read it."""
        authority = Authority.objects.get(code=options["authority"])
        account = Account.objects.get(username=options["account"])
        scopes = [Scope(name) for name in options["scopes"]]
        token, text = tokens.issue(authority, account, options["name"], scopes, days=options["days"])
        self.stderr.write(
            f"#{token.pk} {token} → {token.expires_at:%Y-%m-%d}；只显示这一次 / shown this once"
        )
        self.stdout.write(text)

    def list(self, options: dict[str, Any]) -> None:
        """One line a token."""
        for token in ApiToken.objects.select_related("authority", "account").order_by("pk"):
            standing = "作废 revoked" if token.revoked_at else f"→ {token.expires_at:%Y-%m-%d}"
            scopes = " ".join(token.scopes)
            self.stdout.write(
                f"{token.pk}  {token.authority.code}  {token.account}  {token}  {standing}  {scopes}"
            )

    def revoke(self, options: dict[str, Any]) -> None:
        """From now on it counts no more."""
        token = ApiToken.objects.get(pk=options["id"])
        tokens.revoke(token)
        self.stdout.write(f"#{token.pk} {token}：已作废 / revoked")
