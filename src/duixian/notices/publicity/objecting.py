"""Object to one line of a list that is shown: that line is held, and no other."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account
from duixian.notices import calendar
from duixian.notices.errors import ObjectionError
from duixian.notices.models import Objection, PublicityLine
from duixian.notices.publicity.locking import locked
from duixian.notices.states import CONTESTABLE, RUNNING, LineState
from duixian.values.bilingual import Text

DAYS_TO_DECIDE = 5
"""Working days to decide an objection where the procedure says nothing else."""


@transaction.atomic
def object_to(
    line: PublicityLine,
    words: str,
    *,
    by: Account | None = None,
    name: str = "",
    contact: str = "",
    days_to_decide: int = DAYS_TO_DECIDE,
) -> Objection:
    """File an objection; its line is not paid before every objection to it is dismissed.

    Raises PublicityError when the list is not shown, ObjectionError without words or for a line that fell out.
    """
    locked(line.publicity, of=RUNNING)
    row = PublicityLine.objects.select_for_update().get(pk=line.pk)
    _check(row, words)
    row.state = LineState.HELD
    row.save(update_fields=["state"])
    return Objection.objects.create(
        authority_id=row.authority_id,
        line=row,
        by=by,
        name=name,
        contact=sealing.seal(contact) if contact else None,
        words=words.strip(),
        filed_at=clock.now(),
        due_on=calendar.after(clock.today(), days_to_decide),
    )


def _check(line: PublicityLine, words: str) -> None:
    if not words.strip():
        raise ObjectionError(
            "objection-without-words",
            Text("请写明异议的内容。", "Say what you object to."),
            remedy=Text(
                "写明哪一点与事实不符，最好附线索。", "Say which point is not true, with a lead if you can."
            ),
        )
    if line.state not in CONTESTABLE:
        raise ObjectionError(
            "objection-line-gone",
            Text("这一行已不在公示之列。", "This line is no longer published."),
            where=str(line.position),
            remedy=Text("请查看公示的最新状态。", "Look at the present state of the list."),
        )
