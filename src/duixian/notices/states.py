"""The states of a publicity, a line and an objection, and the steps between them, as data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where a list is shown."""

    INSIDE = "inside", _("单位内公示")
    PUBLIC = "public", _("政府公示")


class PublicityState(models.TextChoices):
    COMPOSED = "composed", _("已拟")
    INSIDE = "inside", _("单位内公示中")
    PUBLIC = "public", _("公示中")
    CLOSED = "closed", _("公示期满")
    WITHDRAWN = "withdrawn", _("已撤回")


class LineState(models.TextChoices):
    STANDING = "standing", _("公示中")
    HELD = "held", _("异议待处理")
    FREE = "free", _("可支付")
    STRUCK = "struck", _("异议成立")
    WITHDRAWN = "withdrawn", _("已撤回")


class ObjectionState(models.TextChoices):
    OPEN = "open", _("待处理")
    DISMISSED = "dismissed", _("不成立")
    UPHELD = "upheld", _("成立")
    MOOT = "moot", _("已无对象")


RUNNING = (PublicityState.INSIDE, PublicityState.PUBLIC)
WITHDRAWABLE = (PublicityState.COMPOSED, *RUNNING)
CONTESTABLE = (LineState.STANDING, LineState.HELD)
STATE_OF_PLACE = {Place.INSIDE: PublicityState.INSIDE, Place.PUBLIC: PublicityState.PUBLIC}
