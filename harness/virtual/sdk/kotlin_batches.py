"""Batch files of analytics-kotlin: ``<writeKey>-<index>.tmp`` while open, without the extension when closed."""

from __future__ import annotations

import json
import zlib

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_state import Preferences
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.segment_preferences import kept_number

FOLDER = "app_segment-disk-queue"
OPEN = ".tmp"
MOST_CHARACTERS_OF_EVENT = 32_000
MOST_BYTES_OF_BATCH = 475_000
MARK_OF_EVENT = b'"_metadata":{"bundled":['


class TooLargeError(Exception):
    """The event is dropped; the app's error handler is told."""


class Batches:
    def __init__(self, process: Process, preferences: Preferences, write_key: str, closes_left: bool = False) -> None:
        self._process = process
        self._closes_left = closes_left
        self._preferences = preferences
        self._write_key = write_key
        self._index_key = f"segment.events.file.index.{write_key}"
        self._files = process.storage.files(FOLDER)
        self._salt = process.draws.random.getrandbits(32)
        self._is_opened = False

    @rests_on("segment.md 4.3")
    def append(self, event: str) -> None:
        """Reopens the file that an ended process left unfinished. A batch may be too long by one event."""
        if len(event) >= MOST_CHARACTERS_OF_EVENT:
            raise TooLargeError("enqueued payload is too large")
        if len(self._files.get(self._open_file(), b"")) > MOST_BYTES_OF_BATCH:
            self._is_opened = True
            self.roll_over()
        self._write(self._open_file(), event)

    def _write(self, name: str, event: str) -> None:
        written = self._files.get(name)
        start = b'{"batch":[' if written is None else written + b","
        self._files[name] = start + event.encode()
        self._is_opened = True

    @rests_on("segment.md 4.3")
    def roll_over(self) -> None:
        """Only what this process has opened: a file left by an ended one waits for a new event (not in 1.16.3)."""
        if self._is_opened or (self._closes_left and self._open_file() in self._files):
            self.close_batch(self._open_file())
            self._is_opened = False
            self._preferences[self._index_key] = self._index() + 1

    @rests_on("segment.md 2.1")
    def close_batch(self, name: str) -> None:
        end = f'],"sentAt":"{self.sent_at()}","writeKey":"{self._write_key}"}}'
        self._files[name.removesuffix(OPEN)] = self._files[name] + end.encode()
        del self._files[name]

    @rests_on("segment.md 2.1")
    def sent_at(self) -> str:
        """The moment of closing, not of any upload."""
        return iso_utc(self._process.clock.wall())

    @rests_on("segment.md 4.3")
    def closed(self) -> list[str]:
        """In the file system's order, which is nobody's: a newer batch may be listed first. Of every write key."""
        return sorted((name for name in self._files if not name.endswith(OPEN)), key=self._place_in_folder)

    def read(self, name: str) -> bytes:
        return self._files[name]

    def delete_batch(self, name: str) -> None:
        self._files.pop(name, None)

    @rests_on("segment.md 4.5")
    def path(self, name: str) -> str:
        """The retry state is kept under full paths."""
        return f"/data/user/0/{self._process.app.app_id}/{FOLDER}/{name}"

    def count_events(self) -> int:
        """A file that was damaged holds what still looks like one."""
        return sum(_count(text) for text in list(self._files.values()))

    def _place_in_folder(self, name: str) -> int:
        return zlib.crc32(f"{self._salt}{name}".encode())

    def _open_file(self) -> str:
        return f"{self._write_key}-{self._index()}{OPEN}"

    def _index(self) -> int:
        return kept_number(self._preferences, self._index_key)


def _count(text: bytes) -> int:
    """Whether the file has been closed or not."""
    for end in (b"", b"]}"):
        try:
            return len(json.loads(text + end)["batch"])
        except (ValueError, TypeError, KeyError):
            continue
    return text.count(MARK_OF_EVENT)
