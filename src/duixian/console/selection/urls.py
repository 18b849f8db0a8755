"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST, require_safe

from duixian.console.selection import contests, nominations, rounds, scoring

app_name = "selection"
_ROUND, _CANDIDATE = "rounds/<str:number>", "rounds/<str:number>/<int:position>"
_CONTEST = "contests/<str:number>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", require_safe(rounds.home), name="home"),
    path("call/", rounds.call, name="call"),
    path(f"{_ROUND}/", require_safe(rounds.one), name="round"),
    path(f"{_CANDIDATE}/files/<int:pk>/", require_safe(nominations.file), name="file"),
    path(f"{_ROUND}/nominate/", require_POST(rounds.nominate), name="nominate"),
    path(f"{_ROUND}/enrol/", require_POST(rounds.enrol), name="enrol"),
    path(f"{_ROUND}/check/", require_POST(rounds.check), name="check"),
    path(f"{_ROUND}/begin/", require_POST(rounds.begin), name="begin"),
    path(f"{_ROUND}/conclude/", require_POST(rounds.conclude), name="conclude"),
    path(f"{_ROUND}/choose/", require_POST(rounds.choose), name="choose"),
    path(f"{_ROUND}/publish/", require_POST(rounds.publish), name="publish"),
    path(f"{_ROUND}/announce/", require_POST(rounds.announce), name="announce"),
    path(f"{_ROUND}/cancel/", require_POST(rounds.cancel), name="cancel"),
    path(f"{_CANDIDATE}/admit/", require_POST(rounds.admit), name="admit"),
    path(f"{_CANDIDATE}/decline/", require_POST(rounds.decline), name="decline"),
    path(f"{_CANDIDATE}/certificate/", require_safe(rounds.certificate), name="certificate"),
    path("mine/", require_safe(scoring.mine), name="mine"),
    path(f"{_CANDIDATE}/", require_safe(scoring.sheet), name="sheet"),
    path(f"{_CANDIDATE}/score/", require_POST(scoring.score), name="score"),
    path(f"{_CANDIDATE}/recuse/", require_POST(scoring.recuse), name="recuse"),
    path("contests/", require_safe(contests.contests), name="contests"),
    path("contests/register/", contests.register, name="register"),
    path(f"{_CONTEST}/", require_safe(contests.contest), name="contest"),
    path(f"{_CONTEST}/results/", require_POST(contests.take_results), name="take-results"),
    path(f"{_CONTEST}/publish/", require_POST(contests.publish), name="publish-contest"),
    path(f"{_CONTEST}/record/", require_POST(contests.record), name="record"),
]
