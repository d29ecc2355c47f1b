"""What a phone keeps of an app: preferences, files, keychain. It outlives processes and ends with the app's data."""

from __future__ import annotations

import base64
import copy
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

V = TypeVar("V")
PLAIN = (str, bytes, int, float, bool, type(None))


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
        return f"<Kept {sorted(self._values)}>"


class AppData:
    """One installation's data. The keychain is handed in: on iOS it is the phone's and outlives the app."""

    def __init__(self, keychain: MutableMapping[str, str]) -> None:
        self._preferences: dict[str, Kept[Any]] = {}
        self._files: dict[str, Kept[bytes]] = {}
        self._keychain = keychain

    def preferences(self, name: str) -> MutableMapping[str, Any]:
        return self._preferences.setdefault(name, Kept())

    def files(self, folder: str) -> MutableMapping[str, bytes]:
        return self._files.setdefault(folder, Kept())

    def keychain(self) -> MutableMapping[str, str]:
        return self._keychain

    def plain(self) -> dict[str, object]:
        """``{"preferences": {file: {...}}, "files": {folder: {name: text}}, "keychain": {...}}``, fit for JSON."""
        return {
            "preferences": {name: _plain(kept) for name, kept in self._preferences.items()},
            "files": {folder: _plain(kept) for folder, kept in self._files.items()},
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
