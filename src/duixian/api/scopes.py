"""What a token may do: few, named for the thing, each said in both languages."""

from __future__ import annotations

from enum import StrEnum

from duixian.values.bilingual import Text


class Scope(StrEnum):
    """One permission of a token; a route asks for exactly one, and `personal` lifts the masks."""

    CHECK = "check"
    FACTS_READ = "facts.read"
    FACTS_WRITE = "facts.write"
    CLAIMS_READ = "claims.read"
    CLAIMS_WRITE = "claims.write"
    DECISIONS_READ = "decisions.read"
    PUBLICITY_READ = "publicity.read"
    PAYMENTS_READ = "payments.read"
    RUNS_READ = "runs.read"
    RUNS_WRITE = "runs.write"
    ROUNDS_READ = "rounds.read"
    ROUNDS_WRITE = "rounds.write"
    WEBHOOKS = "webhooks"
    PERSONAL = "personal"


SAID = {
    Scope.CHECK: Text("试算一件，不留存", "check one case without storing it"),
    Scope.FACTS_READ: Text("查看登记的事实", "read registered facts"),
    Scope.FACTS_WRITE: Text("登记和更正事实", "register and correct facts"),
    Scope.CLAIMS_READ: Text("查看申报进度", "follow claims"),
    Scope.CLAIMS_WRITE: Text("填写、提交申报，答复待确认", "fill in and submit claims, answer offers"),
    Scope.DECISIONS_READ: Text("查看和重放决定", "read and replay decisions"),
    Scope.PUBLICITY_READ: Text("查看公示名单", "read publicity lists"),
    Scope.PAYMENTS_READ: Text("查看支付和分期", "read payments and instalments"),
    Scope.RUNS_READ: Text("查看批量决定", "read runs"),
    Scope.RUNS_WRITE: Text("开始批量决定", "start runs"),
    Scope.ROUNDS_READ: Text("查看评选轮次", "read selection rounds"),
    Scope.ROUNDS_WRITE: Text("评选提名和评分", "nominate and score in selection rounds"),
    Scope.WEBHOOKS: Text("登记回调地址", "manage webhooks"),
    Scope.PERSONAL: Text("查看不遮盖的个人信息", "see personal data without masks"),
}
"""What each scope allows, in the words the officer reads when a token is made."""
