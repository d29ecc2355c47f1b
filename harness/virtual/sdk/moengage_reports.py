"""Sending batches: one after the other, oldest first, each kept until the server has accepted it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_http import Endpoints
from harness.virtual.sdk.moengage_queue import Batch, Queue
from harness.virtual.sdk.moengage_wire import Wire, request_id
from harness.virtual.sdk.seams import Answer, Response, Task

NO_STATUS = -100
LOST = "lost_batches"


def _nothing() -> None:
    return None


class Reports:
    """Syncs never overlap: one asked for meanwhile begins when the other has ended, however that went."""

    def __init__(
        self, queue: Queue, wire: Wire, endpoints: Endpoints, config: RemoteConfig, values: MutableMapping[str, Any]
    ) -> None:
        self._queue = queue
        self._wire = wire
        self._endpoints = endpoints
        self._config = config
        self._values = values
        self._asked: list[tuple[str, Task]] = []
        self._is_busy = False
        wire.sender.lost_batches = list(values.get(LOST, []))

    def sync(self, trigger: str, then: Task = _nothing) -> None:
        """``then`` follows when all is sent, or the first batch was refused."""
        self._asked.append((trigger, then))
        if not self._is_busy:
            self._begin()

    def _begin(self) -> None:
        """A full disk keeps the points where they are; what is in batches already still goes."""
        self._is_busy = True
        trigger, then = self._asked.pop(0)
        try:
            self._queue.cut()
        finally:
            self.send_next(trigger, lambda: self._end(then))

    def _end(self, then: Task) -> None:
        self._is_busy = False
        then()
        if self._asked and not self._is_busy:
            self._begin()

    def send_next(self, trigger: str, end: Task) -> None:
        batch = self._queue.first_batch()
        if batch is None:
            end()
        else:
            self.send(batch, trigger, lambda answer: self.take(batch, answer, trigger, end))

    @rests_on("moengage.md 1.5")
    def send(self, batch: Batch, trigger: str, then: Callable[[Answer], None]) -> None:
        """Every try of a batch repeats its bid and its MOE-REQUEST-ID."""
        body = self._wire.report_body(batch, trigger)
        self._endpoints.report(body, request_id(batch.bid, batch.request_time, batch.unique_id), then)

    @rests_on("moengage.md 1.7", "likely")
    def take(self, batch: Batch, answer: Answer, trigger: str, end: Task) -> None:
        """A batch that is not accepted ends the loop: it is tried again with the next trigger, whenever that comes.
        Whether a Retry-After is honoured the facts do not say: it is not looked at (a guess)."""
        if self.is_accepted(answer):
            self.delete_batch(batch)
            self.send_next(trigger, end)
            return
        try:
            self.keep_batch(batch, answer.status if isinstance(answer, Response) else NO_STATUS)
        finally:
            end()

    @rests_on("moengage.md 1.7")
    def is_accepted(self, answer: Answer) -> bool:
        return isinstance(answer, Response) and answer.status in self._wire.accepts

    @rests_on("moengage.md 1.5", "guess")
    def delete_batch(self, batch: Batch) -> None:
        """Lost batches have been told of with it."""
        self._queue.delete_batch(batch)
        self._note_lost([])

    @rests_on("moengage.md 1.7", "likely")
    def keep_batch(self, batch: Batch, status: int) -> None:
        """Up to the server's number of tries, if it names one; then it is given up, and the next report lists it."""
        tries = self._config.report_tries if self._wire.gives_up else 0
        if tries and len(batch.statuses) + 1 >= tries:
            self._queue.delete_batch(batch)
            self._note_lost([*self._wire.sender.lost_batches, batch.bid])
        else:
            self._queue.note_failure(batch, status)

    def _note_lost(self, bids: list[str]) -> None:
        if bids == self._wire.sender.lost_batches:
            return
        self._wire.sender.lost_batches = bids
        self._values[LOST] = bids
