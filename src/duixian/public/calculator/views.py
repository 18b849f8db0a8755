"""The pages of the calculator: whose, about what, question after question, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from duixian.authorities import clock
from duixian.decisions.store.models import PolicyVersion
from duixian.design.decision.telling import told
from duixian.engines.prose.names import table_name
from duixian.language.rule import Policy
from duixian.language.vocabulary.readings import CellError
from duixian.public.calculator.answers import Answers, Pairs, read_answers, table_key
from duixian.public.calculator.asking import progress
from duixian.public.calculator.forms import form_of
from duixian.public.calculator.judging import Bench
from duixian.public.calculator.persons import people
from duixian.public.calculator.results import one_more, results, things_of
from duixian.public.calculator.summary import assumed, lines
from duixian.public.policies.versions import in_force, present

_OWN = ("policy", "measure", "show", "q", "a", "thing")
"""Names in an address that are no answers."""
_KEPT = ("policy", "measure")


def _given(request: HttpRequest) -> list[tuple[str, str]]:
    """The address's pairs, each name once."""
    return [(key, str(request.GET[key])) for key in request.GET]


@dataclass(frozen=True)
class Asking:
    """One request: the version asked about, the answers so far, a fault in the last one."""

    request: HttpRequest
    version: PolicyVersion
    policy: Policy
    answers: Answers
    fault: CellError | None = None

    @property
    def bench(self) -> Bench:
        """The policy, ready for whoever asks."""
        return Bench(self.policy, clock.today(), self.answers.who)

    @property
    def context(self) -> dict[str, Any]:
        """What every page needs."""
        kept = [pair for pair in _given(self.request) if pair[0] in _KEPT]
        return {
            "version": self.version,
            "policy": self.policy,
            "title": told(self.policy.title),
            "hidden": [*kept, *self.answers.pairs],
            "lines": lines(self.answers, self.policy),
            "kept": urlencode(kept),
            "fault": self.fault.message.lang("en" if get_language() == "en" else "zh") if self.fault else "",
            "back": urlencode([*kept, *self.answers.pairs[:-1]]) if self.answers.pairs else None,
        }


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """Whatever comes next."""
    version = _version(request)
    if version is None:
        return render(request, "public/calculator/policies.html", {"versions": in_force()})
    policy = version.loaded()
    pairs = [(key, value) for key, value in _given(request) if key not in _OWN]
    pairs = _focused(request, policy, pairs)
    asking = Asking(request, version, policy, read_answers(_readable(pairs, policy), policy.vocabulary))
    if "q" in request.GET:
        return _answered(asking)
    return _page(asking)


def _version(request: HttpRequest) -> PolicyVersion | None:
    if "policy" in request.GET:
        return present(request.GET["policy"])
    versions = in_force()
    return versions[0] if len(versions) == 1 else None


def _focused(request: HttpRequest, policy: Policy, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Who asks and what about follow from a measure where one is named."""
    measure = policy.measures.get(request.GET.get("measure", ""))
    if measure is None or any(key == "who" for key, _value in pairs):
        return pairs
    tables = policy.vocabulary.tables
    kinds = {str(payee.who.type.of) for payee in measure.payees}
    if len(kinds) != 1:
        return pairs
    who = ("who", table_key(tables[kinds.pop()]))
    return [who, ("things", table_key(tables[measure.table])), *pairs]


def _readable(pairs: list[tuple[str, str]], policy: Policy) -> list[tuple[str, str]]:
    """An address that somebody changed by hand: what cannot be read is left out."""
    found = []
    for pair in pairs:
        try:
            read_answers([pair], policy.vocabulary)
        except CellError:
            continue
        found.append(pair)
    return found


def _answered(asking: Asking) -> HttpResponse:
    """The answer laid into the address; one that cannot be read is asked for again."""
    key, value = asking.request.GET["q"], ",".join(asking.request.GET.getlist("a")).strip()
    if not value:
        return _page(asking)
    pairs = _begun(asking, value) if key == "start" else asking.answers.and_then(key, value)
    try:
        read_answers(pairs[-1:], asking.policy.vocabulary)
    except CellError as error:
        return _page(Asking(asking.request, asking.version, asking.policy, asking.answers, error))
    kept: Pairs = tuple(pair for pair in _given(asking.request) if pair[0] in _KEPT)
    return HttpResponseRedirect(f"{reverse('public:calculator')}?{urlencode((*kept, *pairs))}")


def _begun(asking: Asking, value: str) -> Pairs:
    """Who asks and what about, in one: person/certificate."""
    who, _slash, thing = value.partition("/")
    return (*asking.answers.and_then("who", who), ("things", thing))


def _page(asking: Asking) -> HttpResponse:
    answers = asking.answers
    if not answers.who:
        kinds = [(kind, _things(asking, kind.table)["things"]) for kind in people(asking.policy)]
        context = {**asking.context, "people": kinds}
        return render(asking.request, "public/calculator/who.html", context)
    if answers.things is None:
        return render(
            asking.request,
            "public/calculator/things.html",
            {**asking.context, **_things(asking, answers.who)},
        )
    found = progress(asking.bench, answers)
    if found.question is None or "show" in asking.request.GET:
        return _results(asking)
    form = form_of(found.question, asking.policy, answers)
    measures = [told(asking.policy.measures[name].source.name) for name in found.question.measures]
    context = {**asking.context, "form": form, "needed_by": measures, "cases": found.cases}
    return render(asking.request, "public/calculator/question.html", context)


def _things(asking: Asking, who: str) -> dict[str, Any]:
    """What cases are about; those about whoever asks, by the name of the measure."""
    vocabulary = asking.policy.vocabulary
    things = []
    for table, measures in things_of(Bench(asking.policy, clock.today(), who)).items():
        names = [told(measure.source.name) for measure in measures]
        own = table == who
        name = "、".join(names) if own else told(table_name(table, vocabulary), capital=True)
        things.append((table_key(vocabulary.tables[table]), name, [] if own else names))
    return {"things": things}


def _results(asking: Asking) -> HttpResponse:
    answers, bench = asking.answers, asking.bench
    found = progress(bench, answers)
    more = [
        (told(table_name(table, asking.policy.vocabulary)), urlencode(one_more(table, answers, bench)))
        for table in things_of(bench)
        if answers.scene.counts.get(table) and table != answers.who
    ]
    context = {
        **asking.context,
        "found": results(bench, answers, found),
        "assumed": assumed(answers, found, asking.policy),
        "at_odds": found.at_odds,
        "unfinished": found.question is not None,
        "more": more,
        "otherwise": urlencode(answers.without("things")),
    }
    return render(asking.request, "public/calculator/results.html", context)
