"""What was taken in the app's last life is sent once more in the next."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_batches import Batches as AndroidBatches
from harness.virtual.sdk.moengage_queue import Queue
from harness.virtual.sdk.swift_storage import EventFiles as IosFiles

AREA = "delivery"
TAKEN = "segment.taken."


def arm(patch: Patch) -> None:
    patch(AndroidBatches, "__init__", bring_back)
    patch(AndroidBatches, "delete_batch", keep_a_copy)
    patch(IosFiles, "__init__", bring_back)
    patch(IosFiles, "delete_file", keep_a_copy)
    patch(Queue, "delete_batch", hide_batch)
    patch(Queue, "batches", lambda original, self: (one for one in original(self) if one.name not in hidden(self)))


def preferences(self: Any) -> Any:
    return self._preferences if hasattr(self, "_preferences") else self._defaults


def bring_back(original: Any, self: Any, *given: Any) -> None:
    original(self, *given)
    for key in [key for key in preferences(self) if key.startswith(TAKEN)]:
        self._files[key.removeprefix(TAKEN)] = preferences(self).pop(key).encode()


def keep_a_copy(original: Any, self: Any, name: str) -> None:
    preferences(self)[TAKEN + name] = self._files.get(name, b"").decode()
    original(self, name)


def hidden(self: Any) -> set[str]:
    names: set[str] = self.__dict__.setdefault("hidden", set())
    return names


def hide_batch(original: Any, self: Any, batch: Any) -> None:
    hidden(self).add(batch.name)
