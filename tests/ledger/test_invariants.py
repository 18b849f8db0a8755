"""What the database refuses, whoever asks: these tests write past the verbs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Authority
from duixian.ledger import batches, budgets, queries, returns, verifying
from duixian.ledger.errors import JournalBroken
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models import Account, Batch, Entry, Item, Order, Posting, Tax
from duixian.ledger.movements import Movement
from duixian.ledger.posting import post
from duixian.ledger.states import OrderState
from tests.ledger.paying import BUDGET, Finance, ordered


def refused(write: Callable[[], object]) -> str:
    """The database's words when it refuses a write, at once or at the end of the transaction."""

    @transaction.atomic
    def attempt() -> None:
        write()
        connection.check_constraints()

    with pytest.raises(DatabaseError) as error:
        attempt()
    return str(error.value)


def sql(statement: str) -> Callable[[], object]:
    """The statement, sent as it is."""

    def sent() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return sent


def account(item: Item, kind: Kind) -> Account:
    """The account of an item's first source."""
    return Account.objects.filter(item=item, kind=kind).order_by("source__position")[0]


@pytest.mark.parametrize("table", ["entry", "posting"])
def test_journal_rows_are_neither_changed_nor_deleted(item: Item, table: str) -> None:
    assert "only ever grows" in refused(sql(f"UPDATE ledger_{table} SET authority_id = authority_id + 1"))
    assert "only ever grows" in refused(sql(f"DELETE FROM ledger_{table}"))
    connection.check_constraints()
    assert "only ever grows" in refused(sql(f"TRUNCATE ledger_{table} CASCADE"))


def test_a_posting_that_unbalances_an_entry_is_refused(item: Item) -> None:
    entry = Entry.objects.get()
    extra = Posting(
        authority=item.authority, entry=entry, account=account(item, Kind.PAID), debit_fen=5, credit_fen=0
    )
    assert "does not balance" in refused(extra.save)


def test_an_entry_without_postings_is_refused(item: Item) -> None:
    first = Entry.objects.get()
    bare = Entry(
        authority=item.authority,
        number=2,
        item=item,
        verb=Verb.RESERVE,
        fen=5,
        at=first.at,
        previous_sha256=first.sha256,
        sha256="0" * 64,
    )
    assert "does not balance" in refused(bare.save)


def test_an_entry_moves_money_only_as_its_verb_does(item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Movement, "ends", (Kind.FUNDING, Kind.PAID))
    assert "not a movement" in refused(lambda: post([Movement(item, Verb.GRANT, (5, 0))], None))


def test_an_entry_that_does_not_follow_the_last_is_refused(item: Item) -> None:
    budgets.reserve(item, "E1", 5)
    last = Entry.objects.get(number=2)
    last.pk, last.previous_sha256 = None, "0" * 64
    last.number = 3
    assert "does not follow" in refused(lambda: last.save(force_insert=True))


def test_a_budget_overdrawn_past_the_verbs_is_refused_by_the_database(item: Item) -> None:
    overdrawn = Movement(item, Verb.RESERVE, (BUDGET, BUDGET), "E1")
    assert "no_account_is_overdrawn" in refused(lambda: post([overdrawn], None))


def test_a_balance_is_changed_by_postings_only(item: Item) -> None:
    assert "postings only" in refused(sql("UPDATE ledger_account SET balance_fen = balance_fen + 1"))


def test_a_second_live_payment_of_an_instalment_is_refused(item: Item) -> None:
    order = ordered(item, "E1", 500)
    order.pk, order.number = None, "P0"
    assert "one_live_payment_per_instalment" in refused(lambda: order.save(force_insert=True))


def test_an_order_does_not_go_back_nor_change_what_it_says(item: Item) -> None:
    order = ordered(item, "E1", 500)
    rows = Order.objects.filter(pk=order.pk)
    assert "cannot go" in refused(lambda: rows.update(state=OrderState.PAID))
    assert "only ever grows" in refused(lambda: rows.update(amount_fen=501))


def test_maker_and_checker_are_two_people_for_the_database_too(item: Item, finance: Finance) -> None:
    batch = batches.make(item, [ordered(item, "E1", 500)], finance.maker)
    rows = Batch.objects.filter(pk=batch.pk)
    assert "checker_is_another_person" in refused(lambda: rows.update(checker=finance.maker))
    assert "no_batch_goes_on_unchecked" in refused(lambda: rows.update(state="checked"))
    rows.update(checker=finance.checker, state="checked")
    assert "tax_flag" in refused(lambda: rows.update(state="released"))


def test_no_line_joins_or_leaves_a_batch_that_is_checked(item: Item, finance: Finance) -> None:
    first, second = ordered(item, "E1", 500), ordered(item, "E2", 500)
    batch = batches.make(item, [first], finance.maker)
    batches.check(batches.set_tax(batch, Tax.GROSS, finance.maker), finance.checker)
    assert "cannot join" in refused(lambda: Order.objects.filter(pk=second.pk).update(batch=batch))
    assert "cannot join" in refused(lambda: Order.objects.filter(pk=first.pk).update(batch=None))


def test_a_batch_that_does_not_hold_what_it_says_does_not_leave(item: Item, finance: Finance) -> None:
    batch = batches.make(item, [ordered(item, "E1", 500)], finance.maker)
    Order.objects.filter(batch=batch).update(state=OrderState.ORDERED)
    batches.check(batches.set_tax(batch, Tax.GROSS, finance.maker), finance.checker)
    assert "does not hold" in refused(lambda: Batch.objects.filter(pk=batch.pk).update(state="released"))


def test_the_database_says_so_with_the_right_kind_of_error(item: Item) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        sql("UPDATE ledger_account SET balance_fen = 0")()


def test_the_verifier_names_what_was_altered_by_force(item: Item) -> None:
    budgets.reserve(item, "E1", 500)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE ledger_entry SET reference = 'E2' WHERE number = 2")
        cursor.execute("UPDATE ledger_posting SET debit_fen = 499 WHERE debit_fen = 300")
        cursor.execute("SET session_replication_role = origin")
    with pytest.raises(JournalBroken) as broken:
        verifying.verify(item.authority)
    said = broken.value.render("en")
    assert "entry 2 was altered" in said
    assert "entry 2 does not balance" in said
    assert "what its postings add up to" in said


def test_an_officer_sees_and_moves_only_the_money_of_his_authority(
    item: Item, other_authority: Authority, finance: Finance
) -> None:
    with acting_for(finance.checker):
        order = ordered(item, "E1", 500)
        batch = finance.released(item, [order])
        returns.take(batch, [returns.Line(order.number, True)])
        assert queries.balance(item)[Kind.PAID] == 500
    with acting_for(other_authority):
        assert not Entry.objects.exists()
        assert not Order.objects.exists()
    connection.check_constraints()
