"""An installation's data in a file: what a modelled SDK keeps outlives every process, however it ended."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError
from harness.virtual.storage import AppData, Disk

FILE = "moengage.json"


class NotingDisk(Disk):
    """Has the data written once for all that a turn changes: ``at_turn_end`` takes what is to be done after it."""

    def __init__(self, at_turn_end: Callable[[Callable[[], None]], None], save: Callable[[], None]) -> None:
        self._at_turn_end = at_turn_end
        self._save = save
        self._is_noted = False
        self.is_open = False

    def note_change(self) -> None:
        if self.is_open and not self._is_noted:
            self._is_noted = True
            self._at_turn_end(self._write)

    def _write(self) -> None:
        self._is_noted = False
        if self.is_open:
            self._save()


class KeptData:
    """``launches`` counts the processes that the installation has had, this one included."""

    def __init__(self, folder: Path, at_turn_end: Callable[[Callable[[], None]], None]) -> None:
        self._file = folder / FILE
        self._disk = NotingDisk(at_turn_end, self.save)
        self.data = AppData({}, self._disk)
        said = read_kept(self._file)
        self.launches: int = said.get("launches", 0) + 1
        for name, values in said.get("preferences", {}).items():
            self.data.preferences(name).update(values)
        for name, files in said.get("files", {}).items():
            self.data.files(name).update({one: base64.b64decode(content) for one, content in files.items()})
        self._disk.is_open = True
        self.save()

    def save(self) -> None:
        """Whole or not at all."""
        preferences, folders = self.data.names()
        kept = {
            "launches": self.launches,
            "preferences": {name: dict(self.data.preferences(name)) for name in preferences},
            "files": {folder: encoded(self.data.files(folder)) for folder in folders},
        }
        text = json.dumps(kept)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self._file)

    def close(self) -> None:
        """Nothing is written any more: the folder may be deleted."""
        self._disk.is_open = False


def encoded(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode("ascii") for name, content in files.items()}


def read_kept(file: Path) -> dict[str, Any]:
    """Empty where nothing was kept yet."""
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError) as problem:
        raise ConfigurationError(f"{file} cannot be read: {problem}", next_step="delete the app's data") from problem
