"""What is hidden of personal data unless a token may see it, and the note that somebody looked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from duixian.api.guard import Call, may_see_personal
from duixian.authorities.access import log_access

_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{7,18})(\d{3}[0-9Xx])(?![0-9A-Za-z])")
_HIDDEN = "＊"


def masked(text: str) -> str:
    """The text with every number of eleven signs or more (ID, account, telephone) hidden but for its last four.

    >>> masked("身份证号 330113199001010015")
    '身份证号 ＊＊＊＊＊＊＊＊＊＊＊＊＊＊0015'
    """
    return _NUMBER.sub(lambda found: _HIDDEN * len(found[1]) + found[2], text)


def masked_within(value: Any) -> Any:
    """The same in every text of a JSON value, names of fields apart."""
    match value:
        case str():
            return masked(value)
        case list():
            return [masked_within(item) for item in value]
        case dict():
            return {name: masked_within(item) for name, item in value.items()}
    return value


def seen(call: Call, value: Any, table: str, key: str, fields: Iterable[str]) -> Any:
    """A JSON value as this token may see it; the look is noted, as a reveal where the masks are lifted."""
    open_ = may_see_personal(call)
    note(call, "reveal" if open_ else "view", table, key, fields)
    return value if open_ else masked_within(value)


def note(call: Call, action: str, table: str, key: str, fields: Iterable[str]) -> None:
    """Writes the look into the access log of the token's authority, in the name of its account."""
    token = call.auth
    log_access(token.account, action, table, key[:_LONGEST], fields, authority=token.authority)


_LONGEST = 200
