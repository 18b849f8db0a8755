"""A write happens once for each key: the answer is kept in the same transaction as what it did.

A refused write keeps nothing, for it did nothing: mended, it may come again under the same key. Two at once
wait for each other on the unique key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse

from duixian.api.errors import key_missing, key_reused
from duixian.api.guard import Call
from duixian.api.models import KeptAnswer
from duixian.authorities import clock, sealing

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 200
KEPT = timedelta(days=7)
_FORM = "multipart/form-data"


def once(call: Call, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `act`, or the answer kept for this key. Must run inside a transaction.

    Raises KeyMissing without a key and KeyReused where the key stands for another request.
    """
    key = call.headers.get(HEADER, "")
    if not 0 < len(key) <= LONGEST:
        raise key_missing()
    kept = _kept(call, key)
    if kept is not None:
        return kept
    answer = act()
    KeptAnswer.objects.filter(token=call.auth, key=key).update(
        status=answer.status_code, sealed=sealing.seal(answer.content.decode())
    )
    return answer


def forget_old() -> int:
    """Drops answers kept longer than `KEPT`; returns how many."""
    return KeptAnswer.objects.filter(created_at__lt=clock.now() - KEPT).delete()[0]


def _kept(call: Call, key: str) -> HttpResponse | None:
    """Takes the key; None where it was free, else what was answered to the same request."""
    digest = _digest(call)
    row = KeptAnswer(authority=call.auth.authority, token=call.auth, key=key, digest=digest)
    # Conflicting rows are passed over only after their transaction has ended; the pk does not tell who won.
    KeptAnswer.objects.bulk_create([row], ignore_conflicts=True)
    found = KeptAnswer.objects.select_for_update().get(token=call.auth, key=key)
    if found.digest != digest:
        raise key_reused(key)
    if found.status is None:
        return None
    body = sealing.unseal(bytes(found.sealed or b""))
    answer = HttpResponse(body, status=found.status, content_type="application/json; charset=utf-8")
    answer[REPLAYED] = "true"
    return answer


def _digest(call: Call) -> str:
    digest = hashlib.sha256(f"{call.method} {call.get_full_path()}\n".encode())
    if call.content_type != _FORM:
        digest.update(call.body)
        return digest.hexdigest()
    # A form with files is read from the line as it comes, and its body is gone by now.
    digest.update(repr(sorted(call.POST.lists())).encode())
    for name, files in sorted(call.FILES.lists()):
        for file in files:
            digest.update(f"{name} {file.name} {file.size}\n".encode())
            for block in file.chunks():
                digest.update(block)
            file.seek(0)
    return digest.hexdigest()
