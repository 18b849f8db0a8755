"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST, require_safe

from duixian.console.audit import chains, decisions, exports, log

app_name = "audit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", require_safe(decisions.home), name="home"),
    path("decisions/<int:place>/", require_safe(decisions.decision), name="decision"),
    path("decisions/<int:place>/replay/", require_POST(decisions.replayed), name="replay"),
    path("compare/", require_safe(decisions.compare), name="compare"),
    path("chains/", require_safe(chains.chains), name="chains"),
    path("chains/verify/", require_POST(chains.verify), name="verify"),
    path("chains/replay/", require_POST(chains.replay_all), name="replay-all"),
    path("log/", require_safe(log.log), name="log"),
    path("log/sheet/", require_safe(log.sheet), name="log-sheet"),
    path("exports/", require_safe(exports.exports), name="exports"),
    path("exports/make/", require_POST(exports.make), name="make-export"),
    path("exports/<str:name>/", require_safe(exports.take), name="export"),
]
