"""Preferences as a Segment SDK sees them: SharedPreferences on Android, UserDefaults on iOS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.seams import Process


class Preferences(MutableMapping[str, Any]):
    """Both systems write behind the app's back: what the disk does not take is true until the process ends."""

    def __init__(self, kept: MutableMapping[str, Any], log: Callable[[str], None]) -> None:
        self._kept = kept
        self._log = log
        self._unsaved: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        return self._unsaved[key] if key in self._unsaved else self._kept[key]

    @rests_on("segment.md 4.3", "guess")
    def __setitem__(self, key: str, value: Any) -> None:
        self._unsaved[key] = value
        self.save()

    def __delitem__(self, key: str) -> None:
        found = [one.pop(key) for one in (self._unsaved, self._kept) if key in one]
        if not found:
            raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._kept, **self._unsaved})

    def __len__(self) -> int:
        return len({**self._kept, **self._unsaved})

    def save(self) -> None:
        """The whole file at once, so what was not saved before is saved with what comes after it."""
        try:
            for key, value in list(self._unsaved.items()):
                self._kept[key] = value
                del self._unsaved[key]
        except OSError as problem:
            self._log(f"Segment: preferences are not saved: {problem}")


def open_preferences(process: Process, name: str) -> Preferences:
    return Preferences(process.storage.preferences(name), process.log)


@rests_on("segment.md 4.3", "guess")
def kept_text(preferences: MutableMapping[str, Any], key: str) -> str | None:
    """A value of another type counts as none: what becomes of the SDK then is not known."""
    found = preferences.get(key)
    return found if isinstance(found, str) else None


@rests_on("segment.md 4.3", "guess")
def kept_number(preferences: MutableMapping[str, Any], key: str) -> int:
    found = preferences.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0
