"""An installed app's data, as its process keeps them: files below a folder, preferences as Android's XML."""

from __future__ import annotations

import base64
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.w3c.phone import UnfitInputError

PREFERENCES = "shared_prefs"
KINDS = {"int": int, "long": int, "float": float}
INT = 2**31


class AppFolder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def clear(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)

    def plain(self) -> dict[str, dict[str, Any]]:
        """``{"preferences": {file: {name: value}}, "files": {folder: {name: text}}}``."""
        return {"preferences": self._preferences(), "files": self._files()}

    def write(self, said: Mapping[str, Any]) -> None:
        """In the form of ``plain``; what is there already stays."""
        if not said or set(said) - {"preferences", "files"}:
            raise UnfitInputError(f"what is to be stored must be preferences and files, not {sorted(said)}")
        for file, values in said.get("preferences", {}).items():
            self._write_preferences(file, values)
        for folder, contents in said.get("files", {}).items():
            place = self.path / folder
            place.mkdir(parents=True, exist_ok=True)
            for name, content in contents.items():
                (place / name).write_bytes(_bytes_of(content))

    def _preferences(self) -> dict[str, dict[str, Any]]:
        return {file.stem: read_preferences(file) for file in sorted((self.path / PREFERENCES).glob("*.xml"))}

    def _files(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for file in sorted(self.path.rglob("*")):
            place = str(file.parent.relative_to(self.path))
            if place != PREFERENCES and (content := _content_of(file)) is not None:
                found.setdefault(place, {})[file.name] = _text_of(content)
        return found

    def _write_preferences(self, name: str, values: Mapping[str, Any]) -> None:
        file = self.path / PREFERENCES / f"{name}.xml"
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = read_preferences(file) if file.exists() else {}
        root = ET.Element("map")
        for key, value in {**kept, **values}.items():
            root.append(_element(key, value))
        ET.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def read_preferences(file: Path) -> dict[str, Any]:
    """What Android's XmlUtils writes: text as content, everything else as an attribute."""
    return {one.attrib["name"]: _value(one) for one in ET.parse(file).getroot()}


def _value(element: ET.Element) -> Any:
    if element.tag == "string":
        return element.text or ""
    if element.tag == "set":
        return sorted(one.text or "" for one in element)
    said = element.attrib["value"]
    return said == "true" if element.tag == "boolean" else KINDS[element.tag](said)


def _element(name: str, value: Any) -> ET.Element:
    if isinstance(value, bool):
        return ET.Element("boolean", name=name, value=str(value).lower())
    if isinstance(value, int):
        return ET.Element("int" if -INT <= value < INT else "long", name=name, value=str(value))
    if isinstance(value, float):
        return ET.Element("float", name=name, value=str(value))
    text = ET.Element("string", name=name)
    text.text = str(value)
    return text


def _content_of(file: Path) -> bytes | None:
    """None of what is no file, or none any more: the app's process goes on meanwhile."""
    try:
        return file.read_bytes() if file.is_file() else None
    except FileNotFoundError:
        return None


def _bytes_of(content: Any) -> bytes:
    if isinstance(content, Mapping):
        return base64.b64decode(content["base64"])
    return str(content).encode()


def _text_of(content: bytes) -> Any:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}
