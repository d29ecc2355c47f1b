"""The start-up queue of analytics-swift: events wait in memory until the settings are there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Clock, Timer
from harness.virtual.sdk.swift_events import Message

MOST_EVENTS = 1000
LONGEST_WAIT_S = 30.0


class StartupQueue:
    def __init__(self, clock: Clock, replay: Callable[[Message], None], changed: Callable[[], None]) -> None:
        """``changed``: running has become true or false, which is a change of state (segment.md 4.1)."""
        self._clock = clock
        self._replay = replay
        self._changed = changed
        self._held: deque[Message] = deque(maxlen=MOST_EVENTS)
        self._cap: Timer | None = None
        self._was_open = False
        self._is_waited_for = False
        self.is_open = False

    def __len__(self) -> int:
        return len(self._held)

    @rests_on("segment.md 3.4")
    def holds(self, message: Message) -> bool:
        if self.is_open:
            return False
        self.hold(message)
        return True

    def hold(self, message: Message) -> None:
        """Of more than a thousand the oldest is lost."""
        self._held.append(message)

    @rests_on("segment.md 3.4")
    def close(self) -> None:
        """The first wait has no end but the settings' own time-out; later ones last thirty seconds at most."""
        self.is_open = False
        self._changed()
        self._cancel_cap()
        if self._was_open:
            self._cap = self._clock.call_later(LONGEST_WAIT_S, self.run_anyway)

    def pause(self) -> None:
        self._is_waited_for = True
        self.close()

    def resume(self) -> None:
        self._is_waited_for = False
        self.open()

    @rests_on("segment.md 3.4")
    def run_anyway(self) -> None:
        """Whoever still waits."""
        self.resume()

    @rests_on("segment.md 3.4")
    def open(self) -> None:
        """Held events go on as they are, in their order. Not while a plugin waits."""
        if self._is_waited_for:
            return
        self._cancel_cap()
        self.is_open = self._was_open = True
        self._changed()
        held = tuple(self._held)
        self._held.clear()
        for message in held:
            self._replay(message)

    def _cancel_cap(self) -> None:
        if self._cap is not None:
            self._cap.cancel()
            self._cap = None
