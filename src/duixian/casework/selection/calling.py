"""Call a round: from today until a day somebody may be nominated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.authorities.turns import one_at_a_time
from duixian.casework.selection.finding import terms_of
from duixian.casework.selection.fitting import check_fits
from duixian.casework.selection.locking import demand_organiser, locked, next_number, refusal
from duixian.casework.selection.models import Round
from duixian.casework.selection.states import RoundState
from duixian.casework.selection.terms import Terms
from duixian.decisions.store.models import PolicyVersion


@transaction.atomic
def call(
    authority: Authority,
    version: PolicyVersion,
    name: str,
    label: str,
    until: date,
    *,
    places: Mapping[str, int] | None = None,
    actor: Account | None = None,
) -> Round:
    """A new round of the selection ``name`` of a policy. ``places`` by category where the terms leave them open.

    Raises TermsError, RoundError (round-exists, round-places, round-over)."""
    demand_organiser(actor, authority)
    terms = terms_of(version, name)
    check_fits(terms, version.loaded())
    if until < clock.today():
        raise refusal("round-over", "提名截止日已过", "The last day to nominate is over", name)
    one_at_a_time(authority, "selection.round")
    if Round.objects.filter(authority=authority, name=name, label=label).exists():
        raise refusal(
            "round-exists", f"“{name}”{label} 已经有一轮", f"{name} {label} has been called already", name
        )
    year = f"PX{clock.today().year}"
    taken = Round.objects.filter(authority=authority, number__startswith=year).count()
    return Round.objects.create(
        authority=authority,
        number=next_number(authority, year, taken),
        version=version,
        name=name,
        label=label,
        places=_places(terms, places or {}),
        nominations_until=until,
        called_by=actor,
        called_at=clock.now(),
    )


def _places(terms: Terms, said: Mapping[str, int]) -> dict[str, int]:
    """The terms' own number of places wins; one that they leave open must be said."""
    places = {category: stated or said.get(category, 0) for category, stated in terms.places.items()}
    strangers = sorted(set(said) - set(terms.places))
    if strangers or any(number < 1 for number in places.values()):
        raise refusal(
            "round-places",
            "名额没有写全，或类别不符",
            "The places are not complete or name strange categories",
            terms.name,
        )
    return places


@transaction.atomic
def cancel(row: Round, reason: str, actor: Account | None = None) -> Round:
    """End a round that has not been published, with a reason."""
    held = locked(row, of=(RoundState.CALLED, RoundState.REVIEWING, RoundState.RANKED))
    demand_organiser(actor, held.authority)
    if not reason.strip():
        raise refusal("round-reason", "取消须写明理由", "Cancelling needs a reason", str(held))
    held.state, held.reason = RoundState.CANCELLED, reason.strip()
    held.save(update_fields=["state", "reason"])
    return held
