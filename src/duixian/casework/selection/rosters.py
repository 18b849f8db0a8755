"""The yearly list of a service: drawn from a run, everybody told, what became of them noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework.selection.errors import RegisterError
from duixian.casework.selection.locking import demand_organiser
from duixian.casework.selection.models import ListEntry, YearlyList
from duixian.casework.selection.states import EntryState
from duixian.decisions.store.keys import KeptKeys
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.language.outcome import Verdict
from duixian.notices.messages import tell
from duixian.values.bilingual import Text


@transaction.atomic
def draw(
    run: Run, policy: str, measure: str, year: int, until: date, actor: Account | None = None
) -> YearlyList:
    """The list of everybody whom the run finds entitled to a service in a year; each is told until when.

    Raises RegisterError: the list of the year is drawn already, or nobody is entitled."""
    demand_organiser(actor, run.authority)
    if YearlyList.objects.filter(authority=run.authority, policy=policy, measure=measure, year=year).exists():
        raise _error(
            "list-exists", f"“{measure}”{year} 年的名单已经生成", f"The list of {measure} for {year} exists"
        )
    decisions = run.decisions.filter(
        policy=policy, measure=measure, year=year, verdict=Verdict.ELIGIBLE.value
    ).select_related("version")
    if not decisions:
        raise _error("list-empty", f"没有符合“{measure}”的人", f"Nobody is entitled to {measure}")
    drawn = YearlyList.objects.create(
        authority=run.authority,
        run=run,
        policy=policy,
        measure=measure,
        year=year,
        until=until,
        drawn_at=clock.now(),
        drawn_by=actor,
    )
    entries = ListEntry.objects.bulk_create(_entries(drawn, decisions))
    for entry in entries:
        _invite(entry, measure_words(decisions[0].version, measure))
    return drawn


def _entries(drawn: YearlyList, decisions: Iterable[Decision]) -> list[ListEntry]:
    """Everybody once, however many decisions name them."""
    kept = KeptKeys(drawn.authority)
    found: dict[tuple[str, str], ListEntry] = {}
    for decision in decisions:
        for payee in document(decision)["payees"]:
            key = (payee["table"], kept.of(payee["key"]))
            found.setdefault(
                key,
                ListEntry(
                    authority_id=drawn.authority_id, list=drawn, decision=decision, table=key[0], key=key[1]
                ),
            )
    return list(found.values())


def measure_words(version: PolicyVersion, measure: str) -> Text:
    """A measure's name in both languages."""
    return version.loaded().measures[measure].source.name


def _invite(entry: ListEntry, benefit: Text) -> None:
    tell(
        entry.list.authority,
        "invited",
        {"benefit": benefit, "day": entry.list.until},
        table=entry.table,
        key=entry.key,
        reference=f"list:{entry.list_id}",
    )


@transaction.atomic
def note(entry: ListEntry, state: EntryState, on: date, actor: Account | None = None) -> ListEntry:
    """Note that somebody attended, declined or did not come; noted again it is put right."""
    held = ListEntry.objects.select_for_update().get(pk=entry.pk)
    demand_organiser(actor, held.authority)
    held.state, held.on = state, on
    held.save(update_fields=["state", "on"])
    return held


def _error(code: str, zh: str, en: str) -> RegisterError:
    remedy = Text("请核对项目、年度和决定批次。", "Check the measure, the year and the run.")
    return RegisterError(code, Text(f"{zh}。", f"{en}."), remedy=remedy)
