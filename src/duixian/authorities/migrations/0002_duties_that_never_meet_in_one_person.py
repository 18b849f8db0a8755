"""The database itself takes no two appointments of one account whose roles must not meet on any day."""

from django.db import migrations

from duixian.authorities.duties import INCOMPATIBLE

_PAIRS = ", ".join(
    f"'{one}|{other}'" for pair in sorted(map(sorted, INCOMPATIBLE)) for one, other in (pair, pair[::-1])
)

_GUARD = f"""
CREATE FUNCTION duixian_duties_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    -- Two appointments of one account at one moment wait for each other.
    PERFORM 1 FROM authorities_account WHERE id = NEW.account_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM authorities_appointment held
        WHERE held.account_id = NEW.account_id AND held.id IS DISTINCT FROM NEW.id
            AND daterange(held.since, held.until) && daterange(NEW.since, NEW.until)
            AND held.role || '|' || NEW.role IN ({_PAIRS})
    ) THEN
        RAISE EXCEPTION 'duties_apart: account % holds a role that must not meet %', NEW.account_id, NEW.role
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER duties_apart BEFORE INSERT OR UPDATE ON authorities_appointment
    FOR EACH ROW EXECUTE FUNCTION duixian_duties_apart();
"""
_AWAY = """
DROP TRIGGER duties_apart ON authorities_appointment;
DROP FUNCTION duixian_duties_apart();
"""


class Migration(migrations.Migration):
    dependencies = [("authorities", "0001_rows_belong_to_an_authority")]

    operations = [migrations.RunSQL(_GUARD, _AWAY)]
