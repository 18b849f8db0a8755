"""What the database itself keeps of the ledger: triggers, written from the same tables as the verbs.

The migrations run these texts. Whoever reaches the tables, by whichever program, meets them. Functions that
look rows up do so by index (``enable_seqscan = off``): PostgreSQL keeps the plan it made while a table was
small, and reading 10 000 entries through for each new one is slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from duixian.ledger.kinds import AFTER_CLOSE, MOVES
from duixian.ledger.numbering import COUNTER
from duixian.ledger.states import BATCH_MOVES, ORDER_MOVES, BatchState, OrderState

NUMBERS = (f"CREATE SEQUENCE {COUNTER}", f"DROP SEQUENCE {COUNTER}")

POSTINGS_KEEP_BALANCES = (
    """
    CREATE FUNCTION ledger_keep_balances() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    BEGIN
        UPDATE ledger_account a SET balance_fen = a.balance_fen + moved.fen
        FROM (SELECT account_id, sum(debit_fen - credit_fen)::bigint AS fen FROM fresh GROUP BY account_id) moved
        WHERE a.id = moved.account_id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER postings_keep_balances AFTER INSERT ON ledger_posting
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balances();
    """,
    """
    DROP TRIGGER postings_keep_balances ON ledger_posting;
    DROP FUNCTION ledger_keep_balances();
    """,
)

ONLY_POSTINGS_CHANGE_BALANCES = (
    """
    CREATE FUNCTION ledger_refuse_balance() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a balance is changed by postings only' USING ERRCODE = 'restrict_violation';
    END $$;
    CREATE TRIGGER only_postings_change_balances BEFORE UPDATE OF balance_fen ON ledger_account
        FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse_balance();
    CREATE TRIGGER accounts_begin_at_zero BEFORE INSERT ON ledger_account
        FOR EACH ROW WHEN (NEW.balance_fen <> 0) EXECUTE FUNCTION ledger_refuse_balance();
    """,
    """
    DROP TRIGGER accounts_begin_at_zero ON ledger_account;
    DROP TRIGGER only_postings_change_balances ON ledger_account;
    DROP FUNCTION ledger_refuse_balance();
    """,
)


S = TypeVar("S", OrderState, BatchState)


def _pairs(moves: Iterable[tuple[str, ...]]) -> str:
    return ", ".join("(" + ", ".join(f"'{word}'" for word in move) + ")" for move in moves)


_MOVES = _pairs((verb.value, ends[0].value, ends[1].value) for verb, ends in MOVES.items())

ENTRIES_BALANCE = (
    f"""
    CREATE FUNCTION ledger_check_entry() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    DECLARE
        checked bigint := CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN (to_jsonb(NEW)->>'id')::bigint
                                             ELSE (to_jsonb(NEW)->>'entry_id')::bigint END;
        entry ledger_entry;
    BEGIN
        SELECT * INTO entry FROM ledger_entry WHERE id = checked;
        IF EXISTS (
            SELECT 1 FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
            WHERE p.entry_id = checked GROUP BY a.source_id HAVING sum(p.debit_fen) <> sum(p.credit_fen)
        ) OR (
            SELECT coalesce(sum(debit_fen), 0) FROM ledger_posting WHERE entry_id = checked
        ) <> entry.fen THEN
            RAISE EXCEPTION 'entry % does not balance', entry.number USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
            WHERE p.entry_id = checked AND (a.item_id, p.authority_id) IS DISTINCT FROM (entry.item_id, entry.authority_id)
            OR p.entry_id = checked AND NOT EXISTS (
                SELECT 1 FROM (VALUES {_MOVES}) AS moves (verb, credited, debited)
                WHERE moves.verb = entry.verb
                AND a.kind = CASE WHEN p.debit_fen > 0 THEN moves.debited ELSE moves.credited END)
        ) THEN
            RAISE EXCEPTION 'entry % is not a movement of its item that % makes', entry.number, entry.verb
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER entries_balance AFTER INSERT ON ledger_entry
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_entry();
    CREATE CONSTRAINT TRIGGER entries_stay_balanced AFTER INSERT ON ledger_posting
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_entry();
    """,
    """
    DROP TRIGGER entries_balance ON ledger_entry;
    DROP TRIGGER entries_stay_balanced ON ledger_posting;
    DROP FUNCTION ledger_check_entry();
    """,
)

_LATE = ", ".join(f"'{verb.value}'" for verb in AFTER_CLOSE)

ENTRIES_FOLLOW_EACH_OTHER = (
    f"""
    CREATE FUNCTION ledger_check_chain() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    BEGIN
        IF NEW.previous_sha256 IS DISTINCT FROM coalesce((
            SELECT sha256 FROM ledger_entry WHERE authority_id = NEW.authority_id AND number = NEW.number - 1
        ), CASE NEW.number WHEN 1 THEN '' END) THEN
            RAISE EXCEPTION 'entry % does not follow the one before', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.verb NOT IN ({_LATE}) AND EXISTS (
            SELECT 1 FROM ledger_item WHERE id = NEW.item_id AND closed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'the year of entry % is closed', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER entries_follow_each_other BEFORE INSERT ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_check_chain();
    """,
    """
    DROP TRIGGER entries_follow_each_other ON ledger_entry;
    DROP FUNCTION ledger_check_chain();
    """,
)


def _states(table: str, moves: Mapping[S, tuple[S, ...]]) -> tuple[str, str]:
    allowed = _pairs((before.value, after.value) for before, afters in moves.items() for after in afters)
    return (
        f"""
        CREATE FUNCTION {table}_check_state() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (OLD.state, NEW.state) NOT IN ({allowed}) THEN
                RAISE EXCEPTION '% % cannot go from % to %', TG_TABLE_NAME, NEW.number, OLD.state, NEW.state
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER states_go_forward BEFORE UPDATE OF state ON {table}
            FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION {table}_check_state();
        """,
        f"""
        DROP TRIGGER states_go_forward ON {table};
        DROP FUNCTION {table}_check_state();
        """,
    )


ORDERS_GO_FORWARD = _states("ledger_order", ORDER_MOVES)
BATCHES_GO_FORWARD = _states("ledger_batch", BATCH_MOVES)

BATCHES_LEAVE_AS_CHECKED = (
    """
    CREATE FUNCTION ledger_check_release() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    BEGIN
        IF (SELECT (count(*), coalesce(sum(amount_fen), 0)) FROM ledger_order WHERE batch_id = NEW.id
                AND item_id = NEW.item_id AND purpose = NEW.purpose AND state = 'batched')
            IS DISTINCT FROM (NEW.lines::bigint, NEW.total_fen::numeric) THEN
            RAISE EXCEPTION 'batch % does not hold what was checked', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER batches_leave_as_checked BEFORE UPDATE OF state ON ledger_batch
        FOR EACH ROW WHEN (NEW.state = 'released' AND OLD.state <> 'released') EXECUTE FUNCTION ledger_check_release();
    CREATE FUNCTION ledger_check_lines() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM ledger_batch WHERE id = NEW.batch_id AND state <> 'made')
            OR EXISTS (SELECT 1 FROM ledger_batch WHERE id = OLD.batch_id AND id IS DISTINCT FROM NEW.batch_id
                       AND state <> 'rejected') THEN
            RAISE EXCEPTION 'order % cannot join, leave or change in this batch any more', NEW.number
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER checked_batches_keep_their_lines BEFORE UPDATE OF batch_id, withheld_fen ON ledger_order
        FOR EACH ROW WHEN ((OLD.batch_id, OLD.withheld_fen) IS DISTINCT FROM (NEW.batch_id, NEW.withheld_fen))
        EXECUTE FUNCTION ledger_check_lines();
    """,
    """
    DROP TRIGGER checked_batches_keep_their_lines ON ledger_order;
    DROP FUNCTION ledger_check_lines();
    DROP TRIGGER batches_leave_as_checked ON ledger_batch;
    DROP FUNCTION ledger_check_release();
    """,
)

ALL = (
    NUMBERS,
    POSTINGS_KEEP_BALANCES,
    ONLY_POSTINGS_CHANGE_BALANCES,
    ENTRIES_BALANCE,
    ENTRIES_FOLLOW_EACH_OTHER,
    ORDERS_GO_FORWARD,
    BATCHES_GO_FORWARD,
    BATCHES_LEAVE_AS_CHECKED,
)
"""Each as the text that makes it and the text that takes it away."""
