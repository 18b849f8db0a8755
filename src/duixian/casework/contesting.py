"""Somebody objects to a line on notice: the line is held, and the case behind it is seen to at once."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities.models import Account
from duixian.casework.models.case import Case
from duixian.casework.publishing import follow_case
from duixian.notices.models import Objection, PublicityLine
from duixian.notices.publicity import object_to


@transaction.atomic
def contest(
    line: PublicityLine, words: str, *, by: Account | None = None, name: str = "", contact: str = ""
) -> Objection:
    """File the objection. A line that is no case's, such as one of a selection round, is only held.

    Raises PublicityError, ObjectionError (see ``notices.publicity.object_to``)."""
    filed = object_to(line, words, by=by, name=name, contact=contact)
    number, _, position = line.reference.rpartition("/")
    case = Case.objects.filter(authority_id=line.authority_id, number=number).first() if position else None
    if case is not None:
        follow_case(case)
    return filed
