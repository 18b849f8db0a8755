"""The month, day by day. Each day is one function; what a later day needs of an earlier one is kept in ``Month``.

Days are counted in working days from the script's first day, by the office's calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from duixian.authorities import clock
from duixian.casework import publishing
from duixian.casework.keys import kept
from duixian.casework.models import Case, Listing
from duixian.casework.states import State
from duixian.decisions.store import differences
from duixian.decisions.store.deciding import decide_registry
from duixian.decisions.store.models import Run
from duixian.language.outcome import Verdict
from duixian.language.rule import Measure
from duixian.ledger.models import Batch
from duixian.notices import calendar, publicity
from duixian.notices.models import Objection, Publicity
from duixian.registry.store import facts
from duixian.site.seeding import claiming, offering, selecting, spending
from duixian.site.seeding.choosing import holding, measures_of_money, payee_of, person_of, refused_records
from duixian.site.seeding.scene import Scene
from duixian.values.bilingual import Text

Work = Callable[[], object]

_LISTED, _NOTICE = 30, 5
"""About how many should stand on one list of the demo, and at most on its last notice: few enough to read."""
_CLAIMS, _REFUSALS, _LEFT = 8, 2, 2
"""Claims for what is granted and for what is not, of each benefit; those that stay on a desk, with nothing wrong."""


@dataclass(slots=True)
class Month:
    """What has come about so far."""

    scene: Scene
    run: Run
    measures: list[tuple[Measure, int]]
    listings: list[Listing] = field(default_factory=list)
    claimed: list[Measure] = field(default_factory=list)
    claims: list[Case] = field(default_factory=list)
    refused: list[Case] = field(default_factory=list)
    approved: list[Case] = field(default_factory=list)
    notices: list[Publicity] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)


def tell_month(scene: Scene) -> Iterator[tuple[Text, Work]]:
    """The days in order, with what is done on each."""
    with clock.at(scene.script.opened):
        run = decide_registry(
            scene.staff.district, [scene.version], scene.script.opened, actor=scene.staff["admin"]
        )
    month = Month(scene, run, measures_of_money(scene, run))
    for days, title, work in _DAYS:
        day = calendar.after(scene.script.opened, days) if days else scene.script.opened
        yield Text(f"{day:%m-%d} {title.zh}", f"{day:%d %b} {title.en}"), _on(day, work, month)


def _on(day: date, work: Callable[[Month], object], month: Month) -> Work:
    def worked() -> None:
        with clock.at(day):
            work(month)

    return worked


def list_first(month: Month) -> None:
    """A list of two benefits."""
    some = _of_fit_size(month.measures)[:2]
    month.listings.append(offering.list_for(month.scene, month.run, some))


def offer_first(month: Month) -> None:
    """Confirmed by another; the payees are told."""
    offering.offer(month.scene, month.listings[0])
    spending.open_bank(month.scene)


def receive_claims(month: Month) -> None:
    """Claims for what a run grants, for what it refuses, and for what it leaves open."""
    listed = {name for listing in month.listings for name in listing.measures}
    free = [measure for measure, _ in month.measures if measure.name not in listed]
    month.claimed = free[-2:]
    for measure in month.claimed:
        for decision in holding(month.run, measure, Verdict.ELIGIBLE, _CLAIMS):
            _file(month, claiming.claim(month.scene, measure, decision.key, payee_of(month.scene, decision)))
        for record in refused_records(month.run, measure, _REFUSALS):
            key = kept(month.scene.staff.district, record)
            _file(
                month, claiming.claim(month.scene, measure, key, person_of(month.scene, measure.table, key))
            )
    # Behind the first two, which will lack something: what an employer files is in order.
    month.claims[2:2] = claiming.file_list(month.scene, month.run, _LEFT)


def answer_offers(month: Month) -> None:
    """Payees answer; what is agreed goes on public notice."""
    agreed = offering.answer(month.scene, month.listings[0])
    title = f"{month.scene.script.opened:%Y年%m月}免申即享公示"
    month.notices.append(publishing.publish(agreed, month.scene.staff["second"], title))


def take_claims(month: Month) -> None:
    """Two claims lack something, one is taken back, the others are accepted."""
    waiting = [case for case in month.claims if case.state == State.CHECKING]
    asked, taken = waiting[:2], waiting[2:-2]
    claiming.ask(month.scene, asked)
    month.claims = claiming.take_in(month.scene, taken)


def object_in_public(month: Month) -> None:
    """Two objections to the notice."""
    lines = list(month.notices[0].lines.order_by("position")[:2])
    for line, words in zip(lines, ("此人已调离本区", "名单中的单位名称有误"), strict=False):
        month.objections.append(publicity.object_to(line, words, name="群众", contact="匿名来信"))
    publishing.follow(month.scene.staff.district)


def check_claims(month: Month) -> None:
    """The first check; one objection is decided."""
    month.claims = claiming.check(month.scene, month.claims[_LEFT:])
    for objection in month.objections[:1]:
        publicity.resolve(
            objection, upheld=False, reason="经核查参保与合同，仍在本区", actor=month.scene.staff["first"]
        )
    publishing.follow(month.scene.staff.district)


def decide_claims(month: Month) -> None:
    """The second check: granted, or refused with its clauses."""
    month.approved, month.refused = claiming.decide(month.scene, month.claims[_LEFT:])


def pay_first(month: Month) -> None:
    """The first notice is over: orders, batches, the bank's files."""
    free = publishing.conclude(month.notices[0])
    month.batches = spending.send(month.scene, spending.order(month.scene, free))


