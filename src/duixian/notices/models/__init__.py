"""The rows of publicity and messages, by noun."""

from duixian.notices.models.calendar import WorkingDay
from duixian.notices.models.message import Channel, Delivery, DeliveryState, Message
from duixian.notices.models.objection import Objection
from duixian.notices.models.preference import Preference
from duixian.notices.models.publicity import Publicity, PublicityLine

__all__ = [
    "Channel",
    "Delivery",
    "DeliveryState",
    "Message",
    "Objection",
    "Preference",
    "Publicity",
    "PublicityLine",
    "WorkingDay",
]
