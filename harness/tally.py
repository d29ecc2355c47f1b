"""What nobody could read of some traffic, counted by name: undecoded requests, unknown fields and actions."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from harness.calls import Entry, Undecoded, Unknown

MOST_LINES = 8
MOST_CHARACTERS = 110


@dataclass(frozen=True)
class Seen:
    """``name`` is an undecoded request's reason, ``field context.foo`` or ``action MOE_X``; ``first`` an exchange."""

    vendor: str
    is_unknown: bool
    name: str
    count: int
    first: str

    def __str__(self) -> str:
        kind = "unknown" if self.is_unknown else "undecoded"
        times = f"{self.count}x, first in" if self.count > 1 else "in"
        return f"{kind}: {self.vendor} {_line(self.name)} ({times} {self.first})"

    @property
    def key(self) -> tuple[bool, str, str]:
        return (self.is_unknown, self.vendor, self.name)


class Tally:
    """One thread adds while another asks; ``plain`` is made of what any process can be sent."""

    def __init__(self, seen: Iterable[Seen] = ()) -> None:
        self._lock = threading.Lock()
        self._seen: dict[tuple[bool, str, str], Seen] = {}
        for one in seen:
            self._add(one)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Tally:
        tally = cls()
        for entry in entries:
            tally.add(entry)
        return tally

    @classmethod
    def from_plain(cls, rows: Iterable[Sequence[str | int | bool]]) -> Tally:
        return cls(
            Seen(str(vendor), bool(is_unknown), str(name), int(count), str(first))
            for vendor, is_unknown, name, count, first in rows
        )

    def add(self, entry: Entry) -> None:
        """What is readable, or no traffic at all, is not counted."""
        what = entry.what
        if isinstance(what, Unknown):
            self._add(Seen(what.vendor, True, f"{what.what} {what.name}", 1, what.exchange_id))
        elif isinstance(what, Undecoded):
            self._add(Seen(what.vendor, False, what.reason, 1, what.exchange_id))

    def take(self, other: Tally) -> None:
        for one in other.seen:
            self._add(one)

    def _add(self, new: Seen) -> None:
        with self._lock:
            old = self._seen.get(new.key)
            count, first = (old.count, old.first) if old else (0, new.first)
            self._seen[new.key] = Seen(new.vendor, new.is_unknown, new.name, count + new.count, first)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """In the order of the first of each."""
        with self._lock:
            return tuple(self._seen.values())

    @property
    def undecoded(self) -> int:
        return sum(one.count for one in self.seen if not one.is_unknown)

    @property
    def unknown(self) -> int:
        """Names, not times: a key that every call has is one thing to look at."""
        return sum(1 for one in self.seen if one.is_unknown)

    def plain(self) -> list[list[str | int | bool]]:
        return [[one.vendor, one.is_unknown, one.name, one.count, one.first] for one in self.seen]

    def __str__(self) -> str:
        """``0 undecoded, 0 unknown``: zero is said too."""
        return f"{self.undecoded} undecoded, {self.unknown} unknown"

    def lines(self) -> Iterator[str]:
        """What is not readable, each name once, the most frequent first."""
        seen = sorted(self.seen, key=lambda one: -one.count)
        yield from (str(one) for one in seen[:MOST_LINES])
        if seen[MOST_LINES:]:
            yield f"and {len(seen) - MOST_LINES} other names"


def _line(name: str) -> str:
    """What would move the cursor is escaped: names come from other people's apps."""
    text = "".join(one if one.isprintable() else repr(one)[1:-1] for one in name)
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 3]}..."
