"""The start-up queue of analytics-kotlin: events wait in memory while settings are asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_events import Message
from harness.virtual.sdk.seams import Clock, Timer

MOST_EVENTS = 1000
LONGEST_WAIT_S = 30.0


class StartupQueue:
    """The first plugin: it holds events back from Segment and from every device-mode destination alike.

    Known and not modelled, because it is a defect and not what a healthy SDK does: state changes can overtake each
    other after a refresh, and then the queue stays shut until the next one (jvm.md 3.1).
    """

    def __init__(self, clock: Clock, replay: Callable[[Message], None], is_capped: bool = True) -> None:
        self._clock = clock
        self._is_capped = is_capped
        self._replay = replay
        self._held: deque[Message] = deque(maxlen=MOST_EVENTS)
        self._cap: Timer | None = None
        self._is_waited_for = False
        self.is_open = False

    def __len__(self) -> int:
        return len(self._held)

    @rests_on("segment.md 3.4")
    def holds(self, message: Message) -> bool:
        """Takes the message in if events have to wait; of more than a thousand the oldest is lost."""
        if self.is_open:
            return False
        self.hold(message)
        return True

    def hold(self, message: Message) -> None:
        self._held.append(message)

    @rests_on("segment.md 3.4")
    def close(self) -> None:
        """Until the settings are there, thirty seconds at the most; older releases know no such limit."""
        self.is_open = False
        self._cancel_cap()
        if self._is_capped:
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
        """Every held event is processed anew, as if the app made the call now. Not while a plugin waits."""
        if self._is_waited_for:
            return
        self._cancel_cap()
        self.is_open = True
        held = tuple(self._held)
        self._held.clear()
        for message in held:
            self._replay(message)

    def _cancel_cap(self) -> None:
        if self._cap is not None:
            self._cap.cancel()
            self._cap = None
