"""What MoEngage's SDK keeps of an installation, for one workspace. Names of files and keys are the model's own."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Storage

Record = dict[str, Any]


class Shelf:
    """Records in the order they came, each written at once; a name is never used twice."""

    def __init__(self, files: MutableMapping[str, bytes], values: MutableMapping[str, Any], counter: str) -> None:
        self._files = files
        self._values = values
        self._counter = counter

    def append(self, record: Record) -> str:
        number = int(self._values.get(self._counter, 0)) + 1
        self._values[self._counter] = number
        name = f"{number:09d}"
        self.write(name, record)
        return name

    def write(self, name: str, record: Record) -> None:
        self._files[name] = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")

    def read(self, name: str) -> Record:
        record: Record = json.loads(self._files[name])
        return record

    def delete(self, name: str) -> None:
        self._files.pop(name, None)

    def names(self) -> list[str]:
        return sorted(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Store:
    @rests_on("moengage.md 1.8", "likely")
    def __init__(self, storage: Storage, workspace_id: str) -> None:
        """Points and batches beside a file of preferences: they outlive the process, not the app's data."""
        place = f"moengage_{workspace_id}"
        self.values = storage.preferences(place)
        self.points = Shelf(storage.files(f"{place}/points"), self.values, "last_point")
        self.batches = Shelf(storage.files(f"{place}/batches"), self.values, "last_batch")
