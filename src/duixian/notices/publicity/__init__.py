"""The verbs of publicity: compose, publish, object to a line, resolve, withdraw, close.

p = compose(authority, title, lines, working_days=5, actor=officer)
publish(p, actor=officer)              # the clock starts
object_to(line, words)                 # holds that line only
resolve(objection, upheld=False, reason=…, actor=officer)
close(p)                               # when the clock has run out
free_references(p)                     # go on to payment
"""

from duixian.notices.publicity.closing import close, close_due, free_references
from duixian.notices.publicity.composing import Stages, compose
from duixian.notices.publicity.objecting import object_to
from duixian.notices.publicity.publishing import publish
from duixian.notices.publicity.resolving import resolve
from duixian.notices.publicity.withdrawing import withdraw, withdraw_line

__all__ = [
    "Stages",
    "close",
    "close_due",
    "compose",
    "free_references",
    "object_to",
    "publish",
    "resolve",
    "withdraw",
    "withdraw_line",
]
