"""What a phone's system copies of an app's data, and what somebody writes into them from outside."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from harness.builds import Build
from harness.virtual.storage import AppData
from harness.w3c.phone import Platform, UnfitInputError

EXCLUDED: Mapping[Platform, tuple[str, ...]] = {"android": ("moengage", "sample"), "ios": ()}
"""How the names of preferences and folders begin that the app's rules keep out of Android's auto backup: MoEngage's,
as the destination's page asks, and the app's own with its push token. iOS backs up everything but the keychain."""
FORM = '{"preferences": {file: {name: value}}, "files": {folder: {name: text}}, "keychain": {name: text}}'
KINDS = ("preferences", "files", "keychain")

Plain = dict[str, dict[str, dict[str, Any]]]
"""Preferences and files, by kind, place and name."""


def take_backup(platform: Platform, build: Build, data: AppData) -> Plain:
    """A build whose rules leave nothing out says ``backup = "everything"``."""
    backs_up_all = build.backup == "everything"
    excluded = () if backs_up_all else EXCLUDED[platform]
    preferences, folders = data.names()
    return {
        "preferences": {name: dict(data.preferences(name)) for name in preferences if not name.startswith(excluded)},
        "files": {name: dict(data.files(name)) for name in folders if not name.startswith(excluded)},
    }


def restore_backup(backup: Plain, data: AppData) -> None:
    for name, values in backup["preferences"].items():
        data.preferences(name).update(values)
    for name, contents in backup["files"].items():
        data.files(name).update(contents)


def write_data(said: Mapping[str, object], data: AppData) -> None:
    """Nothing is written when a part of it has the wrong form."""
    if not said or set(said) - set(KINDS):
        raise UnfitInputError(f"what is to be stored must be {FORM}, not {dict(said)!r:.200}")
    preferences, files = _places(said, "preferences"), _places(said, "files")
    contents = {place: {name: _bytes_of(one) for name, one in values.items()} for place, values in files.items()}
    keychain = _values(said.get("keychain", {}), "keychain")
    if wrong := [name for name, value in keychain.items() if not isinstance(value, str)]:
        raise UnfitInputError(f"the keychain holds texts: {', '.join(wrong)} is none")
    restore_backup({"preferences": preferences, "files": contents}, data)
    data.keychain().update(keychain)


def _places(said: Mapping[str, object], kind: str) -> dict[str, dict[str, Any]]:
    return {place: _values(one, f"{kind}.{place}") for place, one in _values(said.get(kind, {}), kind).items()}


def _values(said: object, where: str) -> dict[str, Any]:
    if not isinstance(said, Mapping):
        raise UnfitInputError(f"{where} must be an object, not {said!r:.100}; the whole is {FORM}")
    return {str(name): value for name, value in said.items()}


def _bytes_of(said: object) -> bytes:
    """A text, or ``{"base64": text}``."""
    if isinstance(said, str):
        return said.encode("utf-8")
    packed = said.get("base64") if isinstance(said, Mapping) else None
    try:
        if isinstance(packed, str):
            return base64.b64decode(packed, validate=True)
    except binascii.Error:
        pass
    raise UnfitInputError(f'a file is a text or {{"base64": text}}, not {said!r:.100}')
