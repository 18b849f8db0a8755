"""What one worker of the race does: every office's work, in an order of its own, on whatever there is to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random
from threading import Event

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import offers, paying, publishing
from duixian.casework.models import Case, Happening
from duixian.casework.states import State, Verb
from duixian.decisions.store.models import Instalment
from duixian.decisions.store.states import InstalmentState
from duixian.ledger import batches, orders, queries, reconciling, returns, verifying
from duixian.ledger.kinds import Kind
from duixian.ledger.kinds import Verb as Movement
from duixian.ledger.models import Batch, Entry, Item, Order, Posting, Tax
from duixian.ledger.payees import Payee
from duixian.ledger.states import BatchState, OrderState
from duixian.notices.models import Publicity
from duixian.notices.states import PublicityState
from duixian.values.bilingual import DuixianError
from tests.journeys.race_office import CODE, CONFIRMED, PAID, name_of
from tests.journeys.race_size import ENTITLEMENTS

HANDFUL, LIST, LINES = 8, 125, 200
ONE_FAILS_OF = 50
RIGHT_BANK = "正确的银行"
IN_THE_WAY = {
    *("case-moved", "not-possible", "publicity-state", "publicity-running", "state-refused"),
    *("order-state", "batch-state", "payment-exists", "checker-is-maker", "batch-size"),
}
"""Somebody else was quicker: look again."""
REFUSED_AT_FIRST = {name_of(number) for number in range(0, ENTITLEMENTS, ONE_FAILS_OF)}


class Worker:
    """A worker with an order of its own in which it goes through everything."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.authority = Authority.objects.get(code=CODE)
        self.item = Item.objects.get(authority=self.authority)
        self.intake, self.maker, self.checker = (
            Account.objects.get(username=role.value)
            for role in (Role.INTAKE, Role.FINANCE_MAKER, Role.FINANCE_CHECKER)
        )

    def steps(self) -> list[Callable[[], None]]:
        """What there may be to do, in this worker's order of the day."""
        steps = [
            *(
                (CONFIRMED, self.confirm),
                (CONFIRMED, self.publish),
                (PAID, self.conclude),
                (PAID, self.order),
            ),
            *((PAID, self.make), (PAID, self.check), (PAID, self.release), (PAID, self.bank)),
            *((PAID, self.reissue), (PAID, self.reconcile), (PAID, self.follow)),
        ]
        mixed = self.random.sample(steps, len(steps))
        return [lambda day=day, step=step: self.try_to(day, step) for day, step in mixed]  # type: ignore[misc]

    def try_to(self, day: date, step: Callable[[], object]) -> None:
        """Does it on its day, unless somebody else was quicker."""
        try:
            with clock.at(day):
                step()
        except DuixianError as error:
            if error.code not in IN_THE_WAY:
                raise

    def finished(self) -> bool:
        """Whether every case is paid and every batch reconciled."""
        left = Batch.objects.exclude(state__in=(BatchState.RECONCILED, BatchState.REJECTED))
        return not Case.objects.exclude(state=State.PAID).exists() and not left.exists()

    def rest(self) -> None:
        """Lets the others work for a moment."""
        Event().wait(self.random.randrange(500) / 1000)

    def some(self, state: State, most: int) -> list[Case]:
        """Some cases of a state: others may be at the same ones."""
        names = list(Case.objects.filter(state=state).values_list("pk", flat=True))
        chosen = self.random.sample(names, min(most, len(names)))
        return list(
            Case.objects.filter(pk__in=chosen).prefetch_related("version", "authority").order_by("pk")
        )

    def confirm(self) -> None:
        """Payees answer at the counter: their cases are approved."""
        for case in self.some(State.OFFERED, HANDFUL):
            offers.confirm(case, self.intake)

    def publish(self) -> None:
        """A notice of a list's worth, or of the last ones."""
        approved = self.some(State.APPROVED, LIST)
        if len(approved) == LIST or (approved and not Case.objects.filter(state=State.OFFERED).exists()):
            publishing.publish(approved, self.intake, "免申即享公示")

    def conclude(self) -> None:
        """A notice whose time is over."""
        running = list(Publicity.objects.filter(state=PublicityState.PUBLIC))
        if running:
            publishing.conclude(self.random.choice(running))

    def order(self) -> None:
        """Payment orders for some that are free, perhaps ordered by others at the same moment."""
        free = self.some(State.CLEARED, HANDFUL * 4)
        if free:
            paying.order(free, self.maker)

    def make(self) -> None:
        """A batch of some that wait."""
        waiting = list(queries.waiting(self.item))
        chosen = self.random.sample(waiting, min(LINES, len(waiting)))
        if chosen:
            batches.set_tax(batches.make(self.item, chosen, self.maker), Tax.GROSS, self.maker)

    def one(self, *states: BatchState) -> Batch | None:
        """Any batch that stands there."""
        found = list(Batch.objects.filter(state__in=states))
        return self.random.choice(found) if found else None

    def check(self) -> None:
        """Checks a batch; one whose maker went away before its tax flag is flagged first."""
        batch = self.one(BatchState.MADE)
        if batch is not None:
            batches.check(batches.set_tax(batch, Tax.GROSS, self.checker), self.checker)

    def release(self) -> None:
        """Releases a batch, perhaps one that others release at the same moment."""
        batch = self.one(BatchState.CHECKED, BatchState.RELEASED)
        if batch is not None:
            batches.release(batch, self.checker)

    def bank(self) -> None:
        """The bank's return for a released batch, perhaps taken before."""
        batch = self.one(BatchState.RELEASED)
        if batch is not None:
            returns.take(batch, [said(order) for order in batch.orders.all()])

    def reissue(self) -> None:
        """Corrects a line that came back."""
        for order in queries.returned(self.authority):
            orders.reissue(order, Payee(order.payee_name, f"6222{order.number}", RIGHT_BANK))

    def reconcile(self) -> None:
        """Reconciles a batch all of whose lines are accounted for."""
        batch = self.one(BatchState.RELEASED)
        if batch is not None and not reconciling.standing(batch).missing:
            reconciling.reconcile(batch)

    def follow(self) -> None:
        """Cases follow what the bank did."""
        if (
            Order.objects.filter(state=OrderState.PAID).count()
            > Case.objects.filter(state=State.PAID).count()
        ):
            paying.follow(self.authority)


