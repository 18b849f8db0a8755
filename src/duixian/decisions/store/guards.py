"""What the database itself refuses of runs and instalments, whoever asks."""

from __future__ import annotations

FINISHED_RUNS = """
CREATE FUNCTION duixian_finished_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state <> '已完成' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a finished run never changes: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER finished_run BEFORE UPDATE OR DELETE ON decisions_run
    FOR EACH ROW EXECUTE FUNCTION duixian_finished_run();
"""

TAKEN_UP_MONEY = """
CREATE FUNCTION duixian_taken_up_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NOT (
        OLD.state IN ('付款中', '已付') AND (OLD.amount_fen, OLD.payee_id) IS DISTINCT FROM (NEW.amount_fen, NEW.payee_id)
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'money that was taken up for payment never changes: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER taken_up_money BEFORE UPDATE OR DELETE ON decisions_instalment
    FOR EACH ROW EXECUTE FUNCTION duixian_taken_up_money();
"""

UNDO = {
    "decisions_run": "DROP TRIGGER finished_run ON decisions_run; DROP FUNCTION duixian_finished_run;",
    "decisions_instalment": "DROP TRIGGER taken_up_money ON decisions_instalment; DROP FUNCTION duixian_taken_up_money;",
}
