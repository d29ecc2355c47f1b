"""A ledger on disk: JSON lines, a header first. Calls are not stored: they are decoded again when it is read."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TextIO

from harness.calls import Action, Entry, Exchange, Note
from harness.clock import SYSTEM, iso_utc
from harness.errors import InfrastructureError
from harness.tally import Tally

FORMAT_VERSION = 1
DISTRIBUTION = "device-mode-harness"


class Redacting(Protocol):
    def redact(self, exchange: Exchange) -> Exchange: ...
    def redact_text(self, text: str) -> str: ...


@dataclass(frozen=True)
class Header:
    """What a reader must know of the run, and what a replay needs."""

    test: str
    device: str
    engine: str = ""
    models: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    build: str = ""
    sdks: tuple[str, ...] = ()
    seed: str = ""
    started: str = ""
    harness: str = ""
    format: int = FORMAT_VERSION


def file_name(test: str) -> str:
    """Safe on every file system, and of one test only."""
    words = re.sub(r"[^A-Za-z0-9_.-]+", "-", test).strip("-")[-100:]
    digest = sha256(test.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{words}-{digest[:8]}.ndjson"


class Recorder:
    """Writes the entries of one test, redacted, as they come: subscribe it to a ledger.

    ``tally`` counts what could not be read of them: reading the recording finds that again.
    """

    def __init__(self, folder: Path, header: Header, redactor: Redacting) -> None:
        self.path = folder / file_name(header.test)
        self.tally = Tally()
        self._test = header.test
        self._redactor = redactor
        self._lock = threading.Lock()
        self._failure: Exception | None = None
        with Writing(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            self._file: TextIO = self.path.open("w", encoding="utf-8")
        started, harness = header.started or iso_utc(SYSTEM.wall()), header.harness or installed_version()
        self._try([{**asdict(header), "started": started, "harness": harness}])

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Says what could not be written; beside an error that is on its way, as a note of it."""
        with self._lock:
            try:
                self._file.close()
            except OSError as problem:
                self._failure = self._failure or problem
        if self._failure is not None and error is not None:
            error.add_note(f"{self.path} is incomplete: {self._failure}")
        elif self._failure is not None:
            with Writing(self.path):
                raise self._failure

    def __call__(self, entry: Entry) -> None:
        """On the thread that appends, which must go on whatever happens here."""
        if entry.owner == self._test:
            self.tally.add(entry)
            self._try(self._lines(entry))

    def _try(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """After the first failure nothing more is written: a recording has no holes, it ends."""
        with self._lock:
            try:
                if self._failure is None:
                    for line in lines:
                        self._file.write(as_line(line))
                        self._file.flush()
            except Exception as problem:
                self._failure = problem

    def _lines(self, entry: Entry) -> Iterator[dict[str, Any]]:
        at = {"at_s": round(entry.at_s, 6)}
        what = entry.what
        if isinstance(what, Exchange):
            yield {**at, **exchange_form(self._redactor.redact(what)), "kind": "exchange", "exchange_kind": what.kind}
        elif isinstance(what, Action):
            said = {"verb": what.verb, "arguments": what.arguments}
            yield {"kind": "action", **at, "device": what.device, **self._redacted(said)}
        elif isinstance(what, Note):
            said = {"note": what.kind, "text": what.text, "data": what.data}
            yield {"kind": "note", **at, "device": what.device, **self._redacted(said)}

    def _redacted(self, said: Mapping[str, Any]) -> dict[str, Any]:
        form: dict[str, Any] = json.loads(self._redactor.redact_text(json.dumps(said, default=repr)))
        return form


class Writing:
    """An OSError inside becomes an error that says the next step."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, OSError):
            raise InfrastructureError(
                f"{self._path} cannot be written: {error.strerror or error}",
                next_step="make room, or name another folder with --recordings DIR",
            ) from error


def as_line(line: Mapping[str, Any]) -> str:
    """Readable; half of a surrogate pair, which UTF-8 has no form for, stays escaped."""
    text = json.dumps(line, ensure_ascii=False)
    return f"{text if is_utf8(text) else json.dumps(line)}\n"


def is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def installed_version() -> str:
    """Of the harness; empty where it runs from a clone that is not installed."""
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return ""


def exchange_form(exchange: Exchange) -> dict[str, Any]:
    form = {field.name: getattr(exchange, field.name) for field in fields(Exchange)}
    return {**form, **_body_form("request", exchange.request_body), **_body_form("response", exchange.response_body)}


def _body_form(side: str, body: bytes) -> dict[str, Any]:
    try:
        return {f"{side}_body": body.decode("utf-8")}
    except UnicodeDecodeError:
        return {f"{side}_body": base64.b64encode(body).decode("ascii"), f"{side}_is_base64": True}