def said(order: Order) -> returns.Line:
    """The bank refuses some first payments, and no corrected one."""
    ok = order.bank == RIGHT_BANK or order.payee_name not in REFUSED_AT_FIRST
    return returns.Line(order.number, ok, "" if ok else "开户行有误")


def outcome() -> dict[str, object]:
    """What casework and the ledger hold in the end."""
    authority = Authority.objects.get(code=CODE)
    references = set(Case.objects.values_list("entitlement__number", flat=True))
    paid = Counter(Order.objects.filter(state=OrderState.PAID).values_list("reference", flat=True))
    entered = Counter(Entry.objects.filter(verb=Movement.PAY).values_list("reference", flat=True))
    approved = Counter(Happening.objects.filter(verb=Verb.CONFIRM).values_list("case", flat=True))
    postings = Posting.objects.values_list("debit_fen", "credit_fen")
    by_kind = queries.balance(Item.objects.get(authority=authority)).by_kind
    return {
        "approved_once": sum(count == 1 for count in approved.values()),
        "orders_paid_once": sum(paid[one] == 1 for one in references),
        "entries_paid_once": sum(entered[one] == 1 for one in references),
        "instalments_paid": Instalment.objects.filter(state=InstalmentState.PAID).count(),
        "cases_paid": Case.objects.filter(state=State.PAID).count(),
        "reissued": Order.objects.filter(state=OrderState.REISSUED).count(),
        "paid_fen": by_kind[Kind.PAID],
        "elsewhere_fen": sum(by_kind.values()) - by_kind[Kind.PAID],
        "journal_difference_fen": sum(debit - credit for debit, credit in postings),
        "sound_entries": verifying.verify(authority),
    }