def publish_claims(month: Month) -> None:
    """What was granted on claim goes on notice; one refusal is appealed."""
    if month.approved:
        title = f"{month.scene.script.opened:%Y年%m月}申报办件公示"
        month.notices.append(publishing.publish(month.approved, month.scene.staff["second"], title))
    for case in month.refused[:1]:
        claiming.appeal(case)


def bank_answers(month: Month) -> None:
    """All but two lines are paid; one is corrected and sent again, one waits for its payee."""
    spending.answer(month.scene, month.batches, failing=2)
    again = spending.send(month.scene, spending.reissue(month.scene, 1))
    spending.answer(month.scene, again)
    spending.reconcile(month.scene, [*month.batches, *again])


def list_second(month: Month) -> None:
    """Another list is offered; a third waits to be confirmed."""
    listed = {name for listing in month.listings for name in listing.measures}
    claimed = {case.measure for case in Case.objects.filter(authority=month.scene.staff.district)}
    free = [(measure, count) for measure, count in month.measures if measure.name not in listed | claimed]
    for measure in _of_fit_size(free)[:2]:
        month.listings.append(offering.list_for(month.scene, month.run, [measure]))
    for listing in month.listings[1:2]:
        offering.offer(month.scene, listing)


def find_differences(month: Month) -> None:
    """A record that was paid for turns out to be void; the registry is decided again as of this day, and money is to
    come back."""
    district, paid = month.scene.staff.district, Case.objects.filter(state=State.PAID).order_by("pk").first()
    if paid is not None:
        facts.withdraw(
            district,
            paid.table,
            paid.key,
            actor=month.scene.staff["first"],
            source="来源部门更正：该记录作废",
        )
    differences.after(district, as_of=clock.today(), actor=month.scene.staff["admin"])


def pay_second(month: Month) -> None:
    """The second notice is over; its money is ordered and waits for a batch."""
    for notice in month.notices[1:]:
        spending.order(month.scene, publishing.conclude(notice))


def ask_late(month: Month) -> None:
    """One more claim, which lacks something: its clock still runs when the month ends."""
    for measure in month.claimed:
        for decision in holding(month.run, measure, Verdict.ELIGIBLE, 2 * _CLAIMS)[_CLAIMS:]:
            case = claiming.claim(
                month.scene, measure, decision.key, person_of(month.scene, measure.table, decision.key)
            )
            if case is not None:
                claiming.ask(month.scene, [case])
                return


def close_month(month: Month) -> None:
    """The last claims come in, and a new notice opens."""
    for listing in month.listings[1:2]:
        # One stays approved and waits for the next notice.
        agreed = offering.answer(month.scene, listing)[:-1][:_NOTICE]
        if agreed:
            title = f"{month.scene.script.today:%Y年%m月}免申即享公示（第二批）"
            month.notices.append(publishing.publish(agreed, month.scene.staff["second"], title))


def _of_fit_size(measures: list[tuple[Measure, int]]) -> list[Measure]:
    return [
        measure for measure, _ in sorted(measures, key=lambda pair: (abs(pair[1] - _LISTED), pair[0].name))
    ]


def _file(month: Month, case: Case | None) -> None:
    if case is not None:
        month.claims.append(case)


_DAYS: tuple[tuple[int, Text, Callable[[Month], object]], ...] = (
    (1, Text("免申名单", "list of what is due"), list_first),
    (1, Text("评选启动", "rounds are called"), lambda month: selecting.call_rounds(month.scene)),
    (2, Text("告知", "payees are told"), offer_first),
    (2, Text("评选提名", "nominations"), lambda month: selecting.nominate(month.scene, month.run)),
    (3, Text("申报", "claims"), receive_claims),
    (4, Text("本人确认，公示", "answers, public notice"), answer_offers),
    (5, Text("受理、补正", "intake"), take_claims),
    (5, Text("评审、公示", "the panel, its notice"), lambda month: selecting.review(month.scene)),
    (6, Text("公示异议", "objections"), object_in_public),
    (7, Text("初审", "first check"), check_claims),
    (9, Text("复核", "second check"), decide_claims),
    (10, Text("付款批次", "payment batch"), pay_first),
    (11, Text("申报公示、复核申请", "second notice, an appeal"), publish_claims),
    (12, Text("评选公布", "results are facts"), lambda month: selecting.announce(month.scene)),
    (13, Text("银行回盘、重发、对账", "returns, re-issue, reconciliation"), bank_answers),
    (14, Text("第二、三份名单", "more lists"), list_second),
    (15, Text("体检名单、转办", "services"), lambda month: selecting.serve(month.scene, month.run)),
    (16, Text("复算差异", "differences"), find_differences),
    (18, Text("第二批付款单", "more orders"), pay_second),
    (18, Text("一次性补正", "what is missing"), ask_late),
    (19, Text("月末", "end of the month"), close_month),
)
"""Working days after the first day of the month, what is done, and how."""
