"""One recording as it is compared: its requests and messages, without fences, canaries and retries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from harness.calls import FENCE, Action, Call, Entry, Exchange, Note
from harness.reading import Recording
from harness.recording import Header
from harness.traffic import Traffic

DRAWN_PARTS = (
    (re.compile(r"(/projects/)[^/]+(/settings)$"), r"\1*\2"),
    (re.compile(r"(/sdkconfig/(?:android|ios)/)[^/]+"), r"\1*"),
    (re.compile(r"(/sdk/(?:device|report)/)[^/]+"), r"\1*"),
)
"""Write keys and workspaces in paths."""


@dataclass(frozen=True)
class Request:
    """``label`` is the part of a capture file's scenario that it belongs to; empty in a recording. ``messages`` are
    calls that it carries, fences left out."""

    exchange: Exchange
    label: str
    messages: Sequence[Call] = ()

    @property
    def endpoint(self) -> str:
        """``POST api.segment.io/v1/b``."""
        path = self.exchange.path
        for drawn, template in DRAWN_PARTS:
            path = drawn.sub(template, path)
        return f"{self.exchange.method} {self.exchange.host}{path}"

    @property
    def where(self) -> str:
        return f"{self.exchange.id} /"


@dataclass
class Message:
    """A call, and the requests that carried it: more than one where it was sent again. ``number`` counts arrivals."""

    call: Call
    label: str
    number: int
    tries: list[Request] = field(default_factory=list)

    @property
    def moment_s(self) -> float | None:
        """When the app made it, by the phone's clock."""
        try:
            return self.call.moment_s
        except (KeyError, ValueError, TypeError):
            return None


@dataclass(frozen=True)
class Side:
    header: Header
    entries: Sequence[Entry]

    @classmethod
    def of(cls, recording: Recording) -> Side:
        return cls(recording.header, recording.entries)

    @cached_property
    def traffic(self) -> Traffic:
        return Traffic(self.entries)

    @cached_property
    def actions(self) -> list[tuple[Entry, Action]]:
        return self.traffic.actions

    @property
    def test(self) -> str:
        """Without its parameters, of which the device is one."""
        return self.header.test.partition("[")[0]

    @property
    def is_told(self) -> bool:
        """What the app was told is known; of a capture file it is not."""
        return bool(self.actions)

    @cached_property
    def is_whole(self) -> bool:
        """Whatever was under way has arrived. A capture file ends where its scenario did."""
        last = max((entry.position for entry, _ in self.actions), default=-1)
        settled = [note for entry, note in self.traffic.notes if note.kind == "settled" and entry.position > last]
        return not self.is_told or any(note.data.get("proven") for note in settled)

    @cached_property
    def is_hurried(self) -> bool:
        """An expectation had the SDKs flush, as its call was not there yet: no fence did."""
        return any(note.kind == "nudge" for _, note in self.traffic.notes)

    @cached_property
    def labels(self) -> list[str]:
        return list(dict.fromkeys(label for label in self._label_of.values() if label))

    @cached_property
    def requests(self) -> list[Request]:
        """Those to vendors, in order of arrival; what carries nothing but fences is no request of anybody's."""
        found = []
        for exchange in self.traffic.to_vendors:
            calls = self.traffic.in_exchange.get(exchange.id, [])
            own = [call for call in calls if call.name != FENCE]
            if own or not calls:
                found.append(Request(exchange, self._label_of[exchange.id], own))
        return found

    @cached_property
    def messages(self) -> list[Message]:
        """In the order in which they first arrived."""
        found: dict[tuple[str, str], Message] = {}
        for request in self.requests:
            for call in request.messages:
                key = (call.vendor, call.message_id or call.source)
                message = found.setdefault(key, Message(call, request.label, len(found)))
                message.tries.append(request)
        return list(found.values())

    @cached_property
    def platform(self) -> str:
        """android, ios, web; empty where nobody says."""
        calls = [call for _, call in self.traffic.calls]
        return next((said for said in map(self.traffic.platform_of, calls) if said), "")

    @cached_property
    def _label_of(self) -> Mapping[str, str]:
        """Exchange id -> label."""
        found: dict[str, str] = defaultdict(str)
        label = ""
        for entry in self.entries:
            if isinstance(entry.what, Note) and entry.what.kind == "label":
                label = entry.what.text
            elif isinstance(entry.what, Exchange):
                found[entry.what.id] = label
        return found
