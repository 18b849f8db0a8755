"""What the database itself does for the registry, as statements of its migration."""

from __future__ import annotations

CONTENT = """
CREATE FUNCTION registry_fact_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.content := encode(sha256(convert_to(NEW.cells::text, 'UTF8')), 'hex');
    RETURN NEW;
END $$;
CREATE TRIGGER content BEFORE INSERT ON registry_fact FOR EACH ROW EXECUTE FUNCTION registry_fact_content();
"""
CONTENT_UNDONE = "DROP TRIGGER content ON registry_fact; DROP FUNCTION registry_fact_content;"

ELSEWHERE = """
CREATE FUNCTION registry_elsewhere(wanted_kind text, wanted_index text) RETURNS TABLE (authority_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.authority_id FROM registry_sealed s WHERE s.kind = wanted_kind AND s."index" = wanted_index
    UNION
    SELECT m.authority_id FROM registry_mark m WHERE m.kind = wanted_kind AND m."index" = wanted_index
$$;
"""
"""Which authorities know a number or a matter: nothing else of their rows gets past row security."""
ELSEWHERE_UNDONE = "DROP FUNCTION registry_elsewhere;"

LAID_OUT = """
CREATE FUNCTION registry_lay_out() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    -- What was planned for an empty table would look through all of it for every row asked for.
    ANALYZE registry_fact;
    -- New rows wait in a list that every look-up by link would read through, until somebody empties it.
    PERFORM gin_clean_pending_list('registry_fact_links');
END $$;
"""
"""After many rows: an officer imports too, and only a table's owner may do this."""
LAID_OUT_UNDONE = "DROP FUNCTION registry_lay_out;"
