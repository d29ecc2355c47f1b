"""What rules judge: the traffic of one test's installation, of a recording, or of a capture file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from harness.builds import Build
from harness.calls import FENCE, MOENGAGE, SEGMENT, Action, Call, Entry, Exchange, Note

LIBRARIES = {"analytics-kotlin": "android", "analytics-swift": "ios", "analytics.js": "web"}
"""``context.library.name`` -> platform (facts: segment.md 0, web.md 4)."""
MESSAGES = ("track", "identify", "screen", "page", "group", "alias")
SYSTEMS = {"android": "android", "ios": "ios"}
"""MoEngage's ``os``, lower case (facts: moengage.md 1.4, 1.6)."""


CUT = ("truncated",)
UNSURE = (*CUT, " late")
"""Conditions whose answer never reaches the SDK, or may come when nobody waits for it any more."""


def is_taken(call: Call, exchange: Exchange | None, but: Sequence[str] = CUT) -> bool:
    """Answered well, and under none of these conditions."""
    is_well = call.status is not None and 200 <= call.status < 300
    return is_well and not (exchange is not None and any(one in exchange.condition for one in but))


def once_each(calls: Iterable[Call]) -> list[Call]:
    """The last try of each message: retries left out."""
    return list({(call.vendor, call.message_id): call for call in calls}.values())


@dataclass(frozen=True)
class Traffic:
    """``build`` is the one that the app started as, None where nobody says; ``builds`` are those that actions name.

    ``is_settled``: whatever was under way has arrived, so that what is missing was not sent. ``is_told``: the actions
    are those of the app, all of them; of a capture file none are known. ``hosts`` are those that the user named.
    """

    entries: Sequence[Entry]
    platform: str = ""
    build: Build | None = None
    builds: Mapping[str, Build] = field(default_factory=dict)
    is_settled: bool = False
    is_told: bool = False
    hosts: tuple[str, ...] = ()

    @cached_property
    def exchanges(self) -> list[tuple[Entry, Exchange]]:
        """Those whose URL can be read: the others are undecoded."""
        found = ((entry, entry.what) for entry in self.entries if isinstance(entry.what, Exchange))
        return [(entry, exchange) for entry, exchange in found if _has_host(exchange)]

    @cached_property
    def to_vendors(self) -> list[Exchange]:
        return [exchange for _, exchange in self.exchanges if exchange.kind == "vendor"]

    @cached_property
    def by_id(self) -> Mapping[str, Exchange]:
        return {exchange.id: exchange for _, exchange in self.exchanges}

    @cached_property
    def actions(self) -> list[tuple[Entry, Action]]:
        return [(entry, entry.what) for entry in self.entries if isinstance(entry.what, Action)]

    @cached_property
    def notes(self) -> list[tuple[Entry, Note]]:
        return [(entry, entry.what) for entry in self.entries if isinstance(entry.what, Note)]

    @cached_property
    def all_calls(self) -> list[tuple[Entry, Call]]:
        """Fences too: they are the SDKs' own messages, but nobody's event."""
        return [(entry, entry.what) for entry in self.entries if isinstance(entry.what, Call)]

    @cached_property
    def calls(self) -> list[tuple[Entry, Call]]:
        return [(entry, call) for entry, call in self.all_calls if call.name != FENCE]

    @cached_property
    def segment(self) -> list[Call]:
        """Segment's messages, in order of arrival, fences among them; settings and telemetry are none."""
        return [call for _, call in self.all_calls if call.vendor == SEGMENT and call.kind in MESSAGES]

    @cached_property
    def moengage(self) -> list[Call]:
        """All that MoEngage was sent, in order of arrival."""
        return [call for _, call in self.all_calls if call.vendor == MOENGAGE]

    @cached_property
    def in_exchange(self) -> Mapping[str, list[Call]]:
        """Exchange id -> its calls."""
        found: dict[str, list[Call]] = defaultdict(list)
        for _, call in self.all_calls:
            found[call.exchange_id].append(call)
        return found

    def is_acknowledged(self, call: Call) -> bool:
        """The SDK was told that the vendor has it: answered well, and for all that is known the answer arrived."""
        return is_taken(call, self.by_id.get(call.exchange_id), UNSURE)

    def is_inherited(self, call: Call) -> bool:
        """A test put it on the phone's disk, as an older version left it."""
        meta = call.context.get("meta")
        batch = meta.get("bid") if isinstance(meta, Mapping) else None
        return any(isinstance(one, str) and one in self._seeded for one in (call.message_id, batch))

    @cached_property
    def _seeded(self) -> str:
        stored = [action.arguments.get("data") for _, action in self.actions if action.verb == "write_stored"]
        return " ".join(text for one in stored for text in (json.dumps(one, default=repr), *texts_in(one)))

    def count(self, *verbs: str) -> int:
        """How often the app or the phone was told one of these."""
        return sum(action.verb in verbs for _, action in self.actions)

    def platform_of(self, call: Call) -> str:
        """android, ios or web; empty where neither the call nor the recording says."""
        library = call.context.get("library")
        name = library.get("name") if isinstance(library, Mapping) else None
        system = call.context.get("os")
        said = LIBRARIES.get(str(name)) or (SYSTEMS.get(system.lower()) if isinstance(system, str) else None)
        return said or self.platform

    @cached_property
    def clock(self) -> PhoneClock | None:
        """None where nobody said what the phone's clock showed."""
        return PhoneClock.of(self.entries)


def _has_host(exchange: Exchange) -> bool:
    try:
        return bool(exchange.host)
    except ValueError:
        return False


@dataclass(frozen=True)
class PhoneClock:
    """How far the phone's clock was ahead of the harness's: steps of (position in the ledger, seconds)."""

    steps: Sequence[tuple[int, float]]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> PhoneClock | None:
        base: float | None = None
        error, steps = 0.0, []
        for entry in entries:
            what = entry.what
            if isinstance(what, Note) and what.kind == "clock":
                base, error = float(what.data["ahead_s"]), 0.0
            elif base is not None and isinstance(what, Action) and what.verb == "let_pass":
                base += float(what.arguments["seconds"])
            elif base is not None and isinstance(what, Action) and what.verb == "set_clock":
                error = float(what.arguments["offset_s"])
            else:
                continue
            if base is not None:
                steps.append((entry.position, base + error))
        return cls(steps) if steps else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that it was ahead: what was stamped early may come late."""
        seen = [ahead for _, ahead in self.steps]
        return min(seen), max(seen)


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside, keys of objects left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)
