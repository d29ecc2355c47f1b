"""Data points on their way into batches. A batch has an identity, a session and an id of its own for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_identity import Identity
from harness.virtual.sdk.moengage_session import Session
from harness.virtual.sdk.moengage_store import Record, Store
from harness.virtual.sdk.seams import Clock, Draws

MOST_POINTS = 100


@dataclass(frozen=True)
class Batch:
    """``statuses`` are the answers that did not accept it, -100 for none at all."""

    name: str
    number: int
    bid: str
    request_time: str
    unique_id: str
    identifiers: dict[str, Any]
    session: dict[str, str] | None
    points: list[Record]
    statuses: list[int]


MEMBERS = ("bid", "request_time", "unique_id", "identifiers", "session", "points", "statuses")
"""What of a batch is in its file."""


class Queue:
    def __init__(self, store: Store, identity: Identity, session: Session, clock: Clock, draws: Draws) -> None:
        self._store = store
        self._identity = identity
        self._session = session
        self._clock = clock
        self._draws = draws

    def add(self, encoded: Record) -> int:
        """Writes a point in its wire form; returns how many wait now."""
        self._store.points.append(encoded)
        return len(self._store.points)

    @property
    def waiting(self) -> int:
        return len(self._store.points)

    def __len__(self) -> int:
        """Points that no server has acknowledged, in batches or not."""
        return self.waiting + sum(len(batch.points) for batch in self.batches())

    @rests_on("moengage.md 2.3")
    def cut(self) -> None:
        """What waits now belongs to the user of now, whoever comes next."""
        while self.waiting:
            self.take_batch()

    @rests_on("moengage.md 1.5")
    def take_batch(self) -> None:
        """Moves up to 100 points into a new batch on disk, which keeps its ids in every try."""
        names = self._store.points.names()[:MOST_POINTS]
        if points := list(self._store.points.read(*names)):
            self._store.batches.append(self.new_batch(points))
        for name in names:
            self._store.points.delete(name)

    def new_batch(self, points: list[Record]) -> Record:
        return {
            "bid": str(self._draws.uuid()),
            "request_time": iso_utc(self._clock.wall()),
            "unique_id": self._identity.unique_id,
            "identifiers": self._identity.identifiers(),
            "session": self._session.described(),
            "points": points,
            "statuses": [],
        }

    def first_batch(self) -> Batch | None:
        return next(self.batches(), None)

    def batches(self) -> Iterator[Batch]:
        """Oldest first; one that cannot be read is gone."""
        for name in self._store.batches.names():
            if (record := self._store.batches.find(name)) is not None:
                yield Batch(name=name, number=int(name), **members_of(record))

    def note_failure(self, batch: Batch, status: int) -> None:
        record = {key: getattr(batch, key) for key in MEMBERS}
        self._store.batches.write(batch.name, {**record, "statuses": [*batch.statuses, status]})

    def delete_batch(self, batch: Batch) -> None:
        self._store.batches.delete(batch.name)


def members_of(record: Record) -> dict[str, Any]:
    return {key: record.get(key) for key in MEMBERS}
