"""What a phone keeps of an app: preferences, files, keychain. It outlives processes and ends with the app's data."""

from __future__ import annotations

import base64
import copy
import errno
import os
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

V = TypeVar("V")
PLAIN = (str, bytes, int, float, bool, type(None))
NOTHING = object()


class Disk:
    """A phone's, shared by whatever it stores."""

    is_full = False

    def note_change(self) -> None:
        """Something was written or deleted."""


class Kept(MutableMapping[str, V]):
    """Values go in and come out as copies, as through a file: what a process changes in its memory is not stored."""

    def __init__(self) -> None:
        self._values: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        return _copied(self._values[name])

    def __setitem__(self, name: str, value: V) -> None:
        self._values[name] = _copied(value)

    def __delitem__(self, name: str) -> None:
        del self._values[name]

    def __iter__(self) -> Iterator[str]:
        """Over the names there are now: a file may be deleted while a folder is listed."""
        return iter(list(self._values))

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {sorted(self._values)}>"


class Folder(Kept[bytes]):
    def __init__(self, disk: Disk) -> None:
        super().__init__()
        self._disk = disk

    def __setitem__(self, name: str, value: bytes) -> None:
        """On a full disk nothing is written; deleting a file makes no room for long."""
        if self._disk.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
        super().__setitem__(name, value)
        self._disk.note_change()

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._disk.note_change()


class Preferences(Kept[Any]):
    """On a full disk an edit fails silently, on both platforms: the process has it in its memory until it ends, and
    the next edit that can be written writes everything (SharedPreferencesImpl logs, cfprefsd keeps)."""

    def __init__(self, disk: Disk) -> None:
        super().__init__()
        self._disk = disk
        self._on_disk: dict[str, Any] = {}
        """What of the values in memory is otherwise on the disk."""

    def __setitem__(self, name: str, value: Any) -> None:
        self._note(name)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        self._note(name)
        super().__delitem__(name)

    def forget_unwritten(self) -> None:
        """The process has ended."""
        for name, value in self._on_disk.items():
            if value is NOTHING:
                self._values.pop(name, None)
            else:
                self._values[name] = value
        self._on_disk.clear()

    def _note(self, name: str) -> None:
        if self._disk.is_full:
            self._on_disk.setdefault(name, self._values.get(name, NOTHING))
        else:
            self._on_disk.clear()
            self._disk.note_change()


class AppData:
    """One installation's data. The keychain is handed in: on iOS it is the phone's and outlives the app."""

    def __init__(self, keychain: MutableMapping[str, str], disk: Disk | None = None) -> None:
        self._disk = disk or Disk()
        self._preferences: dict[str, Preferences] = {}
        self._files: dict[str, Folder] = {}
        self._keychain = keychain

    def preferences(self, name: str) -> MutableMapping[str, Any]:
        return self._preferences.setdefault(name, Preferences(self._disk))

    def files(self, folder: str) -> MutableMapping[str, bytes]:
        return self._files.setdefault(folder, Folder(self._disk))

    def keychain(self) -> MutableMapping[str, str]:
        return self._keychain

    def names(self) -> tuple[list[str], list[str]]:
        """Of the files of preferences, and of the folders."""
        return list(self._preferences), list(self._files)

    def forget_unwritten(self) -> None:
        for one in self._preferences.values():
            one.forget_unwritten()

    def plain(self) -> dict[str, object]:
        """``{"preferences": {file: {...}}, "files": {folder: {name: text}}, "keychain": {...}}``, fit for JSON;
        what holds nothing is not there."""
        return {
            "preferences": {name: _plain(kept) for name, kept in self._preferences.items() if kept},
            "files": {folder: _plain(kept) for folder, kept in self._files.items() if kept},
            "keychain": dict(self._keychain),
        }


def _copied(value: V) -> V:
    return value if isinstance(value, PLAIN) else copy.deepcopy(value)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return _text_of(value)
    return value if isinstance(value, PLAIN) else repr(value)


def _text_of(content: bytes) -> object:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode("ascii")}
