"""``verify_decisions``: every chain of decisions read from its start; with ``--replay`` each is made again as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from duixian.authorities.models import Authority
from duixian.decisions.store import chain, replay
from duixian.decisions.store.models import Decision


class Command(BaseCommand):
    """Says how many decisions hold; fails with a line for each that does not."""

    help = "Verify the chains of decisions / 核验决定链"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--replay``: make every decision again and compare the bytes."""
        parser.add_argument("--replay", action="store_true", help="decide again and compare / 重放并比对")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError where anything does not hold."""
        faults = [f"{b.authority} #{b.place}：{b.what.zh} / {b.what.en}" for b in chain.verify()]
        if options["replay"]:
            faults += _not_the_same()
        if faults:
            raise CommandError("\n".join(faults))
        count = Decision.objects.count()
        self.stdout.write(f"{count} 个决定，链完整 / {count} decisions, the chains hold")


def _not_the_same() -> Iterator[str]:
    for authority in Authority.objects.order_by("pk"):
        for kept, replayed in replay.every(authority):
            if not replayed.same:
                yield f"{kept}：重放不同 / replays otherwise {' '.join(replayed.differing)}"
