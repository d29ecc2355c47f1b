"""Events on disk: one open file, closed ones beside it that wait for their upload."""

from __future__ import annotations

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.segment_preferences import kept_number
from harness.virtual.sdk.swift_state import Defaults

FULL_AT_BYTES = 475_000
CLOSED = ".temp"
INDEX = "segment.events"


class EventFiles:
    @rests_on("segment.md 4.3")
    def __init__(self, process: Process, defaults: Defaults, write_key: str) -> None:
        self._clock = process.clock
        self._defaults = defaults
        self._write_key = write_key
        self._files = process.storage.files(f"segment/{write_key}")
        self._is_opened = False

    @rests_on("segment.md 4.3")
    def append(self, event: str) -> None:
        """A file that is full is closed first; one that a killed process left open is taken up again."""
        if len(self._files.get(self._open_name(), b"")) >= FULL_AT_BYTES:
            self._is_opened = True
            self.close_file()
        name = self._open_name()
        before = self._files.get(name)
        self._is_opened = True
        self._files[name] = (b'{ "batch": [\n' if before is None else before + b",") + event.encode() + b"\n"

    @rests_on("segment.md 2.1")
    def close_file(self) -> None:
        """``sentAt`` is stamped here, not at each try. A file that a killed process left open waits for a new event
        of this one, which takes it up again (segment.md 4.3)."""
        name = self._open_name()
        if self._is_opened:
            end = f'],"sentAt":"{self.sent_at()}","writeKey":"{self._write_key}"}}\n'
            self._files[name + CLOSED] = self._files[name] + end.encode()
            del self._files[name]
            self._is_opened = False
            self._defaults[INDEX] = self._index() + 1

    def sent_at(self) -> str:
        return iso_utc(self._clock.wall())

    @rests_on("segment.md 4.3")
    def closed(self) -> list[str]:
        return sorted((name for name in self._files if name.endswith(CLOSED)), key=_number_of)

    def read(self, name: str) -> bytes:
        return self._files[name]

    def delete_file(self, name: str) -> None:
        self._files.pop(name, None)

    def count_events(self) -> int:
        """One line each, which begins with its type; from the second on a comma stands before it."""
        lines = (line for content in self._files.values() for line in content.split(b"\n"))
        return sum(1 for line in lines if line.startswith((b'{"type":', b',{"type":')))

    def _open_name(self) -> str:
        return f"{self._index()}-segment-events"

    def _index(self) -> int:
        return kept_number(self._defaults, INDEX)


def _number_of(name: str) -> tuple[int, str]:
    number = name.split("-")[0]
    return (int(number) if number.isdecimal() else 0, name)
