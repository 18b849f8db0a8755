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
