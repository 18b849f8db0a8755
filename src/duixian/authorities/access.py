"""What each look at the data leaves behind."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.authorities.models import AccessLog, Account, Authority


def log_access(
    account: Account | None,
    action: str,
    table: str,
    key: str = "",
    fields: Iterable[str] = (),
    *,
    authority: Authority | None = None,
) -> AccessLog:
    """Writes down one look (``view``, ``export``, ``reveal`` …) at a table, one of its rows, some of its fields.

    ``authority`` is the one whose rows were seen; its auditors find the line, and all do where it is None.
    """
    return AccessLog.objects.create(
        account=account, authority=authority, action=action, table=table, key=key, fields=list(fields)
    )
