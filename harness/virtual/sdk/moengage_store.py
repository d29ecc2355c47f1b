"""What MoEngage's SDK keeps of an installation, for one workspace. Names of files and keys are the model's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_stored import MOST_RECORDS, drop_damaged, is_session, is_text
from harness.virtual.sdk.seams import Storage

Record = dict[str, Any]
Log = Callable[[str], None]


def say_nothing(line: str) -> None:
    del line


class Shelf:
    """Records in the order they came, each written at once; a name is never used twice."""

    def __init__(
        self,
        files: MutableMapping[str, bytes],
        values: MutableMapping[str, Any],
        counter: str,
        is_sound: Callable[[Record], bool] = bool,
        log: Log = say_nothing,
    ) -> None:
        self._files = files
        self._values = values
        self._counter = counter
        self._is_sound = is_sound
        self._log = log

    def append(self, record: Record) -> str:
        number = max(int(self._values.get(self._counter, 0)), self._last_number()) + 1
        self._values[self._counter] = number
        name = f"{number:09d}"
        self.write(name, record)
        return name

    def write(self, name: str, record: Record) -> None:
        self._files[name] = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")

    @rests_on("moengage.md 1.8", "guess")
    def find(self, name: str) -> Record | None:
        """None for a file that is cut off or no record at all; such a file is dropped."""
        record = parse_record(self._files.get(name, b""))
        if record is not None and self._is_sound(record):
            return record
        self._log(f"MoEngage: dropped the unreadable file {self._counter} {name}")
        self.delete(name)
        return None

    def read(self, *names: str) -> Iterator[Record]:
        """The records of these that can be read."""
        for name in names:
            if (record := self.find(name)) is not None:
                yield record

    def delete(self, name: str) -> None:
        self._files.pop(name, None)

    def names(self) -> list[str]:
        return sorted(self._files)

    def drop_strangers(self) -> None:
        """Files whose name is no number are not the SDK's."""
        for name in self.names():
            if not is_name(name):
                self._log(f"MoEngage: dropped the file {name!r}")
                self.delete(name)

    def __len__(self) -> int:
        return len(self._files)

    def _last_number(self) -> int:
        return max((int(name) for name in self._files if is_name(name)), default=0)


class Store:
    @rests_on("moengage.md 1.8", "likely")
    def __init__(self, storage: Storage, workspace_id: str, log: Log = say_nothing) -> None:
        """Points and batches beside a file of preferences: they outlive the process, not the app's data."""
        place = f"moengage_{workspace_id}"
        self.values = storage.preferences(place)
        drop_damaged(self.values, log)
        self.points = Shelf(storage.files(f"{place}/points"), self.values, "last_point", is_point, log)
        self.batches = Shelf(storage.files(f"{place}/batches"), self.values, "last_batch", is_batch, log)
        self.points.drop_strangers()
        self.batches.drop_strangers()


def is_name(name: str) -> bool:
    return len(name) == 9 and name.isascii() and name.isdigit() and int(name) <= MOST_RECORDS


def parse_record(content: bytes) -> Record | None:
    """An object, of nothing that could not be sent again."""
    try:
        record = json.loads(content, parse_constant=refuse)
        json.dumps(record, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def is_point(record: Record) -> bool:
    """In its wire form: what it is, and when, is text."""
    return all(is_text(record.get(key)) for key in ("EVENT_ACTION", "EVENT_G_TIME"))


def is_batch(record: Record) -> bool:
    points, statuses, session = (record.get(key) for key in ("points", "statuses", "session"))
    return (
        all(is_text(record.get(key)) for key in ("bid", "request_time", "unique_id"))
        and isinstance(record.get("identifiers"), dict)
        and isinstance(points, list)
        and bool(points)
        and all(isinstance(point, dict) and is_point(point) for point in points)
        and isinstance(statuses, list)
        and all(isinstance(status, int) for status in statuses)
        and (session is None or is_session(session))
    )
