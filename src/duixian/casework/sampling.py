"""Clean cases passed together: some of them, drawn by chance, are read first, and both draw and reading are kept."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.authorities.turns import one_at_a_time
from duixian.casework.cleanliness import NothingClean, not_clean
from duixian.casework.errors import CaseworkError, NotYourStep
from duixian.casework.models.case import Case
from duixian.casework.models.sampling import Outcome, SampledCase, Sampling
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.steps import pass_
from duixian.values.bilingual import DuixianError, Text

MOST = 200
"""Cases of one batch; each is passed in the same request."""


class SampleUnread(CaseworkError):
    """Cases drawn to be read have not been opened (``sample-unread``)."""


def draw(
    authority: Authority, cases: Sequence[Case], officer: Account, chance: random.Random | None = None
) -> Sampling:
    """A batch of those cases that are clean, all at the step of the first, with a sample drawn from them by chance.
    The others stand in ``left_out`` with the reason. Raises NothingClean."""
    some = [case for case in cases if case.step == cases[0].step][:MOST]
    why = not_clean(authority, some, officer)
    clean = [case for case in some if case.pk not in why]
    if not clean:
        raise _nothing(some, [why[case.pk] for case in some])
    drawn = set((chance or secrets.SystemRandom()).sample(range(len(clean)), _how_many(clean)))
    with transaction.atomic():
        sampling = Sampling.objects.create(
            authority=authority,
            number=_number(authority),
            step=clean[0].step,
            officer=officer,
            drawn_at=clock.now(),
            left_out=[
                {"number": case.number, "zh": why[case.pk].zh, "en": why[case.pk].en}
                for case in some
                if case.pk in why
            ],
        )
        SampledCase.objects.bulk_create(
            SampledCase(
                authority=authority,
                sampling=sampling,
                case=case,
                revision=case.revision,
                drawn=place in drawn,
            )
            for place, case in enumerate(clean)
        )
        return sampling


def opened(case: Case, officer: Account) -> None:
    """The officer has the case before him: where it was drawn for a batch of his, that is kept."""
    waiting = SampledCase.objects.filter(case=case, drawn=True, opened_at__isnull=True)
    waiting.filter(sampling__officer=officer, sampling__done_at__isnull=True).update(opened_at=clock.now())


def pass_all(sampling: Sampling, officer: Account, words: str = "") -> Sampling:
    """Each case of the batch is passed as it was when the sample was drawn; one that changed since, or that its step
    refuses, is left out with the reason. Raises NotYourStep, SampleUnread."""
    with transaction.atomic():
        row = Sampling.objects.select_for_update(of=("self",)).get(pk=sampling.pk)
        if row.officer_id != officer.pk:
            raise _not_yours(row)
        if row.done_at is not None:
            return row
        unread = row.cases.filter(drawn=True, opened_at__isnull=True).select_related("case")
        if unread:
            raise _unread(row, [one.case.number for one in unread])
        for one in row.cases.select_related("case").prefetch_related("case__version").order_by("pk"):
            _pass(one, officer, words or f"批量 {row.number}")
        row.done_at = clock.now()
        row.save(update_fields=["done_at"])
        return row


def _pass(one: SampledCase, officer: Account, words: str) -> None:
    one.case.revision = one.revision
    try:
        with transaction.atomic():
            pass_(one.case, officer, words)
            one.outcome = Outcome.PASSED
    except DuixianError as error:
        one.outcome, one.words = Outcome.LEFT, error.message.zh
    one.save(update_fields=["outcome", "words"])


def _how_many(clean: Sequence[Case]) -> int:
    """As the procedure says: so many in a hundred, rounded up, and no fewer than so many."""
    procedure = procedure_of(clean[0].version)
    share = -(-len(clean) * procedure.sample_percent // 100)
    return min(len(clean), max(share, procedure.sample_least))


def _number(authority: Authority) -> str:
    one_at_a_time(authority, "casework.sampling")
    head = f"CC{clock.today():%Y%m%d}-{authority.code}-"
    return f"{head}{Sampling.objects.filter(number__startswith=head).count() + 1:03d}"


def _nothing(cases: Sequence[Case], why: Sequence[Text]) -> NothingClean:
    first = why[0] if why else Text("没有选择任何一件", "no case was chosen")
    number = cases[0].number if cases else ""
    return NothingClean(
        "nothing-clean",
        Text(f"没有可以批量办理的件：{first.zh}。", f"None of these may pass in a batch: {first.en}."),
        number,
        Text("请逐件打开办理。", "Open them one by one."),
    )


def _unread(row: Sampling, numbers: Sequence[str]) -> SampleUnread:
    listed = "、".join(numbers)
    return SampleUnread(
        "sample-unread",
        Text(f"抽中的件还没有打开看过：{listed}。", f"Drawn, and not opened yet: {', '.join(numbers)}."),
        row.number,
        Text("请逐一打开抽中的件，看过后再批量通过。", "Open each case that was drawn, then pass the batch."),
    )


def _not_yours(row: Sampling) -> NotYourStep:
    return NotYourStep(
        "not-your-step",
        Text("这一批由另一位同事抽取。", "A colleague drew this batch."),
        row.number,
        Text("请由抽取人办理，或自行抽取一批。", "Leave it to the colleague, or draw one of your own."),
    )
