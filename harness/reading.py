"""Recordings and capture files, read back: entries with their calls decoded anew.

A capture file has one exchange a line: label, method, url, headers, body, answer.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from harness.calls import Action, Entry, Exchange, Note, What
from harness.errors import ConfigurationError
from harness.ledger import Ledger
from harness.recording import FORMAT_VERSION, Header
from harness.wire.captures import parse_capture_line
from harness.wire.decode import decode

Line = dict[str, Any]
MIGRATIONS: dict[int, Callable[[list[Line]], list[Line]]] = {}
"""Format -> what turns the lines of such a recording, header first, into those of a later format."""

CAPTURE_FILE = "capture file"
CUT = "the last line is cut: the run that wrote this was ended"


@dataclass(frozen=True)
class Recording:
    """``problems`` are sentences: what could not be read of it."""

    header: Header
    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()


def read(path: Path) -> Recording:
    """A recording, or a capture file; a cut last line is a problem, any other broken line an error that names it."""
    texts, problems = _whole_lines(_text_of(path))
    lines = [_parsed(text, number, path) for number, text in enumerate(texts, 1)]
    if not lines:
        raise ConfigurationError(f"{path} is empty", next_step="name a recording or a capture file")
    if "format" not in lines[0]:
        return Recording(Header(CAPTURE_FILE, "capture"), _entries(CAPTURE_FILE, _captured(lines, path)), problems)
    lines = _migrated(lines, path)
    header = _header_of(lines[0], path)
    return Recording(header, _entries(header.test, _recorded(lines[1:], path)), problems)


def ledger_of(recording: Recording) -> tuple[Ledger, str]:
    """A ledger of the recording, and the owner of its calls: expectations can be asked of it without a phone."""
    ledger, header = Ledger(), recording.header
    ledger.begin(header.test, header.device)
    for entry in recording.entries:
        ledger.append(entry.what, at_s=entry.at_s)
    return ledger, header.test


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as problem:
        raise ConfigurationError(
            f"{path} cannot be read: {problem.strerror or problem}", next_step="name a recording or a capture file"
        ) from problem


def _whole_lines(text: str) -> tuple[list[str], tuple[str, ...]]:
    """A line ends with LF and nothing else: JSON may hold other separators of Unicode as they are."""
    lines = text.rstrip().split("\n") if text.strip() else []
    is_cut = len(lines) > 1 and not text.endswith("\n") and not _is_object(lines[-1])
    return (lines[:-1], (CUT,)) if is_cut else (lines, ())


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _parsed(text: str, number: int, path: Path) -> Line:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        line = None
    if not isinstance(line, dict):
        raise _broken(path, number, "no JSON object")
    return line


def _broken(path: Path, number: int, why: object) -> ConfigurationError:
    return ConfigurationError(
        f"line {number} of {path} is {why}", next_step="is this a recording, or a capture file with an exchange a line?"
    )


def _migrated(lines: list[Line], path: Path) -> list[Line]:
    version = lines[0]["format"]
    while isinstance(version, int) and version < FORMAT_VERSION and version in MIGRATIONS:
        lines = MIGRATIONS[version](lines)
        version = lines[0]["format"]
    if version == FORMAT_VERSION:
        return lines
    raise ConfigurationError(
        f"{path} has format {version!r}, this harness reads {FORMAT_VERSION}: {_too_old(version)}",
        next_step=f"read it with the harness that wrote it ({lines[0].get('harness') or 'of a version not said'})",
    )


def _too_old(version: object) -> str:
    if not isinstance(version, int):
        return "that is no format of a recording"
    return f"{'this harness' if version > FORMAT_VERSION else 'the recording'} is too old"


def _header_of(form: Line, path: Path) -> Header:
    known: dict[str, Any] = {field.name: form[field.name] for field in fields(Header) if field.name in form}
    known |= {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    try:
        return Header(**known)
    except TypeError as problem:
        raise _broken(path, 1, f"no header ({problem})") from problem


def _recorded(lines: list[Line], path: Path) -> Iterator[tuple[float, What]]:
    for number, form in enumerate(lines, 2):
        try:
            yield float(form["at_s"]), _what_of(form)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise _broken(path, number, f"no entry ({problem!r})") from problem


def _what_of(form: Mapping[str, Any]) -> What:
    match form["kind"]:
        case "exchange":
            return _exchange_of({**form, "kind": form.get("exchange_kind", "vendor")})
        case "action":
            return Action(form["verb"], form["device"], form["arguments"])
        case "note":
            return Note(form["note"], form["device"], form["text"], form["data"])
    raise ValueError(form["kind"])


def _captured(lines: list[Line], path: Path) -> Iterator[tuple[float, What]]:
    label = None
    for number, line in enumerate(lines, 1):
        try:
            exchange = parse_capture_line(line, f"{number:04x}")
        except ConfigurationError as problem:
            raise _broken(path, number, problem.message) from problem
        at_s = float(line.get("t", line.get("at", 0.0)) or 0.0)
        said = line.get("label", line.get("step"))
        if said != label:
            label = said
            yield at_s, Note("label", exchange.device, str(said))
        yield at_s, exchange


def _entries(owner: str, things: Iterator[tuple[float, What]]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for at_s, what in things:
        found = [what, *(decode(what) if isinstance(what, Exchange) else ())]
        entries += [Entry(len(entries) + index, at_s, owner, one) for index, one in enumerate(found)]
    return tuple(entries)


def _exchange_of(form: Mapping[str, Any]) -> Exchange:
    said = {field.name: form[field.name] for field in fields(Exchange) if field.name in form}
    for side in ("request", "response"):
        text = form.get(f"{side}_body", "")
        said[f"{side}_body"] = base64.b64decode(text) if form.get(f"{side}_is_base64") else text.encode()
        said[f"{side}_headers"] = tuple((name, value) for name, value in form.get(f"{side}_headers", ()))
    return Exchange(**said)
