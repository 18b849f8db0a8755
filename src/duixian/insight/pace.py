"""How long cases take: the days spent in each state and step, and from the claim to the money."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from duixian.authorities.models import Authority

_STEPS = """
WITH lines AS (
  SELECT h.case_id, h.after, h.step, h.at,
         lead(h.at) OVER (PARTITION BY h.case_id ORDER BY h.id) AS left_at
  FROM casework_happening h JOIN casework_case c ON c.id = h.case_id
  WHERE h.authority_id = %(authority)s AND (%(measure)s = '' OR c.measure = %(measure)s)
), spent AS (
  SELECT after, step, extract(epoch FROM left_at - at) / 86400 AS days FROM lines WHERE left_at IS NOT NULL
)
SELECT after, step, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY days),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY days), max(days)
FROM spent GROUP BY after, step ORDER BY min(after), step
"""
_WHOLE = """
SELECT c.measure, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY days),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY days), max(days)
FROM casework_case c JOIN LATERAL (
  SELECT extract(epoch FROM min(h.at) FILTER (WHERE h.after = '已支付') - min(h.at)) / 86400 AS days
  FROM casework_happening h WHERE h.case_id = c.id
) t ON true
WHERE c.authority_id = %(authority)s AND days IS NOT NULL AND (%(measure)s = '' OR c.measure = %(measure)s)
GROUP BY c.measure ORDER BY c.measure
"""


@dataclass(frozen=True, slots=True)
class Stay:
    """Days spent under a name (a state and its step, or a measure's whole way): how often, the middle one, the one
    that nine in ten stay within, and the longest. Tenths of days."""

    name: str
    step: str
    count: int
    middle: int
    nine_in_ten: int
    longest: int


@dataclass(frozen=True, slots=True)
class Pace:
    """``steps``: by state and step. ``whole``: from the first line of a case to its payment, by measure."""

    steps: tuple[Stay, ...]
    whole: tuple[Stay, ...]


def pace(authority: Authority, measure: str = "") -> Pace:
    """How long cases of an authority (of a measure) took. Days are calendar days, from line to line of the history."""
    named: dict[str, int | str] = {"authority": authority.pk, "measure": measure}
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, named)
        steps = tuple(_stay(name, step, *rest) for name, step, *rest in cursor.fetchall())
        cursor.execute(_WHOLE, named)
        whole = tuple(_stay(name, "", *rest) for name, *rest in cursor.fetchall())
    return Pace(tuple(sorted(steps, key=_in_order)), whole)


_ORDER = ("待核对", "待本人确认", "办理中", "待补正", "已通过", "公示中", "异议核查中", "公示完毕", "支付中")


def _in_order(stay: Stay) -> tuple[int, str]:
    return (_ORDER.index(stay.name) if stay.name in _ORDER else len(_ORDER)), stay.step


def _stay(name: str, step: str, count: int, *days: object) -> Stay:
    middle, nine, longest = (round(float(str(day)) * 10) for day in days)
    return Stay(name, step, count, middle, nine, longest)
