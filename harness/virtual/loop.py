"""A phone's event loop: presses, timers and answers of the network are turns of one thread, and one runs at a time."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from typing import Any, TypeVar

from harness.clock import SYSTEM, Clock, Deadline
from harness.errors import DeviceError

T = TypeVar("T")
Task = Callable[[], None]

ERRAND_S = 0.25
"""How much real time a request gets to finish before the phone's clock may be moved past the next timer."""
RESTLESS_S = 5.0
"""A phone whose turns never cease is moved on after this much real time."""


class Entry:
    """A turn that is due at a moment of the phone's clock."""

    __slots__ = ("__weakref__", "due", "is_cancelled", "order", "task")

    def __init__(self, due: float, order: int, task: Task) -> None:
        self.due = due
        self.order = order
        self.task = task
        self.is_cancelled = False

    def __lt__(self, other: Entry) -> bool:
        return (self.due, self.order) < (other.due, other.order)

    def cancel(self) -> None:
        """Also lets go of what the turn would have used: the entry itself stays until its moment comes."""
        self.is_cancelled = True
        self.task = _nothing


def _nothing() -> None: ...


class Errand:
    """Something under way outside of the phone; moving the phone's clock waits for it a little."""

    def __init__(self, loop: Loop, patience: Deadline) -> None:
        self._loop = loop
        self.patience = patience

    def end(self) -> None:
        self._loop._end_errand(self)


class Loop:
    """The phone's clock is the real one plus an offset that only grows."""

    def __init__(self, name: str, on_defect: Callable[[Exception], None], clock: Clock = SYSTEM) -> None:
        self._clock = clock
        self._offset = 0.0
        self.wall_error_s = 0.0
        """How far the phone's wall clock is wrong; what is timed is not."""
        self._on_defect = on_defect
        self._entries: list[Entry] = []
        self._order = count()
        self._errands: set[Errand] = set()
        self._turn_ends: list[Task] = []
        self._asked: set[Future[Any]] = set()
        self._is_busy = False
        self._is_closed = False
        self._changed = threading.Condition()
        self._one_at_a_time = threading.RLock()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def now(self) -> float:
        """Seconds on the phone's steady clock."""
        return self._clock.now().seconds + self._offset

    def wall(self) -> float:
        return self._clock.wall() + self._offset + self.wall_error_s

    def call_later(self, seconds: float, task: Task) -> Entry:
        with self._changed:
            entry = Entry(self.now() + max(0.0, seconds), next(self._order), task)
            heapq.heappush(self._entries, entry)
            if self._entries[0] is entry:
                self._changed.notify_all()
        return entry

    def post(self, task: Task) -> None:
        """A turn as soon as those are through that were due before."""
        self.call_later(0.0, task)

    def run(self, turn: Callable[[], T]) -> T:
        """Has the turn made and returns its result, or raises what it raised."""
        if threading.get_ident() == self._thread.ident:
            return turn()
        answer: Future[T] = Future()
        with self._changed:
            if self._is_closed:
                raise DeviceError("the virtual phone has ended", next_step="start another one")
            self._asked.add(answer)
        self.post(lambda: self._make(turn, answer))
        try:
            return answer.result()
        finally:
            self._asked.discard(answer)

    def at_turn_end(self, task: Task) -> None:
        """From inside a turn: what is to be done when it is over, before the next one."""
        self._turn_ends.append(task)

    def begin_errand(self) -> Errand:
        errand = Errand(self, Deadline.after(ERRAND_S, self._clock))
        with self._changed:
            self._errands.add(errand)
        return errand

    def advance(self, seconds: float) -> None:
        """Steps from timer to timer, in order; before each step what is due is done and errands may finish."""
        with self._one_at_a_time:
            until = self.now() + max(0.0, seconds)
            self._await_quiet()
            while (due := self._next_due()) is not None and due <= until:
                self._move_to(due)
                self._await_quiet()
            self._move_to(until)
            self._await_quiet()

    def drain(self) -> None:
        """Returns when no turn is due."""
        self._await(self._has_turns)

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(1.0)
        for answer in list(self._asked):
            answer.cancel()

    # the phone's thread

    def _serve(self) -> None:
        while (task := self._take()) is not None:
            self._guarded(task)
            while self._turn_ends:
                self._guarded(self._turn_ends.pop(0))

    def _take(self) -> Task | None:
        with self._changed:
            self._is_busy = False
            while not self._is_closed:
                if self._is_due():
                    self._is_busy = True
                    return heapq.heappop(self._entries).task
                self._changed.notify_all()
                self._changed.wait(self._until_next_s())
        return None

    def _guarded(self, task: Task) -> None:
        try:
            task()
        except Exception as defect:
            self._on_defect(defect)

    def _make(self, turn: Callable[[], T], answer: Future[T]) -> None:
        """Answers at the turn's end, so that what it launched stands in line before what its caller does next."""
        try:
            result = turn()
        except BaseException as problem:
            error = problem
            self.at_turn_end(lambda: answer.set_exception(error))
        else:
            self.at_turn_end(lambda: answer.set_result(result))

    # under the lock

    def _is_due(self) -> bool:
        while self._entries and self._entries[0].is_cancelled:
            heapq.heappop(self._entries)
        return bool(self._entries) and self._entries[0].due <= self.now()

    def _until_next_s(self) -> float | None:
        return max(0.0, self._entries[0].due - self.now()) if self._entries else None

    def _has_turns(self) -> float:
        """Seconds after which to look again; 0 when there are none."""
        return RESTLESS_S if self._is_busy or self._is_due() else 0.0

    def _is_astir(self) -> float:
        return self._has_turns() or max((errand.patience.left_s for errand in self._errands), default=0.0)

    # moving the clock, from any other thread

    def _next_due(self) -> float | None:
        with self._changed:
            self._is_due()
            return self._entries[0].due if self._entries else None

    def _move_to(self, moment: float) -> None:
        with self._changed:
            self._offset += max(0.0, moment - self.now())
            self._changed.notify_all()

    def _await_quiet(self) -> None:
        self._await(self._is_astir)

    def _await(self, stirring_s: Callable[[], float]) -> None:
        deadline = Deadline.after(RESTLESS_S, self._clock)
        with self._changed:
            while (left_s := stirring_s()) and not deadline.is_over and not self._is_closed:
                self._changed.wait(min(left_s, deadline.left_s))

    def _end_errand(self, errand: Errand) -> None:
        with self._changed:
            self._errands.discard(errand)
            self._changed.notify_all()
