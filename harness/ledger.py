"""What one worker saw and did, in order of arrival: appended by many threads, waited on by many, indexed by test."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from harness.calls import FENCE, Call, Entry, Exchange, Undecoded, Unknown, What
from harness.clock import SYSTEM, Clock, Deadline
from harness.errors import HarnessError
from harness.tally import Tally

T = TypeVar("T")
Listener = Callable[[Entry], None]

MOST_IDS = 100_000
"""Ids of installations that are remembered; the oldest are forgotten first."""


@dataclass
class Share:
    """One owner's entries, and its calls by what is asked for."""

    entries: list[Entry] = field(default_factory=list)
    calls: dict[tuple[str, str | None, str | None], list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        call = entry.what
        if isinstance(call, Call):
            for key in {(None, None), (call.kind, None), (None, call.name), (call.kind, call.name)}:
                self.calls[(call.vendor, *key)].append(entry)


class Ledger:
    """Every call carries ids of the installation that sent it, so that late traffic finds its test; what carries
    none belongs to the test that runs on its device."""

    def __init__(self, clock: Clock = SYSTEM) -> None:
        self._clock = clock
        self._started = clock.now()
        self._changed = threading.Condition(threading.RLock())
        self._shares: dict[str, Share] = defaultdict(Share)
        self._current: dict[str, str] = {}
        self._begun: dict[str, int] = {}
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._ended: set[str] = set()
        self._late: Counter[str] = Counter()
        self.unowned = Tally()
        """What could not be read of traffic that no running test owns: a recording has no place for it."""
        self._listeners: list[Listener] = []
        self._position = 0
        self._failure: HarnessError | None = None

    def append(self, what: What, *, at_s: float | None = None) -> Entry:
        """``at_s`` is said of what was seen earlier: by a recording."""
        with self._changed:
            entry = self._add(what, self._owner(what), at_s)
            self._publish([entry])
        return entry

    def append_exchange(self, exchange: Exchange, items: Sequence[Call | Undecoded | Unknown]) -> None:
        """The exchange and what is in it, as one step; the exchange belongs to its first call's owner."""
        with self._changed:
            owners = [self._owner(item) for item in items]
            first = owners[0] if owners else self._owner(exchange)
            pairs = zip([exchange, *items], [first, *owners], strict=True)
            self._publish([self._add(what, owner) for what, owner in pairs])

    def begin(self, owner: str, device: str) -> None:
        """A test's installation starts: what carries no known id belongs to it from now on."""
        with self._changed:
            self._current[device] = owner
            self._begun[owner] = self._position
            self._ended.discard(owner)

    def claim(self, owner: str, ids: Iterable[str]) -> None:
        with self._changed:
            for one in ids:
                self._owners.setdefault(one.lower(), owner)
            while len(self._owners) > MOST_IDS:
                self._owners.popitem(last=False)

    def end(self, owner: str) -> tuple[Entry, ...]:
        """The owner's entries, which leave memory; its ids stay known."""
        with self._changed:
            self._ended.add(owner)
            return tuple(self._shares.pop(owner, Share()).entries)

    @property
    def length(self) -> int:
        """Of everything that was ever appended: the same again where nothing was told or seen since."""
        with self._changed:
            return self._position

    def entries(self, owner: str) -> tuple[Entry, ...]:
        with self._changed:
            return tuple(self._shares[owner].entries) if owner in self._shares else ()

    def calls(
        self, owner: str, vendor: str, *, kind: str | None = None, name: str | None = None, since: int = -1
    ) -> list[Entry]:
        """Calls after position ``since``."""
        with self._changed:
            found = self._shares[owner].calls.get((vendor, kind, name), []) if owner in self._shares else []
            return found[bisect_right(found, since, key=lambda entry: entry.position) :]

    def wait(self, ready: Callable[[], T | None], within_s: float) -> T | None:
        """What ``ready`` returns once it is not None: asked now and after every append; None when time is over."""
        deadline = Deadline.after(within_s, self._clock)
        with self._changed:
            while (found := ready()) is None:
                if self._failure is not None:
                    raise self._failure
                if deadline.is_over:
                    return None
                self._changed.wait(deadline.left_s)
            return found

    def fail(self, error: HarnessError) -> None:
        """Capture is dead: every waiter is told, now and later."""
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    @property
    def late(self) -> Mapping[str, int]:
        """Calls that came for a test after its end, by test; fences are no calls of a test."""
        with self._changed:
            return dict(+self._late)

    def subscribe(self, listener: Listener) -> None:
        """``listener`` is called with every entry, in order, on the thread that appends it."""
        with self._changed:
            self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        with self._changed:
            self._listeners.remove(listener)

    def _owner(self, what: What) -> str:
        """Of several owners the one that began last: a device may keep an id from one installation to the next."""
        current = self._current.get(what.device, "")
        if not isinstance(what, Call | Undecoded | Unknown):
            return current
        known = {self._owners[one] for one in what.ids if one in self._owners}
        owner = max(known, key=lambda one: self._begun.get(one, -1), default=current)
        if owner:
            self.claim(owner, what.ids)
        return owner

    def _add(self, what: What, owner: str, at_s: float | None = None) -> Entry:
        entry = Entry(self._position, self._clock.now() - self._started if at_s is None else at_s, owner, what)
        self._position += 1
        is_late = owner in self._ended
        if is_late:
            self._late[owner] += isinstance(what, Undecoded) or (isinstance(what, Call) and what.name != FENCE)
        else:
            self._shares[owner].add(entry)
        if is_late or not owner:
            self.unowned.add(entry)
        return entry

    def _publish(self, entries: Sequence[Entry]) -> None:
        """Waiters first: a listener that fails takes nothing away from them, nor from the other listeners."""
        self._changed.notify_all()
        failures: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                for entry in entries:
                    listener(entry)
            except Exception as failure:
                failures.append(failure)
        if failures:
            raise failures[0]
