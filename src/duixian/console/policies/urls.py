"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST, require_safe

from duixian.console.policies import answering, comparing, costing, desk, editing, filing, publishing, trying

app_name = "policies"
_DRAFT = "drafts/<int:number>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", require_safe(desk.home), name="home"),
    path("versions/<int:number>/branch/", require_POST(desk.branch), name="branch"),
    path(_DRAFT, require_safe(editing.draft), name="draft"),
    path(f"{_DRAFT}save/", require_POST(editing.save), name="save"),
    path(f"{_DRAFT}look/", require_POST(editing.look), name="look"),
    path(f"{_DRAFT}check/", require_safe(editing.check), name="check"),
    path(f"{_DRAFT}compare/", require_safe(comparing.compare), name="compare"),
    path(f"{_DRAFT}examples/", require_safe(trying.examples), name="examples"),
    path(f"{_DRAFT}examples/run/", require_POST(trying.run_examples), name="run-examples"),
    path(f"{_DRAFT}cost/", require_safe(costing.cost), name="cost"),
    path(f"{_DRAFT}cost/order/", require_POST(costing.order), name="cost-order"),
    path(f"{_DRAFT}questions/", require_safe(answering.questions), name="questions"),
    path(f"{_DRAFT}questions/<str:record>/effects/", require_safe(answering.effects), name="effects"),
    path(f"{_DRAFT}answer/", require_POST(answering.answer), name="answer"),
    path(f"{_DRAFT}take-back/", require_POST(answering.take_back), name="take-back"),
    path(f"{_DRAFT}files/add/", require_POST(filing.add), name="add-file"),
    path(f"{_DRAFT}files/delete/", require_POST(filing.delete), name="delete-file"),
    path(f"{_DRAFT}propose/", require_POST(publishing.propose), name="propose"),
    path(f"{_DRAFT}approve/", require_POST(publishing.approve), name="approve"),
    path(f"{_DRAFT}send-back/", require_POST(publishing.send_back), name="send-back"),
    path(f"{_DRAFT}discard/", require_POST(desk.discard), name="discard"),
]
