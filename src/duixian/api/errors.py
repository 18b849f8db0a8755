"""What the face itself refuses, before any verb of the domain is asked; ``status``: as which number of HTTP."""

from __future__ import annotations

from duixian.values.bilingual import NO_REMEDY, DuixianError, Text


class TokenRefused(DuixianError):
    """No token, or one that is unknown, expired or revoked."""

    status = 401


class ScopeRefused(DuixianError):
    """A good token that may not do this."""

    status = 403


class KeyMissing(DuixianError):
    """A write without an idempotency key."""

    status = 400


class KeyReused(DuixianError):
    """An idempotency key that already stands for another request."""

    status = 409


class CursorRefused(DuixianError):
    """A cursor that this service did not write."""


class RateExceeded(DuixianError):
    """More calls in a minute than the token is for. ``retry_after``: seconds until it counts anew."""

    status = 429

    def __init__(self, per_minute: int, retry_after: int) -> None:
        super().__init__(
            "rate-exceeded",
            Text(
                f"这个令牌每分钟最多调用 {per_minute} 次，本分钟已用完。",
                f"This token is for {per_minute} calls a minute, and they are used up.",
            ),
            where="Authorization",
            remedy=Text(
                f"请在 {retry_after} 秒后再试；确需更多的请联系管理员。",
                f"Try again in {retry_after} seconds, or ask an administrator for more.",
            ),
        )
        self.retry_after = retry_after


class NotThere(DuixianError):
    """Nothing by this name within the authority of the token."""

    status = 404


class WebhookRefused(DuixianError):
    """An address or event that cannot be served."""


def not_there(what: Text, name: str) -> NotThere:
    """There is no such thing, or it belongs to another authority: the two are told alike."""
    return NotThere(
        "not-there",
        Text(f"没有这个{what.zh}：{name}。", f"There is no such {what.en}: {name}."),
        where=name,
        remedy=Text(
            "请核对编号；别的单位的内容这里看不到。", "Check the name; what belongs to others is not shown."
        ),
    )


def scope_refused(scope: Text, name: str) -> ScopeRefused:
    """The token lacks one scope."""
    return ScopeRefused(
        "scope-missing",
        Text(f"这个令牌没有“{scope.zh}”的权限（{name}）。", f"This token may not {scope.en} ({name})."),
        where="Authorization",
        remedy=Text("请管理员签发带这项权限的令牌。", "Ask an administrator for a token with this scope."),
    )


def token_refused(code: str, message: Text) -> TokenRefused:
    """The token does not count."""
    remedy = Text(
        "请在 Authorization 里带上有效的令牌：Bearer 令牌。",
        "Send a live token: 'Authorization: Bearer <token>'.",
    )
    return TokenRefused(code, message, where="Authorization", remedy=remedy)


def key_missing() -> KeyMissing:
    """A write needs a key, so that sending it twice does it once."""
    return KeyMissing(
        "idempotency-key-missing",
        Text("写入要带 Idempotency-Key，重发时才不会办两次。", "A write needs an Idempotency-Key header."),
        where="Idempotency-Key",
        remedy=Text(
            "每件事用一个新的编号（1 到 200 个字符），重发时用同一个。",
            "Use a new key for each act (1 to 200 characters), the same when resending.",
        ),
    )


def key_reused(key: str) -> KeyReused:
    """The same key with another body."""
    return KeyReused(
        "idempotency-key-reused",
        Text("这个 Idempotency-Key 已经用于另一个请求。", "This Idempotency-Key stands for another request."),
        where=key,
        remedy=Text("另一件事请用另一个编号。", "Use another key for another act."),
    )


def cursor_refused(cursor: str) -> CursorRefused:
    """A cursor is copied from `next`, never made."""
    return CursorRefused(
        "cursor-unknown",
        Text("翻页标记不对。", "The cursor is not one of ours."),
        where=cursor[:80],
        remedy=Text(
            "请原样使用上一页的 next，或从第一页开始。",
            "Use `next` of the last page as it is, or start again.",
        ),
    )


def webhook_refused(code: str, message: Text, where: str, remedy: Text = NO_REMEDY) -> WebhookRefused:
    """A webhook that cannot be registered."""
    return WebhookRefused(code, message, where=where, remedy=remedy)
