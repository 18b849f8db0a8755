"""Migration operations that put the invariants into the database itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

OFFICER, AUDITOR = "duixian_officer", "duixian_auditor"
"""The database's roles: an officer at work, and an auditor, who sees and changes nothing."""
SETTING = "duixian.authorities"
"""The authorities (ids, by commas) of whoever acts, for the length of one transaction."""

_MINE = f"authority_id = ANY (string_to_array(nullif((SELECT current_setting('{SETTING}', true)), ''), ',')::bigint[])"


class SecureRows(RunSQL):
    """Shows an officer only the rows of his authorities, and lets him write no others. For a table of ``Owned``."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
            f'CREATE POLICY own_authority ON "{table}" TO {OFFICER}, {AUDITOR} USING ({_MINE}) WITH CHECK ({_MINE});',
            f'DROP POLICY own_authority ON "{table}"; ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;',
        )

    def deconstruct(self) -> tuple[str, Sequence[str], dict[str, object]]:
        """As a migration writes it."""
        return self.__class__.__qualname__, [self.table], {}

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"Rows of {self.table} are their authority's alone"


class AppendOnly(RunSQL):
    """Refuses UPDATE, DELETE and TRUNCATE of a table, whoever asks; ``but`` names columns that may change."""

    def __init__(self, table: str, but: tuple[str, ...] = ()) -> None:
        self.table, self.but = table, but
        spared = ", ".join(f"'{column}'" for column in but)
        super().__init__(
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION duixian_append_only({spared});"
            f'CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION duixian_append_only();",
            f'DROP TRIGGER append_only ON "{table}"; DROP TRIGGER append_only_whole ON "{table}";',
        )

    def deconstruct(self) -> tuple[str, Sequence[object], dict[str, object]]:
        """As a migration writes it."""
        return self.__class__.__qualname__, [self.table], {"but": self.but} if self.but else {}

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"Rows of {self.table} are never changed or deleted"


APPEND_ONLY_FUNCTION = """
CREATE FUNCTION duixian_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - TG_ARGV::text[] = to_jsonb(NEW) - TG_ARGV::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% only ever grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""

ROLES = f"""
DO $$
DECLARE wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['{OFFICER}', '{AUDITOR}'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;  -- another database of the same server was quicker
            END;
        END IF;
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO current_user', wanted);
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', wanted);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA public TO %I', wanted);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO %I', wanted);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', wanted);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO %I', wanted);
    END LOOP;
    GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {OFFICER};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT, UPDATE, DELETE ON TABLES TO {OFFICER};
END $$;
"""

ACCESS_LOG_GUARD = f"""
REVOKE ALL ON authorities_accesslog FROM {OFFICER}, {AUDITOR};
GRANT INSERT, SELECT (id) ON authorities_accesslog TO {OFFICER};
GRANT INSERT, SELECT ON authorities_accesslog TO {AUDITOR};
ALTER TABLE authorities_accesslog ENABLE ROW LEVEL SECURITY;
CREATE POLICY anybody_adds ON authorities_accesslog FOR INSERT TO {OFFICER}, {AUDITOR} WITH CHECK (true);
CREATE POLICY returned_id ON authorities_accesslog FOR SELECT TO {OFFICER} USING (true);
CREATE POLICY own_authority ON authorities_accesslog FOR SELECT TO {AUDITOR}
    USING (authority_id IS NULL OR {_MINE});
"""
