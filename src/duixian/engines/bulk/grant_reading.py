"""What is granted, read some cases at a time: all columns of a grant, of whatever space they lie in."""

from __future__ import annotations

from duixian.engines.bulk.grants import Grant
from duixian.engines.bulk.reading import Reader
from duixian.engines.bulk.space import Space


class GrantReaders:
    """A reader for each space that a grant's columns lie in, told of all of them."""

    def __init__(self, grant: Grant) -> None:
        self._readers: dict[int, Reader] = {}
        here = self.of(grant.space)
        here.announce(grant.lacking, grant.refused, grant.nothing, grant.bare)
        here.announce_scalars(grant.amount, *(value for _, value in grant.wanted))
        for note in grant.notes:
            here.announce(note.gate)
            here.announce_scalars(note.value, note.result)
        if grant.held is not None:
            here.announce(grant.held.until, grant.held.broken, grant.held.pending)
        for payee in grant.payees:
            self.of(payee.space).announce(payee.there)
            self.of(payee.space).announce_scalars(payee.who, payee.share)
        if grant.layout is not None:
            here.announce(grant.layout.nominal)
            for piece in grant.layout.pieces:
                parts = piece.there, piece.number, piece.due, piece.amount, piece.state, piece.period
                self.of(grant.layout.space).announce(*parts)

    def of(self, space: Space) -> Reader:
        """The reader of one space."""
        return self._readers.setdefault(id(space), Reader(space))
